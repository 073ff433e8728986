// Rounds of a cadence for people: pages by state and by what happened in them, and how many are active.
import { sql } from 'kysely';
import { type EnrollmentStatus } from '#core/cadence/enrollment.ts';
import { type EventKind, eventKinds } from '#core/cadence/event.ts';
import type { Instant } from '#core/time/instant.ts';
import { texts } from '#storage/arrays.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import {
  enrollmentColumns,
  type EnrollmentRow,
  fromRow,
  statusToNumber,
  type StoredEnrollment,
} from '#storage/enrollments/enrollment-row.ts';

/** An event of the history: figures of the report are counted from these. */
export type Happening = {
  readonly kind: EventKind;
  /** The follow-up's number. */
  readonly followUp: number;
  readonly detail: string | null;
  /** Null ends are open. */
  readonly from: Instant | null;
  readonly until: Instant | null;
};

export type RoundPage = {
  readonly cadence: number;
  readonly status: EnrollmentStatus | null;
  /** Any of these; null: whatever the reason. */
  readonly reasons: readonly string[] | null;
  readonly happened: Happening | null;
  /** Ids smaller than this; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
};

export async function pageOfRounds(tx: Tx, page: RoundPage): Promise<StoredEnrollment[]> {
  const where = [sql`e.cadence_id = ${page.cadence}`];
  if (page.status !== null) where.push(sql`e.status = ${statusToNumber(page.status)}`);
  if (page.reasons !== null) where.push(sql`e.reason = any(${texts(page.reasons)})`);
  if (page.happened !== null) where.push(sql`e.id in (${idsWhere(page.cadence, page.happened)})`);
  if (page.before !== null) where.push(sql`e.id < ${page.before}::bigint`);
  const rows = await tx.query<EnrollmentRow>(sql`
    select ${enrollmentColumns} from enrollment e
    where ${sql.join(where, sql` and `)} order by e.id desc limit ${page.limit}`);
  return rows.map(fromRow);
}

function idsWhere(cadence: number, { kind, followUp, detail, from, until }: Happening) {
  const where = [sql`cadence_id = ${cadence} and kind = ${eventKinds.indexOf(kind)} and follow_up = ${followUp}`];
  if (detail !== null) where.push(sql`detail = ${detail}`);
  if (from !== null) where.push(sql`at >= ${instant(from)}`);
  if (until !== null) where.push(sql`at < ${instant(until)}`);
  return sql`select enrollment_id from step_log where ${sql.join(where, sql` and `)}`;
}

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
      select distinct on (record_id) status from enrollment where cadence_id = ${cadence} order by record_id, id desc
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
      where cadence_id = ${cadence} and record_id > ${after ?? '0'}::bigint order by record_id, id desc
    ) latest where status = ${statusToNumber(status)} order by record_id limit ${limit}`);
  return rows.map(({ record }) => record);
}
