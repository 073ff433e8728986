import { Alert, Anchor, NativeSelect, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FileWhatsapp } from '#core/cadence/file-whatsapp.ts';
import { askedFields } from '#core/criteria/asked-fields.ts';
import { templateKey } from '#core/message/whatsapp.ts';
import { type Item, useRead } from '#web/api/hooks.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { whatsappPanelWords } from '#web/features/cadences/builder/panel/whatsapp-words.ts';
import { TaggedInput } from '#web/features/templates/tagged-input.tsx';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';

type WhatsappSettingsProps = { readonly id: string; readonly whatsapp: FileWhatsapp };
type Template = Item<'listWhatsappTemplates'>;

export function WhatsappSettings({ id, whatsapp }: WhatsappSettingsProps) {
  const { t } = useWords(whatsappPanelWords);
  const { change } = useBuilder();
  const field = useField();
  const known = useRead('listWhatsappTemplates').data;
  const path = `followUps/${id}`;
  const set = (about: string, settings: Partial<FileWhatsapp>) =>
    change(id, about, (one) => ({ ...one, whatsapp: { ...whatsapp, ...settings } }));
  const usable = known?.items.filter(({ status, wants }) => status === 'approved' && wants === null) ?? [];
  const chosen = known?.items.find((one) => isNamed(one, whatsapp));
  return (
    <>
      {known?.isOn === false ? <Off /> : null}
      <TextInput
        {...field(`${path}/name`)}
        size="xs"
        label={t('name')}
        placeholder={t('nameExample')}
        withAsterisk
        value={whatsapp.name}
        onChange={(event) => set('name', { name: event.currentTarget.value })}
      />
      <TemplateSelect
        field={field(`${path}/template`)}
        whatsapp={whatsapp}
        usable={usable}
        onChange={({ name, language, variables }) =>
          set('template', {
            template: name,
            language,
            variables: variables.map((_, at) => whatsapp.variables?.[at] ?? ''),
          })
        }
      />
      {chosen === undefined ? null : (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
          {chosen.body}
        </Text>
      )}
      <Variables
        template={chosen}
        values={whatsapp.variables ?? []}
        fieldOf={(at) => field(`${path}/variables/${at + 1}`)}
        onChange={(variables) => set('variables', { variables })}
      />
      <Recipient field={field(`${path}/to`)} to={whatsapp.to} onChange={(to) => set('to', { to })} />
    </>
  );
}

function isNamed({ name, language }: Pick<Template, 'name' | 'language'>, whatsapp: FileWhatsapp): boolean {
  return name === whatsapp.template && language === whatsapp.language;
}

function Off() {
  const { t } = useWords(whatsappPanelWords);
  return (
    <Alert color="yellow" p="xs">
      <Text size="xs">
        {t('off')}{' '}
        <Anchor fz="xs" renderRoot={(props) => <Link to={paths.settingsWhatsapp} {...props} />}>
          {t('setUp')}
        </Anchor>
      </Text>
    </Alert>
  );
}

type FieldOf = ReturnType<ReturnType<typeof useField>>;

type TemplateSelectProps = {
  readonly field: FieldOf;
  readonly whatsapp: FileWhatsapp;
  readonly usable: readonly Template[];
  readonly onChange: (template: Template) => void;
};

/** One that can't be sent any more stays shown until another one is chosen. */
function TemplateSelect({ field, whatsapp, usable, onChange }: TemplateSelectProps) {
  const { t } = useWords(whatsappPanelWords);
  const value = whatsapp.template === '' ? '' : templateKey({ name: whatsapp.template, language: whatsapp.language });
  const isGone = value !== '' && !usable.some((one) => isNamed(one, whatsapp));
  return (
    <NativeSelect
      {...field}
      size="xs"
      label={t('template')}
      withAsterisk
      value={value}
      onChange={(event) => {
        const wanted = usable.find((one) => templateKey(one) === event.currentTarget.value);
        if (wanted !== undefined) onChange(wanted);
      }}
      data={[
        { value: '', label: t('chooseTemplate'), disabled: value !== '' },
        ...(isGone ? [{ value, label: value }] : []),
        ...usable.map((one) => ({ value: templateKey(one), label: `${one.name} (${one.language})` })),
      ]}
    />
  );
}

type VariablesProps = {
  readonly template: Template | undefined;
  readonly values: readonly string[];
  readonly fieldOf: (at: number) => FieldOf;
  readonly onChange: (values: readonly string[]) => void;
};

const labels = { header: 'headerVariable', body: 'variable', button: 'buttonVariable' } as const;

function Variables({ template, values, fieldOf, onChange }: VariablesProps) {
  const { t } = useWords(whatsappPanelWords);
  const { module } = useBuilder();
  return template?.variables.map(({ name, place }, at) => (
    <TaggedInput
      {...fieldOf(at)}
      key={`${place} ${name} ${fieldOf(at).id}`}
      size="xs"
      label={t(labels[place], { name })}
      insertLabel={t('insert')}
      module={module}
      value={values[at] ?? ''}
      onChange={(value) =>
        onChange(template.variables.map((_, other) => (other === at ? value : (values[other] ?? ''))))
      }
    />
  ));
}

type RecipientProps = { readonly field: FieldOf; readonly to: string; readonly onChange: (to: string) => void };

/** A phone field of the record, or of one that it looks up (C-5). */
function Recipient({ field, to, onChange }: RecipientProps) {
  const { t, language } = useWords(whatsappPanelWords);
  const { module } = useBuilder();
  const asked = useAskedModule(module);
  const phones = askedFields(asked ?? module).filter(({ type }) => type === 'phone');
  return (
    <NativeSelect
      {...field}
      size="xs"
      label={t('to')}
      value={to}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        ...phones.map(({ key, label }) => ({ value: key, label: label[language] })),
        ...(phones.some(({ key }) => key === to) ? [] : [{ value: to, label: to }]),
      ]}
    />
  );
}
