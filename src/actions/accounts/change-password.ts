import { hashPassword, isPassword, PASSWORD_LENGTH_MIN } from '#actions/accounts/password.ts';
import { type StartedSession, startSession } from '#actions/accounts/start-session.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { deleteSessionsOf, type Proof } from '#storage/accounts/sessions.ts';
import { deleteSignInLinksOf } from '#storage/accounts/sign-in-links.ts';
import { findUser, holdUser, savePasswordHash } from '#storage/accounts/users.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

export type PasswordChange = {
  readonly userId: number;
  /** Of the session that asks: it goes on as another one. */
  readonly proof: Proof;
  /** Null: the user claims to have none yet. */
  readonly currentPassword: string | null;
  readonly password: string;
};

const refused = { kind: 'refused', reason: 'wrong_credentials' } as const;

/** Sets the password, ends all the user's sessions and unused links, and starts one new session (T12). */
export async function changePassword(
  database: Database,
  change: PasswordChange,
  now: Instant,
): Promise<StartedSession | Refusal<'wrong_credentials' | 'password_too_short'>> {
  if (change.password.length < PASSWORD_LENGTH_MIN) {
    return { kind: 'refused', reason: 'password_too_short', params: { min: PASSWORD_LENGTH_MIN } };
  }
  const found = await database.control((tx) => findUser(tx, change.userId));
  if (found === null || !(await isCurrent(change.currentPassword, found.passwordHash))) return refused;
  const passwordHash = await hashPassword(change.password);
  return database.control(async (tx) => {
    if (!(await holdUser(tx, change.userId, found.passwordHash))) return refused;
    await savePasswordHash(tx, change.userId, passwordHash);
    await deleteSessionsOf(tx, change.userId);
    await deleteSignInLinksOf(tx, change.userId);
    const session = await startSession(tx, change, now);
    await writeAuditOfUser(tx, change.userId, { action: 'password_changed', at: now, by: 'user' });
    return session;
  });
}

async function isCurrent(claimed: string | null, passwordHash: string | null): Promise<boolean> {
  if (claimed === null) return passwordHash === null;
  return isPassword(claimed, passwordHash);
}
