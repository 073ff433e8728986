import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

/** A link for one can't be used for the other. */
export type LinkPurpose = 'sign_in' | 'reset_password';

export type NewSignInLink = {
  readonly tokenHash: Uint8Array;
  readonly userId: number;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Instant;
};

export async function insertSignInLink(tx: Tx, link: NewSignInLink): Promise<void> {
  await tx.query(sql`insert into cadenza.sign_in_link (token_hash, user_id, purpose, expires_at)
    values (${link.tokenHash}, ${link.userId}, ${link.purpose}, ${instant(link.expiresAt)})`);
}

export type WantedLink = { readonly tokenHash: Uint8Array; readonly purpose: LinkPurpose };

/** Whose it is, for this transaction. Null: there is none, it has expired, or its user is inactive. */
export async function holdSignInLink(tx: Tx, link: WantedLink, now: Instant): Promise<number | null> {
  const [row] = await tx.query<{ user_id: number }>(sql`
    select l.user_id from cadenza.sign_in_link l join cadenza.app_user u on u.id = l.user_id
    where l.token_hash = ${link.tokenHash} and u.active and l.purpose = ${link.purpose}
      and l.expires_at > ${instant(now)} for update of l`);
  return row?.user_id ?? null;
}

/**
 * Takes the link away and says whose it was: of several at once, the row lock lets one through. Null: there is none,
 * it has expired, or its user is inactive.
 */
export async function takeSignInLink(
  tx: Tx,
  { tokenHash, purpose }: WantedLink,
  now: Instant,
): Promise<{ userId: number } | null> {
  const [row] = await tx.query<{ user_id: number }>(sql`
    delete from cadenza.sign_in_link l using cadenza.app_user u
    where l.token_hash = ${tokenHash} and u.id = l.user_id and u.active and l.purpose = ${purpose}
      and l.expires_at > ${instant(now)}
    returning l.user_id`);
  return row === undefined ? null : { userId: row.user_id };
}

export async function deleteSignInLinksOf(tx: Tx, userId: number): Promise<void> {
  await tx.query(sql`delete from cadenza.sign_in_link where user_id = ${userId}`);
}
