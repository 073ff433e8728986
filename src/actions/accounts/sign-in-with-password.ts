import { isPassword } from '#actions/accounts/password.ts';
import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import { checkSecondFactor, type FactorRefusal } from '#actions/accounts/second-factor.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { findUserByEmail, holdUser } from '#storage/accounts/users.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

export type Credentials = {
  readonly email: string;
  readonly password: string;
  /** Of the second factor; null: not given. */
  readonly code: string | null;
};

const refused = { kind: 'refused', reason: 'wrong_credentials' } as const;

/**
 * One refusal for every reason, after the same work: who has an account can't be found out here (T13). What is written
 * down of a failure goes to `afterwards`, so that nobody waits for it.
 */
export async function signInWithPassword(
  { database, seals }: { readonly database: Database; readonly seals: Seals },
  credentials: Credentials,
  { now, afterwards }: { readonly now: Instant; readonly afterwards: (work: Promise<unknown>) => void },
): Promise<StartedSession | Refusal<'wrong_credentials'> | FactorRefusal> {
  const found = await database.control((tx) => findUserByEmail(tx, credentials.email));
  const matches = await isPassword(credentials.password, found?.passwordHash ?? null);
  if (found === null) return refused;
  if (!matches) {
    const failed = { action: 'sign_in_failed', at: now, by: 'nobody' } as const;
    afterwards(database.control((tx) => writeAuditOfUser(tx, found.user.id, failed)));
    return refused;
  }
  return database.control(async (tx) => {
    // Since the check the password may have been changed, which ended all sessions: none may begin after that.
    const still = await holdUser(tx, found.user.id, found.passwordHash);
    if (!still) return refused;
    const userId = found.user.id;
    const factor = await checkSecondFactor(tx, { userId, seals, code: credentials.code, now });
    if (factor.kind === 'refused') return factor;
    const session = await startSession(tx, { userId, proof: factor.proof }, now);
    await writeAuditOfUser(tx, found.user.id, { action: 'signed_in', at: now, by: 'user' });
    return session;
  });
}
