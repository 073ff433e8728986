// Files attached to records: what is known of them. A row is there before its bytes come and after they are taken away, so
// that no bytes are ever left behind that no row knows of.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { bigints } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type Attachment = {
  readonly id: string;
  readonly publicId: string;
  /** Internal id. */
  readonly record: string;
  /** Of its bytes in the file store. */
  readonly key: string;
  /** As people see it. */
  readonly name: string;
  readonly bytes: number;
  /** The member's number. */
  readonly author: number;
  readonly createdAt: Instant;
};

const columns = sql`id, public_id as "publicId", record_id as record, key, name, bytes::float8 as bytes, author,
  created_at as "createdAt"`;

export type Incoming = Pick<Attachment, 'record' | 'key' | 'name' | 'author'> & { readonly at: Instant };

/** Gives its internal id. */
export async function insertIncoming(tx: Tx, { record, key, name, author, at }: Incoming): Promise<string> {
  const rows = await tx.query<{ id: string }>(sql`
    insert into attachment (public_id, record_id, key, state, name, author, created_at)
    values (${uuidv7()}, ${record}::bigint, ${key}, 'incoming', ${name}, ${author}, ${instant(at)}) returning id`);
  return only(rows).id;
}

/** All its bytes have come. */
export async function keepIncoming(tx: Tx, id: string, bytes: number): Promise<Attachment> {
  return only(
    await tx.query<Attachment>(sql`
      update attachment set state = 'kept', bytes = ${bytes}::bigint where id = ${id}::bigint and state = 'incoming'
      returning ${columns}`),
  );
}

export type AttachmentPage = {
  /** Internal id of the record. */
  readonly record: string;
  /** Internal ids smaller than this; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
};

/** The newest first. */
export async function listAttachments(tx: Tx, { record, before, limit }: AttachmentPage): Promise<Attachment[]> {
  const older = before === null ? sql`true` : sql`id < ${before}::bigint`;
  return tx.query<Attachment>(sql`
    select ${columns} from attachment where record_id = ${record}::bigint and state = 'kept' and ${older}
    order by id desc limit ${limit}`);
}

/** Those attached before an instant (null: ever), the newest first. */
export async function filesAttached(
  tx: Tx,
  { record, before, limit }: { readonly record: string; readonly before: Instant | null; readonly limit: number },
): Promise<Attachment[]> {
  const earlier = before === null ? sql`true` : sql`created_at < ${instant(before)}`;
  return tx.query<Attachment>(sql`
    select ${columns} from attachment where record_id = ${record}::bigint and state = 'kept' and ${earlier}
    order by created_at desc, id desc limit ${limit}`);
}

/** Null: the record has no such attachment. */
export async function findAttachment(
  tx: Tx,
  { record, attachment }: { readonly record: string /** Public id. */; readonly attachment: string },
): Promise<Attachment | null> {
  const [found = null] = await tx.query<Attachment>(sql`
    select ${columns} from attachment
    where public_id = ${attachment}::uuid and record_id = ${record}::bigint and state = 'kept'`);
  return found;
}

/** Gone for everybody; its bytes are cleared away later. */
export async function removeAttachments(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(sql`update attachment set state = 'removed' where id = any(${bigints(ids)})`);
}

export type Clearable = Pick<Attachment, 'id' | 'key'>;

/** Removed ones, and those whose bytes began to come before an instant and never came to an end. Locked. */
export async function lockClearable(
  tx: Tx,
  { begunBefore, limit }: { readonly begunBefore: Instant; readonly limit: number },
): Promise<Clearable[]> {
  return tx.query<Clearable>(sql`
    select id, key from attachment
    where state = 'removed' or (state = 'incoming' and created_at < ${instant(begunBefore)})
    order by created_at limit ${limit} for update skip locked`);
}

export async function forgetCleared(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(sql`delete from attachment where id = any(${bigints(ids)})`);
}
