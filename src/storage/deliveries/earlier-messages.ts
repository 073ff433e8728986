// What the rounds of deliveries sent before them: the conversations that they may go on with (E-3).
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Tx } from '#storage/db.ts';

export type EarlierMessage = {
  readonly messageId: string;
  readonly recipient: string;
  readonly subject: string;
  /** That it went out by; null: by the installation's server. */
  readonly account: number | null;
};

type Row = EarlierMessage & { readonly delivery: string };

/** By delivery, oldest first; what never left, or may not have, is no part of a conversation. */
export async function findEarlierMessages(
  tx: Tx,
  deliveries: readonly string[],
): Promise<Map<string, EarlierMessage[]>> {
  const found = new Map<string, EarlierMessage[]>();
  if (deliveries.length === 0) return found;
  const rows = await tx.hot<Row>(sql`
    select d.id as delivery, m.message_id as "messageId", m.recipient, m.subject, e.mail_account_id as account
    from delivery d join delivery e on e.enrollment_id = d.enrollment_id and e.channel = 'email' and e.state = 'sent'
      join message m on m.delivery_id = e.id
    where d.id = any(${bigints(deliveries)}) and e.id <> d.id
    order by d.id, e.dot_at, e.id`);
  for (const { delivery, ...message } of rows) found.set(delivery, [...(found.get(delivery) ?? []), message]);
  return found;
}
