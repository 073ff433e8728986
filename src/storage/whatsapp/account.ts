// W-1: the number that the organisation writes from by WhatsApp. What opens it comes out sealed, and only where it is used.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type WhatsappAccount = {
  readonly enabled: boolean;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  /** As recipients see them. */
  readonly displayNumber: string;
  readonly displayName: string;
  readonly pausedAt: Instant | null;
  readonly pausedReason: string | null;
  /** When the templates were fetched last; null: never. */
  readonly synchronisedAt: Instant | null;
  /** When Meta last told of anything; null: never. */
  readonly heardAt: Instant | null;
};

export type SealedSecrets = {
  readonly token: Uint8Array;
  readonly appSecret: Uint8Array;
  readonly verifyToken: Uint8Array;
};

const columns = sql`enabled, phone_number_id as "phoneNumberId", business_account_id as "businessAccountId",
  display_number as "displayNumber", display_name as "displayName", paused_at as "pausedAt",
  paused_reason as "pausedReason", synchronised_at as "synchronisedAt", heard_at as "heardAt"`;

/** Null: it was never set up. */
export async function findWhatsappAccount(tx: Tx): Promise<(WhatsappAccount & SealedSecrets) | null> {
  const rows = await tx.hot<WhatsappAccount & SealedSecrets>(sql`
    select ${columns}, token, app_secret as "appSecret", verify_token as "verifyToken" from whatsapp_account`);
  return rows[0] ?? null;
}

export type SavedWhatsapp = SealedSecrets &
  Pick<WhatsappAccount, 'enabled' | 'phoneNumberId' | 'businessAccountId' | 'displayNumber' | 'displayName'> & {
    readonly now: Instant;
  };

/** What was entered anew and works ends a pause. */
export async function saveWhatsappAccount(tx: Tx, account: SavedWhatsapp): Promise<void> {
  await tx.query(sql`
    insert into whatsapp_account (enabled, phone_number_id, business_account_id, display_number, display_name, token,
      app_secret, verify_token, changed_at)
    values (${account.enabled}, ${account.phoneNumberId}, ${account.businessAccountId}, ${account.displayNumber},
      ${account.displayName}, ${account.token}, ${account.appSecret}, ${account.verifyToken}, ${instant(account.now)})
    on conflict (only_one) do update set enabled = excluded.enabled, phone_number_id = excluded.phone_number_id,
      business_account_id = excluded.business_account_id, display_number = excluded.display_number,
      display_name = excluded.display_name, token = excluded.token, app_secret = excluded.app_secret,
      verify_token = excluded.verify_token, changed_at = excluded.changed_at, paused_at = null, paused_reason = null`);
}

/** Takes effect at the gate with this transaction's commit. */
export async function switchWhatsappOff(tx: Tx, now: Instant): Promise<void> {
  await tx.query(sql`update whatsapp_account set enabled = false, changed_at = ${instant(now)}`);
}

/** The first reason stays. */
export async function pauseWhatsapp(tx: Tx, reason: string, at: Instant): Promise<void> {
  await tx.query(sql`
    update whatsapp_account set paused_reason = ${reason.slice(0, 500)}, paused_at = ${instant(at)}
    where paused_at is null`);
}

export async function resumeWhatsapp(tx: Tx): Promise<void> {
  await tx.query(sql`update whatsapp_account set paused_reason = null, paused_at = null`);
}

/** The time in which nothing could go out was no trying: what waits has its 72 hours before it (C-33). */
export async function bringWhatsappForward(tx: Tx, now: Instant): Promise<void> {
  await tx.query(sql`
    update delivery set first_attempt_at = null, attempts = 0, due_at = least(due_at, ${instant(now)})
    where state = 'planned' and channel = 'whatsapp'`);
}

export async function noteHeard(tx: Tx, now: Instant): Promise<void> {
  await tx.hot(sql`
    update whatsapp_account set heard_at = ${instant(now)}
    where heard_at is null or heard_at < ${instant(now)} - interval '1 minute'`);
}
