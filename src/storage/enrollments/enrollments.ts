// Reading enrollments: one with its lock, the rounds of records, a page for people.
import { sql } from 'kysely';
import { eventKinds, type EnrollmentEvent } from '#core/cadence/event.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import {
  enrollmentColumns,
  type EnrollmentRow,
  fromRow,
  statusToNumber,
  type StoredEnrollment,
} from '#storage/enrollments/enrollment-row.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';

/** Null: there is none with that id. Locked until the transaction ends. */
export async function lockEnrollment(tx: Tx, id: string): Promise<StoredEnrollment | null> {
  const rows = await tx.query<EnrollmentRow>(
    sql`select ${enrollmentColumns} from enrollment e where e.id = ${id}::bigint for update`,
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

export async function findEnrollment(tx: Tx, id: string): Promise<StoredEnrollment | null> {
  const rows = await tx.query<EnrollmentRow>(
    sql`select ${enrollmentColumns} from enrollment e where e.id = ${id}::bigint`,
  );
  return rows[0] === undefined ? null : fromRow(rows[0]);
}

/**
 * The latest round of each of these records in a cadence, locked in id order. Two arms, because each of the partial
 * indexes serves one of them.
 */
export async function lockLatestRounds(
  tx: Tx,
  cadence: number,
  records: readonly string[],
): Promise<Map<string, StoredEnrollment>> {
  const rows = await tx.hot<EnrollmentRow>(sql`
    with latest as materialized (
      select record_id, max(id) as id from (
        select record_id, id from enrollment
        where record_id = any(${records}::bigint[]) and cadence_id = ${cadence} and status = 0
        union all
        select record_id, id from enrollment
        where record_id = any(${records}::bigint[]) and cadence_id = ${cadence} and status <> 0
      ) both_arms group by record_id
    )
    select ${enrollmentColumns} from enrollment e where e.id in (select id from latest) order by e.id for update`);
  return new Map(rows.map((row) => [row.record_id, fromRow(row)]));
}

/** Every round of a record, newest first (C-74). */
export async function listRounds(tx: Tx, record: string): Promise<StoredEnrollment[]> {
  const rows = await tx.query<EnrollmentRow>(sql`
    select ${enrollmentColumns} from enrollment e where e.record_id = ${record}::bigint and e.status = 0
    union all
    select ${enrollmentColumns} from enrollment e where e.record_id = ${record}::bigint and e.status <> 0
    order by id desc`);
  return rows.map(fromRow);
}

export type EnrollmentPage = {
  readonly cadence: number;
  readonly status: EnrollmentStatus | null;
  /** Enrollments with a smaller id than this; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
};

export async function listEnrollments(tx: Tx, page: EnrollmentPage): Promise<StoredEnrollment[]> {
  const status = page.status === null ? sql`true` : sql`e.status = ${statusToNumber(page.status)}`;
  const before = page.before === null ? sql`true` : sql`e.id < ${page.before}::bigint`;
  const rows = await tx.query<EnrollmentRow>(sql`
    select ${enrollmentColumns} from enrollment e
    where e.cadence_id = ${page.cadence} and ${status} and ${before} order by e.id desc limit ${page.limit}`);
  return rows.map(fromRow);
}

type LogRow = {
  at: number;
  due_at: number | null;
  actor: number | null;
  kind: number;
  follow_up: number | null;
  detail: string | null;
};

/** The whole history of a round, in order. */
export async function loadHistory(tx: Tx, enrollment: string): Promise<EnrollmentEvent[]> {
  const rows = await tx.query<LogRow>(sql`
    select at, due_at, actor, kind, follow_up, detail from step_log
    where enrollment_id = ${enrollment}::bigint order by revision, seq`);
  return rows.map((row) => {
    const kind = eventKinds[row.kind];
    if (kind === undefined) throw new Error(`unknown event kind ${row.kind} in step_log`);
    return { kind, at: row.at, followUp: row.follow_up, detail: row.detail, dueAt: row.due_at, actor: row.actor };
  });
}

/** Follow-ups of a round whose task or call was deleted by somebody (C-71). */
export async function deletedActivities(tx: Tx, enrollment: string): Promise<Set<number>> {
  const rows = await tx.query<{ follow_up: number }>(sql`
    select follow_up from activity
    where enrollment_id = ${enrollment}::bigint and deleted_at is not null and deleted_reason <> 'unenrolled'`);
  return new Set(rows.map((row) => row.follow_up));
}

export type Parking = { readonly enrollment: string; readonly error: string };

const PARK_ATTEMPTS_MAX = 5;
const PARK_DELAY_SECONDS = 60;

/** Takes enrollments whose decision failed out of the way; tried again later, at most five times. */
export async function park(tx: Tx, parkings: readonly Parking[], now: Instant): Promise<void> {
  await tx.query(sql`
    insert into parked_enrollment as p (enrollment_id, error, attempts, retry_at)
    select id, error, 1, ${instant(now)} + make_interval(secs => ${PARK_DELAY_SECONDS})
    from unnest(${parkings.map((one) => one.enrollment)}::bigint[], ${parkings.map((one) => one.error)}::text[]) as t (id, error)
    on conflict (enrollment_id) do update set error = excluded.error, attempts = p.attempts + 1,
      retry_at = case when p.attempts + 1 >= ${PARK_ATTEMPTS_MAX} then 'infinity'
        else ${instant(now)} + make_interval(secs => ${PARK_DELAY_SECONDS} * (p.attempts + 1)) end`);
}

/** Moves claimed timers of enrollments that are not decided now: to the parking's end, or a minute on. */
export async function postponeTimers(tx: Tx, timers: readonly { id: string; dueAt: Instant }[], now: Instant): Promise<void> {
  if (timers.length === 0) return;
  await tx.query(sql`
    update timer t set due_at = coalesce(
      (select nullif(p.retry_at, 'infinity') from parked_enrollment p where p.enrollment_id = t.enrollment_id),
      ${instant(now)} + make_interval(secs => ${PARK_DELAY_SECONDS}))
    from unnest(${timers.map((one) => one.id)}::bigint[], ${timers.map((one) => one.dueAt)}::float8[]) as c (id, at)
    where t.id = c.id and t.due_at = to_timestamp(c.at / 1000)`);
}

/** When the next timer of the organisation is due; null: none is set. */
export async function nextTimerAt(tx: Tx): Promise<Instant | null> {
  const rows = await tx.hot<{ due_at: number }>(sql`select due_at from timer order by due_at limit 1`);
  return rows[0]?.due_at ?? null;
}
