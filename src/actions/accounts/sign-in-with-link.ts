import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import { hashToken } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { takeSignInLink } from '#storage/accounts/sign-in-links.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

/** Uses the link up and starts a session, both or neither. */
export async function signInWithLink(
  database: Database,
  token: string,
  now: Instant,
): Promise<StartedSession | Refusal<'link_not_valid'>> {
  return database.control(async (tx) => {
    const taken = await takeSignInLink(tx, { tokenHash: hashToken(token), purpose: 'sign_in' }, now);
    if (taken === null) return { kind: 'refused', reason: 'link_not_valid' };
    const session = await startSession(tx, taken.userId, now);
    await writeAuditOfUser(tx, taken.userId, { action: 'signed_in', at: now, by: 'user' });
    return session;
  });
}
