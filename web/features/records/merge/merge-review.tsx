import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#web/api/call.ts';
import { reading } from '#web/api/hooks.ts';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { MergeTable } from '#web/features/records/merge/merge-table.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import { type Choices, useMerge } from '#web/features/records/merge/use-merge.ts';
import { type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';
import { Loaded } from '#web/ui/states.tsx';

type MergeReviewProps = {
  readonly module: Module;
  /** It stays. */
  readonly record: Named;
  /** Ids of those that become part of it. */
  readonly others: string[];
  /** This one, by its id, is to stay instead. */
  readonly onKeep: (id: string) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
};

export function MergeReview(props: MergeReviewProps) {
  const { t } = useWords(mergeWords);
  const params = { module: props.module.key, id: props.record.id };
  const reads = reading('previewMerge', { params, body: { records: props.others } });
  // Always as the records are now, and of no others.
  const preview = useQuery({ ...reads, staleTime: 0, gcTime: 0 });
  const back = (
    <Button variant="default" onClick={props.onBack}>
      {t('back')}
    </Button>
  );
  return (
    <Stack>
      <Loaded of={preview}>{(shown) => <Review {...props} preview={shown} />}</Loaded>
      {preview.data === undefined ? <div>{back}</div> : null}
    </Stack>
  );
}

type Preview = Answer<'previewMerge'>;

function Review({ module, preview, onKeep, onBack, onClose }: MergeReviewProps & { readonly preview: Preview }) {
  const { t, language } = useWords(mergeWords);
  const [choices, setChoices] = useState<Choices>({});
  const merging = useMerge(module, onClose);
  const count = preview.records.length - 1;
  return (
    <Stack>
      {merging.isOvertaken ? (
        <Alert color="yellow" p="xs" role="alert">
          {t('changedMeanwhile')}
        </Alert>
      ) : null}
      <MergeTable module={module} preview={preview} choices={choices} onChange={setChoices} onKeep={onKeep} />
      <Consequences preview={preview} />
      <DialogButtons onCancel={onBack} cancel={t('back')}>
        <Button color="red.8" loading={merging.isPending} onClick={() => merging.merge(preview, choices)}>
          {t('merge', { count, ...namesOf(module, language) })}
        </Button>
      </DialogButtons>
    </Stack>
  );
}

/** What becomes of everything that isn't a field. */
function Consequences({ preview: { records, cadences } }: { readonly preview: Preview }) {
  const { t } = useWords(mergeWords);
  const format = useFormat();
  const [survivor, ...others] = records.map(titleOf);
  const nameOf = (id: string) => records.filter((record) => record.id === id).map(titleOf)[0] ?? '';
  return (
    <Stack gap={4}>
      <Text size="sm">{t('belongings', { name: survivor ?? '', others: format.list(others) })}</Text>
      {cadences.map(({ id, name: cadence, goesOn }) => (
        <Text key={id} size="sm">
          {goesOn === null ? t('ends', { cadence }) : t('goesOn', { cadence, name: nameOf(goesOn) })}
        </Text>
      ))}
    </Stack>
  );
}
