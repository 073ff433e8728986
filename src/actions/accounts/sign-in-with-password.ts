import { isPassword } from '#actions/accounts/password.ts';
import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { findUserByEmail, holdUser } from '#storage/accounts/users.ts';
import type { Database } from '#storage/db.ts';

export type Credentials = { readonly email: string; readonly password: string };

const refused = { kind: 'refused', reason: 'wrong_credentials' } as const;

/** One refusal for every reason, after the same work: who has an account can't be found out here (T13). */
export async function signInWithPassword(
  database: Database,
  credentials: Credentials,
  now: Instant,
): Promise<StartedSession | Refusal<'wrong_credentials'>> {
  const found = await database.control((tx) => findUserByEmail(tx, credentials.email));
  const matches = await isPassword(credentials.password, found?.passwordHash ?? null);
  if (found === null || !matches) return refused;
  return database.control(async (tx) => {
    // Since the check the password may have been changed, which ended all sessions: none may begin after that.
    const still = await holdUser(tx, found.user.id, found.passwordHash);
    return still ? startSession(tx, found.user.id, now) : refused;
  });
}
