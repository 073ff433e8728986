// Enrollments that can't be decided now, taken out of the way of the others: they failed, or their cadence is invalid.
// They are tried again after minutes, and daily when that did not help: a repair or a new version of ours lets them go on.
import { sql } from 'kysely';
import { bigints, texts } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type Parking = { readonly enrollment: string; readonly error: string };

const PARK_ATTEMPTS_MAX = 5;
const PARK_DELAY_SECONDS = 60;
const PARK_DELAY_SECONDS_MAX = 86_400;

/** Each attempt waits a minute longer; the fifth and later ones wait a day. */
export async function park(tx: Tx, parkings: readonly Parking[], now: Instant): Promise<void> {
  await tx.query(sql`
    insert into parked_enrollment as p (enrollment_id, error, attempts, retry_at)
    select id, error, 1, ${instant(now)} + make_interval(secs => ${PARK_DELAY_SECONDS})
    from unnest(${bigints(parkings.map((one) => one.enrollment))}, ${texts(parkings.map((one) => one.error))}) as t (id, error)
    on conflict (enrollment_id) do update set error = excluded.error, attempts = p.attempts + 1,
      retry_at = ${instant(now)} + make_interval(secs => case when p.attempts + 1 >= ${PARK_ATTEMPTS_MAX}
        then ${PARK_DELAY_SECONDS_MAX} else ${PARK_DELAY_SECONDS} * (p.attempts + 1) end)`);
}

/** Moves claimed timers of enrollments that are not decided now: to the parking's end, or a minute on. `timers` is a tid[]. */
export async function postponeTimers(tx: Tx, timers: string, now: Instant): Promise<void> {
  await tx.query(sql`
    update timer t set due_at = coalesce(
      (select p.retry_at from parked_enrollment p where p.enrollment_id = t.enrollment_id),
      ${instant(now)} + make_interval(secs => ${PARK_DELAY_SECONDS}))
    where ctid = any(${timers}::tid[])`);
}

/** C-42: the cadence was published, enabled or disabled, so its parked enrollments are looked at again at once. */
export async function unparkCadence(tx: Tx, cadence: number, now: Instant): Promise<void> {
  await tx.query(sql`
    with unparked as (
      delete from parked_enrollment p using enrollment e
      where e.id = p.enrollment_id and e.cadence_id = ${cadence} returning p.enrollment_id
    )
    insert into timer (due_at, enrollment_id) select ${instant(now)}, enrollment_id from unparked`);
}
