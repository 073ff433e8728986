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

/** Whether any message of this round may have gone out without anybody knowing. */
export async function hasUnconfirmed(tx: Tx, enrollment: string): Promise<boolean> {
  const rows = await tx.query(sql`
    select from delivery where enrollment_id = ${enrollment}::bigint and state in ('unconfirmed', 'awaited') limit 1`);
  return rows.length > 0;
}

/** Null: it is not unconfirmed. */
export async function lockUnconfirmed(
  tx: Tx,
  { enrollment, followUp }: { enrollment: string; followUp: number },
): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from delivery
    where enrollment_id = ${enrollment}::bigint and follow_up = ${followUp} and state = 'unconfirmed' for update`);
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
