// Notes on a record: whoever may change the record writes them; their author and administrators change and delete them.
import type { NotPermitted } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type OpenedRecord, openRecord, type RecordAddress } from '#actions/records/open-record.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { noteFields } from '#core/records/note-fields.ts';
import { checkValues } from '#core/records/validate.ts';
import { rightsIn } from '#storage/access/rights.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { deleteNote, insertNote, listNotes, lockNote, type Note, saveNote } from '#storage/notes/notes.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';

export type ShownNote = { readonly note: Note; readonly author: Member | null };

type NoRecord = Extract<OpenedRecord, { kind: 'refused' }>;
type Unfit = {
  readonly kind: 'refused';
  readonly reason: 'invalid_input';
  readonly problems: readonly FieldProblem[];
};
type NotYours = { readonly kind: 'refused'; readonly reason: 'not_the_author' };
type Stale = { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: ShownNote };

export type NotesPage = {
  readonly kind: 'listed';
  readonly items: readonly ShownNote[];
  /** Internal id of the last one; null: there is no more. */
  readonly next: string | null;
};

export async function readNotes(
  { database, organization }: Acting,
  wanted: RecordAddress & { readonly before: string | null; readonly limit: number },
): Promise<NotesPage | NoRecord> {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openRecord(tx, wanted, 'read');
    if (opened.kind === 'refused') return opened;
    const found = await listNotes(tx, { record: opened.record.id, before: wanted.before, limit: wanted.limit + 1 });
    const items = found.slice(0, wanted.limit);
    const next = found.length > wanted.limit ? (items.at(-1)?.id ?? null) : null;
    return { kind: 'listed', items: await showNotes(tx, items), next };
  });
}

export type WrittenNote = ({ readonly kind: 'written' } & ShownNote) | NoRecord | Unfit;

export async function addNote(
  { database, organization, actor, now }: Acting,
  wanted: RecordAddress & { readonly text: unknown },
): Promise<WrittenNote> {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openRecord(tx, wanted, 'update');
    if (opened.kind === 'refused') return opened;
    const checked = checkNote(wanted.text);
    if ('kind' in checked) return checked;
    const note = await insertNote(tx, { record: opened.record.id, text: checked.text, author: actor.id, at: now });
    return { kind: 'written', ...(await showNote(tx, note)) };
  });
}

export type NoteAddress = RecordAddress & {
  /** Public id. */
  readonly note: string;
  /** The revision that was looked at. Null: whatever it is by now. */
  readonly revision: number | null;
};

export async function changeNote(
  { database, organization, now }: Acting,
  wanted: NoteAddress & { readonly text: unknown },
): Promise<WrittenNote | NotYours | Stale> {
  return database.organization(organization.seat, async (tx) => {
    const holding = await holdNote(tx, wanted);
    if (holding.kind === 'refused') return holding;
    const checked = checkNote(wanted.text);
    if ('kind' in checked) return checked;
    const note = await saveNote(tx, holding.note, { text: checked.text, at: now });
    return { kind: 'written', ...(await showNote(tx, note)) };
  });
}

export async function removeNote(
  { database, organization, actor, now }: Acting,
  wanted: NoteAddress,
): Promise<{ readonly kind: 'removed' } | NoRecord | NotYours | Stale> {
  return database.organization(organization.seat, async (tx) => {
    const holding = await holdNote(tx, wanted);
    if (holding.kind === 'refused') return holding;
    await deleteNote(tx, holding.note);
    const target = { kind: 'record', id: wanted.record } as const;
    const details = { module: wanted.module, note: wanted.note };
    await writeAudit(tx, { action: 'note_deleted', actor: actor.id, at: now, target, details });
    return { kind: 'removed' };
  });
}

type Holding = { readonly kind: 'held'; readonly note: Note } | NoRecord | NotPermitted | NotYours | Stale;

/** Locked, as somebody who may change it. */
async function holdNote(tx: Tx, wanted: NoteAddress): Promise<Holding> {
  const opened = await openRecord(tx, wanted, 'read');
  if (opened.kind === 'refused') return opened;
  const note = await lockNote(tx, { record: opened.record.id, note: wanted.note });
  if (note === null) return { kind: 'refused', reason: 'not_found' };
  const rights = await rightsIn(tx);
  const isTheirs = note.author === tx.member || rights === null || rights.administrator;
  if (!isTheirs) return { kind: 'refused', reason: 'not_the_author' };
  if ((wanted.revision ?? note.revision) !== note.revision) {
    return { kind: 'refused', reason: 'stale', current: await showNote(tx, note) };
  }
  return { kind: 'held', note };
}

function checkNote(given: unknown): { readonly text: string } | Unfit {
  const checked = checkValues(noteFields, { text: given }, 'create');
  if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
  return { text: String(checked.values['text']) };
}

async function showNotes(tx: Tx, notes: readonly Note[]): Promise<ShownNote[]> {
  const members = new Map((await listMembers(tx)).map((member) => [member.id, member]));
  return notes.map((note) => ({ note, author: members.get(note.author) ?? null }));
}

async function showNote(tx: Tx, note: Note): Promise<ShownNote> {
  const [shown] = await showNotes(tx, [note]);
  return shown ?? { note, author: null };
}
