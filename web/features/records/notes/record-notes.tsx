// What people write down about a record, the newest first.
import { useState } from 'react';
import { useAct, usePages } from '#web/api/hooks.ts';
import type { Module, ShownRecord } from '#web/features/records/module.ts';
import { NoteForm, problemOf } from '#web/features/records/notes/note-form.tsx';
import { NoteItem } from '#web/features/records/notes/note-item.tsx';
import { noteWords } from '#web/features/records/notes/note-words.ts';
import classes from '#web/features/records/page/belongings.module.css';
import { RecordSection } from '#web/features/records/page/record-section.tsx';
import { useWhyNot } from '#web/features/records/why-not.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreOfList } from '#web/ui/more-of-list.tsx';
import { Failed } from '#web/ui/states.tsx';

const PAGE_NOTES = 10;

type RecordNotesProps = { readonly record: ShownRecord; readonly module: Module };

export function RecordNotes({ record, module }: RecordNotesProps) {
  const { t } = useWords(noteWords);
  const place = { module: module.key, id: record.id };
  const notes = usePages('listNotes', { params: place, query: { limit: PAGE_NOTES } });
  return (
    <RecordSection title={t('title')}>
      <NewNote record={record} module={module} />
      {notes.error === null ? null : <Failed error={notes.error} onRetry={notes.retry} />}
      <ul className={classes['list']} aria-label={t('title')}>
        {notes.items.map((note) => (
          <NoteItem key={note.id} note={note} place={place} />
        ))}
      </ul>
      <MoreOfList pages={notes} says={t('showEarlier')} />
    </RecordSection>
  );
}

function NewNote({ record, module }: RecordNotesProps) {
  const { t } = useWords(noteWords);
  const why = useWhyNot(module)('update');
  const [text, setText] = useState('');
  const create = useAct('createNote', {
    refreshes: ['listNotes', 'getTimeline'],
    onDone: () => setText(''),
    onProblem: () => undefined, // it stands at the input
  });
  return (
    <NoteForm
      label={t('write')}
      text={text}
      onChange={setText}
      isDirty={text.trim() !== ''}
      why={why}
      problem={problemOf(create.error)}
      isSaving={create.isPending}
      onSave={() => create.mutate({ params: { module: module.key, id: record.id }, body: { text } })}
    />
  );
}
