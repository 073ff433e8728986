// Records in a table and in memory, and criteria asked of both (V-2, P7).
import { sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import { evaluate } from '#core/criteria/evaluate.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import { seenBy } from '#core/criteria/viewer.ts';
import { type Field, type FieldValues, shapeOf } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { criteriaToSql } from '#storage/criteria-to-sql.ts';
import type { Tx } from '#storage/db.ts';
import type { FieldColumn } from '#storage/field-column.ts';
import { textSearch } from '#storage/migrations/text-search.ts';
import { columnType } from '#storage/records/catalogue.ts';
import type { Asked } from '#storage/related-rows.ts';
import { isRelatedDeleted, relatedRecords, trial, trialViewer } from '#test/criteria-generators.ts';

export const trialColumns: ReadonlyMap<string, FieldColumn> = new Map(
  trial.fields.map((field) => [field.key, columnOf(field)]),
);

export const trialAsked: Asked = {
  module: trial,
  columns: trialColumns,
  beyond: {
    related: new Map([['account', { table: 'trial_related', columns: trialColumns, seen: sql`deleted_at is null` }]]),
  },
};

function columnOf({ key, type }: Field): FieldColumn {
  const shape = shapeOf[type];
  return { name: `c_${key}`, folded: shape === 'text' ? `c_${key}__folded` : null, shape };
}

/** As on a server whose settings are somebody else's. */
export async function haveOddSettings(tx: Tx): Promise<void> {
  await tx.query(sql`set local timezone to 'Asia/Kolkata'`);
  await tx.query(sql`set local datestyle to 'SQL, DMY'`);
}

/** Makes the table `trial` of these records alone; their ids are their places. */
export async function fillTrial(tx: Tx, records: readonly FieldValues[]): Promise<void> {
  const definitions = [...trialColumns.values()].flatMap(({ name, folded, shape }) => [
    sql`${sql.id(name)} ${columnType[shape]}`,
    ...(folded === null ? [] : [sql`${sql.id(folded)} text`]),
  ]);
  const [{ known } = { known: null }] = await tx.query<{ known: string | null }>(
    sql`select to_regnamespace('cadenza_text')::text as known`,
  );
  if (known === null) await tx.query(textSearch);
  await tx.query(sql`drop table if exists trial, trial_related`);
  await tx.query(sql`create table trial (id int primary key, ${sql.join(definitions)})`);
  await tx.query(sql`create table trial_related (
    public_id uuid primary key, deleted_at timestamptz, ${sql.join(definitions)})`);
  await insert(
    tx,
    'trial',
    records.map((values, id) => ({ id, ...cellsOf(values) })),
  );
  const related = [...relatedRecords].map(([id, values], place) => {
    return { public_id: id, deleted_at: isRelatedDeleted(place) ? '2026-01-01' : null, ...cellsOf(values) };
  });
  await insert(tx, 'trial_related', related);
}

async function insert(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  await tx.query(sql`insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`);
}

function cellsOf(values: FieldValues): object {
  return Object.fromEntries(trial.fields.flatMap((field) => cells(field, values)));
}

function cells(field: Field, values: FieldValues): [string, unknown][] {
  const { name, folded, shape } = columnOf(field);
  const value = values[field.key] ?? null;
  const stored = shape === 'instant' && value !== null ? new Date(Number(value)).toISOString() : value;
  return folded === null
    ? [[name, stored]]
    : [
        [name, stored],
        [folded, value === null ? null : fold(String(value))],
      ];
}

/** One character per record, in their order: 1 met, 0 not met, ? neither, which must not be. */
export async function answersInSql(tx: Tx, criteria: Criteria, moment: Moment): Promise<string> {
  const [row] = await tx.query<{ answers: string }>(sql`
    select string_agg(case when met then '1' when not met then '0' else '?' end, '' order by id) as answers
    from (select id, ${criteriaToSql(seenBy(criteria, trialViewer), trialAsked, moment)} as met from trial) as judged`);
  return row?.answers ?? '';
}

export function answersInMemory(records: readonly FieldValues[], criteria: Criteria, moment: Moment): string {
  const asked = seenBy(criteria, trialViewer);
  return records.map((values) => (evaluate(asked, values, { ...moment, module: trial }) ? '1' : '0')).join('');
}
