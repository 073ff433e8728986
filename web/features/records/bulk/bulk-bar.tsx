// What can be done with the chosen records.
import { Anchor, Group } from '@mantine/core';
import { MinusIcon, PlusIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { ChangeDialog } from '#web/features/records/bulk/change-dialog.tsx';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { ChangedView } from '#web/features/records/bulk/changed-view.tsx';
import { EnrollDialog } from '#web/features/records/bulk/enroll-dialog.tsx';
import { TagsDialog } from '#web/features/records/bulk/tags-dialog.tsx';
import { isTooMany, type Target } from '#web/features/records/bulk/target.ts';
import { UnenrollDialog } from '#web/features/records/bulk/unenroll-dialog.tsx';
import { useDeleteRecords } from '#web/features/records/bulk/use-delete-records.ts';
import { useMergeChosen } from '#web/features/records/bulk/use-merge-chosen.tsx';
import type { RecordSelection } from '#web/features/records/bulk/use-record-selection.ts';
import { bulkWords } from '#web/features/records/bulk/words.ts';
import type { Module } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

type BulkBarProps = { readonly module: Module; readonly selection: RecordSelection };

export function BulkBar({ module, selection }: BulkBarProps) {
  const { t } = useWords(bulkWords);
  const { target, everything } = selection;
  return (
    <Group gap="xs">
      {everything === null ? null : (
        <Anchor component="button" fz="sm" onClick={() => everything.choose()}>
          {t('chooseEverything', { total: everything.count })}
        </Anchor>
      )}
      {may(useMe(), 'enrollments.write') ? <Enrolling module={module} target={target} /> : null}
      <Changing module={module} target={target} />
      <Deleting module={module} selection={selection} />
    </Group>
  );
}

type TargetProps = { readonly module: Module; readonly target: Target };

function Enrolling({ module, target }: TargetProps) {
  const { t } = useWords(bulkWords);
  const [open, setOpen] = useState<'enroll' | 'unenroll' | null>(null);
  const tooMany = isTooMany(target) ? t('tooManyChosen') : null;
  const close = () => setOpen(null);
  return (
    <>
      <WhyButton why={tooMany} data-bulk="enroll" onClick={() => setOpen('enroll')}>
        {t('enroll')}
      </WhyButton>
      <WhyButton why={tooMany} variant="default" onClick={() => setOpen('unenroll')}>
        {t('unenroll')}
      </WhyButton>
      <EnrollDialog module={module} isOpen={open === 'enroll'} target={target} onClose={close} />
      <UnenrollDialog module={module} isOpen={open === 'unenroll'} target={target} onClose={close} />
    </>
  );
}

type Change = 'field' | 'add' | 'remove';

function Changing({ module, target }: TargetProps) {
  const { t } = useWords(changeWords);
  const [open, setOpen] = useState<Change | null>(null);
  const [tagging, setTagging] = useState<'add' | 'remove'>('add');
  const why = useWhyNot(module)('update', 'bulk');
  const hasTags = module.fields.some(({ key, readOnly }) => key === tagsKey && !readOnly);
  const shared = { module, target, onClose: () => setOpen(null) };
  const tag = (what: 'add' | 'remove') => () => {
    setTagging(what);
    setOpen(what);
  };
  const tags = [
    { text: t('addTags'), icon: PlusIcon, why, onClick: tag('add') },
    { text: t('removeTags'), icon: MinusIcon, why, onClick: tag('remove') },
  ];
  const merging = useMergeChosen(module, target);
  const entries = [...(hasTags ? tags : []), ...merging.entries];
  return (
    <>
      <WhyButton why={why} variant="default" onClick={() => setOpen('field')}>
        {t('change')}
      </WhyButton>
      {entries.length === 0 ? null : <MoreButton variant="default" label={t('more')} entries={entries} />}
      <ChangeDialog {...shared} isOpen={open === 'field'} />
      <TagsDialog {...shared} what={tagging} isOpen={open === tagging} />
      {merging.dialog}
    </>
  );
}

function Deleting({ module, selection: { target, clear } }: BulkBarProps) {
  const { t } = useWords(bulkWords);
  const { t: change } = useWords(changeWords);
  const deleting = useDeleteRecords(module, clear);
  const why = useWhyNot(module)('delete', 'bulk');
  const { report } = deleting;
  return (
    <>
      <WhyButton variant="default" loading={deleting.isPending} why={why} onClick={() => void deleting.ask(target)}>
        {t('delete')}
      </WhyButton>
      <Dialog isOpen={report !== null} onClose={deleting.closeReport} size="lg" title={change('reportTitle')}>
        {report === null ? null : (
          <ChangedView
            changed={report.changed}
            known={{ module: module.key, records: report.records }}
            onClose={deleting.closeReport}
          />
        )}
      </Dialog>
    </>
  );
}
