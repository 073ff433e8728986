// What a list can be sorted by, and how a page's end is written down: in a cursor that whoever reads on hands back.
import { fieldOf, type Module, type ValueShape } from '#core/records/field.ts';
import { isDate } from '#core/time/calendar.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';

export type Sort = { readonly field: string; readonly descending: boolean };

/** Whether more records than COUNT_MAX meet the criteria. */
export type Matches = 'few' | 'many';

/** The last row of a page: its sort value as PostgreSQL writes it (a text folded), and its internal id. */
export type Cursor = { readonly value: string | null; readonly id: string; readonly matches: Matches };

export const NEWEST_FIRST: Sort = { field: 'created_at', descending: true };

/** Options have no order among each other, and a long text doesn't fit into a cursor. */
export function isSortable(module: Module, key: string): boolean {
  const type = fieldOf(module, key)?.type;
  return type !== undefined && type !== 'multi_select' && type !== 'long_text';
}

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id, cursor.matches])).toString('base64url');
}

/** Null: not a cursor of a list sorted like this. What it holds is bound as a value of the sorted column. */
export function readCursor(text: string, catalogue: Catalogue, sort: Sort | null): Cursor | null {
  const parts = parseParts(text);
  const column = catalogue.columns.get((sort ?? NEWEST_FIRST).field);
  if (parts === null || column === undefined) return null;
  const [value, id, matches] = parts;
  if (typeof id !== 'string' || !/^\d{1,18}$/.test(id)) return null;
  if (matches !== 'few' && matches !== 'many') return null;
  if (value === null) return { value, id, matches };
  return typeof value === 'string' && isWritten(column.shape, value) ? { value, id, matches } : null;
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
    return Array.isArray(parts) && parts.length === 3 ? parts : null;
  } catch {
    return null;
  }
}
