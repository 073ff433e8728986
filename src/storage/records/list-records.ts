// A page of a list: sorted by one field, then by id, from where the page before ended. The cursor holds the last row's
// place, so pages stay right while records come and go; empty values come last in either direction.
import { type RawBuilder, sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import { type CrmRecord, fieldOf, type Module, type ValueShape } from '#core/records/field.ts';
import { isDate } from '#core/time/calendar.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, columnType } from '#storage/records/catalogue.ts';
import { matching, type ReadContext } from '#storage/records/read-records.ts';
import { type RecordRow, recordColumns, recordFromRow } from '#storage/records/record-row.ts';

export type Sort = { readonly field: string; readonly descending: boolean };

/** The last row of a page: its sort value as PostgreSQL writes it (a text folded), and its internal id. */
export type Cursor = { readonly value: string | null; readonly id: string };

export type RecordPage = { readonly records: readonly CrmRecord[]; readonly next: Cursor | null };

export type ListQuery = {
  readonly criteria: Criteria | null;
  /** Null: the newest first. */
  readonly sort: Sort | null;
  readonly cursor: Cursor | null;
  /** 1 to LIST_LIMIT_MAX. */
  readonly limit: number;
  readonly context: ReadContext;
};

export const LIST_LIMIT_MAX = 200;
const NEWEST_FIRST: Sort = { field: 'created_at', descending: true };

/** The sort's field must be one of the module that isSortable. */
export async function listRecords(tx: Tx, catalogue: Catalogue, query: ListQuery): Promise<RecordPage> {
  const { expression, type, descending } = sortKey(catalogue, query.sort ?? NEWEST_FIRST);
  const limit = Math.min(Math.max(query.limit, 1), LIST_LIMIT_MAX);
  const direction = descending ? sql`desc` : sql`asc`;
  const after = query.cursor === null ? sql`true` : afterCursor(query.cursor, { expression, type, descending });
  const rows = await tx.query<RecordRow & { sort_value: string | null }>(sql`
    select ${recordColumns(catalogue)}, (${expression})::text as sort_value
    from ${sql.table(catalogue.table)}
    where ${matching(catalogue, query.criteria, query.context)} and ${after}
    order by ${expression} ${direction} nulls last, id ${direction} limit ${limit + 1}`);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    records: shown.map((row) => recordFromRow(catalogue, row)),
    next: last === undefined ? null : { value: last.sort_value, id: last.id },
  };
}

/** Options have no order among each other, and a long text doesn't fit into a cursor. */
export function isSortable(module: Module, key: string): boolean {
  const type = fieldOf(module, key)?.type;
  return type !== undefined && type !== 'multi_select' && type !== 'long_text';
}

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url');
}

/** Null: not a cursor of a list sorted like this. What it holds is bound as a value of the sorted column. */
export function readCursor(text: string, catalogue: Catalogue, sort: Sort | null): Cursor | null {
  const parts = parseParts(text);
  const column = catalogue.columns.get((sort ?? NEWEST_FIRST).field);
  if (parts === null || column === undefined) return null;
  const [value, id] = parts;
  if (typeof id !== 'string' || !/^\d{1,18}$/.test(id)) return null;
  if (value === null) return { value, id };
  return typeof value === 'string' && isWritten(column.shape, value) ? { value, id } : null;
}

/** How PostgreSQL writes each shape: what else comes back in a cursor was made by somebody else. */
const writtenAs: Readonly<Record<ValueShape, RegExp>> = {
  text: /^[^\0]*$/,
  integer: /^-?\d{1,18}$/,
  decimal: /^-?\d{1,20}(\.\d{1,10})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  instant: /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/,
  boolean: /^(true|false)$/,
  texts: /^(?!)/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

function isWritten(shape: ValueShape, value: string): boolean {
  const dated = shape === 'date' || shape === 'instant';
  return writtenAs[shape].test(value) && (!dated || isDate(value.slice(0, 10)));
}

function parseParts(text: string): readonly unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.length === 2 ? parts : null;
  } catch {
    return null;
  }
}

type SortKey = {
  readonly expression: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly descending: boolean;
};

function sortKey(catalogue: Catalogue, sort: Sort): SortKey {
  const column = catalogue.columns.get(sort.field);
  if (column === undefined || !isSortable(catalogue.module, sort.field)) throw new Error(`can't sort by ${sort.field}`);
  const name = sql.id(column.folded ?? column.name);
  const expression = column.shape === 'text' ? sql`${name} collate "C"` : name;
  return { expression, type: columnType[column.shape], descending: sort.descending };
}

function afterCursor(cursor: Cursor, { expression, type, descending }: SortKey): RawBuilder<unknown> {
  const beyond = descending ? sql`<` : sql`>`;
  const id = sql`id ${beyond} ${cursor.id}::bigint`;
  if (cursor.value === null) return sql`(${expression} is null and ${id})`;
  const value = sql`${cursor.value}::text::${type}`;
  return sql`(${expression} ${beyond} ${value} or (${expression} = ${value} and ${id}) or ${expression} is null)`;
}
