// Values of a record that a lookup leads to, for criteria and for whoever reads what criteria need. They stand under names
// of their own: columns of both tables may be called the same, and the outer one's go by their bare names.
import { type RawBuilder, sql } from 'kysely';
import { relatedKey } from '#core/criteria/asked-fields.ts';
import type { Module } from '#core/records/field.ts';
import { comparedOf, type FieldColumn } from '#storage/field-column.ts';

export type RelatedTable = {
  readonly table: string;
  readonly columns: ReadonlyMap<string, FieldColumn>;
  /** A condition on the table: the records that are there for whoever asks. */
  readonly seen: RawBuilder<unknown>;
};

/** A module that is asked, and where its values are. */
export type Asked = {
  readonly module: Module;
  readonly columns: ReadonlyMap<string, FieldColumn>;
  /** By lookup, as far as it is asked for. */
  readonly beyond?: { readonly related: ReadonlyMap<string, RelatedTable> };
};

/** A field of the record that the lookup leads to. */
export type Through = {
  readonly lookup: FieldColumn;
  readonly related: RelatedTable;
  readonly column: FieldColumn;
};

/** Null: the field is the record's own. Throws when there is no such column (K-110). */
export function throughLookup({ columns, beyond }: Asked, field: string): Through | null {
  const path = relatedKey(field);
  if (path === null) return null;
  const [lookup, table] = [columns.get(path.lookup), beyond?.related.get(path.lookup)];
  const column = table?.columns.get(path.key);
  if (lookup === undefined || table === undefined || column === undefined) {
    throw new Error(`no column for the field: ${field}`);
  }
  return { lookup, related: table, column };
}

/** What the related value is compared by, in `relatedRows`. */
export function relatedColumn({ column: { shape } }: Through): FieldColumn {
  return { name: VALUE, folded: shape === 'text' ? VALUE : null, shape };
}

/** The related record, one or none, with the value that is compared; more conditions may follow. */
export function relatedRows(through: Through): RawBuilder<unknown> {
  return rowsWith(through, comparedOf(through.column), sql.id(through.lookup.name));
}

/** The value as it is, null where there is no record. `table`: what the lookup's table is called there. */
export function relatedValue(through: Through, table: string): RawBuilder<unknown> {
  const { column, lookup } = through;
  return sql`(${rowsWith(through, sql.id(column.name), sql.id(table, lookup.name))})`;
}

const VALUE = 'related_value';

function rowsWith({ related }: Through, value: RawBuilder<unknown>, lookup: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select ${sql.id(VALUE)} from (
      select public_id as related_id, ${value} as ${sql.id(VALUE)} from ${sql.table(related.table)} where ${related.seen}
    ) as related where related_id = ${lookup}`;
}

/** Whether the lookup leads to a record of which the condition holds, in the recycle bin or not. */
export function leadsTo(
  { lookup, related }: Pick<Through, 'lookup' | 'related'>,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`${sql.id(lookup.name)} = any(array(select public_id from ${sql.table(related.table)} where ${condition}))`;
}
