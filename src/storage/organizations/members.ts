// The members of an organisation: the users' names that its own queries need, mirrored into its schema.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type Member = {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
};

export async function listMembers(tx: Tx): Promise<Member[]> {
  return tx.hot<Member>(sql`select id, public_id as "publicId", name, email, active from member order by id`);
}

/** What the organisation's mail says of itself. */
export type MailIdentity = { readonly name: string; readonly address: string };

export async function mailIdentity(tx: Tx): Promise<MailIdentity> {
  const rows = await tx.hot<MailIdentity>(
    sql`select mail_from_name as name, mail_from_address as address from setting`,
  );
  const [identity] = rows;
  if (identity === undefined) throw new Error('the organisation has no settings row');
  return identity;
}

export type SendingState = {
  readonly paused: boolean;
  readonly reason: string | null;
  readonly pausedAt: Instant | null;
};

export async function sendingState(tx: Tx): Promise<SendingState> {
  const rows = await tx.query<SendingState>(
    sql`select sending_paused as paused, paused_reason as reason, paused_at as "pausedAt" from setting`,
  );
  return only(rows);
}

/** Takes effect at the gate with this transaction's commit. */
export async function pauseSending(tx: Tx, reason: string, now: Instant): Promise<void> {
  await tx.query(sql`
    update setting set sending_paused = true, paused_reason = ${reason.slice(0, 500)}, paused_at = ${instant(now)}
    where not sending_paused`);
}

/** The time of the pause was no trying: what waits has its 72 hours before it (C-33). */
export async function resumeSending(tx: Tx): Promise<void> {
  await tx.query(sql`update setting set sending_paused = false, paused_reason = null, paused_at = null`);
  await tx.query(sql`
    update delivery set first_attempt_at = null, attempts = 0 where state = 'planned' and channel = 'email'`);
}
