// What belongs to records that are merged goes to the record that stays; which record became part of which is kept for as
// long as the recycle bin keeps it.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';

export type MergedRecords = {
  /** Internal ids. */
  readonly from: readonly string[];
  readonly to: string;
};

/** Tasks, calls, received mail, notes, attachments, and what view audiences know of them. Rounds: enrollments/merged-rounds.ts. */
export async function moveBelongings(tx: Tx, { from, to }: MergedRecords): Promise<void> {
  for (const table of ['activity', 'inbound_message', 'note', 'attachment']) {
    await tx.query(sql`
      update ${sql.table(table)} set record_id = ${to}::bigint where record_id = any(${bigints(from)})`);
  }
  await tx.query(sql`
    insert into audience_member (cadence_id, record_id, awaited)
    select cadence_id, ${to}::bigint, bool_and(awaited) from audience_member
    where cadence_id = any(array(select id from cadence)) and record_id = any(${bigints(from)}) group by cadence_id
    on conflict do nothing`);
}

export async function rememberMerged(tx: Tx, { from, to }: MergedRecords, at: Instant): Promise<void> {
  await tx.query(sql`
    insert into merged_record (record_id, survivor_id, at)
    select id, ${to}::bigint, ${instant(at)} from unnest(${bigints(from)}) as t (id)`);
}

/** It was brought back from the recycle bin, and is a record of its own again. */
export async function forgetMerged(tx: Tx, record: string): Promise<void> {
  await tx.query(sql`delete from merged_record where record_id = ${record}::bigint`);
}

/** The records that these became part of, by internal ids; of one that was merged again itself, what that became part of. */
export async function findSurvivors(tx: Tx, records: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ record: string; survivor: string }>(sql`
    with recursive way as (
      select record_id, survivor_id from merged_record where record_id = any(${bigints(records)})
      union all
      select way.record_id, m.survivor_id from way join merged_record m on m.record_id = way.survivor_id
    )
    select record_id as record, survivor_id as survivor from way
    where not exists (select from merged_record m where m.record_id = way.survivor_id)`);
  return new Map(rows.map(({ record, survivor }) => [record, survivor]));
}

/** The same by public ids of a module's records in the recycle bin: the internal id of what each became part of. */
export async function findSurvivorsOf(
  tx: Tx,
  { table }: Pick<Catalogue, 'table'>,
  publicIds: readonly string[],
): Promise<Map<string, string>> {
  if (publicIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; publicId: string }>(sql`
    select id, public_id as "publicId" from ${sql.table(table)}
    where public_id = any(${publicIds}::uuid[]) and deleted_at is not null`);
  const survivors = await findSurvivors(
    tx,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.flatMap(({ id, publicId }) => {
      const survivor = survivors.get(id);
      return survivor === undefined ? [] : [[publicId, survivor] as const];
    }),
  );
}

export type Referring = {
  readonly catalogue: Catalogue;
  /** The lookups that lead to the module. */
  readonly fields: readonly string[];
  /** The records whose lookups lead to one of these, by internal id, ascending. */
  readonly ids: readonly string[];
};

export type Leading = {
  readonly fields: readonly string[];
  /** Of what they lead to. */
  readonly publicIds: readonly string[];
  readonly limit: number;
};

/** Records that aren't in the recycle bin, of one module, the oldest first. */
export async function findReferring(
  tx: Tx,
  catalogue: Catalogue,
  { fields, publicIds, limit }: Leading,
): Promise<Referring> {
  const columns = fields.flatMap((field) => catalogue.columns.get(field)?.name ?? []);
  if (columns.length === 0) return { catalogue, fields, ids: [] };
  const leads = columns.map((name) => sql`${sql.id(name)} = any(${publicIds}::uuid[])`);
  const rows = await tx.query<{ id: string }>(sql`
    select id from ${sql.table(catalogue.table)}
    where deleted_at is null and (${sql.join(leads, sql` or `)}) order by id limit ${limit}`);
  return { catalogue, fields, ids: rows.map(({ id }) => id) };
}
