import { Alert, Button, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { useAct } from '#web/api/hooks.ts';
import { type Draft, draftOf, secrets, type Whatsapp, wishOf } from '#web/features/settings/whatsapp/draft.ts';
import { whatsappWords } from '#web/features/settings/whatsapp/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';

const hints = { token: 'tokenHint', appSecret: 'appSecretHint', verifyToken: 'verifyTokenHint' } as const;

export function WhatsappForm({ state }: { readonly state: Whatsapp }) {
  const { t } = useWords(whatsappWords);
  const { t: general } = useWords(generalWords);
  const [start] = useState(() => draftOf(state.account));
  const [draft, setDraft] = useState(start);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(start);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  useUnsavedGuard(isChanged);
  const save = useAct('putWhatsapp', {
    refreshes: ['getWhatsapp', 'listWhatsappTemplates'],
    onDone: () => toastDone(t(draft.enabled ? 'saved' : 'savedOff')),
    onProblem: setProblem,
  });
  const errors = problem?.byField('body') ?? {};
  const isElsewhere = problem !== null && Object.keys(errors).length === 0;
  const areKept = state.secrets === 'kept';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    save.mutate({ body: wishOf(draft) });
  };
  const id = (field: 'phoneNumberId' | 'businessAccountId') => ({
    label: t(field),
    required: true,
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    error: errors[field],
    value: draft[field],
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => change({ [field]: event.currentTarget.value }),
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <Switch
          label={t('enabled')}
          description={t('enabledHint')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <TextInput {...id('phoneNumberId')} description={t('phoneNumberIdHint')} />
        <TextInput {...id('businessAccountId')} />
        {secrets.map((secret) => (
          <PasswordInput
            key={secret}
            label={t(secret)}
            description={`${t(hints[secret])}${areKept ? ` ${t('kept')}` : ''}`}
            required={!areKept}
            maxLength={1_000}
            autoComplete="off"
            error={errors[secret]}
            value={draft[secret]}
            onChange={(event) => change({ [secret]: event.currentTarget.value })}
          />
        ))}
        {isElsewhere ? <Alert color="red" title={problem.errors[0]?.message ?? problem.message} /> : null}
        <Button type="submit" w="fit-content" disabled={!isChanged} loading={save.isPending}>
          {general('save')}
        </Button>
      </Stack>
    </form>
  );
}
