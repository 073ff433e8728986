// A page of a list: sorted by one field, then by id, from where the page before ended. The cursor holds the last row's
// place, so pages stay right while records come and go; empty values come last in either direction.
//
// Of few records that meet the criteria all are found and sorted; of many, the index of the sort is walked until the page is
// full. The planner guesses which of the two it is, and a wrong guess walks a million rows for nothing (V-5), so the list is
// told.
import { type RawBuilder, sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { comparedOf } from '#storage/field-column.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, columnType } from '#storage/records/catalogue.ts';
import { type Cursor, isSortable, type Matches, NEWEST_FIRST, type Sort } from '#storage/records/list-order.ts';
import { matching, type ReadContext } from '#storage/records/read-records.ts';
import { type RecordRow, recordColumns, recordFromRow } from '#storage/records/record-row.ts';

export type RecordPage = { readonly records: readonly CrmRecord[]; readonly next: Cursor | null };

export type ListQuery = {
  readonly criteria: Criteria | null;
  /** Null: the newest first. */
  readonly sort: Sort | null;
  readonly cursor: Cursor | null;
  /** Of a page after the first, what its cursor says. */
  readonly matches: Matches;
  /** 1 to LIST_LIMIT_MAX. */
  readonly limit: number;
  readonly context: ReadContext;
};

export const LIST_LIMIT_MAX = 200;
/** Of many records a page is found long before, unless the criteria follow the order. */
const WALK_ROWS_MAX = 10_000;

/** The sort's field must be one of the module that isSortable. */
export async function listRecords(tx: Tx, catalogue: Catalogue, query: ListQuery): Promise<RecordPage> {
  const key = sortKey(catalogue, query.sort ?? NEWEST_FIRST);
  const limit = Math.min(Math.max(query.limit, 1), LIST_LIMIT_MAX);
  const reading = { catalogue, key, query, rows: limit + 1 };
  const rows = await (query.matches === 'few' ? sortAll(tx, reading) : walkIndex(tx, reading));
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    records: shown.map((row) => recordFromRow(catalogue, row)),
    next: last === undefined ? null : { value: last.sort_value, id: last.id, matches: query.matches },
  };
}

type PageRow = RecordRow & { readonly sort_value: string | null };

type Reading = {
  readonly catalogue: Catalogue;
  readonly key: SortKey;
  readonly query: ListQuery;
  /** One more than the page shows: it tells whether there is another page. */
  readonly rows: number;
};

function sortAll(tx: Tx, { catalogue, key, query, rows }: Reading): Promise<PageRow[]> {
  const table = sql.table(catalogue.table);
  return tx.query<PageRow>(sql`
    with found as materialized (
      select id, ${key.expression} as sort_key from ${table}
      where ${matching(catalogue, query.criteria, query.context)} and ${beyond(key, query.cursor)}
    ), page as (
      select id, sort_key from found order by sort_key ${key.direction} nulls last, id ${key.direction} limit ${rows}
    )
    select ${recordColumns(catalogue)}, sort_key::text as sort_value from page join ${table} using (id)
    order by sort_key ${key.direction} nulls last, id ${key.direction}`);
}

/** First the rows that have a value: nothing else is in the order that an index has for either direction. */
async function walkIndex(tx: Tx, reading: Reading): Promise<PageRow[]> {
  const { cursor, criteria } = reading.query;
  const filled = cursor?.value === null ? [] : await walkPart(tx, reading, 'filled');
  if (filled.length === reading.rows) return filled;
  const isAll = criteria === null && reading.catalogue.reach.read === null;
  // Nothing met the criteria for long: they follow the order, as Chinese names do that come after all others.
  if (!isAll && cursor?.value !== null) return sortAll(tx, reading);
  const empty = await walkPart(tx, { ...reading, rows: reading.rows - filled.length }, 'empty');
  return isAll || empty.length === reading.rows ? [...filled, ...empty] : sortAll(tx, reading);
}

/** The rows come as they are walked: another `order by` would have the planner sort them all. */
function walkPart(tx: Tx, { catalogue, key, query, rows }: Reading, part: 'filled' | 'empty'): Promise<PageRow[]> {
  const { expression, direction } = key;
  const table = sql.table(catalogue.table);
  const isWanted = part === 'filled' ? sql`${expression} is not null` : sql`${expression} is null`;
  return tx.query<PageRow>(sql`
    select ${recordColumns(catalogue)}, (${expression})::text as sort_value
    from (
      select * from ${table} where deleted_at is null and ${isWanted} and ${walkedFrom(key, query.cursor, part)}
      order by ${expression} ${direction}, id ${direction} limit ${WALK_ROWS_MAX}
    ) as ${table}
    where ${matching(catalogue, query.criteria, query.context)} limit ${rows}`);
}

function walkedFrom({ expression, beyond: further, type }: SortKey, cursor: Cursor | null, part: 'filled' | 'empty') {
  if (cursor === null || (part === 'empty' && cursor.value !== null)) return sql`true`;
  if (part === 'empty') return sql`id ${further} ${cursor.id}::bigint`;
  return sql`(${expression}, id) ${further} (${cursor.value}::text::${type}, ${cursor.id}::bigint)`;
}

type SortKey = {
  readonly expression: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly direction: RawBuilder<unknown>;
  /** What is further on, in this direction. */
  readonly beyond: RawBuilder<unknown>;
};

function sortKey(catalogue: Catalogue, sort: Sort): SortKey {
  const column = catalogue.columns.get(sort.field);
  if (column === undefined || !isSortable(catalogue.module, sort.field)) throw new Error(`can't sort by ${sort.field}`);
  return {
    expression: comparedOf(column),
    type: columnType[column.shape],
    direction: sort.descending ? sql`desc` : sql`asc`,
    beyond: sort.descending ? sql`<` : sql`>`,
  };
}

function beyond({ expression, type, beyond: further }: SortKey, cursor: Cursor | null): RawBuilder<unknown> {
  if (cursor === null) return sql`true`;
  const id = sql`id ${further} ${cursor.id}::bigint`;
  if (cursor.value === null) return sql`(${expression} is null and ${id})`;
  const value = sql`${cursor.value}::text::${type}`;
  return sql`(${expression} ${further} ${value} or (${expression} = ${value} and ${id}) or ${expression} is null)`;
}
