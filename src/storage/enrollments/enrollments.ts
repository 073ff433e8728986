// Reading enrollments: one with its lock, the rounds of records, a page for people.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import { eventKinds, type EnrollmentEvent } from '#core/cadence/event.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import {
  enrollmentColumns,
  type EnrollmentRow,
  fromRow,
  latestFirst,
  type StoredEnrollment,
} from '#storage/enrollments/enrollment-row.ts';

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

/** The latest round of each of these records in a cadence, locked in id order. */
export async function lockLatestRounds(
  tx: Tx,
  cadence: number,
  records: readonly string[],
): Promise<Map<string, StoredEnrollment>> {
  for (let before = ''; ; ) {
    const rounds = await lockRounds(tx, cadence, records);
    // Whoever was waited for may have begun a newer round: one that is over is the latest only when it still is after
    // its lock is held.
    const over = [...rounds.values()].filter(({ enrollment }) => enrollment.status !== 'active');
    const now = over.map(({ enrollment }) => enrollment.id).join();
    if (now === before) return rounds;
    before = now;
  }
}

/** Two arms, because each of the partial indexes serves one of them. */
async function lockRounds(tx: Tx, cadence: number, records: readonly string[]): Promise<Map<string, StoredEnrollment>> {
  const rows = await tx.hot<EnrollmentRow>(sql`
    with latest as materialized (
      select distinct on (record_id) id from (
        select record_id, id, status, reason from enrollment
        where record_id = any(${bigints(records)}) and cadence_id = ${cadence} and status = 0
        union all
        select record_id, id, status, reason from enrollment
        where record_id = any(${bigints(records)}) and cadence_id = ${cadence} and status <> 0
      ) both_arms order by record_id, ${latestFirst}
    )
    select ${enrollmentColumns} from enrollment e where e.id in (select id from latest) order by e.id for update`);
  return new Map(rows.map((row) => [row.record_id, fromRow(row)]));
}

/** Every round of a record, the active ones first, then the newest (C-74). */
export async function listRounds(tx: Tx, record: string): Promise<StoredEnrollment[]> {
  const rows = await tx.query<EnrollmentRow>(sql`
    select * from (
      select ${enrollmentColumns} from enrollment e where e.record_id = ${record}::bigint and e.status = 0
      union all
      select ${enrollmentColumns} from enrollment e where e.record_id = ${record}::bigint and e.status <> 0
    ) both_arms order by ${latestFirst}`);
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

/** When the next timer of the organisation is due; null: none is set. */
export async function nextTimerAt(tx: Tx): Promise<Instant | null> {
  const rows = await tx.hot<{ due_at: number }>(sql`select due_at from timer order by due_at limit 1`);
  return rows[0]?.due_at ?? null;
}

/** The active rounds of a record beside that one, in order of their beginning. */
export async function listOtherActiveRounds(
  tx: Tx,
  { record, module, enrollment }: { readonly record: string; readonly module: string; readonly enrollment: string },
): Promise<string[]> {
  const rows = await tx.hot<{ id: string }>(sql`
    select e.id from enrollment e join cadence c on c.id = e.cadence_id
    where e.record_id = ${record} and c.module = ${module} and e.status = 0 and e.id <> ${enrollment} order by e.id`);
  return rows.map(({ id }) => id);
}
