import { Select, Table, Text } from '@mantine/core';
import type { File, Module, Settings } from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useWords } from '#web/i18n/words.ts';

type ColumnMappingProps = {
  readonly module: Module;
  readonly columns: File['columns'];
  readonly mapping: Settings['columns'];
  readonly onChange: (heading: string, key: string | null) => void;
};

export function ColumnMapping({ module, columns, mapping, onChange }: ColumnMappingProps) {
  const { t, language } = useWords(importWords);
  const fields = module.fields
    .filter(({ readOnly }) => !readOnly)
    .map(({ key, label }) => ({ value: key, label: label[language] }));
  const isFirst = (heading: string, index: number) => columns.findIndex((one) => one.heading === heading) === index;
  const shown = columns.filter(({ heading }, index) => heading !== '' && isFirst(heading, index));
  return (
    <Table.ScrollContainer minWidth="30rem" maxHeight="13rem">
      <Table aria-label={t('columns')} stickyHeader verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column')}</Table.Th>
            <Table.Th>{t('example')}</Table.Th>
            <Table.Th w="14rem">{t('field')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ heading, examples }) => (
            <Table.Tr key={heading}>
              <Table.Td fw={600}>{heading}</Table.Td>
              <Table.Td c="dimmed" maw="14rem">
                <Text size="sm" truncate>
                  {examples.join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  searchable
                  clearable
                  allowDeselect={false}
                  aria-label={t('goesTo', { column: heading })}
                  placeholder={t('leaveOut')}
                  data={fields}
                  value={mapping[heading] ?? null}
                  onChange={(key) => onChange(heading, key)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
