import { Alert, Button, Group, List, Stack, Table, Text } from '@mantine/core';
import { ArrowDownTrayIcon } from '@heroicons/react/16/solid';
import { stringify } from 'csv-stringify/browser/esm/sync';
import { fieldOf } from '#core/records/field.ts';
import type { Answer } from '#web/api/call.ts';
import { importWords } from '#web/features/leads/import/words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

const SHOWN_MAX = 50;

type ImportReportProps = {
  readonly module: Answer<'getModule'>;
  readonly result: Answer<'importLeads'>;
  readonly onClose: () => void;
};

export function ImportReport({ module, result, onClose }: ImportReportProps) {
  const { t } = useWords(importWords);
  const { created, updated, skipped, failed, brokenOff } = result;
  return (
    <Stack>
      <div role="status">
        <List spacing={4}>
          <List.Item fw={600}>{t('created', { count: created })}</List.Item>
          {updated === 0 ? null : <List.Item>{t('updated', { count: updated })}</List.Item>}
          {skipped === 0 ? null : <List.Item>{t('skipped', { count: skipped })}</List.Item>}
          <List.Item>{failed === 0 ? t('allIn') : t('failed', { count: failed })}</List.Item>
        </List>
      </div>
      {brokenOff === null ? null : <Alert color="red">{t('brokenOff', { row: brokenOff.row })}</Alert>}
      {result.errors.length === 0 ? null : <Errors module={module} result={result} />}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}

function Errors({ module, result: { errors, errorsTotal } }: Omit<ImportReportProps, 'onClose'>) {
  const { t, language } = useWords(importWords);
  const format = useFormat();
  const shown = errors.slice(0, SHOWN_MAX);
  const label = (key: string) => fieldOf(module, key)?.label[language] ?? key;
  const download = () => {
    const rows = errors.map(({ row, field, value, message }) => [row, label(field), value, message]);
    const text = stringify([[t('row'), t('errorField'), t('value'), t('problem')], ...rows], {
      bom: true, // so that Excel reads it as UTF-8
      escape_formulas: true,
    });
    save(new Blob([text], { type: 'text/csv' }), t('errorsFile'));
  };
  return (
    <>
      <Table.ScrollContainer minWidth="30rem" maxHeight="16rem">
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
            {shown.map(({ row, field, value, message }, index) => (
              <Table.Tr key={index}>
                <Table.Td>{format.number(row)}</Table.Td>
                <Table.Td>{label(field)}</Table.Td>
                <Table.Td>{value}</Table.Td>
                <Table.Td>{message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {errorsTotal > shown.length
            ? t('moreErrors', { shown: shown.length, kept: errors.length, total: errorsTotal })
            : null}
        </Text>
        <Button variant="default" leftSection={<ArrowDownTrayIcon width={14} aria-hidden />} onClick={download}>
          {t('download')}
        </Button>
      </Group>
    </>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
