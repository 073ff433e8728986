import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

/** How the session's user proved who they are; what the provider of single sign-on asks for is its own business. */
export type Proof = 'one_factor' | 'two_factor' | 'single_sign_on';

export type NewSession = {
  readonly tokenHash: Uint8Array;
  readonly userId: number;
  readonly proof: Proof;
  readonly now: Instant;
  readonly expiresAt: Instant;
};

/** Sweeps the user's expired sessions on the way: no job is needed for it. */
export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.query(sql`delete from cadenza.session
    where user_id = ${session.userId} and expires_at <= ${instant(session.now)}`);
  await tx.query(sql`insert into cadenza.session (token_hash, user_id, proof, created_at, expires_at)
    values (${session.tokenHash}, ${session.userId}, ${session.proof}, ${instant(session.now)},
      ${instant(session.expiresAt)})`);
}

/** Says whose it was; null: there was none. */
export async function deleteSession(tx: Tx, tokenHash: Uint8Array): Promise<number | null> {
  const [row] = await tx.query<{ user_id: number }>(
    sql`delete from cadenza.session where token_hash = ${tokenHash} returning user_id`,
  );
  return row?.user_id ?? null;
}

export async function deleteSessionsOf(tx: Tx, userId: number): Promise<void> {
  await tx.query(sql`delete from cadenza.session where user_id = ${userId}`);
}

/** The one that is kept has proved more than before. */
export async function endOtherSessions(
  tx: Tx,
  { userId, kept, proof }: { readonly userId: number; readonly kept: Uint8Array; readonly proof: Proof },
): Promise<void> {
  await tx.query(sql`delete from cadenza.session where user_id = ${userId} and token_hash <> ${kept}`);
  await tx.query(sql`update cadenza.session set proof = ${proof} where user_id = ${userId}`);
}
