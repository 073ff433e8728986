import { Button, PasswordInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import {
  type Draft,
  draftOf,
  type Settings,
  wishOf,
  wrongDomain,
} from '#web/features/settings/single-sign-on/draft.ts';
import { singleSignOnWords } from '#web/features/settings/single-sign-on/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';

export function SingleSignOnForm({ settings }: { readonly settings: Settings | null }) {
  const { t } = useWords(singleSignOnWords);
  const { t: general } = useWords(generalWords);
  const [start] = useState(() => draftOf(settings, t('labelStart')));
  const [draft, setDraft] = useState(start);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(start);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  useUnsavedGuard(isChanged);
  const save = useAct('putSingleSignOn', {
    refreshes: ['getSingleSignOn', 'listSignInWays'],
    onDone: () => {
      change({ clientSecret: '' });
      toastDone(t('saved'));
    },
    onProblem: setProblem,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    if (wrongDomain(draft.domains) === null) save.mutate({ body: wishOf(draft) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Provider draft={draft} onChange={change} problem={problem} isSecretKept={settings !== null} />
        <Admission draft={draft} onChange={change} />
        <Button type="submit" w="fit-content" disabled={!isChanged} loading={save.isPending}>
          {general('save')}
        </Button>
      </Stack>
    </form>
  );
}

type PartProps = { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void };
type ProviderProps = PartProps & { readonly problem: ApiProblem | null; readonly isSecretKept: boolean };

function Provider({ draft, onChange, problem, isSecretKept }: ProviderProps) {
  const { t } = useWords(singleSignOnWords);
  const isAboutSecret = problem?.code === 'single_sign_on_secret_needed';
  const errors = problem?.byField('body') ?? {};
  return (
    <>
      <TextInput
        type="url"
        label={t('issuer')}
        description={t('issuerHint')}
        placeholder="https://"
        required
        maxLength={2_000}
        error={isAboutSecret || errors['clientId'] !== undefined ? null : (errors['issuer'] ?? problem?.message)}
        value={draft.issuer}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
      />
      <TextInput
        label={t('clientId')}
        required
        maxLength={300}
        autoComplete="off"
        error={errors['clientId']}
        value={draft.clientId}
        onChange={(event) => onChange({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('clientSecret')}
        description={t(isSecretKept ? 'secretKept' : 'secretNew')}
        required={!isSecretKept}
        maxLength={1_000}
        autoComplete="off"
        error={isAboutSecret ? problem.message : null}
        value={draft.clientSecret}
        onChange={(event) => onChange({ clientSecret: event.currentTarget.value })}
      />
    </>
  );
}

function Admission({ draft, onChange }: PartProps) {
  const { t } = useWords(singleSignOnWords);
  const wrong = wrongDomain(draft.domains);
  return (
    <>
      <TagsInput
        label={t('domains')}
        description={t('domainsHint')}
        required
        maxTags={50}
        splitChars={[',', ' ']}
        error={wrong === null ? null : t('domainWrong', { domain: wrong })}
        value={draft.domains}
        onChange={(domains) => onChange({ domains })}
      />
      <Switch
        label={t('provision')}
        description={t('provisionHint')}
        checked={draft.provision}
        onChange={(event) => onChange({ provision: event.currentTarget.checked })}
      />
      <TextInput
        label={t('label')}
        required
        maxLength={60}
        value={draft.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Switch
        label={t('active')}
        checked={draft.active}
        onChange={(event) => onChange({ active: event.currentTarget.checked })}
      />
    </>
  );
}
