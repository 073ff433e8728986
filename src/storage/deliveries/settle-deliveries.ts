// What became of deliveries, written for many at once. Only the holder of the fence may say it.
import { sql } from 'kysely';
import { bigints, floats, integers, texts } from '#storage/arrays.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import type { Held } from '#storage/deliveries/claim-deliveries.ts';
import { isProvenSent } from '#storage/mail/email-events.ts';

export type SettledState =
  | 'sent'
  | 'failed'
  | 'bounced'
  | 'unconfirmed'
  | 'awaited'
  | 'suppressed'
  | 'planned'
  | 'cancelled';

export type Settlement = {
  readonly id: string;
  readonly fence: number;
  readonly state: SettledState;
  /** For planned: when it is tried again. */
  readonly dueAt: Instant | null;
  /** The other side's words, or ours; no personal data beyond what the server said. */
  readonly outcome: string | null;
};

export type Settled = {
  /** When it passed the gate last; null: it never did. */
  readonly dotAt: Instant | null;
  /** The mail account that it went by; null: none. */
  readonly account: number | null;
};

/**
 * Gives those that were still this worker's to settle, by id. What was withdrawn while the server had it, and is put off by it,
 * is not tried again (C-51).
 */
export async function settleDeliveries(
  tx: Tx,
  settlements: readonly Settlement[],
  now: Instant,
): Promise<Map<string, Settled>> {
  const rows = await tx.hot<Settled & { id: string }>(sql`
    update delivery d set outcome = s.outcome, leased_until = null,
      state = case when s.state in ('unconfirmed', 'awaited') and ${isProvenSent} then 'sent'
        when s.state = 'planned' and d.withdrawn then case when ${isProvenSent} then 'sent' else 'cancelled' end
        else s.state end,
      due_at = coalesce(to_timestamp(s.due / 1000), d.due_at),
      finished_at = case when s.state = 'planned' and not d.withdrawn then null else ${instant(now)} end
    from unnest(${bigints(settlements.map((one) => one.id))}, ${integers(settlements.map((one) => one.fence))},
      ${texts(settlements.map((one) => one.state))}, ${floats(settlements.map((one) => one.dueAt))},
      ${texts(settlements.map((one) => one.outcome))}) as s (id, fence, state, due, outcome)
    where d.id = s.id and d.fence = s.fence and d.state in ('claimed', 'dot_pending')
    returning d.id, d.dot_at as "dotAt", d.mail_account_id as account`);
  return new Map(rows.map((row) => [row.id, row]));
}

export type RenderedMessage = {
  readonly delivery: Held;
  readonly messageId: string;
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/**
 * The snapshot of what is about to be sent (K-90). A later attempt replaces it: it renders anew. Only the holder of the fence
 * may say it: what another worker sent meanwhile stays as it was sent. Nothing but rows may be locked after it.
 */
export async function saveMessages(tx: Tx, messages: readonly RenderedMessage[], now: Instant): Promise<void> {
  if (messages.length === 0) return;
  await tx.hot(sql`
    insert into message (delivery_id, message_id, recipient, subject, html, text, rendered_at)
    select d.id, message_id, recipient, subject, html, body, ${instant(now)}
    from unnest(${bigints(messages.map((m) => m.delivery.id))}, ${integers(messages.map((m) => m.delivery.fence))},
      ${texts(messages.map((m) => m.messageId))}, ${texts(messages.map((m) => m.recipient))},
      ${texts(messages.map((m) => m.subject))}, ${texts(messages.map((m) => m.html))},
      ${texts(messages.map((m) => m.text))})
      as t (id, fence, message_id, recipient, subject, html, body)
    join delivery d on d.id = t.id and d.fence = t.fence and d.state = 'claimed' for no key update of d
    on conflict (delivery_id) do update set message_id = excluded.message_id, recipient = excluded.recipient,
      subject = excluded.subject, html = excluded.html, text = excluded.text, rendered_at = excluded.rendered_at`);
}

/** When the next delivery may be attempted; null: none is planned. */
export async function nextDeliveryAt(tx: Tx): Promise<Instant | null> {
  const rows = await tx.hot<{ due_at: number }>(
    sql`select min(due_at) as due_at from delivery where state = 'planned' having min(due_at) is not null`,
  );
  return rows[0]?.due_at ?? null;
}
