import { ActionIcon, Button } from '@mantine/core';
import {
  ArrowsPointingInIcon,
  ArrowsRightLeftIcon,
  ChevronDownIcon,
  ChevronUpIcon,
  FireIcon,
  TrashIcon,
} from '@heroicons/react/16/solid';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { roundWords } from '#web/features/enrollments/round-words.ts';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import { mayDo, type Module, namesOf, type ShownRecord } from '#web/features/records/module.ts';
import { AddCadenceButton } from '#web/features/records/page/add-cadence-button.tsx';
import { useNeighbours } from '#web/features/records/page/neighbours.ts';
import { recordWords } from '#web/features/records/page/record-words.ts';
import { useDeleteRecord } from '#web/features/records/page/use-delete-record.ts';
import { nameKey } from '#web/features/records/usual-fields.ts';
import { useEraseRecord } from '#web/features/records/page/use-erase-record.ts';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { useKey } from '#web/ui/keys.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const ConvertDialog = lazily(
  async () => (await import('#web/features/records/convert/convert-dialog.tsx')).ConvertDialog,
);
const MergeDialog = lazily(async () => (await import('#web/features/records/merge/merge-dialog.tsx')).MergeDialog);

type ActionsProps = { readonly record: ShownRecord; readonly module: Module };

export function RecordActions({ record, module }: ActionsProps) {
  const { t } = useWords(roundWords);
  const isConvertible = module.key === 'leads' && !isConverted(record);
  return (
    <>
      <Neighbours record={record} module={module} />
      {mayDo(module, 'update') && isConvertible ? <Convert record={record} /> : null}
      {module.partOf === null ? (
        <AddCadenceButton module={module.key} record={record}>
          {t('add')}
        </AddCadenceButton>
      ) : null}
      <More record={record} module={module} />
    </>
  );
}

function isConverted({ values }: ShownRecord): boolean {
  return (values['converted_at'] ?? null) !== null;
}

function Convert({ record }: { readonly record: ShownRecord }) {
  const { t } = useWords(recordWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<ArrowsRightLeftIcon width={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('convert')}
      </Button>
      <OnceOpened isOpen={isOpen}>
        <ConvertDialog lead={record} isOpen={isOpen} onClose={() => setOpen(false)} />
      </OnceOpened>
    </>
  );
}

function Neighbours({ record, module: { key: module } }: ActionsProps) {
  const { t } = useWords(recordWords);
  const navigate = useNavigate();
  const { previous, next } = useNeighbours(record.id);
  const go = (recordId: string | null) => {
    if (recordId !== null) void navigate({ to: paths.record, params: { module, recordId } });
  };
  useKey({ key: 'k', says: t('previous') }, () => go(previous));
  useKey({ key: 'j', says: t('next') }, () => go(next));
  if (previous === null && next === null) return null;
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="default"
        aria-label={t('previous')}
        disabled={previous === null}
        onClick={() => go(previous)}
      >
        <ChevronUpIcon width={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" aria-label={t('next')} disabled={next === null} onClick={() => go(next)}>
        <ChevronDownIcon width={16} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

function More({ record, module }: ActionsProps) {
  const { t, language } = useWords(recordWords);
  const navigate = useNavigate();
  const whyNot = useWhyNot(module);
  const remove = useDeleteRecord(module);
  const erase = useEraseRecord(module);
  const isAdministrator = may(useMe(), 'admin');
  const merge = useMerging({ record, module });
  const leave = () => navigate({ to: paths.records, params: { module: module.key }, search: {} });
  const away = {
    text: t('delete', namesOf(module, language)),
    icon: TrashIcon,
    isDestructive: true,
    why: whyNot('delete'),
    onClick: () => void remove.ask({ id: record.id, name: titleOf(record) }, leave),
  };
  const forGood = {
    text: t('erase'),
    icon: FireIcon,
    isDestructive: true,
    why: whyNot('delete'),
    onClick: () => void erase.ask({ id: record.id, name: titleOf(record) }, leave),
  };
  const entries = [...merge.entries, away, ...(isAdministrator ? [forGood] : [])];
  return (
    <>
      <MoreButton variant="default" label={t('moreActions')} entries={entries} />
      {merge.dialog}
    </>
  );
}

/** What has no name of its own can't be found as one that is the same. */
function useMerging({ record, module }: ActionsProps) {
  const { t } = useWords(mergeWords);
  const whyNot = useWhyNot(module);
  const [isOpen, setOpen] = useState(false);
  const open = {
    text: t('open'),
    icon: ArrowsPointingInIcon,
    why: isConverted(record) ? t('converted') : whyNot('update', 'delete'),
    onClick: () => setOpen(true),
  };
  return {
    entries: nameKey(module) === null ? [] : [open],
    dialog: (
      <OnceOpened isOpen={isOpen}>
        <MergeDialog
          record={{ id: record.id, name: titleOf(record) }}
          module={module}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      </OnceOpened>
    ),
  };
}
