// The indexes of a module's table: their names, which follow from what they are of, and what they say behind the table.
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { comparedOf, type FieldColumn } from '#storage/field-column.ts';
import type { IndexKind } from '#storage/indexes/needs.ts';
import { wideGramsOf } from '#storage/text-grams.ts';

export type IndexDefinition = {
  readonly table: string;
  readonly name: string;
  /** `using … (…) …`. */
  readonly definition: RawBuilder<unknown>;
};

export function indexFor(table: string, kind: IndexKind, column: FieldColumn): IndexDefinition {
  return { table, name: `${kind}_${shortened(`${table}.${column.name}`)}`, definition: definitions[kind](column) };
}

/** New entries of a GIN index wait in a list, which every search reads from one end to the other: a short one. */
export const PENDING = sql`with (gin_pending_list_limit = 512)`;

const definitions: Readonly<Record<IndexKind, (column: FieldColumn) => RawBuilder<unknown>>> = {
  order: (column) => sql`using btree ((${comparedOf(column)}), id) where deleted_at is null`,
  contains: (column) => {
    const text = comparedOf(column);
    return sql`using gin ((${text}) cadenza_text.gin_trgm_ops, ${wideGramsOf(text)}) ${PENDING}`;
  },
  chosen: ({ name }) => sql`using gin (${sql.id(name)}) ${PENDING}`,
};

export function shortened(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}
