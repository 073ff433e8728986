import { Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { optionLabel } from '#web/features/leads/options.ts';
import { fieldTypeWords } from '#web/features/settings/field-type-words.ts';
import { NewField } from '#web/features/settings/new-field.tsx';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Loaded } from '#web/ui/states.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type Field = Answer<'getModule'>['fields'][number];

export function FieldsPage() {
  const { t } = useWords(settingsWords);
  const why = may(useMe(), 'admin') ? null : t('forAdministrators');
  const [isAdding, setAdding] = useState(false);
  return (
    <SettingsFrame
      part="fields"
      actions={
        <WhyButton why={why} onClick={() => setAdding(true)}>
          {t('newField')}
        </WhyButton>
      }
    >
      <Stack>
        <Text size="sm" c="dimmed" maw="44rem">
          {t('fieldsText')}
        </Text>
        <Loaded of={useRead('getModule', { params: { module: 'leads' } })}>
          {({ fields }) => <FieldTable fields={fields} />}
        </Loaded>
      </Stack>
      {isAdding ? <NewField onClose={() => setAdding(false)} /> : null}
    </SettingsFrame>
  );
}

function FieldTable({ fields }: { readonly fields: readonly Field[] }) {
  const { t } = useWords(settingsWords);
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('fields')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fieldName')}</Table.Th>
            <Table.Th>{t('fieldKey')}</Table.Th>
            <Table.Th>{t('fieldType')}</Table.Th>
            <Table.Th>{t('fieldOptions')}</Table.Th>
            <Table.Th>{t('fieldRequired')}</Table.Th>
            <Table.Th>{t('fieldOrigin')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {/* Their own first: they are what people come for. */}
          {[...fields.filter(({ system }) => !system), ...fields.filter(({ system }) => system)].map((field) => (
            <FieldRow key={field.key} field={field} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const OPTIONS_SHOWN = 4;

function FieldRow({ field }: { readonly field: Field }) {
  const { key, label, type, options, required, system } = field;
  const { t, language } = useWords(settingsWords);
  const { t: general } = useWords(generalWords);
  const format = useFormat();
  const shown = options.slice(0, OPTIONS_SHOWN).map((option) => optionLabel(field, option, language));
  const isCut = options.length > OPTIONS_SHOWN;
  return (
    <Table.Tr>
      <Table.Td fw={600}>{label[language]}</Table.Td>
      <Table.Td ff="monospace">{key}</Table.Td>
      <Table.Td>{t(fieldTypeWords[type])}</Table.Td>
      <Table.Td title={options.map((option) => optionLabel(field, option, language)).join('\n')}>
        {isCut ? `${shown.join(SEPARATORS[language])}…` : format.list(shown)}
      </Table.Td>
      <Table.Td>{required ? general('yes') : ''}</Table.Td>
      <Table.Td>{t(system ? 'byProduct' : 'byYou')}</Table.Td>
    </Table.Tr>
  );
}

const SEPARATORS = { en: ', ', zh: '、' } as const;
