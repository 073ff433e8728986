import { PencilIcon, TrashIcon } from '@heroicons/react/16/solid';
import { Alert } from '@mantine/core';
import { useState } from 'react';
import { type Item, useAct } from '#web/api/hooks.ts';
import { isProblem } from '#contract/client/problem.ts';
import { NoteForm, problemOf } from '#web/features/records/notes/note-form.tsx';
import { noteWords } from '#web/features/records/notes/note-words.ts';
import classes from '#web/features/records/page/belongings.module.css';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { QuietLine } from '#web/ui/quiet-line.tsx';
import { toastDone } from '#web/ui/toast.tsx';
import { When } from '#web/ui/when.tsx';

type Note = Item<'listNotes'>;
type NoteItemProps = {
  readonly note: Note;
  /** The record's module and id. */
  readonly place: { readonly module: string; readonly id: string };
};

const shown = ['listNotes', 'getTimeline'] as const;

export function NoteItem({ note, place }: NoteItemProps) {
  const [isEditing, setEditing] = useState(false);
  return (
    <li className={classes['item']}>
      {isEditing ? (
        <EditNote note={note} place={place} onClose={() => setEditing(false)} />
      ) : (
        <>
          <div className={classes['content']}>
            <p className={classes['written']}>{note.text}</p>
            <About note={note} />
          </div>
          <NoteMenu note={note} place={place} onEdit={() => setEditing(true)} />
        </>
      )}
    </li>
  );
}

function About({ note: { author, createdAt, modifiedAt } }: Pick<NoteItemProps, 'note'>) {
  const { t } = useWords(noteWords);
  return (
    <QuietLine>
      <span>{author?.name ?? t('formerMember')}</span>
      <When at={createdAt} />
      {modifiedAt === createdAt ? null : (
        <span>
          {t('changed')} <When at={modifiedAt} />
        </span>
      )}
    </QuietLine>
  );
}

function NoteMenu({ note, place, onEdit }: NoteItemProps & { readonly onEdit: () => void }) {
  const { t } = useWords(noteWords);
  const { t: general } = useWords(generalWords);
  const me = useMe();
  const remove = useAct('deleteNote', { refreshes: shown, onDone: () => toastDone(t('wasDeleted')) });
  const isTheirs = note.author?.id === me.user.id || may(me, 'admin');
  const why = isTheirs ? null : t('notYours');
  const ask = async () => {
    const question = { title: t('deleteTitle'), text: t('deleteText'), yes: t('deleteYes') };
    if (!(await confirm({ ...question, kind: 'destructive' }))) return;
    remove.mutate({ params: { ...place, note: note.id } });
  };
  return (
    <MoreButton
      size="sm"
      label={t('actionsOf', { name: note.author?.name ?? t('formerMember') })}
      entries={[
        { text: general('edit'), icon: PencilIcon, why, onClick: onEdit },
        { text: general('delete'), icon: TrashIcon, why, isDestructive: true, onClick: () => void ask() },
      ]}
    />
  );
}

/** On what was looked at: where somebody was quicker, what they wrote is told, and saving again replaces it. */
function EditNote({ note, place, onClose }: NoteItemProps & { readonly onClose: () => void }) {
  const { t } = useWords(noteWords);
  const [text, setText] = useState(note.text);
  const [theirs, setTheirs] = useState<Note | null>(null);
  const update = useAct('updateNote', {
    refreshes: shown,
    onDone: onClose,
    onProblem: (problem) => {
      if (isProblem(problem, 'stale')) setTheirs(problem.current as Note); // what `stale` carries
    },
  });
  const { revision } = theirs ?? note;
  return (
    <div className={classes['content']}>
      {theirs === null ? null : (
        <Alert color="yellow" p="xs" role="alert">
          {t('meanwhile')} <strong className={classes['written']}>{theirs.text}</strong>
        </Alert>
      )}
      <NoteForm
        label={t('text')}
        text={text}
        onChange={setText}
        isDirty={text.trim() !== '' && text !== note.text}
        problem={isProblem(update.error, 'stale') ? null : problemOf(update.error)}
        isSaving={update.isPending}
        onSave={() => update.mutate({ params: { ...place, note: note.id }, body: { text, revision } })}
        onCancel={onClose}
      />
    </div>
  );
}
