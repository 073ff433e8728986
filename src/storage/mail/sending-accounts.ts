// Mail accounts as the sending of messages sees them: by address, paused or not.
import { sql } from 'kysely';
import { bigints, integers } from '#storage/arrays.ts';
import type { BounceCount } from '#core/message/bounce-rate.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { clearTally } from '#storage/mail/bounce-tally.ts';

export type SendingAccount = {
  readonly id: number;
  readonly revision: number;
  readonly name: string;
  readonly address: string;
  readonly addressFolded: string;
  /** Its host, as people wrote it. */
  readonly server: string;
  /** Of the user whose account it is; null: the organisation's. */
  readonly owner: string | null;
  /** K-105: nobody sends in the name of somebody who left. */
  readonly ownerLeft: boolean;
  readonly isRead: boolean;
  readonly takesBounces: boolean;
  readonly paused: boolean;
};

export async function listSendingAccounts(tx: Tx): Promise<SendingAccount[]> {
  return tx.hot<SendingAccount>(sql`
    select a.id, a.revision, a.name, a.address, a.address_folded as "addressFolded", a.smtp_host as server,
      m.public_id as owner, coalesce(not m.active, false) as "ownerLeft", a.imap_host is not null as "isRead",
      a.takes_bounces as "takesBounces", a.paused_at is not null as paused
    from mail_account a left join member m on m.id = a.member_id order by a.id`);
}

export type SentBy = {
  readonly delivery: string /** Null: the installation's server. */;
  readonly account: number | null;
};

/** Noted before the gate, which asks whether the account is paused. */
export async function noteAccounts(tx: Tx, sent: readonly SentBy[]): Promise<void> {
  await tx.hot(sql`
    update delivery d set mail_account_id = s.account
    from unnest(${bigints(sent.map((one) => one.delivery))}, ${integers(sent.map((one) => one.account))})
      as s (delivery, account)
    where d.id = s.delivery and d.mail_account_id is distinct from s.account`);
}

/** Of deliveries; null: by the installation's server, or by an account that is gone. */
export async function accountsOf(tx: Tx, deliveries: readonly string[]): Promise<(number | null)[]> {
  const rows = await tx.query<{ account: number | null }>(sql`
    select distinct a.id as account from delivery d left join mail_account a on a.id = d.mail_account_id
    where d.id = any(${bigints(deliveries)})`);
  return rows.map(({ account }) => account);
}

type Pause = {
  readonly account: number;
  readonly reason: string;
  readonly at: Instant;
  /** What was too much; left out: a server refused it. */
  readonly bounces?: BounceCount;
};

/** Takes effect at the gate with this transaction's commit. The first reason stays. */
export async function pauseAccount(tx: Tx, { account, reason, at, bounces }: Pause): Promise<void> {
  await tx.query(sql`
    update mail_account set paused_reason = ${reason.slice(0, 500)}, paused_at = ${instant(at)},
      paused_bounces = ${bounces === undefined ? null : JSON.stringify(bounces)}::jsonb
    where id = ${account} and paused_at is null`);
}

/** The time of the pause was no trying: what waits has its 72 hours before it (C-33). */
export async function resumeAccount(tx: Tx, account: number, now: Instant): Promise<void> {
  await tx.query(sql`
    update mail_account set paused_reason = null, paused_at = null, paused_bounces = null where id = ${account}`);
  await clearTally(tx, account);
  await tx.query(sql`
    update delivery set first_attempt_at = null, attempts = 0, due_at = least(due_at, ${instant(now)})
    where state = 'planned' and channel = 'email' and mail_account_id = ${account}`);
}
