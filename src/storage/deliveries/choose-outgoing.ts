// Which of the deliveries that are due go out, where hours, limits or a contact budget hold (C-39, C-93). Whoever chooses
// holds the lock of what goes out, so what was counted is not overtaken.
import { sql } from 'kysely';
import { bigints, floats, texts } from '#storage/arrays.ts';
import type { Reply, Touch, TouchChannel } from '#core/cadence/contact-budget.ts';
import type { Held } from '#core/cadence/enrollment.ts';
import type { SenderUse, SendingWindows } from '#core/message/sender-limits.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type OutgoingState = {
  readonly isPaused: boolean;
  /** Hours, limits or a budget are set: what is due is chosen, not just taken. */
  readonly isGoverned: boolean;
};

export async function outgoingState(tx: Tx): Promise<OutgoingState> {
  const rows = await tx.hot<OutgoingState>(sql`
    select sending_paused as "isPaused", business_week is not null or contact_budget is not null
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

export type Wanted = { readonly channel: TouchChannel; readonly now: Instant; readonly limit: number };

/** First come, first served within a cadence; cadences take turns, so that a large one delays no other. */
export async function listWaiting(tx: Tx, { channel, now, limit }: Wanted): Promise<WaitingDelivery[]> {
  return tx.hot<WaitingDelivery>(sql`
    select id, enrollment_id as enrollment, record_id as record, cadence_id as cadence, version, follow_up as "followUp",
      channel, held
    from (
      select *, coalesce(queued_at, due_at) as since,
        row_number() over (partition by cadence_id order by coalesce(queued_at, due_at), id) as turn
      from delivery where state = 'planned' and due_at <= ${instant(now)} and channel = ${channel}
    ) due order by turn, since, id limit ${limit}`);
}

/** By the sending address, as it is compared. */
export async function senderUse(
  tx: Tx,
  senders: readonly string[],
  { hourFrom, dayFrom }: SendingWindows,
): Promise<Map<string, SenderUse>> {
  const rows = await tx.hot<SenderUse & { readonly sender: string }>(sql`
    select sender, count(*)::int as today, (count(*) filter (where dot_at >= ${instant(hourFrom)} or dot_at is null))::int
      as "thisHour"
    from (
      select sender, dot_at from delivery where sender = any(${texts(senders)})
        and dot_at >= ${instant(Math.min(dayFrom, hourFrom))} and state not in ('planned', 'claimed')
      union all
      select sender, null from delivery where state = 'claimed' and sender = any(${texts(senders)})
    ) used group by sender`);
  return new Map(rows.map(({ sender, thisHour, today }) => [sender, { thisHour, today }]));
}

export type Concerned = { readonly persons: readonly Buffer[]; readonly accounts: readonly Buffer[] };
type Hashed<T> = Omit<T, 'person' | 'account'> & { readonly person: Buffer; readonly account: Buffer | null };
type Span = { readonly since: Instant; readonly now: Instant };

/** What these people and accounts were sent since then, and what is on its way to them. */
export async function listTouches(tx: Tx, { persons, accounts }: Concerned, { since, now }: Span): Promise<Touch[]> {
  const rows = await tx.hot<Hashed<Touch>>(sql`
    select person, account, channel, case when state = 'claimed' then ${instant(now)} else dot_at end as at from delivery
    where (person = any(${persons}::bytea[]) or account = any(${accounts}::bytea[]))
      and (state = 'claimed' or (state in ('dot_pending', 'sent', 'unconfirmed', 'bounced') and dot_at > ${instant(since)}))`);
  return rows.map(withKeys);
}

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

export type Marked = {
  readonly id: string;
  readonly sender: string | null;
  readonly person: Buffer | null;
  readonly account: Buffer | null;
};

/** Kept with what goes out: what later choices count. */
export async function markOutgoing(tx: Tx, marked: readonly Marked[]): Promise<void> {
  await tx.hot(sql`
    update delivery d set sender = m.sender, person = m.person, account = m.account, held = null
    from unnest(${bigints(marked.map(({ id }) => id))}, ${texts(marked.map(({ sender }) => sender))},
      ${marked.map(({ person }) => person)}::bytea[], ${marked.map(({ account }) => account)}::bytea[])
      as m (id, sender, person, account)
    where d.id = m.id`);
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
