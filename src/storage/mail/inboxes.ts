// Folders of mail accounts that are read, each by one worker at a time: a lease on the real clock, renewed while the worker
// lives; whoever lost it can't move the position any more.
import { sql } from 'kysely';
import type { FailedStep } from '#core/message/mail-account.ts';
import type { MailboxPosition } from '#core/message/mailbox.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type HeldInbox = { readonly account: number /** The account's, as it is now. */; readonly revision: number };

const LEASE_SECONDS = 60;
const lease = sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`;

/** Those that nobody reads; nobody reads the mail of somebody who left. */
export async function takeInboxes(tx: Tx, holder: string): Promise<HeldInbox[]> {
  return tx.query<HeldInbox>(sql`
    update inbox i set holder = ${holder}::uuid, leased_until = ${lease}
    from mail_account a left join member m on m.id = a.member_id
    where a.id = i.account_id and a.imap_host is not null and coalesce(m.active, true)
      and (i.leased_until is null or i.leased_until < clock_timestamp())
    returning a.id as account, a.revision`);
}

/** Those that are still the holder's. */
export async function renewInboxes(tx: Tx, holder: string): Promise<HeldInbox[]> {
  return tx.query<HeldInbox>(sql`
    update inbox i set leased_until = ${lease} from mail_account a left join member m on m.id = a.member_id
    where a.id = i.account_id and i.holder = ${holder}::uuid and i.leased_until > clock_timestamp()
      and coalesce(m.active, true)
    returning a.id as account, a.revision`);
}

export async function releaseInboxes(tx: Tx, holder: string): Promise<void> {
  await tx.query(sql`update inbox set holder = null, leased_until = null where holder = ${holder}::uuid`);
}

export type InboxState = { readonly position: MailboxPosition | null; readonly readUntil: Instant };
type Held = { readonly account: number; readonly holder: string };

/** Null: it isn't the holder's. */
export async function findInbox(tx: Tx, { account, holder }: Held): Promise<InboxState | null> {
  const [row] = await tx.query<{ validity: string | null; lastUid: string | null; readUntil: Instant }>(sql`
    select uid_validity as validity, last_uid as "lastUid", read_until as "readUntil" from inbox
    where account_id = ${account} and holder = ${holder}::uuid`);
  if (row === undefined) return null;
  const { validity, lastUid, readUntil } = row;
  const position = validity === null || lastUid === null ? null : { validity, lastUid: Number(lastUid) };
  return { position, readUntil };
}

type Moved = Held & { readonly position: MailboxPosition };

/** False: it isn't the holder's any more. */
export async function movePosition(tx: Tx, { account, holder, position }: Moved): Promise<boolean> {
  const rows = await tx.query(sql`
    update inbox set uid_validity = ${position.validity}::bigint, last_uid = ${position.lastUid}
    where account_id = ${account} and holder = ${holder}::uuid returning 1`);
  return rows.length === 1;
}

/** Everything that had come by `until` is committed. What was wrong is over. */
export async function markReadUntil(tx: Tx, { account, holder }: Held, until: Instant): Promise<void> {
  await tx.query(sql`
    update inbox set read_until = greatest(read_until, ${instant(until)}), failed_step = null, failure = null,
      failure_detail = null, failed_at = null
    where account_id = ${account} and holder = ${holder}::uuid`);
}

/** Since when it can't be read stays. */
export async function markFailed(
  tx: Tx,
  { account, holder }: Held,
  failed: FailedStep & { at: Instant },
): Promise<void> {
  await tx.query(sql`
    update inbox set failed_step = ${failed.step}, failure = ${failed.failure}, failure_detail = ${failed.detail},
      failed_at = coalesce(failed_at, ${instant(failed.at)})
    where account_id = ${account} and holder = ${holder}::uuid`);
}
