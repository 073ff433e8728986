import { newToken } from '#actions/accounts/token.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { insertSession, type Proof } from '#storage/accounts/sessions.ts';
import type { Tx } from '#storage/db.ts';

const SESSION_DAYS = 14;

export type StartedSession = {
  readonly kind: 'started';
  /** For the cookie; kept nowhere. */
  readonly token: string;
  readonly expiresAt: Instant;
};

/** In the transaction of whatever proved who the user is. */
export async function startSession(
  tx: Tx,
  { userId, proof }: { readonly userId: number; readonly proof: Proof },
  now: Instant,
): Promise<StartedSession> {
  const token = newToken();
  const expiresAt = now + SESSION_DAYS * DAY;
  await insertSession(tx, { tokenHash: token.hash, userId, proof, now, expiresAt });
  return { kind: 'started', token: token.text, expiresAt };
}
