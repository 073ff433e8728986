// What happened to sent messages, every time it happened; counters come from here, decisions from the inputs.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';

export type NewEmailEvent = {
  readonly delivery: string;
  readonly kind: string;
  readonly at: Instant;
  readonly link: string | null;
  readonly detail: string | null;
};

export async function addEmailEvents(tx: Tx, events: readonly NewEmailEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.hot(sql`
    insert into email_event (delivery_id, kind, at, link, detail)
    select id, kind, to_timestamp(at / 1000), link, detail
    from unnest(${events.map((e) => e.delivery)}::bigint[], ${events.map((e) => e.kind)}::text[],
      ${events.map((e) => e.at)}::float8[], ${events.map((e) => e.link)}::text[],
      ${events.map((e) => e.detail)}::text[]) as t (id, kind, at, link, detail)`);
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
};

/** The deliveries of these ids that exist, by id. */
export async function findDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, FoundDelivery>> {
  const rows = await tx.hot<FoundDelivery & { id: string }>(sql`
    select d.id, d.enrollment_id as enrollment, d.record_id as record, c.module, d.follow_up as "followUp",
      d.repetition, d.address_hash as "addressHash"
    from delivery d join cadence c on c.id = d.cadence_id where d.id = any(${ids}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
