// Messages that may be replies, until a person says so.
import { sql } from 'kysely';
import type { Doubt, DoubtVerdict } from '#core/message/doubt.ts';
import type { Instant } from '#core/time/instant.ts';
import { bigints } from '#storage/arrays.ts';
import { instant, type Tx } from '#storage/db.ts';

export type Answerable = {
  readonly delivery: string;
  readonly enrollment: string;
  readonly record: string;
  readonly subject: string;
};

const ANSWERABLE_MAX = 200;

/** What went to an address since then, of rounds that still run; the newest first. */
export async function listAnswerable(
  tx: Tx,
  { addressHash, since }: { addressHash: Buffer; since: Instant },
): Promise<Answerable[]> {
  return tx.query<Answerable>(sql`
    select d.id as delivery, d.enrollment_id as enrollment, d.record_id as record, m.subject
    from delivery d
    join message m on m.delivery_id = d.id
    join enrollment e on e.id = d.enrollment_id and e.status = 0
    where d.address_hash = ${addressHash} and d.dot_at > ${instant(since)} and d.state in ('sent', 'unconfirmed')
    order by d.dot_at desc limit ${ANSWERABLE_MAX}`);
}

export type NewDoubt = {
  readonly message: string;
  readonly delivery: string;
  readonly enrollment: string;
  readonly reason: Doubt;
};

export async function keepDoubt(tx: Tx, { message, delivery, enrollment, reason }: NewDoubt): Promise<void> {
  await tx.query(sql`
    insert into doubtful_reply (message_id, delivery_id, enrollment_id, reason)
    values (${message}::bigint, ${delivery}::bigint, ${enrollment}::bigint, ${reason})
    on conflict (message_id, delivery_id) do nothing`);
}

export type DoubtfulReply = {
  readonly id: string;
  readonly reason: Doubt;
  readonly message: string;
  readonly delivery: string;
  readonly enrollment: string;
  readonly record: string;
  readonly cadence: number;
  readonly followUp: number;
  readonly receivedAt: Instant;
  readonly from: string;
  readonly subject: string;
  /** The text's beginning. */
  readonly opening: string;
};

const OPENING_LENGTH = 500;
const DOUBTS_MAX = 500;

const columns = sql`r.id, r.reason, r.message_id as message, r.delivery_id as delivery, r.enrollment_id as enrollment,
  d.record_id as record, d.cadence_id as cadence, d.follow_up as "followUp", m.received_at as "receivedAt",
  m.from_address as "from", m.subject, left(m.text, ${OPENING_LENGTH}) as opening`;
const open = sql`doubtful_reply r join delivery d on d.id = r.delivery_id join inbound_message m on m.id = r.message_id`;

/** Oldest first. */
export async function listDoubtfulReplies(tx: Tx): Promise<DoubtfulReply[]> {
  return tx.query<DoubtfulReply>(sql`
    select ${columns} from ${open} where r.settled_at is null order by r.id limit ${DOUBTS_MAX}`);
}

/** Null: there is none, or somebody has decided. */
export async function lockDoubtfulReply(tx: Tx, id: string): Promise<DoubtfulReply | null> {
  const rows = await tx.query<DoubtfulReply>(sql`
    select ${columns} from ${open} where r.id = ${id}::bigint and r.settled_at is null for update of r`);
  return rows[0] ?? null;
}

export type Settling = {
  readonly verdict: DoubtVerdict;
  readonly actor: number | null;
  readonly now: Instant;
};

/** Gives the enrollment it was about. */
export async function settleDoubt(tx: Tx, id: string, { verdict, actor, now }: Settling): Promise<void> {
  await tx.query(sql`
    update doubtful_reply set verdict = ${verdict}, settled_at = ${instant(now)}, settled_by = ${actor}::int
    where id = ${id}::bigint`);
}

/** The message can't answer the others too. Gives their enrollments. */
export async function settleOtherDoubts(
  tx: Tx,
  { message, id }: DoubtfulReply,
  { actor, now }: Settling,
): Promise<string[]> {
  const rows = await tx.query<{ enrollment: string }>(sql`
    update doubtful_reply set verdict = 'no_reply', settled_at = ${instant(now)}, settled_by = ${actor}::int
    where message_id = ${message}::bigint and id <> ${id}::bigint and settled_at is null
    returning enrollment_id as enrollment`);
  return rows.map(({ enrollment }) => enrollment);
}

/** What was held back may go on, as far as nothing else is in doubt. */
export async function releaseHeldByDoubt(tx: Tx, enrollments: readonly string[], now: Instant): Promise<void> {
  await tx.query(sql`
    update delivery set due_at = least(due_at, ${instant(now)})
    where enrollment_id = any(${bigints(enrollments)}) and state = 'planned'`);
}

export type Attributed = {
  readonly message: string;
  readonly kind: 'reply' | 'auto_reply' | 'other';
  readonly delivery: string | null;
  readonly record: string | null;
};

/** What the message turned out to be. */
export async function attributeMessage(tx: Tx, { message, kind, delivery, record }: Attributed): Promise<void> {
  await tx.query(sql`
    update inbound_message set kind = ${kind}, delivery_id = coalesce(${delivery}::bigint, delivery_id),
      record_id = coalesce(${record}::bigint, record_id)
    where id = ${message}::bigint`);
}

/** Whether the message is still in doubt for another round. */
export async function isStillInDoubt(tx: Tx, message: string): Promise<boolean> {
  const rows = await tx.query(sql`
    select from doubtful_reply where message_id = ${message}::bigint and settled_at is null limit 1`);
  return rows.length > 0;
}
