import { checkSecondFactor, type FactorRefusal } from '#actions/accounts/second-factor.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import { hashToken } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { holdSignInLink, takeSignInLink } from '#storage/accounts/sign-in-links.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

export type UsedLink = {
  readonly token: string;
  /** Of the second factor; null: not given. */
  readonly code: string | null;
};

/** Uses the link up and starts a session, both or neither. */
export async function signInWithLink(
  { database, seals }: { readonly database: Database; readonly seals: Seals },
  { token, code }: UsedLink,
  now: Instant,
): Promise<StartedSession | Refusal<'link_not_valid'> | FactorRefusal> {
  return database.control(async (tx) => {
    const link = { tokenHash: hashToken(token), purpose: 'sign_in' } as const;
    const userId = await holdSignInLink(tx, link, now);
    if (userId === null) return { kind: 'refused', reason: 'link_not_valid' };
    const factor = await checkSecondFactor(tx, { userId, seals, code, now });
    if (factor.kind === 'refused') return factor;
    await takeSignInLink(tx, link, now);
    const session = await startSession(tx, { userId, proof: factor.proof }, now);
    await writeAuditOfUser(tx, userId, { action: 'signed_in', at: now, by: 'user' });
    return session;
  });
}
