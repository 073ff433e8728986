// Cells that are no option, user or record: what they mean is said once for all rows.
import { Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { fieldOf } from '#core/records/field.ts';
import {
  type Meaning,
  type Module,
  type Settings,
  type Unknown,
  withMeaning,
} from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';

type UnknownCellsProps = {
  readonly module: Module;
  readonly unknown: readonly Unknown[];
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
};

export function UnknownCells({ module, unknown, settings, onChange }: UnknownCellsProps) {
  const { t, language } = useWords(importWords);
  const format = useFormat();
  const mayAdd = may(useMe(), 'admin');
  const isOpen = ({ field, cell }: Unknown) => settings.meanings?.[field]?.[cell] === undefined;
  const hasOptions = ({ field }: Unknown) => (fieldOf(module, field)?.options.length ?? 0) > 0;
  const all = (meaning: Meaning, which: (one: Unknown) => boolean) =>
    onChange(
      unknown.filter((one) => isOpen(one) && which(one)).reduce((so, one) => withMeaning(so, one, meaning), settings),
    );
  return (
    <Stack gap="xs">
      <Text size="sm">{t('unknownHint')}</Text>
      <Table.ScrollContainer minWidth="34rem" maxHeight="16rem">
        <Table aria-label={t('unknown')} stickyHeader verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('errorField')}</Table.Th>
              <Table.Th>{t('value')}</Table.Th>
              <Table.Th ta="right">{t('rowCount')}</Table.Th>
              <Table.Th w="20rem">{t('means')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unknown.map((one) => (
              <Table.Tr key={`${one.field} ${one.cell}`}>
                <Table.Td>{fieldOf(module, one.field)?.label[language] ?? one.field}</Table.Td>
                <Table.Td fw={600}>{one.cell}</Table.Td>
                <Table.Td ta="right">{format.number(one.rows)}</Table.Td>
                <Table.Td>
                  <MeaningChoice
                    one={one}
                    module={module}
                    mayAdd={mayAdd}
                    meaning={settings.meanings?.[one.field]?.[one.cell] ?? null}
                    onChange={(meaning) => onChange(withMeaning(settings, one, meaning))}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group gap="xs">
        {mayAdd && unknown.some((one) => isOpen(one) && hasOptions(one)) ? (
          <Button size="xs" variant="default" onClick={() => all('add', hasOptions)}>
            {t('addAll')}
          </Button>
        ) : null}
        {unknown.some(isOpen) ? (
          <Button size="xs" variant="default" onClick={() => all('empty', () => true)}>
            {t('emptyAll')}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

type MeaningChoiceProps = {
  readonly one: Unknown;
  readonly module: Module;
  readonly mayAdd: boolean;
  readonly meaning: Meaning | null;
  readonly onChange: (meaning: Meaning | null) => void;
};

const AS = 'as:';

function MeaningChoice({ one, module, mayAdd, meaning, onChange }: MeaningChoiceProps) {
  const { t, language } = useWords(importWords);
  const field = fieldOf(module, one.field);
  const labels = new Map(field?.choices?.map(({ value, label }) => [value, label[language]]));
  const options = field?.options ?? [];
  const label = t('meaningOf', { cell: one.cell });
  const isOther = typeof meaning === 'object' && meaning !== null;
  const names = new Set([...options, ...(one.suggestion === null ? [] : [one.suggestion])]);
  const data = [
    { value: 'leave_out', label: t('leaveRowOut') },
    { value: 'empty', label: t('meansNothing') },
    ...(mayAdd && options.length > 0 ? [{ value: 'add', label: t('addOption') }] : []),
    ...[...names].map((name) => ({ value: AS + name, label: labels.get(name) ?? name })),
    ...(options.length === 0 ? [{ value: AS, label: t('otherName') }] : []),
  ];
  const chosen = isOther ? (names.has(meaning.as) ? AS + meaning.as : AS) : (meaning ?? 'leave_out');
  const choose = (value: string | null) => {
    if (value?.startsWith(AS) === true) onChange({ as: value.slice(AS.length) });
    else onChange(value === 'empty' || value === 'add' ? value : null);
  };
  return (
    <Stack gap={4}>
      <Select
        size="xs"
        searchable={data.length > 8}
        allowDeselect={false}
        aria-label={label}
        data={data}
        value={chosen}
        onChange={choose}
      />
      {chosen === AS && isOther ? (
        <TextInput
          size="xs"
          aria-label={t('nameOf', { cell: one.cell })}
          placeholder={t('namePlaceholder')}
          value={meaning.as}
          onChange={({ currentTarget }) => onChange({ as: currentTarget.value })}
        />
      ) : null}
    </Stack>
  );
}
