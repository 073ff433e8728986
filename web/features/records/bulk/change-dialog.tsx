// Gives the chosen records the same value in one field: another owner, another status.
import { Button, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '#web/api/call.ts';
import type { ApiProblem } from '#contract/client/problem.ts';
import { AnswerReport } from '#web/features/records/bulk/answer-report.tsx';
import { answerPiles, type BulkAnswer, inThousands } from '#web/features/records/bulk/answers.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { valueOf, type Written } from '#web/features/records/forms/draft.ts';
import { FieldInput } from '#web/features/records/forms/field-input.tsx';
import { type Field, type Module, type Named, namesOf } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

type ChangeDialogProps = {
  readonly module: Module;
  readonly records: readonly Named[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function ChangeDialog({ isOpen, ...props }: ChangeDialogProps) {
  const { t, language } = useWords(changeWords);
  const title = t('title', { count: props.records.length, ...namesOf(props.module, language) });
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} size="lg" title={title} isKept>
      <Steps {...props} />
    </Dialog>
  );
}

type StepsProps = Omit<ChangeDialogProps, 'isOpen'>;
type Change = { readonly field: Field; readonly written: Written };

function Steps({ module, records: now, onClose }: StepsProps) {
  const [records] = useState(now); // lists go on loading meanwhile
  const queries = useQueryClient();
  const changing = useMutation<BulkAnswer, ApiProblem, Change>({
    mutationFn: ({ field, written }) => {
      const values = { [field.key]: valueOf(field, written) };
      return inThousands(records, (ids) =>
        call('updateRecords', { params: { module: module.key }, body: { records: ids, values } }),
      );
    },
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  const problem = changing.data === undefined ? null : sameProblem(changing.data);
  if (changing.data !== undefined && problem === null) {
    return <AnswerReport answer={changing.data} known={{ module: module.key, records }} onClose={onClose} />;
  }
  return (
    <ChangeForm
      module={module}
      records={records}
      problem={problem}
      isSaving={changing.isPending}
      onSave={changing.mutate}
      onClose={onClose}
    />
  );
}

/** The value suits none of them: it stays in the form, to be written better. */
function sameProblem({ items }: BulkAnswer): string | null {
  const [pile, ...others] = answerPiles(items);
  return pile?.result === 'invalid_input' && others.length === 0 ? pile.why : null;
}

type FormProps = StepsProps & {
  readonly problem: string | null;
  readonly isSaving: boolean;
  readonly onSave: (change: Change) => void;
};

function ChangeForm({ module, records, problem, isSaving, onSave, onClose }: FormProps) {
  const { t, language } = useWords(changeWords);
  const fields = module.fields.filter(isChangeable);
  const [key, setKey] = useState<string | null>(null);
  const [written, setWritten] = useState<Written>(null);
  const field = fields.find((one) => one.key === key) ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (field !== null) onSave({ field, written });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Select
          data-autofocus
          label={t('which')}
          data={fields.map((one) => ({ value: one.key, label: one.label[language] }))}
          searchable
          allowDeselect={false}
          value={key}
          onChange={(chosen) => {
            setKey(chosen);
            setWritten(null);
          }}
        />
        {field === null ? null : (
          <FieldInput
            key={field.key}
            field={field}
            written={written}
            problem={problem ?? undefined}
            onChange={setWritten}
          />
        )}
        <Text size="sm" c="dimmed">
          {t('hint')}
        </Text>
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={field === null} loading={isSaving}>
            {t('save', { count: records.length, ...namesOf(module, language) })}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

/** Not what no two may have alike; and tags have actions of their own. */
function isChangeable({ key, readOnly, unique }: Field): boolean {
  return !readOnly && !unique && key !== tagsKey;
}
