import { NativeSelect } from '@mantine/core';
import type { FileEmail } from '#core/cadence/file.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { Sender } from '#web/features/cadences/builder/panel/sender.tsx';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { TemplateField } from '#web/features/templates/template-field.tsx';
import { useWords } from '#web/i18n/words.ts';

type EmailSettingsProps = { readonly id: string; readonly email: FileEmail };

export function EmailSettings({ id, email }: EmailSettingsProps) {
  const { t, language } = useWords(panelWords);
  const { module, change, draft, problems } = useBuilder();
  const field = useField();
  const path = `followUps/${id}`;
  const set = (about: string, settings: Partial<FileEmail>) =>
    change(id, about, (one) => ({ ...one, email: { ...email, ...settings } }));
  const addresses = module.fields.filter(({ type }) => type === 'email');
  const template = field(`${path}/template`);
  const to = field(`${path}/to`);
  const isHint = (problems ?? []).every((one) => one.path !== path || one.severity === 'warning');
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
      <Sender email={email} said={{ text: field(path).error, isHint }} onChange={set} />
    </>
  );
}
