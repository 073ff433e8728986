// Reading records: some by id, one by public id, a page of a list, a count, the ids that criteria select. Records in the
// recycle bin don't exist for any of them.
import { type RawBuilder, sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { CrmRecord, RecordValues } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { criteriaToSql } from '#storage/criteria-to-sql.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import { type Catalogue, reached, seen } from '#storage/records/catalogue.ts';
import {
  type RecordRow,
  recordColumns,
  recordFromRow,
  type ValuesRow,
  valueColumns,
  valuesFromRow,
} from '#storage/records/record-row.ts';

/** What criteria relative to now are judged by. */
export type ReadContext = { readonly now: Instant; readonly zone: string };

export type RecordCount = { readonly count: number; readonly exact: boolean };

/** V-5: counted exactly up to here, "10,000+" beyond. */
export const COUNT_MAX = 10_000;

/** By internal id; who is missing in the answer is deleted or never was. */
export async function loadRecords(
  tx: Tx,
  catalogue: Catalogue,
  ids: readonly string[],
): Promise<Map<string, CrmRecord>> {
  if (ids.length === 0) return new Map();
  // Prepared: planned anew, the list of ids is looked through for its selectivity, twice the time of the reading itself.
  const rows = await tx.hot<RecordRow>(sql`
    select ${recordColumns(catalogue)} from ${sql.table(catalogue.table)}
    where id = any(${bigints(ids)}) and ${seen(catalogue)}`);
  return new Map(rows.map((row) => [row.id, recordFromRow(catalogue, row)]));
}

/** As loadRecords, those in the recycle bin too. */
export async function loadWithDeleted(
  tx: Tx,
  catalogue: Catalogue,
  ids: readonly string[],
): Promise<Map<string, CrmRecord>> {
  const rows = await tx.query<RecordRow>(sql`
    select ${recordColumns(catalogue)} from ${sql.table(catalogue.table)}
    where id = any(${bigints(ids)}) and ${reached(catalogue)}`);
  return new Map(rows.map((row) => [row.id, recordFromRow(catalogue, row)]));
}

/** Of these internal ids, those that the catalogue's reader may see, in the recycle bin or not. */
export async function reachedAmong(tx: Tx, catalogue: Catalogue, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (catalogue.reach.read === null) return new Set(ids);
  const rows = await tx.query<{ id: string }>(sql`
    select id from ${sql.table(catalogue.table)} where id = any(${bigints(ids)}) and ${reached(catalogue)}`);
  return new Set(rows.map(({ id }) => id));
}

/** Their values alone, which is all that the wake loop needs. Shared locks are taken in the order of ids. */
export async function loadValues(
  tx: Tx,
  catalogue: Catalogue,
  ids: readonly string[],
  options: { readonly share?: true } = {},
): Promise<Map<string, RecordValues>> {
  const found = new Map<string, RecordValues>();
  if (ids.length === 0) return found;
  const lock = options.share === true ? sql`order by id for share` : sql``;
  const rows = await tx.hot<ValuesRow>(sql`
    select ${valueColumns(catalogue)} from ${sql.table(catalogue.table)}
    where id = any(${bigints(ids)}) and ${seen(catalogue)} ${lock}`);
  for (const row of rows) found.set(row.id, { values: valuesFromRow(catalogue, row) });
  return found;
}

/** Null: there is none, or it is in the recycle bin. `publicId` is a UUID. */
export async function findRecord(tx: Tx, catalogue: Catalogue, publicId: string): Promise<CrmRecord | null> {
  const rows = await tx.query<RecordRow>(sql`
    select ${recordColumns(catalogue)} from ${sql.table(catalogue.table)}
    where public_id = ${publicId} and ${seen(catalogue)}`);
  return rows[0] === undefined ? null : recordFromRow(catalogue, rows[0]);
}

/** The internal ids of these public ones, without the deleted. */
export async function findIds(
  tx: Tx,
  catalogue: Catalogue,
  publicIds: readonly string[],
): Promise<Map<string /* public id */, string>> {
  const rows = await tx.query<{ id: string; public_id: string }>(sql`
    select id, public_id from ${sql.table(catalogue.table)}
    where public_id = any(${publicIds}::uuid[]) and ${seen(catalogue)}`);
  return new Map(rows.map((row) => [row.public_id, row.id]));
}

/** The public ids of these internal ones, the deleted included: nothing else is told of them. */
export async function publicIds(tx: Tx, catalogue: Catalogue, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; public_id: string }>(sql`
    select id, public_id from ${sql.table(catalogue.table)} where id = any(${bigints(ids)})`);
  return new Map(rows.map((row) => [row.id, row.public_id]));
}

/** As far as COUNT_MAX. */
export async function countRecords(
  tx: Tx,
  catalogue: Catalogue,
  criteria: Criteria | null,
  context: ReadContext,
): Promise<RecordCount> {
  const rows = await tx.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select from ${sql.table(catalogue.table)} where ${matching(catalogue, criteria, context)} limit ${COUNT_MAX + 1}
    ) as counted`);
  const { count } = only(rows);
  return { count: Math.min(count, COUNT_MAX), exact: count <= COUNT_MAX };
}

/** All of them, however long that takes. */
export async function countAll(
  tx: Tx,
  catalogue: Catalogue,
  criteria: Criteria | null,
  context: ReadContext,
): Promise<RecordCount> {
  const rows = await tx.query<{ count: number }>(sql`
    select count(*)::int as count from ${sql.table(catalogue.table)} where ${matching(catalogue, criteria, context)}`);
  return { count: only(rows).count, exact: true };
}

export type Selection = {
  /** Internal ids after this one; null starts. */
  readonly after: string | null;
  readonly limit: number;
  /** Only records changed at or after this instant. */
  readonly modifiedSince?: Instant;
  /** Only these. */
  readonly among?: readonly string[];
};

/** The next internal ids, ascending, of the records that meet the criteria. Fewer than `limit`: there are no more. */
export async function selectIds(
  tx: Tx,
  catalogue: Catalogue,
  criteria: Criteria | null,
  { context, selection }: { readonly context: ReadContext; readonly selection: Selection },
): Promise<string[]> {
  const { after, limit, modifiedSince, among } = selection;
  const where = [matching(catalogue, criteria, context), sql`id > ${after ?? '0'}::bigint`];
  if (modifiedSince !== undefined) where.push(sql`modified_at >= ${instant(modifiedSince)}`);
  if (among !== undefined) where.push(sql`id = any(${bigints(among)})`);
  const rows = await tx.query<{ id: string }>(sql`
    select id from ${sql.table(catalogue.table)} where ${sql.join(where, sql` and `)} order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** The condition for the records that may be seen and meet the criteria; null: all of them. */
export function matching(catalogue: Catalogue, criteria: Criteria | null, context: ReadContext): RawBuilder<unknown> {
  if (criteria === null) return seen(catalogue);
  return sql`${seen(catalogue)} and (${criteriaToSql(criteria, catalogue, context)})`;
}
