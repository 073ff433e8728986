// The mail of one record, in both directions, for its timeline.
import { type RawBuilder, sql } from 'kysely';
import type { Grade, GradeReason } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { READDRESSED } from '#storage/mail/email-events.ts';

/** The newest first, before an instant; null: from the newest. */
export type MailPage = { readonly record: string; readonly before: Instant | null; readonly limit: number };

const OPENING_LENGTH = 200;

function opening(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`left(ltrim(${text}, E' \\t\\r\\n'), ${OPENING_LENGTH})`;
}

export type SentMail = {
  readonly delivery: string;
  readonly enrollment: string;
  readonly cadence: number;
  readonly version: number;
  readonly followUp: number;
  readonly subject: string;
  readonly channel: 'email' | 'whatsapp';
  readonly recipient: string;
  /** The text's beginning. */
  readonly opening: string;
  readonly state: string;
  readonly at: Instant;
};

/** By the record's rounds, which have an index; deliveries have none by record. A message held back at the gate never went. */
export async function listSentMail(tx: Tx, { record, before, limit }: MailPage): Promise<SentMail[]> {
  const earlier = before === null ? sql`true` : sql`d.dot_at < ${instant(before)}`;
  return tx.query<SentMail>(sql`
    select d.id as delivery, d.enrollment_id as enrollment, d.cadence_id as cadence, d.version, d.follow_up as "followUp",
      d.channel, m.subject, m.recipient, ${opening(sql`m.text`)} as opening, d.state, d.dot_at as at
    from delivery d join message m on m.delivery_id = d.id
    where d.enrollment_id in (
        select id from enrollment where record_id = ${record}::bigint and status = 0
        union all
        select id from enrollment where record_id = ${record}::bigint and status <> 0)
      and d.dot_at is not null and ${earlier}
    order by d.dot_at desc, d.id desc limit ${limit}`);
}

export type MailEvent = {
  readonly delivery: string;
  readonly kind: string;
  readonly at: Instant;
  readonly link: string | null;
  /** Whether a person did it, and what tells (C-37); null: it is not graded. */
  readonly grade: Grade | null;
  readonly gradeReason: GradeReason | null;
};

/** What happened to these deliveries, in order. */
export async function listMailEvents(tx: Tx, deliveries: readonly string[]): Promise<MailEvent[]> {
  return tx.query<MailEvent>(sql`
    select delivery_id as delivery, kind, at, link, grade, grade_reason as "gradeReason" from email_event
    where delivery_id = any(${deliveries}::bigint[]) and kind <> ${READDRESSED} order by id`);
}

export type ReceivedMail = {
  readonly id: string;
  readonly at: Instant;
  readonly kind: string;
  readonly from: string;
  readonly subject: string;
  /** The text's beginning. */
  readonly opening: string;
};

export async function listReceivedMail(tx: Tx, { record, before, limit }: MailPage): Promise<ReceivedMail[]> {
  const earlier = before === null ? sql`true` : sql`received_at < ${instant(before)}`;
  return tx.query<ReceivedMail>(sql`
    select id, received_at as at, kind, from_address as "from", subject, ${opening(sql`text`)} as opening
    from inbound_message
    where record_id = ${record}::bigint and ${earlier} order by received_at desc, id desc limit ${limit}`);
}

/** Html null: it came as text. */
export type MailBody = { readonly html: string | null; readonly text: string };
type MailOfRecord = { readonly record: string; readonly mail: string };

/** By its delivery. Null: none went to this record. */
export async function findSentMail(tx: Tx, { record, mail }: MailOfRecord): Promise<MailBody | null> {
  const rows = await tx.query<MailBody>(sql`
    select m.html, m.text from delivery d join message m on m.delivery_id = d.id
    where d.id = ${mail}::bigint and d.record_id = ${record}::bigint and d.dot_at is not null`);
  return rows[0] ?? null;
}

/** Null: none came from this record. */
export async function findReceivedMail(tx: Tx, { record, mail }: MailOfRecord): Promise<MailBody | null> {
  const rows = await tx.query<MailBody>(sql`
    select html, text from inbound_message where id = ${mail}::bigint and record_id = ${record}::bigint`);
  return rows[0] ?? null;
}
