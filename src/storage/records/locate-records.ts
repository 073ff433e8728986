// Which module a record is of, where only its id is known: ids are unique over all modules of an organisation.
import { type RawBuilder, sql } from 'kysely';
import { systemModules } from '#core/records/modules.ts';
import { bigints } from '#storage/arrays.ts';
import type { Tx } from '#storage/db.ts';
import { tableOf } from '#storage/records/catalogue.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';

export type LocatedRecord = {
  readonly module: string;
  readonly id: string;
  readonly publicId: string;
  /** The member's public id. */
  readonly owner: string | null;
};

/** Of these internal ids, the living records. */
export function locateRecords(tx: Tx, ids: readonly string[]): Promise<LocatedRecord[]> {
  return ids.length === 0 ? Promise.resolve([]) : locate(tx, sql`id = any(${bigints(ids)}) and deleted_at is null`);
}

/** As locateRecords, those in the recycle bin too. */
export function locateWithDeleted(tx: Tx, ids: readonly string[]): Promise<LocatedRecord[]> {
  return ids.length === 0 ? Promise.resolve([]) : locate(tx, sql`id = any(${bigints(ids)})`);
}

/** By a public id. Null: there is none, or it is in the recycle bin. */
export async function locateRecord(tx: Tx, publicId: string): Promise<LocatedRecord | null> {
  const [found = null] = await locate(tx, sql`public_id = ${publicId}::uuid and deleted_at is null`);
  return found;
}

async function locate(tx: Tx, condition: RawBuilder<unknown>): Promise<LocatedRecord[]> {
  const own = (await listOwnModules(tx)).filter(({ retired }) => !retired);
  const parts = [...systemModules, ...own].map(
    ({ key }) => sql`
      select ${key}::text as module, id, public_id as "publicId", owner from ${sql.table(tableOf(key))}
      where ${condition}`,
  );
  return tx.query<LocatedRecord>(sql`${sql.join(parts, sql` union all `)}`);
}
