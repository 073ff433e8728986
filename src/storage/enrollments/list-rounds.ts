// How many rounds of a cadence are active, and which records' latest round is in a state.
import { sql } from 'kysely';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import { only, type Tx } from '#storage/db.ts';
import { latestFirst, statusToNumber } from '#storage/enrollments/enrollment-row.ts';

/** Active rounds of each cadence that has any, by the cadence's number. */
export async function countActive(tx: Tx): Promise<Map<number, number>> {
  const rows = await tx.query<{ cadence: number; active: number }>(sql`
    select cadence_id as cadence, count(*)::int as active from enrollment where status = 0 group by cadence_id`);
  return new Map(rows.map(({ cadence, active }) => [cadence, active]));
}

/** How many records' latest round in the cadence is in that state. */
export async function countInState(
  tx: Tx,
  { cadence, status }: { readonly cadence: number; readonly status: EnrollmentStatus },
): Promise<number> {
  const rows = await tx.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select distinct on (record_id) status from enrollment where cadence_id = ${cadence} order by record_id, ${latestFirst}
    ) latest where status = ${statusToNumber(status)}`);
  return only(rows).count;
}

/** Records whose latest round in the cadence is in that state, ascending, after one. */
export async function recordsInState(
  tx: Tx,
  { cadence, status, after, limit }: { cadence: number; status: EnrollmentStatus; after: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ record: string }>(sql`
    select record_id as record from (
      select distinct on (record_id) record_id, status from enrollment
      where cadence_id = ${cadence} and record_id > ${after ?? '0'}::bigint order by record_id, ${latestFirst}
    ) latest where status = ${statusToNumber(status)} order by record_id limit ${limit}`);
  return rows.map(({ record }) => record);
}
