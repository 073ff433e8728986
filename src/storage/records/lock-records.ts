// Locking records that are about to change, in the order that everybody keeps: first the advisory locks of their active
// enrollments (the "look again" of the change needs them; the gate takes them before it looks at the record), then the
// rows by id.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { OrganizationSeat, Tx } from '#storage/db.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import { type Catalogue, unmasked } from '#storage/records/catalogue.ts';
import { findIds } from '#storage/records/read-records.ts';
import { type RecordRow, recordColumns, recordFromRow } from '#storage/records/record-row.ts';

/**
 * The records as they are now with all their values, each locked until the end of the transaction; without those that are
 * gone. What of them goes out is masked (record-row.ts).
 */
export async function lockRecords(
  tx: Tx,
  seat: OrganizationSeat,
  { catalogue: shown, ids }: { readonly catalogue: Catalogue; readonly ids: readonly string[] },
): Promise<Map<string, CrmRecord>> {
  if (ids.length === 0) return new Map();
  const catalogue = unmasked(shown);
  const active = await findActiveEnrollments(tx, ids);
  await lockShared(
    tx,
    active.map((id) => enrollmentKey(seat, id)),
  );
  const rows = await tx.query<RecordRow>(sql`
    select ${recordColumns(catalogue)} from ${sql.table(catalogue.table)}
    where id = any(${bigints(ids)}) and deleted_at is null order by id for update`);
  return new Map(rows.map((row) => [row.id, recordFromRow(catalogue, row)]));
}

/** Of these locked records, those that the catalogue's reader may change. */
export async function changeable(tx: Tx, catalogue: Catalogue, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (catalogue.reach.write === null) return new Set(ids);
  const rows = await tx.query<{ id: string }>(sql`
    select id from ${sql.table(catalogue.table)} where id = any(${bigints(ids)}) and ${catalogue.reach.write}`);
  return new Set(rows.map(({ id }) => id));
}

/** Whether the catalogue's reader may change the locked record. */
export async function mayChange(tx: Tx, catalogue: Catalogue, { id }: Pick<CrmRecord, 'id'>): Promise<boolean> {
  return (await changeable(tx, catalogue, [id])).has(id);
}

export async function findActiveEnrollments(tx: Tx, records: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from enrollment where record_id = any(${bigints(records)}) and status = 0 order by id`);
  return rows.map(({ id }) => id);
}

/** As lockRecords, for one by its public id. Null: there is none, or it is in the recycle bin. */
export async function lockRecord(
  tx: Tx,
  seat: OrganizationSeat,
  { catalogue, publicId }: { readonly catalogue: Catalogue; readonly publicId: string },
): Promise<CrmRecord | null> {
  const found = await findIds(tx, catalogue, [publicId]);
  const locked = await lockRecords(tx, seat, { catalogue, ids: [...found.values()] });
  return [...locked.values()][0] ?? null;
}
