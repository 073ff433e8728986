// Removes records for good, from the recycle bin or because somebody asked for it (K-101): their rows, their history, what was written
// and received, notes, tasks and calls. Rounds stay with their codes and numbers, so that reports still add up. As the owner of
// all tables: nobody else may take anything away from a history.
import { type RawBuilder, sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type OrganizationSeat, type Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { notToBeErased } from '#storage/records/recycle-bin.ts';

export type Purged = { readonly id: string; readonly publicId: string };

/** The owner's transaction works on the organisation's tables from here on. */
export async function workOn(tx: Tx, seat: OrganizationSeat): Promise<void> {
  await tx.query(sql`select set_config('search_path', ${seat.schema}, true)`);
}

/** Deleted at that instant or before, locked; those that somebody is just bringing back are left out. */
export async function lockDeletedUntil(
  tx: Tx,
  catalogue: Catalogue,
  { until, limit }: { readonly until: Instant; readonly limit: number },
): Promise<Purged[]> {
  return tx.query<Purged>(sql`
    select id, public_id as "publicId" from ${sql.table(catalogue.table)}
    where deleted_at is not null and deleted_at <= ${instant(until)} and ${notToBeErased}
    order by deleted_at limit ${limit} for update skip locked`);
}

/** The parts of these records, whether they are in the recycle bin or not: without what they belong to they are nothing. */
export async function lockParts(
  tx: Tx,
  parts: Catalogue,
  { lookup, wholes }: { readonly lookup: string; readonly wholes: readonly Purged[] },
): Promise<Purged[]> {
  const column = parts.columns.get(lookup);
  if (column === undefined) return [];
  return tx.query<Purged>(sql`
    select id, public_id as "publicId" from ${sql.table(parts.table)}
    where ${sql.id(column.name)} = any(${wholes.map(({ publicId }) => publicId)}::uuid[]) order by id for update`);
}

/** Lookups that still lead there become empty. */
export async function purge(tx: Tx, catalogue: Catalogue, records: readonly Purged[]): Promise<void> {
  const ids = bigints(records.map(({ id }) => id));
  for (const statement of belongingsOf(ids)) await tx.query(statement);
  await tx.query(sql`delete from ${sql.table(catalogue.table)} where id = any(${ids})`);
}

/** Bytes of attachments are cleared away by whoever knows where they lie. */
function belongingsOf(ids: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const deliveries = sql`
    select d.id from delivery d join (
      select id from enrollment where record_id = any(${ids}) and status = 0
      union all
      select id from enrollment where record_id = any(${ids}) and status <> 0
    ) e on e.id = d.enrollment_id`;
  const activities = sql`select id from activity where record_id = any(${ids})`;
  return [
    sql`delete from own_mail where record_id = any(${ids})`,
    sql`delete from meeting_invitation where record_id = any(${ids})`,
    sql`delete from message where delivery_id in (${deliveries})`,
    sql`delete from whatsapp_message where delivery_id in (${deliveries})`,
    sql`delete from caught_message where delivery_id in (${deliveries})`,
    sql`delete from visit where delivery_id in (${deliveries})`,
    sql`delete from inbound_message where record_id = any(${ids})`,
    sql`delete from notification where activity_id in (${activities})`,
    sql`delete from activity where record_id = any(${ids})`,
    sql`delete from note where record_id = any(${ids})`,
    sql`update attachment set state = 'removed' where record_id = any(${ids})`,
    sql`delete from audience_member where cadence_id = any(array(select id from cadence)) and record_id = any(${ids})`,
    sql`delete from merged_record where record_id = any(${ids}) or survivor_id = any(${ids})`,
    sql`delete from record_event where record_id = any(${ids})`,
  ];
}
