// What Meta told of messages: each thing taken in once; and which of our deliveries it is about.
import { sql } from 'kysely';
import { bigints, texts } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NewWhatsappEvent = {
  /** The same for the same thing, however often it is told. */
  readonly key: Buffer;
  readonly kind: string;
  /** As it came, where nobody understands it; null: what it says is kept elsewhere. */
  readonly raw: string | null;
};

/** Keys, in hexadecimal, of those that were not known before. */
export async function keepEvents(tx: Tx, events: readonly NewWhatsappEvent[], now: Instant): Promise<Set<string>> {
  const rows = await tx.hot<{ key: Buffer }>(sql`
    insert into whatsapp_event (key, kind, received_at, raw)
    select key, kind, ${instant(now)}, raw
    from unnest(${events.map(({ key }) => key)}::bytea[], ${texts(events.map(({ kind }) => kind))},
      ${texts(events.map(({ raw }) => raw))}) as t (key, kind, raw)
    on conflict (key) do nothing returning key`);
  return new Set(rows.map(({ key }) => key.toString('hex')));
}

export type WhatsappDelivery = {
  readonly delivery: string;
  readonly enrollment: string;
  readonly record: string;
  readonly module: string;
  readonly followUp: number;
  readonly repetition: number;
  readonly addressHash: Buffer | null;
  readonly state: string;
  /** When it passed the gate. */
  readonly dotAt: Instant | null;
  readonly firstAttemptAt: Instant | null;
};

const columns = sql`d.id as delivery, d.enrollment_id as enrollment, d.record_id as record, c.module,
  d.follow_up as "followUp", d.repetition, d.address_hash as "addressHash", d.state, d.dot_at as "dotAt",
  d.first_attempt_at as "firstAttemptAt"`;

/** By id: deliveries of this channel that have been at the gate. */
export async function findWhatsappDeliveries(tx: Tx, ids: readonly string[]): Promise<Map<string, WhatsappDelivery>> {
  const rows = await tx.hot<WhatsappDelivery>(sql`
    select ${columns} from delivery d join cadence c on c.id = d.cadence_id
    where d.id = any(${bigints(ids)}) and d.channel = 'whatsapp' and d.dot_at is not null`);
  return new Map(rows.map((row) => [row.delivery, row]));
}

export type KnownMessage = { readonly id: string; readonly delivery: string; readonly contact: Buffer };

export async function keepMessageIds(tx: Tx, messages: readonly KnownMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.hot(sql`
    insert into whatsapp_message (id, delivery_id, contact)
    select id, delivery_id, contact from unnest(${texts(messages.map(({ id }) => id))},
      ${bigints(messages.map(({ delivery }) => delivery))}, ${messages.map(({ contact }) => contact)}::bytea[])
      as t (id, delivery_id, contact)
    on conflict (id) do nothing`);
}

/** The numbers that messages to these contacts were addressed to, as hashes both. */
export async function addressesOfContacts(
  tx: Tx,
  contacts: readonly Buffer[],
): Promise<{ readonly contact: Buffer; readonly address: Buffer }[]> {
  return tx.hot(sql`
    select distinct m.contact, d.address_hash as address from whatsapp_message m join delivery d on d.id = m.delivery_id
    where m.contact = any(${contacts}::bytea[]) and d.address_hash is not null`);
}

/** What a message answers: the one it quotes, else the latest to whoever these hashes are of. Null: none. */
export async function findAnsweredMessage(
  tx: Tx,
  { quoted, hashes }: { readonly quoted: string | null; readonly hashes: readonly Buffer[] },
): Promise<WhatsappDelivery | null> {
  const rows = await tx.hot<WhatsappDelivery>(sql`
    with written as materialized (
      select delivery_id, id = ${quoted}::text as quoted from whatsapp_message
      where id = ${quoted}::text or contact = any(${hashes}::bytea[])
      union all
      select id, false from delivery where address_hash = any(${hashes}::bytea[]) and dot_at is not null)
    select ${columns} from written w join delivery d on d.id = w.delivery_id join cadence c on c.id = d.cadence_id
    where d.channel = 'whatsapp' and d.state in ('dot_pending', 'awaited', 'sent', 'unconfirmed', 'bounced')
    order by w.quoted desc nulls last, d.dot_at desc, d.id desc limit 1`);
  return rows[0] ?? null;
}

/** Of what was taken and then refused: it goes again, as if it had only been put off. */
export async function sendAgain(tx: Tx, delivery: string, dueAt: Instant): Promise<void> {
  await tx.hot(sql`
    update delivery set state = 'planned', due_at = ${instant(dueAt)}, finished_at = null
    where id = ${delivery}::bigint and state in ('sent', 'awaited', 'unconfirmed')`);
}

type Late = { readonly delivery: string; readonly state: 'bounced' | 'failed'; readonly outcome: string };

export async function settleLate(tx: Tx, { delivery, state, outcome }: Late): Promise<void> {
  await tx.hot(sql`
    update delivery set state = ${state}, outcome = ${outcome.slice(0, 500)}
    where id = ${delivery}::bigint and state in ('sent', 'awaited', 'unconfirmed')`);
}

/** Meta tells again for days at the most. Gives how many were forgotten. */
export async function forgetEvents(tx: Tx, before: Instant, limit: number): Promise<number> {
  const rows = await tx.query(sql`
    delete from whatsapp_event where key in (
      select key from whatsapp_event where received_at < ${instant(before)} order by received_at limit ${limit})
    returning key`);
  return rows.length;
}

export type Silent = {
  readonly enrollment: string;
  readonly followUp: number;
  readonly repetition: number;
  readonly dotAt: Instant;
};

/** Enrollments with a message that nothing was heard of since then. */
export async function findSilent(tx: Tx, since: Instant): Promise<string[]> {
  const rows = await tx.hot<{ enrollment: string }>(sql`
    select enrollment_id as enrollment from delivery where state = 'awaited' and dot_at <= ${instant(since)}
    order by dot_at limit 1000`);
  return rows.map(({ enrollment }) => enrollment);
}

export async function giveUpAwaiting(tx: Tx, enrollments: readonly string[], since: Instant): Promise<Silent[]> {
  return tx.hot<Silent>(sql`
    update delivery set state = 'unconfirmed'
    where enrollment_id = any(${bigints(enrollments)}) and state = 'awaited' and dot_at <= ${instant(since)}
    returning enrollment_id as enrollment, follow_up as "followUp", repetition, dot_at as "dotAt"`);
}
