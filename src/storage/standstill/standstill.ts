// An organisation that stands still: nothing goes out until an administrator has said what became of the database (P19).
import { sql } from 'kysely';
import type { StandstillCause } from '#core/message/standstill.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

/** As a condition of a statement that lets something out. */
export const NOTHING_STANDS_STILL = sql`(select standstill_since from setting) is null`;

/** What goes to people by cadences. */
export const OUTGOING = sql`channel in ('email', 'whatsapp')`;

export type Standstill = {
  readonly since: Instant;
  readonly cause: StandstillCause;
  /** When a worker was last seen before; null: nobody knows. */
  readonly stateOf: Instant | null;
  /** Confirmed, and what was planned until then is on its way to review; null: not confirmed. */
  readonly reviewUntil: Instant | null;
};

/** One that comes on top begins it anew: what was confirmed was another state. */
export async function beginStandstill(
  tx: Tx,
  { since, cause, stateOf }: Omit<Standstill, 'reviewUntil'>,
): Promise<void> {
  await tx.query(sql`
    update setting set standstill_since = ${instant(since)}, standstill_cause = ${cause}, standstill_review_until = null,
      standstill_state_of = ${stateOf === null ? sql`standstill_state_of` : sql`least(standstill_state_of, ${instant(stateOf)})`}`);
}

/** Null: everything goes out. */
export async function findStandstill(tx: Tx): Promise<Standstill | null> {
  const [found = null] = await tx.hot<Standstill>(sql`
    select standstill_since as since, standstill_cause as cause, standstill_state_of as "stateOf",
      standstill_review_until as "reviewUntil"
    from setting where standstill_since is not null`);
  return found;
}

/** Messages that would go out. */
export async function countPlanned(tx: Tx): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    sql`select count(*)::int as count from delivery where state = 'planned' and ${OUTGOING}`,
  );
  return only(rows).count;
}

export async function reviewUntil(tx: Tx, until: Instant): Promise<void> {
  await tx.query(sql`update setting set standstill_review_until = ${instant(until)}`);
}

/** The time of standing still was no trying: what waits has its 72 hours before it (C-33). */
export async function endStandstill(tx: Tx): Promise<void> {
  await tx.query(sql`
    update setting set standstill_since = null, standstill_cause = null, standstill_state_of = null,
      standstill_review_until = null`);
  await tx.query(sql`
    update delivery set first_attempt_at = null, attempts = 0 where state = 'planned' and ${OUTGOING}`);
}
