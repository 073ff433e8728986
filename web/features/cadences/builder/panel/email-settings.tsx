import { Anchor, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FileEmail } from '#core/cadence/file.ts';
import { useRead } from '#web/api/hooks.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { TemplateField } from '#web/features/templates/template-field.tsx';
import { useWords } from '#web/i18n/words.ts';

type EmailSettingsProps = { readonly id: string; readonly email: FileEmail };

export function EmailSettings({ id, email }: EmailSettingsProps) {
  const { t, language } = useWords(panelWords);
  const { module, change, draft } = useBuilder();
  const field = useField();
  const path = `followUps/${id}`;
  const set = (about: string, settings: Partial<FileEmail>) =>
    change(id, about, (one) => ({ ...one, email: { ...email, ...settings } }));
  const addresses = module.fields.filter(({ type }) => type === 'email');
  const template = field(`${path}/template`);
  const to = field(`${path}/to`);
  return (
    <>
      <TemplateField
        id={template.id}
        value={email.template}
        onChange={(name) => set('template', { template: name })}
        module={module}
        error={template.error}
        suggestedName={draft.file.name}
      />
      <NativeSelect
        id={to.id}
        size="xs"
        label={t('to')}
        error={to.error}
        value={email.to}
        onChange={(event) => set('to', { to: event.currentTarget.value })}
        data={[
          ...addresses.map(({ key, label }) => ({ value: key, label: label[language] })),
          ...(addresses.some(({ key }) => key === email.to) ? [] : [{ value: email.to, label: email.to }]),
        ]}
      />
      <Sender email={email} error={field(path).error} onChange={set} />
    </>
  );
}

type SenderProps = {
  readonly email: FileEmail;
  readonly error: string | null;
  readonly onChange: (about: string, settings: Partial<FileEmail>) => void;
};

/** Rarely anything else than the organisation's own address: opened on wish. */
function Sender({ email: { from, replyTo }, error, onChange }: SenderProps) {
  const { t } = useWords(panelWords);
  const own = useRead('getSending').data?.from;
  const [isOpen, setOpen] = useState(from !== undefined || replyTo !== undefined);
  const name = own === undefined ? '' : `${own.name} <${own.address}>`;
  if (!isOpen) {
    return (
      <Text size="xs" c="dimmed">
        {t('sentFrom', { from: name })}{' '}
        <Anchor component="button" type="button" fz="xs" onClick={() => setOpen(true)}>
          {t('changeSender')}
        </Anchor>
      </Text>
    );
  }
  const isElsewhere = (replyTo ?? from ?? own?.address) !== own?.address;
  return (
    <Stack gap="sm">
      <TextInput
        size="xs"
        type="email"
        label={t('from')}
        placeholder={name}
        value={from ?? ''}
        onChange={(event) => onChange('from', { from: event.currentTarget.value.trim() || undefined })}
      />
      <TextInput
        size="xs"
        type="email"
        label={t('replyTo')}
        placeholder={from ?? name}
        value={replyTo ?? ''}
        onChange={(event) => onChange('replyTo', { replyTo: event.currentTarget.value.trim() || undefined })}
        {...(isElsewhere ? { description: t('repliesUnread') } : {})}
      />
      {error === null ? null : (
        <Text size="xs" c="red" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}
