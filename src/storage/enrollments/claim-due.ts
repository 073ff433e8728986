// The first statement of the wake loop: due timers and enrollments with unconsumed inputs, locked for this transaction.
// What another loop holds is skipped and keeps its timers and inputs. Enrollments are locked in id order: two loops that lock
// unordered deadlock (tried). They are asked for by an array of ids, not by a join: with a few ten thousand enrollments the
// planner merged with the whole table, 11 of the claim's 14 ms (measured with 20,000, 1,000 a batch).
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { enrollmentColumns, type EnrollmentRow } from '#storage/enrollments/enrollment-row.ts';

/** `place` is where the row stands (ctid): it is locked, so it stays there until the transaction ends. */
export type ClaimedTimer = { readonly place: string; readonly enrollment: string };

export type Claimed = {
  /** As their rows are: read one by one, so that one that can't be read is parked alone (K-128). */
  readonly enrollments: readonly EnrollmentRow[];
  readonly timers: readonly ClaimedTimer[];
};

type Row = EnrollmentRow & { readonly timer_place: string | null };

/** At most `limit` enrollments: a batch of one is one, so that what fails alone is what is parked. */
export async function claimDue(tx: Tx, now: Instant, limit: number): Promise<Claimed> {
  const rows = await tx.hot<Row>(sql`
    with due as materialized (
      select ctid as place, enrollment_id from timer where due_at <= ${instant(now)}
      order by due_at limit ${limit} for update skip locked
    ), answered as materialized (
      select i.enrollment_id from input i
      where not exists (
        select from parked_enrollment p where p.enrollment_id = i.enrollment_id and p.retry_at > ${instant(now)})
      order by i.id limit ${limit} for update of i skip locked
    ), locked as materialized (
      select * from enrollment
      where id = any(array(select enrollment_id from due union select enrollment_id from answered))
      order by id limit ${limit} for update skip locked
    )
    select ${enrollmentColumns}, due.place as timer_place
    from locked e left join due on due.enrollment_id = e.id`);
  const enrollments = new Map<string, EnrollmentRow>();
  const timers: ClaimedTimer[] = [];
  for (const row of rows) {
    enrollments.set(row.id, row);
    if (row.timer_place !== null) timers.push({ place: row.timer_place, enrollment: row.id });
  }
  return { enrollments: [...enrollments.values()], timers };
}
