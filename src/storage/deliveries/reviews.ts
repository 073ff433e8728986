// Deliveries whose fate is unknown, and what a person decided about them.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type Unconfirmed = {
  readonly delivery: string;
  readonly enrollment: string;
  readonly record: string;
  readonly cadence: number;
  readonly followUp: number;
  readonly attemptedAt: Instant | null;
  readonly outcome: string | null;
};

const REVIEWS_MAX = 500;

export async function listUnconfirmed(tx: Tx): Promise<Unconfirmed[]> {
  return tx.query<Unconfirmed>(sql`
    select id as delivery, enrollment_id as enrollment, record_id as record, cadence_id as cadence,
      follow_up as "followUp", dot_at as "attemptedAt", outcome
    from delivery where state = 'unconfirmed' order by id limit ${REVIEWS_MAX}`);
}

export type Doubted = { readonly enrollment: string; readonly followUp: number; readonly messageId: string };

const DOUBTED_MAX = 50;

/** Of those that went by this mail account, the latest first. */
export async function listDoubted(
  tx: Tx,
  { account, since }: { readonly account: number; readonly since: Instant },
): Promise<Doubted[]> {
  return tx.hot<Doubted>(sql`
    select d.enrollment_id as enrollment, d.follow_up as "followUp", m.message_id as "messageId"
    from delivery d join message m on m.delivery_id = d.id
    where d.state = 'unconfirmed' and d.mail_account_id = ${account} and d.dot_at > ${instant(since)}
    order by d.dot_at desc limit ${DOUBTED_MAX}`);
}

/** Whether any message of this round may have gone out without anybody knowing. */
export async function hasUnconfirmed(tx: Tx, enrollment: string): Promise<boolean> {
  const rows = await tx.query(sql`
    select from delivery where enrollment_id = ${enrollment}::bigint and state in ('unconfirmed', 'awaited') limit 1`);
  return rows.length > 0;
}

/** Null: it is not unconfirmed, or somebody decided on it just now. To be asked after its enrollment is locked. */
export async function lockUnconfirmed(
  tx: Tx,
  { enrollment, followUp }: { enrollment: string; followUp: number },
): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from delivery d
    where enrollment_id = ${enrollment}::bigint and follow_up = ${followUp} and state = 'unconfirmed'
      and not exists (select from input i where i.enrollment_id = d.enrollment_id and i.follow_up = d.follow_up
        and i.kind = 'reviewed') for update`);
  return rows[0]?.id ?? null;
}

/** Send again leaves it unconfirmed: the engine's command plans it anew under the same identity. */
export async function settleReview(
  tx: Tx,
  { delivery, verdict, now }: { delivery: string; verdict: 'send_again' | 'mark_sent' | 'skip'; now: Instant },
): Promise<void> {
  if (verdict === 'send_again') return;
  const state = verdict === 'mark_sent' ? 'sent' : 'cancelled';
  await tx.query(sql`
    update delivery set state = ${state}, finished_at = ${instant(now)} where id = ${delivery}::bigint`);
}
