import { Table, Text } from '@mantine/core';
import { fieldOf } from '#core/records/field.ts';
import type { Module, Tried } from '#web/features/records/import/settings.ts';
import { importWords } from '#web/features/records/import/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

type RowErrorsProps = { readonly module: Module; readonly errors: Tried['errors']; readonly total: number };

export function RowErrors({ module, errors, total }: RowErrorsProps) {
  const { t, language } = useWords(importWords);
  const format = useFormat();
  return (
    <>
      <Table.ScrollContainer minWidth="30rem" maxHeight="12rem">
        <Table aria-label={t('errors')} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('row')}</Table.Th>
              <Table.Th>{t('errorField')}</Table.Th>
              <Table.Th>{t('value')}</Table.Th>
              <Table.Th>{t('problem')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map(({ row, field, value, message }, index) => (
              <Table.Tr key={index}>
                <Table.Td>{format.number(row)}</Table.Td>
                <Table.Td>{fieldOf(module, field)?.label[language] ?? field}</Table.Td>
                <Table.Td>{value}</Table.Td>
                <Table.Td>{message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {total > errors.length ? (
        <Text size="sm" c="dimmed">
          {t('moreErrors', { shown: errors.length, total })}
        </Text>
      ) : null}
    </>
  );
}
