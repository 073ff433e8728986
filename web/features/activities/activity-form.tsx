// What a task or call says, for whom, when; a call also whether it is to come or was made.
import {
  Button,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { priorities } from '#core/cadence/definition.ts';
import { defaultCallResults } from '#core/cadence/response.ts';
import { useRead } from '#web/api/hooks.ts';
import { type Draft, madeUntil, movedTo } from '#web/features/activities/draft.ts';
import { activitiesWords } from '#web/features/activities/words.ts';
import { capital, useResponseWords } from '#web/features/cadences/response-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { DialogButtons } from '#web/ui/dialog.tsx';
import { useNow } from '#web/ui/when.tsx';

export type ActivityFormProps = {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** By the name of the field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly isNew: boolean;
  readonly isSaving: boolean;
  /** Which record it is about, where that can be chosen. */
  readonly about?: ReactNode;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
};

export function ActivityForm(props: ActivityFormProps) {
  const { draft, onChange, problems, isNew, isSaving, about, onSubmit, onCancel } = props;
  const { t } = useWords(activitiesWords);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {draft.kind === 'call' && isNew ? <ToComeOrMade draft={draft} onChange={onChange} /> : null}
        <TextInput
          label={t('subject')}
          required
          data-autofocus
          value={draft.subject}
          error={problems['subject'] ?? null}
          onChange={(event) => onChange({ ...draft, subject: event.currentTarget.value })}
        />
        {about}
        {draft.kind === 'task' ? <TaskFields {...props} /> : <CallFields {...props} />}
        <Textarea
          label={t('description')}
          autosize
          minRows={3}
          maxRows={12}
          value={draft.description}
          error={problems['description'] ?? null}
          onChange={(event) => onChange({ ...draft, description: event.currentTarget.value })}
        />
        <DialogButtons onCancel={onCancel}>
          <Button type="submit" loading={isSaving}>
            {t(isNew ? (draft.isMade ? 'logCallYes' : 'create') : 'save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

type FieldsProps = Pick<ActivityFormProps, 'draft' | 'onChange'> & Partial<Pick<ActivityFormProps, 'problems'>>;

function ToComeOrMade({ draft, onChange }: FieldsProps) {
  const { t } = useWords(activitiesWords);
  const now = useNow();
  return (
    <SegmentedControl
      aria-label={t('whichCall')}
      value={draft.isMade ? 'made' : 'planned'}
      onChange={(value) =>
        onChange(value === 'made' ? madeUntil(draft, now) : { ...draft, isMade: false, result: null })
      }
      data={[
        { value: 'planned', label: t('planned') },
        { value: 'made', label: t('made') },
      ]}
    />
  );
}

function TaskFields({ draft, onChange, problems }: FieldsProps) {
  const { t } = useWords(activitiesWords);
  return (
    <>
      <SimpleGrid cols={2} verticalSpacing="sm">
        <TextInput
          type="datetime-local"
          label={t('newDue')}
          value={draft.at}
          error={problems?.['dueAt'] ?? null}
          onChange={(event) => onChange(movedTo(draft, event.currentTarget.value))}
        />
        <Reminder draft={draft} onChange={onChange} />
        <Owner draft={draft} onChange={onChange} {...(problems === undefined ? {} : { problems })} />
      </SimpleGrid>
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {t('priority')}
        </Text>
        <SegmentedControl
          aria-label={t('priority')}
          value={draft.priority}
          onChange={(priority) => onChange({ ...draft, priority })}
          data={priorities.map((value) => ({ value, label: t(value) }))}
        />
      </Stack>
    </>
  );
}

function CallFields({ draft, onChange, problems }: FieldsProps) {
  const { t } = useWords(activitiesWords);
  const responses = useResponseWords();
  return (
    <>
      <SimpleGrid cols={2} verticalSpacing="sm">
        <TextInput
          type="datetime-local"
          label={t('newStart')}
          required
          value={draft.at}
          error={problems?.['time'] ?? null}
          onChange={(event) => onChange(movedTo(draft, event.currentTarget.value))}
        />
        <NumberInput
          label={t('minutes')}
          min={1}
          max={1440}
          value={draft.minutes}
          onChange={(minutes) => onChange({ ...draft, minutes: Number(minutes) || 1 })}
        />
        <Owner draft={draft} onChange={onChange} {...(problems === undefined ? {} : { problems })} />
        {draft.isMade ? (
          <Select
            label={t('howDidItGo')}
            placeholder={t('noResult')}
            clearable
            data={defaultCallResults.map((value) => ({ value, label: capital(responses.result(value)) }))}
            value={draft.result}
            onChange={(result) => onChange({ ...draft, result })}
          />
        ) : (
          <Reminder draft={draft} onChange={onChange} />
        )}
      </SimpleGrid>
      {draft.isMade ? null : (
        <>
          <TextInput
            label={t('purpose')}
            value={draft.purpose}
            error={problems?.['purpose'] ?? null}
            onChange={(event) => onChange({ ...draft, purpose: event.currentTarget.value })}
          />
          <Textarea
            label={t('agenda')}
            autosize
            minRows={2}
            maxRows={8}
            value={draft.agenda}
            error={problems?.['agenda'] ?? null}
            onChange={(event) => onChange({ ...draft, agenda: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

function Reminder({ draft, onChange }: FieldsProps) {
  const { t } = useWords(activitiesWords);
  return (
    <TextInput
      type="datetime-local"
      label={t('reminder')}
      value={draft.reminder}
      onChange={(event) => onChange({ ...draft, reminder: event.currentTarget.value })}
    />
  );
}

function Owner({ draft, onChange, problems }: FieldsProps) {
  const { t } = useWords(activitiesWords);
  const users = useRead('listUsers').data?.items ?? [];
  const shown = users.filter(({ id, active }) => active || id === draft.owner);
  return (
    <Select
      label={t('owner')}
      required
      searchable
      allowDeselect={false}
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.owner === '' ? null : draft.owner}
      error={problems?.['owner'] ?? null}
      onChange={(owner) => onChange({ ...draft, owner: owner ?? draft.owner })}
    />
  );
}
