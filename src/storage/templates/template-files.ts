// Files that go along with a template's messages.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { only, instant, type Tx } from '#storage/db.ts';
import type { Instant } from '#core/time/instant.ts';

export type TemplateFile = {
  readonly id: string;
  readonly publicId: string;
  /** Of its bytes in the file store. */
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
};

const columns = sql`id, public_id as "publicId", key, name, bytes::float8 as bytes`;

export type IncomingFile = Pick<TemplateFile, 'key' | 'name'> & {
  /** The template's number. */
  readonly template: number;
  readonly author: number;
  readonly at: Instant;
};

/** Gives its internal id. */
export async function insertIncomingFile(tx: Tx, { template, key, name, author, at }: IncomingFile): Promise<string> {
  const rows = await tx.query<{ id: string }>(sql`
    insert into attachment (public_id, template_id, key, state, name, author, created_at)
    values (${uuidv7()}, ${template}, ${key}, 'incoming', ${name}, ${author}, ${instant(at)}) returning id`);
  return only(rows).id;
}

/** All its bytes have come. */
export async function keepFile(
  tx: Tx,
  { id, bytes, hash }: { readonly id: string; readonly bytes: number; readonly hash: string },
): Promise<TemplateFile> {
  return only(
    await tx.query<TemplateFile>(sql`
      update attachment set state = 'kept', bytes = ${bytes}::bigint, hash = ${hash}
      where id = ${id}::bigint and state = 'incoming' returning ${columns}`),
  );
}

/** In the order in which they came. */
export async function listTemplateFiles(tx: Tx, template: number): Promise<TemplateFile[]> {
  return tx.query<TemplateFile>(
    sql`select ${columns} from attachment where template_id = ${template} and state = 'kept' order by id`,
  );
}
