// Notes on records, of whichever module.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type Note = {
  readonly id: string;
  readonly publicId: string;
  /** Internal id. */
  readonly record: string;
  readonly text: string;
  /** The member's number. */
  readonly author: number;
  readonly revision: number;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
};

export type NewNote = Pick<Note, 'record' | 'text' | 'author'> & { readonly at: Instant };

const columns = sql`id, public_id as "publicId", record_id as record, text, author, revision,
  created_at as "createdAt", modified_at as "modifiedAt"`;

export async function insertNote(tx: Tx, { record, text, author, at }: NewNote): Promise<Note> {
  return only(
    await tx.query<Note>(sql`
      insert into note (public_id, record_id, text, author, created_at, modified_at)
      values (${uuidv7()}, ${record}::bigint, ${text}, ${author}, ${instant(at)}, ${instant(at)})
      returning ${columns}`),
  );
}

export type NotePage = {
  /** Internal id of the record. */
  readonly record: string;
  /** Internal ids smaller than this; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
};

/** The newest first. */
export async function listNotes(tx: Tx, { record, before, limit }: NotePage): Promise<Note[]> {
  const older = before === null ? sql`true` : sql`id < ${before}::bigint`;
  return tx.query<Note>(sql`
    select ${columns} from note where record_id = ${record}::bigint and ${older} order by id desc limit ${limit}`);
}

/** Those written before an instant (null: ever), the newest first. */
export async function notesWritten(
  tx: Tx,
  { record, before, limit }: { readonly record: string; readonly before: Instant | null; readonly limit: number },
): Promise<Note[]> {
  const earlier = before === null ? sql`true` : sql`created_at < ${instant(before)}`;
  return tx.query<Note>(sql`
    select ${columns} from note where record_id = ${record}::bigint and ${earlier}
    order by created_at desc, id desc limit ${limit}`);
}

/** Null: the record has no such note. Locked until the transaction ends. */
export async function lockNote(
  tx: Tx,
  { record, note }: { readonly record: string /** Public id. */; readonly note: string },
): Promise<Note | null> {
  const [found = null] = await tx.query<Note>(sql`
    select ${columns} from note where public_id = ${note}::uuid and record_id = ${record}::bigint for update`);
  return found;
}

export async function saveNote(tx: Tx, { id }: Note, { text, at }: { text: string; at: Instant }): Promise<Note> {
  return only(
    await tx.query<Note>(sql`
      update note set text = ${text}, modified_at = ${instant(at)}, revision = revision + 1
      where id = ${id}::bigint returning ${columns}`),
  );
}

export async function deleteNote(tx: Tx, { id }: Note): Promise<void> {
  await tx.query(sql`delete from note where id = ${id}::bigint`);
}
