// Which of the deliveries that are due go out, where hours, limits or a contact budget hold (C-39, C-93). Whoever chooses
// holds the lock of what goes out, so what was counted is not overtaken.
import { sql } from 'kysely';
import { bigints, floats, texts } from '#storage/arrays.ts';
import type { Reply, Touch, TouchChannel } from '#core/cadence/contact-budget.ts';
import type { Held } from '#core/cadence/enrollment.ts';
import type { SenderUse, SendingWindows } from '#core/message/sender-limits.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import { dueInOrder, type Wanted } from '#storage/deliveries/due-in-order.ts';

export type OutgoingState = {
  /** Mail is. */
  readonly isPaused: boolean;
  /** All that goes to people does (P19). */
  readonly isStandingStill: boolean;
  /** Hours, limits or a budget are set: what is due is chosen, not just taken. */
  readonly isGoverned: boolean;
};

export async function outgoingState(tx: Tx): Promise<OutgoingState> {
  const rows = await tx.hot<OutgoingState>(sql`
    select sending_paused as "isPaused", standstill_since is not null as "isStandingStill",
      business_week is not null or contact_budget is not null
      or mail_per_hour is not null or mail_per_day is not null
      or exists (select from mail_account where per_hour is not null or per_day is not null) as "isGoverned"
    from setting`);
  return only(rows);
}

export type WaitingDelivery = {
  readonly id: string;
  readonly enrollment: string;
  readonly record: string;
  readonly cadence: number;
  readonly version: number;
  readonly followUp: number;
  readonly channel: TouchChannel;
  /** Why it waited before. */
  readonly held: string | null;
};

export async function listWaiting(tx: Tx, wanted: Wanted): Promise<WaitingDelivery[]> {
  return tx.hot<WaitingDelivery>(sql`
    select id, enrollment_id as enrollment, record_id as record, cadence_id as cadence, version, follow_up as "followUp",
      channel, held
    from (${dueInOrder(wanted)}) due order by turn, since, id`);
}

/** By the sending address, as it is compared. */
export async function senderUse(
  tx: Tx,
  senders: readonly string[],
  { hourFrom, dayFrom }: SendingWindows,
): Promise<Map<string, SenderUse>> {
  const rows = await tx.hot<SenderUse & { readonly sender: string }>(sql`
    select s.sender, gone.today + going.count as today, gone."thisHour" + going.count as "thisHour"
    from unnest(${texts(senders)}) as s (sender) cross join lateral (
      select count(*)::int as today, (count(*) filter (where dot_at >= ${instant(hourFrom)}))::int as "thisHour"
      from delivery where sender = s.sender and dot_at >= ${instant(Math.min(dayFrom, hourFrom))}
        and state not in ('planned', 'claimed')
    ) gone cross join lateral (
      select count(*)::int as count from delivery where sender = s.sender and dot_at is null and state = 'claimed'
    ) going`);
  return new Map(rows.map(({ sender, thisHour, today }) => [sender, { thisHour, today }]));
}

export type Concerned = { readonly persons: readonly Buffer[]; readonly accounts: readonly Buffer[] };
type Hashed<T> = Omit<T, 'person' | 'account'> & { readonly person: Buffer; readonly account: Buffer | null };
type Span = { readonly since: Instant; readonly now: Instant };

/**
 * What these people and accounts were sent since then, and what is on its way to them. Looked up one by one: after a burst
 * the planner still knows of few, and reads all of them. As a case the state decides about rows, not about which index finds them.
 */
export async function listTouches(tx: Tx, { persons, accounts }: Concerned, { since, now }: Span): Promise<Touch[]> {
  const rows = await tx.hot<Hashed<Touch>>(sql`
    with wanted as materialized (
      select distinct person as key from unnest(${persons}::bytea[]) as p (person)
    ), of_accounts as materialized (
      select distinct account as key from unnest(${accounts}::bytea[]) as a (account)
    ), found as (
      select d.* from wanted cross join lateral (select ${touched} from delivery where person = key offset 0) d
      union all
      select d.* from of_accounts cross join lateral (select ${touched} from delivery where account = key offset 0) d
      where d.person is null or d.person not in (select key from wanted)
    )
    select person, account, channel, case when state = 'claimed' then ${instant(now)} else dot_at end as at from found
    where case when state = 'claimed' then true when state in ('dot_pending', 'sent', 'unconfirmed', 'bounced')
      then dot_at > ${instant(since)} else false end`);
  return rows.map(withKeys);
}

const touched = sql.raw('person, account, channel, state, dot_at');

/** The answers of people of these accounts. */
export async function listReplies(tx: Tx, accounts: readonly Buffer[], since: Instant): Promise<Reply[]> {
  if (accounts.length === 0) return [];
  const rows = await tx.hot<Hashed<Reply>>(sql`
    select d.person, d.account, m.received_at as at from delivery d
    join inbound_message m on m.delivery_id = d.id and m.kind = 'reply'
    where d.account = any(${accounts}::bytea[]) and m.received_at > ${instant(since)}`);
  return rows.map(withKeys);
}

function withKeys<T extends { readonly person: Buffer; readonly account: Buffer | null }>(row: T) {
  return { ...row, person: row.person.toString('hex'), account: row.account?.toString('hex') ?? null };
}

export type PutOff = { readonly id: string; readonly held: Held };

/** Its place in the queue stays, and the time in which it waits is no trying (C-33). Gives those that were still there to be put off. */
export async function putOff(tx: Tx, waiting: readonly PutOff[]): Promise<ReadonlySet<string>> {
  const rows = await tx.hot<{ id: string }>(sql`
    update delivery d set due_at = to_timestamp(w.until / 1000), held = w.reason,
      queued_at = coalesce(d.queued_at, d.due_at), first_attempt_at = null, attempts = 0
    from unnest(${bigints(waiting.map(({ id }) => id))}, ${floats(waiting.map(({ held }) => held.until))},
      ${texts(waiting.map(({ held }) => held.reason))}) as w (id, until, reason)
    where d.id = w.id and d.state = 'planned' returning d.id`);
  return new Set(rows.map(({ id }) => id));
}

/** Settings changed: whatever waits is judged anew. */
export async function judgeHeldAnew(tx: Tx, now: Instant): Promise<void> {
  await tx.query(sql`
    update delivery set due_at = least(due_at, ${instant(now)}) where state = 'planned' and held is not null`);
}
