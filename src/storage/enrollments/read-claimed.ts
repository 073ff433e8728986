// What a claimed enrollment is decided on, read after it was locked: its row, its unconsumed inputs and its record as it is
// now, in one statement for all of one module: three kept three rows of each in reach while they waited for one another.
import { sql } from 'kysely';
import { integers } from '#storage/arrays.ts';
import type { FieldValues } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import type { Claimed } from '#storage/enrollments/claim-due.ts';
import { enrollmentColumns, type EnrollmentRow } from '#storage/enrollments/enrollment-row.ts';
import { inputColumns, inputFromRow, type InputRow, type LoadedInput } from '#storage/enrollments/inputs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { relatedColumns, valuesFromRow } from '#storage/records/record-row.ts';

export type Reading = {
  /** Those of the claimed enrollments that run on these cadences. */
  readonly cadences: readonly number[];
  /** Of their module, with the columns that decisions look at; null: there is no such module. */
  readonly catalogue: Catalogue | null;
};

/** One enrollment with one of its inputs, or with none. */
type Row = EnrollmentRow &
  InputRow & { readonly input_id: string | null; readonly has_record: boolean } & Readonly<Record<string, unknown>>;

/** By enrollment, and for each in order of receipt. */
export type ClaimedRows = { readonly rows: readonly Row[]; readonly catalogue: Catalogue | null };

export async function readClaimed(
  tx: Tx,
  claimed: Claimed,
  { cadences, catalogue: whole }: Reading,
): Promise<ClaimedRows> {
  const catalogue = whole === null ? null : inPlaces(whole);
  const values = whole === null || catalogue === null ? [] : renamed(whole, catalogue);
  const record =
    whole === null
      ? sql`(select null::bigint as id) r on false`
      : sql`${sql.table(whole.table)} r on r.id = e.record_id and r.deleted_at is null`;
  const rows = await tx.hot<Row>(sql`
    select ${enrollmentColumns}, i.id as input_id, ${inputColumns},
      ${sql.join([sql`r.id is not null as has_record`, ...values])}
    from enrollment e left join ${record} left join input i on i.enrollment_id = e.id
    where e.id = any(${claimed.ids}::bigint[]) and e.cadence_id = any(${integers(cadences)})
    order by e.id, i.id`);
  return { rows, catalogue };
}

/** Fields are called as they please; among the other columns theirs are numbered. */
function inPlaces(catalogue: Catalogue): Catalogue {
  const columns = [...catalogue.columns].map(
    ([key, column], place) => [key, { ...column, name: `r${place}` }] as const,
  );
  return { ...catalogue, columns: new Map(columns) };
}

function renamed(from: Catalogue, to: Catalogue) {
  const own = [...from.columns].map(([key, { name }]) => {
    return sql`${sql.id('r', name)} as ${sql.id(to.columns.get(key)?.name ?? name)}`;
  });
  return [...own, ...relatedColumns(from, 'r')];
}

export type ClaimedEnrollment = {
  readonly row: EnrollmentRow;
  readonly inputs: readonly LoadedInput[];
  /** Null: the record is deleted. */
  readonly values: FieldValues | null;
};

/** One after the other: nothing of one is kept while the next is looked at. */
export function* eachClaimed({ rows, catalogue }: ClaimedRows): Generator<ClaimedEnrollment> {
  let inputs: LoadedInput[] = [];
  for (const [place, row] of rows.entries()) {
    if (row.input_id !== null) inputs.push({ id: row.input_id, enrollment: row.id, input: inputFromRow(row) });
    if (rows[place + 1]?.id === row.id) continue;
    const values = row.has_record && catalogue !== null ? valuesFromRow(catalogue, row) : null;
    yield { row, inputs, values };
    inputs = [];
  }
}
