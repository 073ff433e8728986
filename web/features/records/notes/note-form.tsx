import { Box, Button, Group, Textarea } from '@mantine/core';
import type { FormEvent, KeyboardEvent } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import { noteWords } from '#web/features/records/notes/note-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';

type NoteFormProps = {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** It holds something that is not saved yet. */
  readonly isDirty: boolean;
  /** Why nothing can be written; null: it can. */
  readonly why?: string | null;
  readonly problem: string | null;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  /** Of a note that is there already. */
  readonly onCancel?: () => void;
};

/** What is wrong with what was written: the input says it rather than a toast, which goes away. */
export function problemOf(problem: ApiProblem | null): string | null {
  return problem === null ? null : (problem.errors[0]?.message ?? problem.message);
}

export function NoteForm(props: NoteFormProps) {
  const { label, text, onChange, isDirty, why = null, problem, isSaving, onSave, onCancel } = props;
  const { t } = useWords(noteWords);
  const { t: general } = useWords(generalWords);
  useUnsavedGuard(isDirty);
  const save = () => {
    if (isDirty && !isSaving) onSave();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel?.();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <Box component="form" onSubmit={submit} p="xs" flex={1}>
      <Textarea
        aria-label={label}
        placeholder={label}
        description={why ?? (isDirty ? t('saveHint') : null)}
        inputWrapperOrder={['input', 'description', 'error']}
        disabled={why !== null}
        autoFocus={onCancel !== undefined}
        autosize
        minRows={1}
        maxRows={14}
        value={text}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={press}
      />
      {isDirty || onCancel !== undefined ? (
        <Group gap="xs" mt="xs">
          <Button type="submit" loading={isSaving} disabled={!isDirty}>
            {t('save')}
          </Button>
          {onCancel === undefined ? null : (
            <Button variant="default" onClick={onCancel}>
              {general('cancel')}
            </Button>
          )}
        </Group>
      ) : null}
    </Box>
  );
}
