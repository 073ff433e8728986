// What the development mailbox took, kept until somebody empties it.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';

export type NewCaughtMessage = {
  readonly receivedAt: Instant;
  readonly envelopeFrom: string;
  readonly recipient: string;
  /** The delivery that its return path names; null: no mail of a cadence. */
  readonly delivery: string | null;
  readonly raw: Buffer;
};

export type CaughtMessageHead = Omit<NewCaughtMessage, 'raw'> & {
  readonly id: string;
  readonly subject: string;
  /** Both null: no mail of a cadence. */
  readonly enrollment: string | null;
  readonly followUpNumber: number | null;
};
export type CaughtMessage = CaughtMessageHead & { readonly raw: Buffer };

const head = sql`c.id, c.received_at as "receivedAt", c.envelope_from as "envelopeFrom", c.recipient,
  c.delivery_id as delivery, coalesce(m.subject, '') as subject, d.enrollment_id as enrollment,
  d.follow_up as "followUpNumber"`;
const tables = sql`caught_message c left join message m on m.delivery_id = c.delivery_id
  left join delivery d on d.id = c.delivery_id`;

export async function keepCaughtMessages(tx: Tx, messages: readonly NewCaughtMessage[]): Promise<void> {
  await tx.hot(sql`
    insert into caught_message (received_at, envelope_from, recipient, delivery_id, raw)
    select to_timestamp(at / 1000), envelope_from, recipient, delivery, raw
    from unnest(${messages.map((m) => m.receivedAt)}::float8[], ${messages.map((m) => m.envelopeFrom)}::text[],
      ${messages.map((m) => m.recipient)}::text[], ${messages.map((m) => m.delivery)}::bigint[],
      ${messages.map((m) => m.raw)}::bytea[]) as t (at, envelope_from, recipient, delivery, raw)`);
}

export type CaughtPage = {
  /** A part of the recipient's address; null: everybody's. */
  readonly recipient: string | null;
  /** Those of one enrollment; null: all. */
  readonly enrollment: string | null;
  readonly before: string | null;
  readonly limit: number;
};

/** Newest first. */
export async function listCaughtMessages(
  tx: Tx,
  { recipient, enrollment, before, limit }: CaughtPage,
): Promise<CaughtMessageHead[]> {
  const where = [sql`true`];
  if (recipient !== null) where.push(sql`position(lower(${recipient}) in lower(c.recipient)) > 0`);
  if (enrollment !== null) where.push(sql`d.enrollment_id = ${enrollment}::bigint`);
  if (before !== null) where.push(sql`c.id < ${before}::bigint`);
  return tx.query<CaughtMessageHead>(
    sql`select ${head} from ${tables} where ${sql.join(where, sql` and `)} order by c.id desc limit ${limit}`,
  );
}

/** Oldest first, after an id: for whoever reads on from there. */
export async function listCaughtAfter(tx: Tx, after: string, limit: number): Promise<CaughtMessage[]> {
  return tx.query<CaughtMessage>(
    sql`select ${head}, c.raw from ${tables} where c.id > ${after}::bigint order by c.id limit ${limit}`,
  );
}

/** Null: there is none. */
export async function findCaughtMessage(tx: Tx, id: string): Promise<CaughtMessage | null> {
  const rows = await tx.query<CaughtMessage>(sql`select ${head}, c.raw from ${tables} where c.id = ${id}::bigint`);
  return rows[0] ?? null;
}

/** Ids of the records that these messages went to. */
export async function recordsOfMessages(tx: Tx, messages: readonly CaughtMessage[]): Promise<string[]> {
  const deliveries = messages.flatMap(({ delivery }) => (delivery === null ? [] : [delivery]));
  const rows = await tx.query<{ record: string }>(
    sql`select distinct record_id as record from delivery where id = any(${deliveries}::bigint[])`,
  );
  return rows.map(({ record }) => record);
}
