// Which template an email sends: one that there is, or one that is written here and now without leaving what one is at.
import { Anchor, Group, Select, Stack } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import type { Module } from '#web/features/templates/merge-fields.ts';
import { templatesWords } from '#web/features/templates/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const TemplateDrawer = lazily(async () => (await import('#web/features/templates/template-drawer.tsx')).TemplateDrawer);

/** No template can be called so. */
const NEW = '\n';

export type TemplateFieldProps = {
  /** The name; '' is none yet. */
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly module: Module;
  /** A sentence. */
  readonly error: string | null;
  /** Of the input, to focus it. */
  readonly id: string;
  /** For a template that is made here. */
  readonly suggestedName: string;
};

export function TemplateField({ value, onChange, module, error, id, suggestedName }: TemplateFieldProps) {
  const { t } = useWords(templatesWords);
  const templates = useRead('listTemplates').data?.items;
  // Null: closed. `name` null: a new one.
  const [open, setOpen] = useState<{ readonly name: string | null } | null>(null);
  const isUnknown = value !== '' && templates !== undefined && templates.every(({ name }) => name !== value);
  const names = (templates ?? []).map(({ name }) => name);
  return (
    <Stack gap={4}>
      <Select
        id={id}
        size="xs"
        label={t('field_template')}
        placeholder={t('choose')}
        nothingFoundMessage={t('nothingFound')}
        searchable
        required
        allowDeselect={false}
        data={[...(isUnknown ? [value, ...names] : names), { value: NEW, label: t('writeNew') }]}
        value={value === '' ? null : value}
        error={error ?? (isUnknown ? t('unknown', { name: value }) : null)}
        onChange={(name) => (name === NEW ? setOpen({ name: null }) : onChange(name ?? ''))}
      />
      <Group gap="md">
        {value === '' || isUnknown ? null : (
          <Anchor component="button" type="button" fz="xs" onClick={() => setOpen({ name: value })}>
            {t('editThis')}
          </Anchor>
        )}
        <Anchor component="button" type="button" fz="xs" onClick={() => setOpen({ name: null })}>
          {t('writeNew')}
        </Anchor>
      </Group>
      {open === null ? null : (
        <Suspense>
          <TemplateDrawer
            name={open.name}
            suggestedName={isUnknown ? value : freeName(suggestedName, names)}
            module={module}
            onClose={() => setOpen(null)}
            onSaved={(name) => {
              setOpen(null);
              if (name !== value) onChange(name);
            }}
          />
        </Suspense>
      )}
    </Stack>
  );
}

/** 'Welcome', 'Welcome 2' … as long as there is one of the name. */
function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count++) name = `${wanted} ${count}`;
  return name;
}
