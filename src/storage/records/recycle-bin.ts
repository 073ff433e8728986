// Deleted records: they keep their row and values, and nothing but this finds them.
import { sql } from 'kysely';
import type { CrmRecord } from '#core/records/field.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { type Catalogue, reached, unmasked } from '#storage/records/catalogue.ts';
import { addEvents } from '#storage/records/record-events.ts';
import { type RecordRow, recordColumns, recordFromRow } from '#storage/records/record-row.ts';

export type DeletedRecord = { readonly record: CrmRecord; readonly deletedAt: Instant };

/** Before this place in the list; internal ids. */
export type BinPlace = { readonly deletedAt: Instant; readonly id: string };

/** Of a record in the module's table: nobody asked to have it erased for good (erasures.ts). */
export const notToBeErased = sql`not exists (select from erasure where erasure.record_id = id)`;

type DeletedRow = RecordRow & { readonly deleted_at: Instant };

/** Those that were deleted last come first. */
export async function listDeleted(
  tx: Tx,
  catalogue: Catalogue,
  { before, limit }: { readonly before: BinPlace | null; readonly limit: number },
): Promise<DeletedRecord[]> {
  const place =
    before === null ? sql`true` : sql`(deleted_at, id) < (${instant(before.deletedAt)}, ${before.id}::bigint)`;
  const rows = await tx.query<DeletedRow>(sql`
    select ${recordColumns(catalogue)}, deleted_at from ${sql.table(catalogue.table)}
    where deleted_at is not null and ${reached(catalogue)} and ${notToBeErased} and ${place} order by deleted_at desc, id desc limit ${limit}`);
  return rows.map((row) => ({ record: recordFromRow(catalogue, row), deletedAt: row.deleted_at }));
}

/** Locked until the transaction ends. Null: there is none in the bin. */
export async function lockDeleted(tx: Tx, shown: Catalogue, publicId: string): Promise<DeletedRecord | null> {
  const catalogue = unmasked(shown);
  const [row] = await tx.query<DeletedRow>(sql`
    select ${recordColumns(catalogue)}, deleted_at from ${sql.table(catalogue.table)}
    where public_id = ${publicId}::uuid and deleted_at is not null and ${reached(catalogue)} and ${notToBeErased} for update`);
  return row === undefined ? null : { record: recordFromRow(catalogue, row), deletedAt: row.deleted_at };
}

/** A locked one. */
export async function undelete(
  tx: Tx,
  catalogue: Catalogue,
  { record, deletedAt }: DeletedRecord,
  by: ChangedBy,
): Promise<void> {
  await tx.query(sql`
    update ${sql.table(catalogue.table)} set deleted_at = null, modified_at = ${instant(by.at)},
      modified_by = ${by.actor?.publicId ?? null}::uuid, revision = revision + 1
    where id = ${record.id}::bigint`);
  await addEvents(tx, [{ record: record.id, changes: { deleted_at: [deletedAt, null] } }], by);
}
