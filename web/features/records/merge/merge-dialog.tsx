// Records that are the same become one: choose the others, say field by field what holds, read what becomes of the rest.
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import { titleOf } from '#web/features/records/list/record-columns.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import { MergeReview } from '#web/features/records/merge/merge-review.tsx';
import { type Module, type Named, namesOf, type ShownRecord } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

type MergeDialogProps = {
  readonly module: Module;
  /** It stays. */
  readonly record: ShownRecord;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function MergeDialog({ isOpen, ...props }: MergeDialogProps) {
  const { t } = useWords(mergeWords);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={props.onClose}
      size="xl"
      title={t('title', { name: titleOf(props.record) })}
      isKept
    >
      <Steps {...props} />
    </Dialog>
  );
}

type Others = { readonly first: Named | null; readonly second: Named | null };

function Steps(props: Omit<MergeDialogProps, 'isOpen'>) {
  const [others, setOthers] = useState<Others>({ first: null, second: null });
  const [isChosen, setChosen] = useState(false);
  if (!isChosen) return <Choosing {...props} others={others} onChange={setOthers} onChosen={() => setChosen(true)} />;
  const ids = [others.first, others.second].flatMap((one) => (one === null ? [] : [one.id]));
  return <MergeReview {...props} others={ids} onBack={() => setChosen(false)} />;
}

type ChoosingProps = Omit<MergeDialogProps, 'isOpen'> & {
  readonly others: Others;
  readonly onChange: (others: Others) => void;
  readonly onChosen: () => void;
};

function Choosing({ module, record, others, onChange, onChosen, onClose }: ChoosingProps) {
  const { t, language } = useWords(mergeWords);
  const { first, second } = others;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (first !== null) onChosen();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('text', { name: titleOf(record), ...namesOf(module, language) })}
        </Text>
        <RecordSelect
          label={t('which')}
          module={module.key}
          record={first}
          without={[record.id]}
          onChoose={(chosen) => onChange({ first: chosen, second: null })}
        />
        {first === null ? null : (
          <RecordSelect
            key={first.id}
            label={t('third')}
            module={module.key}
            record={second}
            without={[record.id, first.id]}
            onChoose={(chosen) => onChange({ ...others, second: chosen })}
            onClear={() => onChange({ ...others, second: null })}
          />
        )}
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={first === null}>
            {t('compare')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
