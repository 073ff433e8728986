import { ArrowsPointingInIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import type { Target } from '#web/features/records/bulk/target.ts';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import type { Module } from '#web/features/records/module.ts';
import { nameKey } from '#web/features/records/usual-fields.ts';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';

const MergeDialog = lazily(async () => (await import('#web/features/records/merge/merge-dialog.tsx')).MergeDialog);

const MERGED_MAX = 3;

/** Two or three of a list become one. What has no name of its own isn't merged. */
export function useMergeChosen(module: Module, target: Target) {
  const { t } = useWords(mergeWords);
  const whyNot = useWhyNot(module);
  const [isOpen, setOpen] = useState(false);
  const [record, ...same] = target.kind === 'chosen' ? target.records : [];
  const isFew = record !== undefined && same.length > 0 && same.length < MERGED_MAX;
  const open = {
    text: t('open'),
    icon: ArrowsPointingInIcon,
    why: whyNot('update', 'delete') ?? (isFew ? null : t('chooseFew')),
    onClick: () => setOpen(true),
  };
  const chosen = { module, record, same, isOpen, onClose: () => setOpen(false) };
  return {
    entries: nameKey(module) === null ? [] : [open],
    dialog: isFew ? (
      <OnceOpened key={[record, ...same].map(({ id }) => id).join(' ')} isOpen={isOpen}>
        <MergeDialog {...chosen} record={record} />
      </OnceOpened>
    ) : null,
  };
}
