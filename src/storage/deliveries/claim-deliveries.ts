// Deliveries on their way out: claimed under a lease with a fence token, so that a worker that died loses them and a
// worker that only slept finds its fence broken at the gate. Leases run on the real clock, due times on the business one.
import { sql } from 'kysely';
import { bigints, integers, texts } from '#storage/arrays.ts';
import type { Channel } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { dueInOrder, type Wanted } from '#storage/deliveries/due-in-order.ts';
import { isProvenSent } from '#storage/mail/email-events.ts';

export type ClaimedDelivery = {
  readonly id: string;
  readonly enrollment: string;
  readonly record: string;
  readonly cadence: number;
  readonly version: number;
  readonly epoch: number;
  readonly followUp: number;
  readonly repetition: number;
  readonly channel: Channel;
  readonly fence: number;
  readonly attempts: number;
  readonly firstAttemptAt: Instant;
};

export const LEASE_SECONDS = 30;
/** What the column holds; turned away at the gate each minute, a delivery gets there in weeks. */
const ATTEMPTS_MAX = 32_767;

const columns = sql`d.id, d.enrollment_id as enrollment, d.record_id as record, d.cadence_id as cadence, d.version, d.epoch,
  d.follow_up as "followUp", d.repetition, d.channel, d.fence, d.attempts, d.first_attempt_at as "firstAttemptAt"`;

/** What is due, in no order. */
export async function claimDeliveries(tx: Tx, wanted: Wanted): Promise<ClaimedDelivery[]> {
  return tx.hot<ClaimedDelivery>(sql`
    with due as materialized (${dueInOrder(wanted)})
    update delivery d set ${taken(wanted.now)} from due where d.id = due.id and d.state = 'planned' returning ${columns}`);
}

/** Chosen to go, with what later choices count: by what address, to whom and whose account. */
export type ChosenDelivery = {
  readonly id: string;
  readonly sender: string | null;
  readonly person: Buffer | null;
  readonly account: Buffer | null;
};

/** Of these, those that are still there to be claimed, in no order. */
export async function claimChosen(tx: Tx, chosen: readonly ChosenDelivery[], now: Instant): Promise<ClaimedDelivery[]> {
  return tx.hot<ClaimedDelivery>(sql`
    update delivery d set ${taken(now)}, sender = c.sender, person = c.person, account = c.account, held = null
    from unnest(${bigints(chosen.map(({ id }) => id))}, ${texts(chosen.map(({ sender }) => sender))},
      ${chosen.map(({ person }) => person)}::bytea[], ${chosen.map(({ account }) => account)}::bytea[])
      as c (id, sender, person, account)
    where d.id = c.id and d.state = 'planned' returning ${columns}`);
}

function taken(now: Instant) {
  return sql`state = 'claimed', dot_at = null, fence = d.fence + 1, attempts = least(d.attempts + 1, ${ATTEMPTS_MAX}),
    leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}),
    first_attempt_at = coalesce(d.first_attempt_at, ${instant(now)})`;
}

export type Held = { readonly id: string; readonly fence: number };

/** A heartbeat: says which of these this worker still holds. */
export async function renewLeases(tx: Tx, held: readonly Held[]): Promise<Set<string>> {
  const rows = await tx.hot<{ id: string }>(sql`
    update delivery d set leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from ${listed(held)} as h (id, fence)
    where d.id = h.id and d.fence = h.fence and d.state in ('claimed', 'dot_pending') returning d.id`);
  return new Set(rows.map((row) => row.id));
}

function listed(held: readonly Held[]) {
  return sql`unnest(${bigints(held.map((one) => one.id))}, ${integers(held.map((one) => one.fence))})`;
}

/** Claimed and never tried: as if they had not been claimed. Those that somebody else has by now stay there. */
export async function handBackUntried(tx: Tx, held: readonly Held[]): Promise<void> {
  await tx.hot(sql`
    update delivery d set state = 'planned', leased_until = null, fence = d.fence + 1, attempts = d.attempts - 1,
      first_attempt_at = case when d.attempts > 1 then d.first_attempt_at end
    from ${listed(held)} as h (id, fence) where d.id = h.id and d.fence = h.fence and d.state = 'claimed'`);
}

export type Abandoned = {
  readonly id: string;
  readonly enrollment: string;
  readonly followUp: number;
  readonly repetition: number;
  readonly dotAt: Instant;
};

const EXPIRED_MAX = 1000;

/** Enrollments with deliveries whose lease has run out. */
export async function findExpired(tx: Tx): Promise<string[]> {
  const rows = await tx.hot<{ enrollment: string }>(sql`
    select enrollment_id as enrollment from delivery
    where state in ('claimed', 'dot_pending') and leased_until < clock_timestamp() order by leased_until limit ${EXPIRED_MAX}`);
  return rows.map(({ enrollment }) => enrollment);
}

/**
 * What a dead worker left: before the gate nothing can have gone out, so it is planned again; past the gate it may
 * have, so it is unconfirmed and a person is asked. Gives the latter. WhatsApp tells by itself what became of it (K-124).
 */
export async function takeOverExpired(tx: Tx, enrollments: readonly string[]): Promise<Abandoned[]> {
  await tx.hot(sql`
    update delivery set state = 'planned', leased_until = null, fence = fence + 1
    where enrollment_id = any(${bigints(enrollments)}) and state = 'claimed' and leased_until < clock_timestamp()`);
  const rows = await tx.hot<Abandoned & { readonly state: string }>(sql`
    update delivery d set state = case when ${isProvenSent} then 'sent' when channel = 'whatsapp' then 'awaited'
        else 'unconfirmed' end, leased_until = null,
      fence = fence + 1, outcome = 'the sender died'
    where enrollment_id = any(${bigints(enrollments)}) and state = 'dot_pending' and leased_until < clock_timestamp()
    returning id, enrollment_id as enrollment, follow_up as "followUp", repetition, dot_at as "dotAt", state`);
  return rows.filter(({ state }) => state !== 'awaited');
}
