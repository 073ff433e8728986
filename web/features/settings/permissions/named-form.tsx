import { Button, Stack, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

type NamedFormProps = {
  readonly title: string;
  readonly name: {
    readonly label: string;
    readonly hint: string;
    readonly value: string;
    readonly problem: string | null;
    readonly onChange: (name: string) => void;
  };
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What there is to say beside the name. */
  readonly children: ReactNode;
};

/** The dialog in which something gets its name. */
export function NamedForm({ title, name, isSaving, onSave, onClose, children }: NamedFormProps) {
  const { t } = useWords(generalWords);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={name.label}
            description={name.hint}
            required
            maxLength={100}
            data-autofocus
            value={name.value}
            error={name.problem}
            onChange={(event) => name.onChange(event.currentTarget.value)}
          />
          {children}
          <DialogButtons onCancel={onClose}>
            <Button type="submit" disabled={name.value.trim() === ''} loading={isSaving}>
              {t('save')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
