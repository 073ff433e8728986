// Mail of the product itself on its way out. Claimed under a lease with a fence; the gate's commit comes before the final dot, so
// a worker that dies leaves either a message that certainly didn't go out, or one that people look after.
import { sql } from 'kysely';
import type { OwnMail } from '#core/message/own-mail.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { NOTHING_STANDS_STILL } from '#storage/standstill/standstill.ts';

export type PlannedMail = OwnMail & {
  /** Internal id of what it is about; null: no record. */
  readonly record: string | null;
  /** Null: the organisation's. */
  readonly senderName: string | null;
};

export async function planOwnMail(tx: Tx, mails: readonly PlannedMail[], now: Instant): Promise<void> {
  for (const { record, senderName, to, subject, paragraphs, link, calendar } of mails) {
    await tx.query(sql`
      insert into own_mail (record_id, sender_name, name, address, subject, paragraphs, link, calendar, calendar_method,
        due_at, created_at)
      values (${record}::bigint, ${senderName}, ${to.name}, ${to.address}, ${subject}, ${JSON.stringify(paragraphs)},
        ${link === null ? null : JSON.stringify(link)}::jsonb, ${calendar?.text ?? null}, ${calendar?.method ?? null}, ${instant(now)}, ${instant(now)})`);
  }
}

export type ClaimedMail = PlannedMail & {
  readonly id: string;
  readonly fence: number;
  readonly attempts: number;
  readonly createdAt: Instant;
};

const LEASE_SECONDS = 120;

type Row = Omit<ClaimedMail, 'to' | 'calendar'> & {
  readonly name: string;
  readonly address: string;
  readonly calendar: string | null;
  readonly method: 'REQUEST' | 'CANCEL' | null;
};

export async function claimOwnMail(
  tx: Tx,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<ClaimedMail[]> {
  const rows = await tx.hot<Row>(sql`
    with due as materialized (
      select id from own_mail where state = 'planned' and due_at <= ${instant(now)} and ${NOTHING_STANDS_STILL}
      order by due_at, id limit ${limit} for update skip locked
    )
    update own_mail m set state = 'claimed', fence = fence + 1, attempts = attempts + 1,
      leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from due where m.id = due.id
    returning m.id, m.record_id as record, m.sender_name as "senderName", m.name, m.address, m.subject, m.paragraphs,
      m.link, m.calendar, m.calendar_method as method, m.fence, m.attempts, m.created_at as "createdAt"`);
  return rows.map(({ name, address, calendar, method, ...row }) => ({
    ...row,
    to: { name, address },
    calendar: calendar === null || method === null ? null : { method, text: calendar },
  }));
}

type Held = Pick<ClaimedMail, 'id' | 'fence'>;

/** True: it is still this worker's, and may go out from now on. */
export async function passOwnMail(tx: Tx, { id, fence }: Held): Promise<boolean> {
  const rows = await tx.query(sql`
    update own_mail set state = 'at_dot', leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id = ${id}::bigint and fence = ${fence} and state = 'claimed' and ${NOTHING_STANDS_STILL} returning id`);
  return rows.length > 0;
}

export type SettledMail = Held & {
  readonly state: 'planned' | 'sent' | 'failed' | 'unconfirmed';
  readonly dueAt: Instant;
  readonly outcome: string;
};

export async function settleOwnMail(tx: Tx, { id, fence, state, dueAt, outcome }: SettledMail): Promise<void> {
  await tx.query(sql`
    update own_mail set state = ${state}, due_at = ${instant(dueAt)}, outcome = ${outcome.slice(0, 500)}, leased_until = null
    where id = ${id}::bigint and fence = ${fence} and state in ('claimed', 'at_dot')`);
}

/** What dead workers held: before the dot it is sent again, after it nobody knows. */
export async function takeOverOwnMail(tx: Tx): Promise<void> {
  await tx.query(sql`
    update own_mail set state = case state when 'claimed' then 'planned' else 'unconfirmed' end, leased_until = null
    where state in ('claimed', 'at_dot') and leased_until < clock_timestamp()`);
}

export type MailState = { readonly address: string; readonly state: string; readonly outcome: string | null };

/** The newest to each address about a record. */
export async function ownMailAbout(tx: Tx, record: string): Promise<MailState[]> {
  return tx.query<MailState>(sql`
    select distinct on (address) address, state, outcome from own_mail
    where record_id = ${record}::bigint order by address, id desc`);
}

/** Mail that hasn't left is about what is no longer so. */
export async function withdrawOwnMail(tx: Tx, record: string): Promise<void> {
  await tx.query(sql`delete from own_mail where record_id = ${record}::bigint and state = 'planned'`);
}

export async function forgetOwnMail(tx: Tx, before: Instant): Promise<void> {
  await tx.query(
    sql`delete from own_mail where created_at < ${instant(before)} and state not in ('claimed', 'at_dot')`,
  );
}
