// Module by module, what keeps fields from the holders of a profile.
import { Accordion, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { canBeHidden } from '#core/access/mask.ts';
import { barOf, type FieldBar } from '#core/access/permissions.ts';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { setBar } from '#web/features/settings/permissions/edit-permissions.ts';
import type { Editing } from '#web/features/settings/permissions/group-switch.tsx';
import { useKnownModules } from '#web/features/settings/permissions/modules.ts';
import classes from '#web/features/settings/permissions/permissions.module.css';
import { profileWords } from '#web/features/settings/permissions/profile-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { Loaded } from '#web/ui/states.tsx';

type Field = Answer<'getModule'>['fields'][number];

export function FieldsSection(editing: Editing) {
  const { t } = useWords(profileWords);
  const { all } = useKnownModules();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Stack component="section" gap="sm" aria-label={t('fields')}>
      <Title order={2}>{t('fields')}</Title>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('fieldsText')}
      </Text>
      <Accordion variant="contained" value={open} onChange={setOpen} order={3}>
        {all.map(({ key, label }) => (
          <Accordion.Item key={key} value={key}>
            <Accordion.Control>
              <Group justify="space-between" pe="md">
                <Text size="sm" fw={600}>
                  {label}
                </Text>
                <Barred bars={editing.permissions.fields[key] ?? {}} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>{open === key ? <Fields module={key} {...editing} /> : null}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}

function Barred({ bars }: { readonly bars: Readonly<Record<string, FieldBar>> }) {
  const { t } = useWords(profileWords);
  const format = useFormat();
  const all = Object.values(bars);
  const hidden = all.filter((bar) => bar === 'hidden').length;
  const readOnly = all.length - hidden;
  const says = [
    ...(hidden === 0 ? [] : [t('fieldsHidden', { count: hidden })]),
    ...(readOnly === 0 ? [] : [t('fieldsReadOnly', { count: readOnly })]),
  ];
  return (
    <Text size="xs" c="dimmed">
      {says.length === 0 ? t('fieldsOpen') : format.list(says)}
    </Text>
  );
}

function Fields({ module, ...editing }: Editing & { readonly module: string }) {
  return (
    <Loaded of={useRead('getModule', { params: { module } })}>
      {({ fields }) => fields.map((field) => <FieldBars key={field.key} module={module} field={field} {...editing} />)}
    </Loaded>
  );
}

type FieldBarsProps = Editing & { readonly module: string; readonly field: Field };

function FieldBars({ module, field, permissions, onChange }: FieldBarsProps) {
  const { t, language } = useWords(profileWords);
  const label = field.label[language];
  const bar = barOf(permissions, module, field.key);
  return (
    <div className={classes['field']}>
      <div>
        <Text size="sm">{label}</Text>
        {canBeHidden(field) ? null : (
          <Text size="xs" c="dimmed">
            {t('alwaysSeen')}
          </Text>
        )}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={bar === null || (bar === 'read_only' && field.readOnly) ? 'open' : bar}
        onChange={(value) => {
          onChange(setBar(permissions, { module, field: field.key, bar: choiceBars[value as Choice] }));
        }}
        data={choicesOf(field).map((value) => ({
          value,
          label: t(value === 'open' && field.readOnly ? 'read_only' : value),
        }))}
      />
    </div>
  );
}

const choiceBars = { open: null, read_only: 'read_only', hidden: 'hidden' } as const;
type Choice = keyof typeof choiceBars;

/** What the product keeps itself is never written by people. */
function choicesOf(field: Field): readonly Choice[] {
  return [
    'open',
    ...(field.readOnly ? [] : (['read_only'] as const)),
    ...(canBeHidden(field) ? (['hidden'] as const) : []),
  ];
}
