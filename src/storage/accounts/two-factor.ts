// The second factor of users, in the control tables. Whoever checks a code holds the row, so a code is taken once.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type TwoFactor = {
  readonly userId: number;
  /** Sealed. */
  readonly secret: Uint8Array;
  /** Null: it is being set up. */
  readonly confirmedAt: Instant | null;
  /** The time step of the latest code that was taken. */
  readonly lastStep: number;
  readonly failures: number;
  readonly lockedUntil: Instant | null;
};

const columns = sql`user_id as "userId", secret, confirmed_at as "confirmedAt", last_step::float8 as "lastStep", failures,
  locked_until as "lockedUntil"`;

export async function findTwoFactor(tx: Tx, userId: number): Promise<TwoFactor | null> {
  const [found = null] = await tx.query<TwoFactor>(
    sql`select ${columns} from cadenza.two_factor where user_id = ${userId}`,
  );
  return found;
}

/** For this transaction: of several codes at once, one is checked after the other. */
export async function holdTwoFactor(tx: Tx, userId: number): Promise<TwoFactor | null> {
  const [found = null] = await tx.query<TwoFactor>(
    sql`select ${columns} from cadenza.two_factor where user_id = ${userId} for update`,
  );
  return found;
}

/** Begins to set it up, anew if that was begun before. */
export async function insertTwoFactor(
  tx: Tx,
  { userId, secret, now }: { readonly userId: number; readonly secret: Uint8Array; readonly now: Instant },
): Promise<void> {
  await tx.query(sql`
    insert into cadenza.two_factor (user_id, secret, created_at) values (${userId}, ${secret}, ${instant(now)})
    on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0,
      failures = 0, locked_until = null where two_factor.confirmed_at is null`);
}

export async function confirmTwoFactor(tx: Tx, userId: number, now: Instant): Promise<void> {
  await tx.query(sql`update cadenza.two_factor set confirmed_at = ${instant(now)} where user_id = ${userId}`);
}

/** Null: a recovery code was taken, which is of no time step. */
export async function saveCodeTaken(tx: Tx, userId: number, step: number | null): Promise<void> {
  await tx.query(sql`
    update cadenza.two_factor set failures = 0, locked_until = null, last_step = coalesce(${step}::bigint, last_step)
    where user_id = ${userId}`);
}

export async function saveCodeFailed(tx: Tx, userId: number, lockedUntil: Instant | null): Promise<void> {
  await tx.query(sql`
    update cadenza.two_factor set failures = failures + 1,
      locked_until = ${lockedUntil === null ? sql`locked_until` : instant(lockedUntil)} where user_id = ${userId}`);
}

/** With the recovery codes. False: there was none. */
export async function deleteTwoFactor(tx: Tx, userId: number): Promise<boolean> {
  await tx.query(sql`delete from cadenza.recovery_code where user_id = ${userId}`);
  const rows = await tx.query(sql`delete from cadenza.two_factor where user_id = ${userId} returning 1`);
  return rows.length === 1;
}

export async function replaceRecoveryCodes(tx: Tx, userId: number, hashes: readonly Uint8Array[]): Promise<void> {
  await tx.query(sql`delete from cadenza.recovery_code where user_id = ${userId}`);
  for (const hash of hashes) {
    await tx.query(sql`insert into cadenza.recovery_code (user_id, code_hash) values (${userId}, ${hash})`);
  }
}

/** Uses it up. False: there is none like it, or it was used. */
export async function takeRecoveryCode(tx: Tx, userId: number, hash: Uint8Array): Promise<boolean> {
  const rows = await tx.query(
    sql`delete from cadenza.recovery_code where user_id = ${userId} and code_hash = ${hash} returning 1`,
  );
  return rows.length === 1;
}

export async function countRecoveryCodes(tx: Tx, userId: number): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    sql`select count(*)::int as count from cadenza.recovery_code where user_id = ${userId}`,
  );
  return only(rows).count;
}

/** Public ids of the organisation's users who have it. */
export async function listUsersWithTwoFactor(tx: Tx, organizationId: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select u.public_id as id from cadenza.two_factor t join cadenza.app_user u on u.id = t.user_id
    where u.organization_id = ${organizationId} and t.confirmed_at is not null order by u.id`);
  return rows.map(({ id }) => id);
}

export async function isTwoFactorRequired(tx: Tx, organizationId: number): Promise<boolean> {
  const rows = await tx.query<{ required: boolean }>(
    sql`select two_factor_required as required from cadenza.organization where id = ${organizationId}`,
  );
  return only(rows).required;
}

export async function saveTwoFactorRequired(tx: Tx, organizationId: number, required: boolean): Promise<void> {
  await tx.query(sql`update cadenza.organization set two_factor_required = ${required} where id = ${organizationId}`);
}
