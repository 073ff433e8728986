// Messages to people's chats on their way. One that a worker was calling when it died may have arrived: it is left.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { NOTHING_STANDS_STILL } from '#storage/standstill/standstill.ts';

export async function planChat(
  tx: Tx,
  { member, text, now }: { readonly member: string; readonly text: string; readonly now: Instant },
): Promise<void> {
  await tx.query(sql`
    insert into chat_message (member, text, due_at, created_at) values (${member}::uuid, ${text}, ${instant(now)}, ${instant(now)})`);
}

export type ClaimedChat = {
  readonly id: string;
  readonly member: string;
  readonly text: string;
  readonly attempts: number;
};

export async function claimChat(
  tx: Tx,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<ClaimedChat[]> {
  return tx.query<ClaimedChat>(sql`
    with due as materialized (
      select id from chat_message where state = 'planned' and due_at <= ${instant(now)} and ${NOTHING_STANDS_STILL}
      order by due_at, id limit ${limit} for update skip locked
    )
    update chat_message c set state = 'calling', attempts = c.attempts + 1 from due where c.id = due.id
    returning c.id, c.member, c.text, c.attempts`);
}

export type SettledChat = {
  readonly id: string;
  readonly state: 'planned' | 'sent' | 'failed';
  readonly dueAt: Instant;
  readonly outcome: string;
};

export async function settleChat(tx: Tx, { id, state, dueAt, outcome }: SettledChat): Promise<void> {
  await tx.query(sql`
    update chat_message set state = ${state}, due_at = ${instant(dueAt)}, outcome = ${outcome.slice(0, 500)}
    where id = ${id}::bigint and state = 'calling'`);
}

export async function forgetChat(tx: Tx, before: Instant): Promise<void> {
  await tx.query(sql`delete from chat_message where created_at < ${instant(before)}`);
}
