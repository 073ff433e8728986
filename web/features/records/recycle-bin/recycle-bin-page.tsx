// What was deleted, module by module, and the way back.
import { Anchor, Button, Select, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { usePages, useRead } from '#web/api/hooks.ts';
import { mayDo, namesOf } from '#web/features/records/module.ts';
import { useModuleHead, useModules } from '#web/features/records/modules.ts';
import { binWords } from '#web/features/records/recycle-bin/bin-words.ts';
import { type Deleted, useRestore } from '#web/features/records/recycle-bin/use-restore.ts';
import { type Translate, useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Column } from '#web/ui/columns.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { Page } from '#web/ui/page.tsx';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { When } from '#web/ui/when.tsx';

const PAGE_ROWS = 100;

export function RecycleBinPage() {
  const { t } = useWords(binWords);
  const { module = 'leads' } = useSearch({ from: paths.recycleBin });
  return (
    <Page title={t('title')} fit="full" aside={<About />}>
      <Bin key={module} module={module} />
    </Page>
  );
}

/** How long, and what comes back. */
function About() {
  const { t } = useWords(binWords);
  return (
    <Text size="sm" c="dimmed">
      {t('text')}
    </Text>
  );
}

function Bin({ module }: { readonly module: string }) {
  const { t, language } = useWords(binWords);
  const head = useModuleHead(module);
  const mayRestore = head !== null && mayDo(head, 'delete');
  const deleted = usePages('listRecycleBin', { query: { module, limit: PAGE_ROWS } });
  const columns = useMemo(() => binColumns(t, mayRestore), [t, mayRestore]);
  if (deleted.status === 'pending') return <Waiting lines={12} />;
  if (deleted.error !== null) return <Failed error={deleted.error} onRetry={deleted.retry} />;
  return (
    <DataTable
      name="recycle-bin"
      label={t('title')}
      columns={columns}
      rows={deleted.items}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      more={deleted}
      toolbar={<ModuleChoice module={module} />}
      empty={<Empty title={t('empty')} {...(head === null ? {} : { text: t('emptyText', namesOf(head, language)) })} />}
    />
  );
}

function ModuleChoice({ module }: { readonly module: string }) {
  const { t, language } = useWords(binWords);
  const navigate = useNavigate();
  const modules = useModules().filter(({ retired }) => !retired);
  return (
    <Select
      size="xs"
      aria-label={t('module')}
      allowDeselect={false}
      data={modules.map(({ key, label }) => ({ value: key, label: label[language] }))}
      value={module}
      onChange={(key) => void navigate({ to: paths.recycleBin, search: key === null ? {} : { module: key } })}
    />
  );
}

function binColumns(t: Translate<typeof binWords.en>, mayRestore: boolean): Column<Deleted>[] {
  const restore: Column<Deleted> = {
    key: 'restore',
    header: t('restore'),
    shown: 'always',
    cell: (record) => <Restore record={record} />,
  };
  return [
    { key: 'name', header: t('name'), shown: 'always', widthPx: 260, cell: ({ name }) => nameOr(name, t) },
    ...(mayRestore ? [restore] : []),
    { key: 'mergedInto', header: t('mergedInto'), cell: (record) => <Survivor {...record} /> },
    { key: 'deletedAt', header: t('deletedAt'), cell: ({ deletedAt }) => <When at={deletedAt} /> },
    { key: 'deletedBy', header: t('deletedBy'), cell: ({ deletedBy }) => <Member id={deletedBy} /> },
    { key: 'keptUntil', header: t('keptUntil'), cell: ({ keptUntil }) => <When at={keptUntil} as="date" /> },
  ];
}

function nameOr(name: string, t: Translate<typeof binWords.en>): string {
  return name === '' ? t('unnamed') : name;
}

/** The record that it became part of when duplicates were merged. */
function Survivor({ module, mergedInto }: Deleted) {
  const { t } = useWords(binWords);
  if (mergedInto === null) return null;
  const params = { module, recordId: mergedInto.id };
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={paths.record} params={params} {...props} />}>
      {nameOr(mergedInto.name, t)}
    </Anchor>
  );
}

function Restore({ record }: { readonly record: Deleted }) {
  const { t } = useWords(binWords);
  const name = nameOr(record.name, t);
  const restoring = useRestore(record, name);
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('restoreNamed', { name })}
      loading={restoring.isPending}
      onClick={restoring.start}
    >
      {t('restore')}
    </Button>
  );
}

function Member({ id }: { readonly id: string | null }) {
  const users = useRead('listUsers').data?.items ?? [];
  return users.find((user) => user.id === id)?.name ?? null;
}
