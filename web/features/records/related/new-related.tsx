import { Button, type ButtonProps } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { type Module, namesOf, type ShownRecord } from '#web/features/records/module.ts';
import { useModuleHead } from '#web/features/records/modules.ts';
import { type Related, useNameList } from '#web/features/records/related/related.ts';
import { relatedWords } from '#web/features/records/related/related-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const NewRecordDialog = lazily(
  async () => (await import('#web/features/records/forms/new-record-dialog.tsx')).NewRecordDialog,
);

type NewRelatedProps = Pick<ButtonProps, 'size'> & {
  readonly list: Related;
  /** Where it leads. */
  readonly record: ShownRecord;
  readonly module: Module;
};

/** A new record of the other module that leads to this one. */
export function NewRelated({ list, record, module, size = 'xs' }: NewRelatedProps) {
  const { t, language } = useWords(relatedWords);
  const head = useModuleHead(list.module);
  const nameList = useNameList();
  const [isOpen, setOpen] = useState(false);
  if (head === null) return null;
  return (
    <>
      <Button
        size={size}
        variant="subtle"
        leftSection={<PlusIcon width={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {nameList(t('new', namesOf(head, language)), list, module)}
      </Button>
      <OnceOpened isOpen={isOpen}>
        <Writing list={list} record={record} isOpen={isOpen} onClose={() => setOpen(false)} />
      </OnceOpened>
    </>
  );
}

type WritingProps = Pick<NewRelatedProps, 'list' | 'record'> & {
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

function Writing({ list, record, isOpen, onClose }: WritingProps) {
  const module = useRead('getModule', { params: { module: list.module } }).data;
  if (module === undefined) return null;
  const given = { [list.field]: { id: record.id, name: titleOf(record) } };
  return <NewRecordDialog module={module} given={given} isOpen={isOpen} onClose={onClose} />;
}
