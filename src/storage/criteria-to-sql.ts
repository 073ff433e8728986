// Criteria as an SQL condition over a module's columns. It must give the answer that core/criteria/evaluate.ts gives,
// for every row (V-2, P7), and only true or false, never null, so that it may stand under `not`. Identifiers come from
// the catalogue, everything else is bound: no text of a user ever becomes SQL (T1). Nothing relative to now arrives
// here, so no calendar arithmetic happens in SQL.
import { type RawBuilder, sql } from 'kysely';
import { unreachable } from '#core/assert.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { resolve } from '#core/criteria/resolve.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import type { End, Range, Resolved, Scalar, Test } from '#core/criteria/resolved.ts';
import type { ValueShape } from '#core/records/field.ts';
import { comparedOf, type FieldColumn } from '#storage/field-column.ts';
import { type Asked, relatedColumn, relatedRows, throughLookup } from '#storage/related-rows.ts';
import { containing, escapeLike } from '#storage/text-grams.ts';

type Condition = RawBuilder<boolean>;

/** Throws when a column that the criteria name is missing (K-110). */
export function criteriaToSql(criteria: Criteria, asked: Asked, moment: Moment): Condition {
  return conditionOf(resolve(criteria, asked.module, moment), asked);
}

function conditionOf(resolved: Resolved, asked: Asked): Condition {
  switch (resolved.kind) {
    case 'all':
      return joined(resolved.parts, asked, sql`true`, sql` and `);
    case 'any':
      return joined(resolved.parts, asked, sql`false`, sql` or `);
    case 'not':
      return sql`not ${conditionOf(resolved.part, asked)}`;
    case 'test':
      return testOf(resolved, asked);
    default:
      return unreachable(resolved);
  }
}

function joined(parts: readonly Resolved[], asked: Asked, none: Condition, word: RawBuilder<unknown>): Condition {
  if (parts.length === 0) return none;
  return sql`(${sql.join(
    parts.map((part) => conditionOf(part, asked)),
    word,
  )})`;
}

function testOf({ field, test }: Extract<Resolved, { kind: 'test' }>, asked: Asked): Condition {
  const through = throughLookup(asked, field);
  if (through === null) return testToSql(test, columnOf(asked, field));
  const rows = relatedRows(through);
  const met = testToSql(test, relatedColumn(through));
  // A record that isn't there has no values, so it is as one whose value is empty.
  return test.kind === 'empty' ? sql`(not exists (${rows} and not ${met}))` : sql`exists (${rows} and ${met})`;
}

export function columnOf({ columns }: Asked, field: string): FieldColumn {
  const column = columns.get(field);
  if (column === undefined) throw new Error(`no column for the field: ${field}`);
  return column;
}

/** `c is not null and …` rather than coalesce(): it is never null either, and leaves the indexes usable. */
export function testToSql(test: Test, column: FieldColumn): Condition {
  switch (test.kind) {
    case 'empty':
      return emptyOf(test.shape, comparedOf(column));
    case 'one_of':
      return present(comparedOf(column), (value) => equalsOneOf(value, column.shape, test.values));
    case 'contains':
      return present(comparedOf(column), (value) => containing(value, test.text));
    case 'starts_with':
      return present(comparedOf(column), (value) => sql`${value} like ${`${escapeLike(test.text)}%`}::text`);
    case 'ends_with':
      return present(comparedOf(column), (value) => sql`${value} like ${`%${escapeLike(test.text)}`}::text`);
    case 'chosen':
      return present(
        comparedOf(column),
        (value) => sql`${value} ${test.match === 'any' ? sql`&&` : sql`@>`} ${test.options}::text[]`,
      );
    case 'range':
      return present(comparedOf(column), (value) => sql.join(endsOf(test, value), sql` and `));
    default:
      return unreachable(test);
  }
}

function emptyOf(shape: ValueShape, value: RawBuilder<unknown>): Condition {
  if (shape === 'text') return sql`(${value} is null or ${value} = '')`;
  if (shape === 'texts') return sql`(${value} is null or cardinality(${value}) = 0)`;
  return sql`(${value} is null)`;
}

function present(value: RawBuilder<unknown>, test: (value: RawBuilder<unknown>) => RawBuilder<unknown>): Condition {
  return sql`(${value} is not null and ${test(value)})`;
}

function equalsOneOf(value: RawBuilder<unknown>, shape: ValueShape, values: readonly Scalar[]): RawBuilder<unknown> {
  const [only, ...more] = values.map((each) => bindable(each, shape));
  if (only !== undefined && more.length === 0) return sql`${value} = ${only}::${castOf[shape]}`;
  return sql`${value} = any(${[only, ...more]}::${castOf[shape]}[])`;
}

function endsOf({ shape, from, to }: Range, value: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const bound = (end: End) => sql`${bindable(end.value, shape)}::${castOf[shape]}`;
  return [
    ...(from === null ? [] : [sql`${value} ${from.inclusive ? sql`>=` : sql`>`} ${bound(from)}`]),
    ...(to === null ? [] : [sql`${value} ${to.inclusive ? sql`<=` : sql`<`} ${bound(to)}`]),
  ];
}

const castOf: Readonly<Record<ValueShape, RawBuilder<unknown>>> = {
  text: sql`text`,
  integer: sql`bigint`,
  decimal: sql`numeric`,
  date: sql`date`,
  instant: sql`timestamptz`,
  boolean: sql`boolean`,
  texts: sql`text[]`,
  id: sql`uuid`,
};

function bindable(value: Scalar, shape: ValueShape): Scalar {
  return shape === 'instant' ? timestampText(Number(value)) : value;
}

/**
 * An instant as PostgreSQL reads it, exact to the millisecond in every year; to_timestamp(float8) makes .122976 of .123
 * in the year 9999. A day's ends reach from the last day of 1 BC to the first of the year 10000.
 */
function timestampText(at: number): string {
  const iso = new Date(at).toISOString();
  if (iso.startsWith('0000')) return `0001${iso.slice(4)} BC`;
  return iso.replace(/^\+0+/, '');
}
