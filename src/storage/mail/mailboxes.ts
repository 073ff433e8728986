// Mailboxes that replies come to, each with the instant up to which it has been read successfully (C-8).
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

/** Everything that came before `until` has been read and committed. Never goes back; written every few seconds only. */
export async function markAllReadUntil(tx: Tx, until: Instant): Promise<void> {
  await tx.hot(sql`
    update mailbox set read_until = ${instant(until)} where read_until < ${instant(until)} - interval '5 seconds'`);
}
