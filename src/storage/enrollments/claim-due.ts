// The first statement of the wake loop: due timers and enrollments with unconsumed inputs, locked for this transaction.
// What another loop holds is skipped and keeps its timers and inputs. Enrollments are locked in id order: two loops that lock
// unordered deadlock (tried). They are asked for by an array of ids, not by a join: with a few ten thousand enrollments the
// planner merged with the whole table, 11 of the claim's 14 ms (measured with 20,000, 1,000 a batch).
//
// It answers one row whose lists are handed on as they stand, unread: a thousand rows kept until the next two statements
// have answered were copied by every collection of garbage.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

/** Arrays as PostgreSQL writes them: '{7,9}'. */
type ArrayText = string;

export type Claimed = {
  readonly count: number;
  /** Of the enrollments, ascending: bigint[]. */
  readonly ids: ArrayText;
  /** The versions that they run under. */
  readonly versions: readonly { readonly cadence: number; readonly version: number }[];
  /** Where their due timers stand: tid[]. They are locked, so they stay there until the transaction ends. */
  readonly timers: ArrayText;
  /** The enrollment of each of these timers: bigint[]. */
  readonly timersOf: ArrayText;
};

/** At most `limit` enrollments: a batch of one is one, so that what fails alone is what is parked. */
export async function claimDue(tx: Tx, now: Instant, limit: number): Promise<Claimed> {
  const rows = await tx.hot<Claimed>(sql`
    with due as materialized (
      select ctid as place, enrollment_id from timer where due_at <= ${instant(now)}
      order by due_at limit ${limit} for update skip locked
    ), answered as materialized (
      select i.enrollment_id from input i
      where not exists (
        select from parked_enrollment p where p.enrollment_id = i.enrollment_id and p.retry_at > ${instant(now)})
      order by i.id limit ${limit} for update of i skip locked
    ), locked as materialized (
      select id, cadence_id, version from enrollment
      where id = any(array(select enrollment_id from due union select enrollment_id from answered))
      order by id limit ${limit} for update skip locked
    ), due_of_locked as materialized (
      select place, enrollment_id from due where enrollment_id in (select id from locked)
    )
    select (select count(*)::int from locked) as count, array(select id from locked)::text as ids,
      (select coalesce(json_agg(v), '[]') from (select distinct cadence_id as cadence, version from locked) v) as versions,
      array(select place from due_of_locked)::text as timers,
      array(select enrollment_id from due_of_locked)::text as "timersOf"`);
  return only(rows);
}

export const NO_TIMERS: ArrayText = '{}';

/** The timers of these enrollments, and those of the others. */
export function splitTimers(
  { timers, timersOf }: Claimed,
  enrollments: ReadonlySet<string>,
): { readonly theirs: ArrayText; readonly others: ArrayText } {
  const owners = timersOf.slice(1, -1).split(',');
  const places = timers.match(/\(\d+,\d+\)/g) ?? [];
  const arrayOf = (wanted: boolean): ArrayText => {
    const chosen = places.filter((_, index) => enrollments.has(owners[index] ?? '') === wanted);
    return `{${chosen.map((place) => `"${place}"`).join()}}`;
  };
  return { theirs: arrayOf(true), others: arrayOf(false) };
}

/** Ascending. */
export function idsOf({ ids }: Claimed): string[] {
  return ids === '{}' ? [] : ids.slice(1, -1).split(',');
}
