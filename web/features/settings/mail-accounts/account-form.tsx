import { Alert, Button, Group, NumberInput, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { type AccountDraft, isComplete, withAddress } from '#web/features/settings/mail-accounts/account-draft.ts';
import { PlaceFields } from '#web/features/settings/mail-accounts/place-fields.tsx';
import { Steps, stepsOf } from '#web/features/settings/mail-accounts/steps.tsx';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';

type AccountFormProps = {
  readonly start: AccountDraft;
  readonly kind: 'new' | 'known';
  readonly problem: ApiProblem | null;
  readonly isPending: boolean;
  readonly onSave: (draft: AccountDraft) => void;
  readonly onCancel: () => void;
};

export function AccountForm({ start, kind, problem, isPending, onSave, onCancel }: AccountFormProps) {
  const { t } = useWords(mailAccountWords);
  const [draft, setDraft] = useState(start);
  const set = (change: Partial<AccountDraft>) => setDraft((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  const { name, address, smtp, imap, isRead } = draft;
  return (
    <form onSubmit={submit}>
      <Stack>
        {kind === 'new' && may(useMe(), 'admin') ? <Owner draft={draft} onChange={set} /> : null}
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          required
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('address')}
          description={t('addressHint')}
          required
          value={address}
          onChange={(event) => setDraft(withAddress(draft, event.currentTarget.value.trim()))}
        />
        <PlaceFields
          legend={t('sending')}
          place={smtp}
          hasPassword={kind === 'known'}
          onChange={(change) => set({ smtp: { ...smtp, ...change } })}
        />
        <Switch
          label={t('isRead')}
          description={t('isReadHint')}
          checked={isRead}
          onChange={(event) => set({ isRead: event.currentTarget.checked })}
        />
        {isRead ? <Receiving draft={draft} kind={kind} onChange={set} /> : null}
        <Limits draft={draft} onChange={set} />
        {problem === null ? null : <Problem problem={problem} />}
        <Text size="xs" c="dimmed">
          {t('testing')}
        </Text>
        <DialogButtons onCancel={onCancel}>
          <Button type="submit" disabled={!isComplete({ ...draft, imap })} loading={isPending}>
            {t('save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type PartProps = { readonly draft: AccountDraft; readonly onChange: (change: Partial<AccountDraft>) => void };

function Owner({ draft: { owner }, onChange }: PartProps) {
  const { t } = useWords(mailAccountWords);
  return (
    <SegmentedControl
      aria-label={t('whose')}
      value={owner}
      onChange={(value) => onChange({ owner: value === 'me' ? 'me' : 'organization' })}
      data={[
        { value: 'organization', label: t('organisation') },
        { value: 'me', label: t('mine') },
      ]}
    />
  );
}

function Receiving({ draft, kind, onChange }: PartProps & Pick<AccountFormProps, 'kind'>) {
  const { t } = useWords(mailAccountWords);
  const { imap, owner, takesBounces } = draft;
  return (
    <PlaceFields
      legend={t('receiving')}
      place={imap}
      hasPassword={kind === 'known'}
      onChange={(change) => onChange({ imap: { ...imap, ...change } })}
    >
      <TextInput
        mt="sm"
        label={t('folder')}
        required
        value={imap.folder}
        onChange={(event) => onChange({ imap: { ...imap, folder: event.currentTarget.value } })}
      />
      {owner === 'me' ? null : (
        <Switch
          mt="md"
          label={t('takesBounces')}
          description={t('takesBouncesHint')}
          checked={takesBounces}
          onChange={(event) => onChange({ takesBounces: event.currentTarget.checked })}
        />
      )}
    </PlaceFields>
  );
}

function Limits({ draft: { perHour, perDay }, onChange }: PartProps) {
  const { t } = useWords(mailAccountWords);
  const limit = (value: string | number) => (typeof value === 'number' ? value : null);
  const common = { min: 1, allowDecimal: false, placeholder: t('noLimit'), flex: '1 1 10rem' } as const;
  return (
    <Group>
      <NumberInput
        {...common}
        label={t('perHour')}
        value={perHour ?? ''}
        onChange={(value) => onChange({ perHour: limit(value) })}
      />
      <NumberInput
        {...common}
        label={t('perDay')}
        value={perDay ?? ''}
        onChange={(value) => onChange({ perDay: limit(value) })}
      />
    </Group>
  );
}

function Problem({ problem }: { readonly problem: ApiProblem }) {
  return (
    <Alert color="red" title={problem.message} role="alert">
      <Steps steps={stepsOf(problem.errors)} />
    </Alert>
  );
}
