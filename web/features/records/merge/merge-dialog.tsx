// Records that are the same become one: choose the others, say field by field what holds, read what becomes of the rest.
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { RecordSelect } from '#web/features/records/fields/record-select.tsx';
import { mergeWords } from '#web/features/records/merge/merge-words.ts';
import { MergeReview } from '#web/features/records/merge/merge-review.tsx';
import { type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

type MergeDialogProps = {
  readonly module: Module;
  /** It stays, unless another one is chosen to. */
  readonly record: Named;
  /** One or two that are known to be the same: they are compared at once. */
  readonly same?: readonly Named[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function MergeDialog({ isOpen, ...props }: MergeDialogProps) {
  const { t } = useWords(mergeWords);
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} size="xl" title={t('title', { name: props.record.name })} isKept>
      <Steps {...props} />
    </Dialog>
  );
}

type Others = { readonly first: Named | null; readonly second: Named | null };

type StepsProps = Omit<MergeDialogProps, 'isOpen'>;

function Steps({ same = [], ...props }: StepsProps) {
  const [record, setRecord] = useState(props.record);
  const [others, setOthers] = useState<Others>({ first: same[0] ?? null, second: same[1] ?? null });
  const [isChosen, setChosen] = useState(same.length > 0);
  const shown = { ...props, record };
  if (!isChosen) return <Choosing {...shown} others={others} onChange={setOthers} onChosen={() => setChosen(true)} />;
  const all = [others.first, others.second].filter((one) => one !== null);
  const keep = (id: string) => {
    const [survivor = record, ...rest] = [record, ...all].toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
    setRecord(survivor);
    setOthers({ first: rest[0] ?? null, second: rest[1] ?? null });
  };
  const review = { ...shown, others: all.map(({ id }) => id), onKeep: keep, onBack: () => setChosen(false) };
  return <MergeReview key={record.id} {...review} />;
}

type ChoosingProps = StepsProps & {
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
          {t('text', { name: record.name, ...namesOf(module, language) })}
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
