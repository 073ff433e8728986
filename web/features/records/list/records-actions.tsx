// How records come in, one by one or as a file, and how they go out.
import { Button, Group } from '@mantine/core';
import { ArrowDownTrayIcon, ArrowUpTrayIcon, ClockIcon, PlusIcon, TrashIcon } from '@heroicons/react/16/solid';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordsQuery } from '#web/features/records/list/records-search.ts';
import { recordsWords } from '#web/features/records/list/records-words.ts';
import { useExport } from '#web/features/records/list/use-export.ts';
import { mayDo, type Module, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useKey } from '#web/ui/keys.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const NewRecordDialog = lazily(
  async () => (await import('#web/features/records/forms/new-record-dialog.tsx')).NewRecordDialog,
);
const ImportDialog = lazily(async () => (await import('#web/features/records/import/import-dialog.tsx')).ImportDialog);

type RecordsActionsProps = { readonly module: Module; readonly query: RecordsQuery };

export function RecordsActions({ module, query }: RecordsActionsProps) {
  const { t } = useWords(recordsWords);
  const navigate = useNavigate();
  const exporting = useExport(module, query);
  const search = { module: module.key };
  const imports = { text: t('pastImports'), icon: ClockIcon, onClick: () => void navigate({ to: paths.imports }) };
  const bin = {
    text: t('recycleBin'),
    icon: TrashIcon,
    onClick: () => void navigate({ to: paths.recycleBin, search }),
  };
  const exports: MenuEntry[] = [
    { text: t('exportCsv'), icon: ArrowDownTrayIcon, onClick: () => exporting.start('csv') },
    { text: t('exportExcel'), icon: ArrowDownTrayIcon, onClick: () => exporting.start('xlsx') },
    'divider',
  ];
  return (
    <Group gap="xs" wrap="nowrap">
      <MoreButton
        variant="default"
        label={t('more')}
        entries={[...(mayDo(module, 'export') ? exports : []), ...(mayDo(module, 'import') ? [imports] : []), bin]}
      />
      <WaysIn module={module} />
    </Group>
  );
}

/** Without what the reader may not do. */
export function WaysIn({ module }: { readonly module: Module }) {
  const [open, setOpen] = useState<'record' | 'import' | null>(null);
  const close = () => setOpen(null);
  return (
    <Group gap="xs" wrap="nowrap">
      {mayDo(module, 'import') ? <ImportButton onClick={() => setOpen('import')} /> : null}
      {mayDo(module, 'create') ? <NewButton module={module} onClick={() => setOpen('record')} /> : null}
      <OnceOpened isOpen={open === 'record'}>
        <NewRecordDialog module={module} isOpen={open === 'record'} onClose={close} />
      </OnceOpened>
      <OnceOpened isOpen={open === 'import'}>
        <ImportDialog module={module} isOpen={open === 'import'} onClose={close} />
      </OnceOpened>
    </Group>
  );
}

function ImportButton({ onClick }: { readonly onClick: () => void }) {
  const { t } = useWords(recordsWords);
  return (
    <Button variant="default" leftSection={<ArrowUpTrayIcon width={14} aria-hidden />} onClick={onClick}>
      {t('import')}
    </Button>
  );
}

function NewButton({ module, onClick }: { readonly module: Module; readonly onClick: () => void }) {
  const { t, language } = useWords(recordsWords);
  const newRecord = t('newRecord', namesOf(module, language));
  useKey({ key: 'c', says: newRecord }, onClick);
  return (
    <Button leftSection={<PlusIcon width={14} aria-hidden />} onClick={onClick}>
      {newRecord}
    </Button>
  );
}
