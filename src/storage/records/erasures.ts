// K-101: records that are to be erased for good. Nobody sees them any more; storage/records/purge.ts removes them.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { type Catalogue, reached, unmasked } from '#storage/records/catalogue.ts';
import type { Purged } from '#storage/records/purge.ts';
import { notToBeErased } from '#storage/records/recycle-bin.ts';

/** Living or in the recycle bin, as far as the catalogue's reader sees it; locked. Null: there is none. */
export async function lockErasable(tx: Tx, shown: Catalogue, publicId: string): Promise<Purged | null> {
  const catalogue = unmasked(shown);
  const [row] = await tx.query<Purged>(sql`
    select id, public_id as "publicId" from ${sql.table(catalogue.table)}
    where public_id = ${publicId}::uuid and ${reached(catalogue)} and ${notToBeErased} for update`);
  return row ?? null;
}

/** The record, and those that became part of it: they are the same customer. All of them are in the recycle bin. */
export async function askToErase(
  tx: Tx,
  { record, module, at }: { readonly record: string; readonly module: string; readonly at: Instant },
): Promise<void> {
  await tx.query(sql`
    with recursive same (id) as (
      select ${record}::bigint
      union
      select m.record_id from merged_record m join same on m.survivor_id = same.id
    )
    insert into erasure (record_id, module, asked_at) select id, ${module}, ${instant(at)} from same
    on conflict do nothing`);
}

/** Those of the module that no round needs any more: none runs, and nothing of theirs is on its way. Locked. */
export async function lockErased(tx: Tx, { module, table }: Catalogue, limit: number): Promise<Purged[]> {
  return tx.query<Purged>(sql`
    select r.id, r.public_id as "publicId" from ${sql.table(table)} r join erasure e on e.record_id = r.id
    where e.module = ${module.key}
      and not exists (select from enrollment where record_id = r.id and status = 0)
      and not exists (
        select from enrollment n join delivery d on d.enrollment_id = n.id
        where n.record_id = r.id and n.status <> 0 and d.state in ('claimed', 'dot_pending'))
    order by e.asked_at limit ${limit} for update of r skip locked`);
}

/** What texts and payloads told about them, beside what the purge removes. Codes, numbers and instants stay. */
export async function anonymise(tx: Tx, records: readonly Purged[]): Promise<void> {
  const ids = bigints(records.map(({ id }) => id));
  const named = records.map(({ publicId }) => `%${publicId}%`);
  await tx.query(sql`
    update delivery d set outcome = null from enrollment n
    where n.record_id = any(${ids}) and n.status <> 0 and d.enrollment_id = n.id and d.outcome is not null`);
  await tx.query(sql`delete from webhook_delivery where body like any(${named}::text[])`);
  await tx.query(sql`delete from web_form_answer where lead = any(${records.map(({ publicId }) => publicId)}::uuid[])`);
  await tx.query(sql`delete from erasure where record_id = any(${ids})`);
}
