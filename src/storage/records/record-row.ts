// Between a record's values and the columns of its module's table: what is selected and read, what is bound and written.
import { type RawBuilder, sql } from 'kysely';
import type { CrmRecord, FieldValue, FieldValues, ValueShape } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import type { FieldColumn } from '#storage/field-column.ts';
import { type Catalogue, columnType } from '#storage/records/catalogue.ts';
import { relatedValue, type Through, throughLookup } from '#storage/related-rows.ts';

export type ValuesRow = { readonly id: string } & Readonly<Record<string, unknown>>;
export type RecordRow = ValuesRow & { readonly public_id: string; readonly revision: number };

/** The columns that recordFromRow reads, of the table or its alias. */
export function recordColumns(catalogue: Catalogue): RawBuilder<unknown> {
  return sql`public_id, revision, ${valueColumns(catalogue)}`;
}

/** The columns that valuesFromRow reads, and the id. */
export function valueColumns(catalogue: Catalogue): RawBuilder<unknown> {
  const own = ['id', ...[...catalogue.columns.values()].map(({ name }) => name)].map((name) => sql.id(name));
  return sql.join([...own, ...relatedColumns(catalogue, catalogue.table)]);
}

export function recordFromRow(catalogue: Catalogue, row: RecordRow): CrmRecord {
  const { id, public_id: publicId, revision } = row;
  return { id, publicId, module: catalogue.module.key, revision, values: valuesFromRow(catalogue, row) };
}

/** Without the values that the catalogue's reader may not see, where it was loaded with all of them to be saved. */
export function masked(catalogue: Catalogue, record: CrmRecord): CrmRecord {
  if (catalogue.columns === catalogue.whole.columns) return record;
  const values = Object.entries(record.values).filter(([key]) => catalogue.columns.has(key));
  return { ...record, values: Object.fromEntries(values) };
}

export function valuesFromRow(catalogue: Catalogue, row: ValuesRow): FieldValues {
  const values: Record<string, FieldValue> = {};
  for (const [key, { name, shape }] of catalogue.columns) values[key] = valueFromColumn(row[name], shape);
  for (const [field, { column }] of readThrough(catalogue)) values[field] = valueFromColumn(row[field], column.shape);
  return values;
}

/** Those of related records among what valuesFromRow reads; `table`: what the catalogue's is called there. */
export function relatedColumns(catalogue: Catalogue, table: string): RawBuilder<unknown>[] {
  return readThrough(catalogue).map(([field, through]) => sql`${relatedValue(through, table)} as ${sql.id(field)}`);
}

function readThrough(catalogue: Catalogue): [string, Through][] {
  return (catalogue.beyond?.read ?? []).flatMap((field) => {
    const through = throughLookup(catalogue, field);
    return through === null ? [] : [[field, through] satisfies [string, Through]];
  });
}

/** bigint arrives as text; every other shape as the value itself (db.ts). */
function valueFromColumn(value: unknown, shape: ValueShape): FieldValue {
  if (value === null || value === undefined) return null;
  return shape === 'integer' ? Number(value) : (value as FieldValue); // the column's type is the shape's
}

/** One column of a set-based write: a parameter that holds its value for every row, and how it is read from unnest(). */
export type BoundColumn = {
  readonly name: string;
  /** An array parameter with its cast. */
  readonly array: RawBuilder<unknown>;
  /** `new.<name>` as the column wants it. */
  readonly expression: RawBuilder<unknown>;
};

/** The field's column, and its folded companion where it has one. */
export function bindColumn(column: FieldColumn, values: readonly FieldValue[]): BoundColumn[] {
  const { name, folded, shape } = column;
  const given = sql.id('new', name);
  const bound = [{ name, array: bindArray(shape, values), expression: readNew(shape, given) }];
  if (folded === null) return bound;
  const foldedValues = values.map((value) => (value === null ? null : fold(String(value))));
  return [...bound, { name: folded, array: bindArray('text', foldedValues), expression: sql.id('new', folded) }];
}

function bindArray(shape: ValueShape, values: readonly FieldValue[]): RawBuilder<unknown> {
  // As text: to_timestamp(float8) loses milliseconds from the year 2242 on.
  if (shape === 'instant') return sql`${values.map(isoInstant)}::timestamptz[]`;
  // unnest() takes arrays of arrays apart to the last element, so lists travel as JSON.
  if (shape === 'texts') return sql`${values.map((value) => (value === null ? null : JSON.stringify(value)))}::jsonb[]`;
  if (shape === 'boolean') return sql`${values.map((value) => value ?? false)}::boolean[]`;
  return sql`${values}::${columnType[shape]}[]`;
}

function readNew(shape: ValueShape, given: RawBuilder<unknown>): RawBuilder<unknown> {
  if (shape !== 'texts') return given;
  return sql`case when ${given} is not null then array(select jsonb_array_elements_text(${given})) end`;
}

/** Field values are instants of the years 1000 to 9999 (core/records/validate.ts), which PostgreSQL reads like this. */
function isoInstant(value: FieldValue): string | null {
  return value === null ? null : new Date(Number(value)).toISOString();
}
