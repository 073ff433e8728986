import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { priorities } from '#core/cadence/definition.ts';
import type { FileTask } from '#core/cadence/file.ts';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import { OptionalDurationField } from '#web/features/cadences/builder/duration-field.tsx';
import { OwnerField } from '#web/features/cadences/builder/panel/owner-field.tsx';
import { useField } from '#web/features/cadences/builder/panel/use-field.ts';
import { panelWords } from '#web/features/cadences/builder/panel/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';

type TaskSettingsProps = { readonly id: string; readonly task: FileTask };

/** Those that a task can have when it is made. */
const statuses = ['not_started', 'deferred', 'in_progress', 'waiting_for_input'] as const;

export function TaskSettings({ id, task }: TaskSettingsProps) {
  const { t } = useWords(panelWords);
  const words = useResponseWords();
  const { change } = useBuilder();
  const field = useField();
  const at = (name: string) => field(`followUps/${id}/${name}`);
  const set = (about: string, settings: Partial<FileTask>) =>
    change(id, about, (one) => ({ ...one, task: { ...task, ...settings } }));
  return (
    <>
      <TextInput
        {...at('subject')}
        size="xs"
        label={t('subject')}
        placeholder={t('taskExample')}
        withAsterisk
        value={task.subject}
        onChange={(event) => set('subject', { subject: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={8}
        label={t('description')}
        value={task.description ?? ''}
        onChange={(event) => set('description', { description: event.currentTarget.value || undefined })}
      />
      <OptionalDurationField
        {...at('due')}
        label={t('due')}
        none={t('noDue')}
        value={task.due}
        onChange={(due) => set('due', { due })}
      />
      <OptionalDurationField
        {...at('reminder')}
        label={t('reminder')}
        none={t('noReminder')}
        value={task.reminder}
        onChange={(reminder) => set('reminder', { reminder })}
      />
      <OwnerField field={at('owner')} value={task.owner} onChange={(owner) => set('owner', { owner })} />
      <NativeSelect
        size="xs"
        label={t('priority')}
        value={task.priority ?? 'normal'}
        onChange={(event) => {
          const priority = priorities.find((one) => one === event.currentTarget.value);
          set('priority', { priority });
        }}
        data={priorities.map((value) => ({ value, label: t(value) }))}
      />
      <NativeSelect
        size="xs"
        label={t('statusAtFirst')}
        value={task.status ?? 'not_started'}
        onChange={(event) => {
          const status = statuses.find((one) => one === event.currentTarget.value);
          set('status', { status });
        }}
        data={statuses.map((value) => ({ value, label: capital(words.response(value)) }))}
      />
    </>
  );
}
