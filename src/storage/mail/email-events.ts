// What happened to sent messages, every time it happened; counters come from here, decisions from the inputs.
import { sql } from 'kysely';
import type { Grade } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';
import { bigints } from '#storage/arrays.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NewEmailEvent = {
  readonly delivery: string;
  readonly kind: string;
  readonly at: Instant;
  readonly link: string | null;
  readonly detail: string | null;
  /** Whether a person did it, and what tells; absent: of what is not graded. */
  readonly verdict?: { readonly grade: Grade; readonly reason: string } | null;
};

/** It went to another address before, whose hash is the detail: a copy of it may have arrived there (K-36). */
export const READDRESSED = 'readdressed';

export async function addEmailEvents(tx: Tx, events: readonly NewEmailEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.hot(sql`
    insert into email_event (delivery_id, kind, at, link, detail, grade, grade_reason)
    select id, kind, to_timestamp(at / 1000), link, detail, grade, reason
    from unnest(${events.map((e) => e.delivery)}::bigint[], ${events.map((e) => e.kind)}::text[],
      ${events.map((e) => e.at)}::float8[], ${events.map((e) => e.link)}::text[],
      ${events.map((e) => e.detail)}::text[], ${events.map((e) => e.verdict?.grade ?? null)}::text[],
      ${events.map((e) => e.verdict?.reason ?? null)}::text[]) as t (id, kind, at, link, detail, grade, reason)`);
}

export type FoundDelivery = {
  readonly enrollment: string;
  readonly record: string;
  /** The module of the record. */
  readonly module: string;
  readonly followUp: number;
  readonly repetition: number;
  /** Null until the message has been at the gate. */
  readonly addressHash: Buffer | null;
  readonly state: string;
  /** When its final dot went out, as far as it did. */
  readonly sentAt: Instant | null;
};

/** Hashes of the addresses that copies of these went to before they were sent again elsewhere (C-33). */
export async function earlierAddresses(tx: Tx, deliveries: readonly string[]): Promise<Buffer[]> {
  const rows = await tx.hot<{ hash: Buffer }>(sql`
    select decode(detail, 'hex') as hash from email_event
    where delivery_id = any(${deliveries}::bigint[]) and kind = ${READDRESSED}`);
  return rows.map(({ hash }) => hash);
}

/** The deliveries of these ids that exist, by id. */
export async function findDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, FoundDelivery>> {
  const rows = await tx.hot<FoundDelivery & { id: string }>(sql`
    select d.id, d.enrollment_id as enrollment, d.record_id as record, c.module, d.follow_up as "followUp",
      d.repetition, d.address_hash as "addressHash", d.state, d.dot_at as "sentAt"
    from delivery d join cadence c on c.id = d.cadence_id where d.id = any(${ids}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whoever has a message answers to it: what may have gone out did. */
export async function proveSent(tx: Tx, deliveries: readonly string[], now: Instant): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.query(sql`
    update delivery set state = 'sent', finished_at = ${instant(now)}
    where id = any(${bigints(deliveries)}) and state in ('unconfirmed', 'awaited')`);
}

const answered = sql`from email_event answer where answer.delivery_id = d.id
  and answer.kind in ('opened', 'clicked', 'replied', 'unsubscribed', 'complained', 'bounced',
    'sent', 'delivered', 'read', 'failed')`;

/** Only who has the message can have done it, or WhatsApp with it: of a delivery d. */
export const isProvenSent = sql<boolean>`exists (select ${answered})`;

/** By then it had gone out; null: nothing proves it. */
export const firstAnswerAt = sql<Instant | null>`(select min(answer.at) ${answered})`;
