// Gives what is chosen the same value in one field: another owner, another status.
import { Button, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { type Changed, carryOut } from '#web/features/records/bulk/change.ts';
import { changeWords } from '#web/features/records/bulk/change-words.ts';
import { ChangedView } from '#web/features/records/bulk/changed-view.tsx';
import { sizeOf, type Target } from '#web/features/records/bulk/target.ts';
import { valueOf, type Written } from '#web/features/records/forms/draft.ts';
import { FieldInput } from '#web/features/records/forms/field-input.tsx';
import { type Field, type Module, namesOf } from '#web/features/records/module.ts';
import { tagsKey } from '#web/features/records/usual-fields.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';
import { toastProblem } from '#web/ui/toast.tsx';

type ChangeDialogProps = {
  readonly module: Module;
  readonly target: Target;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function ChangeDialog({ isOpen, ...props }: ChangeDialogProps) {
  const { t, language } = useWords(changeWords);
  const names = namesOf(props.module, language);
  const count = sizeOf(props.target);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={props.onClose}
      size="lg"
      title={count === null ? t('titleAll', names) : t('title', { count, ...names })}
      isKept
    >
      <Steps {...props} />
    </Dialog>
  );
}

type StepsProps = Omit<ChangeDialogProps, 'isOpen'>;
type FieldChange = { readonly field: Field; readonly written: Written };

function Steps({ module, target: now, onClose }: StepsProps) {
  const [target] = useState(now); // lists go on loading meanwhile
  const queries = useQueryClient();
  const changing = useMutation<Changed, ApiProblem, FieldChange>({
    mutationFn: ({ field, written }) => {
      const values = { [field.key]: valueOf(field, written) };
      return carryOut({ module: module.key, target, change: { kind: 'update', values } });
    },
    onError: (problem, { field }) => {
      if (ofValue(problem, field) === undefined) toastProblem(problem);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const { data: changed, error, variables } = changing;
  const refused = error === null || variables === undefined ? null : (ofValue(error, variables.field) ?? null);
  const problem = changed === undefined ? refused : sameProblem(changed);
  if (changed !== undefined && problem === null) {
    return <ChangedView changed={changed} known={{ module: module.key, records: target.records }} onClose={onClose} />;
  }
  return (
    <ChangeForm
      module={module}
      target={target}
      problem={problem}
      isSaving={changing.isPending}
      onSave={changing.mutate}
      onClose={onClose}
    />
  );
}

/** The value suits none of them: it stays in the form, to be written better. */
function sameProblem(changed: Changed): string | null {
  const [pile, ...others] = changed.kind === 'answered' ? changed.piles : [];
  return pile?.result === 'invalid_input' && others.length === 0 ? pile.why : null;
}

function ofValue(problem: ApiProblem, { key }: Field): string | undefined {
  return problem.byField('body.change.values')[key];
}

type FormProps = StepsProps & {
  readonly problem: string | null;
  readonly isSaving: boolean;
  readonly onSave: (change: FieldChange) => void;
};

function ChangeForm({ module, target, problem, isSaving, onSave, onClose }: FormProps) {
  const { t, language } = useWords(changeWords);
  const count = sizeOf(target);
  const names = namesOf(module, language);
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
            {count === null ? t('saveAll') : t('save', { count, ...names })}
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
