import { Button, Radio, ScrollArea, Table, Text } from '@mantine/core';
import type { Answer } from '#web/api/call.ts';
import { FieldValue, isEmpty } from '#web/features/records/fields/field-value.tsx';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import type { Choices } from '#web/features/records/merge/use-merge.ts';
import type { Field, Module, ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';

type Preview = Answer<'previewMerge'>;

type MergeTableProps = {
  readonly module: Module;
  readonly preview: Preview;
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
  readonly onKeep: (id: string) => void;
};

/** The records side by side, in the fields in which they differ. */
export function MergeTable({ module, preview, choices, onChange, onKeep }: MergeTableProps) {
  const { t } = useWords(mergeWords);
  const { records } = preview;
  const rows = preview.fields.flatMap(({ key, proposed }) => {
    const field = module.fields.find((one) => one.key === key);
    return field === undefined ? [] : [{ field, chosen: choices[key] ?? proposed }];
  });
  const takeAll = (id: string) => onChange(Object.fromEntries(rows.map(({ field }) => [field.key, id])));
  return (
    <ScrollArea.Autosize mah="50vh" viewportProps={{ tabIndex: 0 }}>
      <Table verticalSpacing="xs" aria-label={t('field')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field')}</Table.Th>
            {records.map((record, index) => (
              <Table.Th key={record.id}>
                <Head
                  record={record}
                  onKeep={index === 0 ? null : () => onKeep(record.id)}
                  onTakeAll={() => takeAll(record.id)}
                />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ field, chosen }) => (
            <Row
              key={field.key}
              field={field}
              records={records}
              chosen={chosen}
              onChoose={(id) => onChange({ ...choices, [field.key]: id })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('noDifference')}
        </Text>
      ) : null}
    </ScrollArea.Autosize>
  );
}

type HeadProps = {
  readonly record: ShownRecord;
  /** Null: it is the one that stays. */
  readonly onKeep: (() => void) | null;
  readonly onTakeAll: () => void;
};

function Head({ record, onKeep, onTakeAll }: HeadProps) {
  const { t } = useWords(mergeWords);
  const name = titleOf(record);
  return (
    <>
      <Text fw={600} size="sm">
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {t(onKeep === null ? 'stays' : 'goes')}
      </Text>
      {onKeep === null ? null : (
        <Button variant="subtle" size="compact-xs" px={0} me="xs" fw={400} onClick={onKeep}>
          {t('keep', { name })}
        </Button>
      )}
      <Button variant="subtle" size="compact-xs" px={0} fw={400} onClick={onTakeAll}>
        {t('allFrom', { name })}
      </Button>
    </>
  );
}

type RowProps = {
  readonly field: Field;
  readonly records: readonly ShownRecord[];
  /** The id of the record whose value holds. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

function Row({ field, records, chosen, onChoose }: RowProps) {
  const { t, language } = useWords(mergeWords);
  const name = field.label[language];
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {name}
      </Table.Th>
      {records.map((record) => (
        <Table.Td key={record.id}>
          <Radio
            size="xs"
            name={field.key}
            value={record.id}
            checked={record.id === chosen}
            aria-label={t('choose', { field: name, name: titleOf(record) })}
            label={<Value field={field} record={record} />}
            onChange={() => onChoose(record.id)}
          />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Value({ field, record }: { readonly field: Field; readonly record: ShownRecord }) {
  const { t } = useWords(mergeWords);
  const value = record.values[field.key] ?? null;
  if (isEmpty(value)) {
    return (
      <Text span inherit c="dimmed">
        {t('empty')}
      </Text>
    );
  }
  // A link would be followed by whoever wants to choose it.
  if (field.type === 'lookup') return record.lookups[field.key]?.name ?? t('empty');
  return <FieldValue field={field} value={value} />;
}
