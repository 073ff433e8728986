// Other records that probably mean the same as this one, with what speaks for it; nothing where there are none.
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { useRead } from '#web/api/hooks.ts';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import classes from '#web/features/records/page/record-page.module.css';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { lazily, OnceOpened } from '#web/ui/on-demand.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

const MergeDialog = lazily(async () => (await import('#web/features/records/merge/merge-dialog.tsx')).MergeDialog);

type LikelyDuplicatesProps = { readonly record: ShownRecord; readonly module: Module };

export function LikelyDuplicates({ record, module }: LikelyDuplicatesProps) {
  const { t } = useWords(mergeWords);
  const found = useRead('listDuplicates', { params: { module: module.key, id: record.id } }).data?.items ?? [];
  if (found.length === 0) return null;
  return (
    <RecordSection title={t('likely')}>
      <ul className={classes['list']}>
        {found.map((one) => (
          <Duplicate key={one.record.id} duplicate={one} record={record} module={module} />
        ))}
      </ul>
    </RecordSection>
  );
}

type DuplicateProps = LikelyDuplicatesProps & {
  readonly duplicate: Answer<'listDuplicates'>['items'][number];
};

function Duplicate({ duplicate: { record: other, reasons }, record, module }: DuplicateProps) {
  const { t } = useWords(mergeWords);
  const format = useFormat();
  const why = useWhyNot(module)('update', 'delete');
  const [isOpen, setOpen] = useState(false);
  const own = { id: record.id, name: titleOf(record) };
  const theirs = { id: other.id, name: titleOf(other) };
  const address = { to: paths.record, params: { module: module.key, recordId: other.id } };
  return (
    <li className={classes['step']}>
      <div className={classes['what']}>
        <Anchor size="sm" fw={600} c="inherit" renderRoot={(props) => <Link {...address} {...props} />}>
          {theirs.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {format.list(reasons.map((reason) => t(reason)))}
        </Text>
      </div>
      <WhyButton
        why={why}
        variant="default"
        size="compact-sm"
        aria-label={t('mergeWith', { name: theirs.name })}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </WhyButton>
      <OnceOpened isOpen={isOpen}>
        <MergeDialog module={module} record={own} same={[theirs]} isOpen={isOpen} onClose={() => setOpen(false)} />
      </OnceOpened>
    </li>
  );
}
