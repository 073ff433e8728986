// A forgotten password: a link by mail that works once, within an hour, to choose a new one.
import { hashPassword, PASSWORD_LENGTH_MIN } from '#actions/accounts/password.ts';
import { writeNotice } from '#actions/accounts/notices.ts';
import { hashToken, newToken } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { SendNotice } from '#core/message/notice.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';
import { deleteSessionsOf } from '#storage/accounts/sessions.ts';
import { deleteSignInLinksOf, insertSignInLink, takeSignInLink } from '#storage/accounts/sign-in-links.ts';
import { findUserByEmail, savePasswordHash } from '#storage/accounts/users.ts';
import { writeAuditOfUser } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';
import { findOrganization } from '#storage/organizations/organizations.ts';

export type ResetRequest = {
  readonly email: string;
  /** Where people reach the server, never what a request says (T12). */
  readonly publicUrl: URL;
  readonly sendNotice: SendNotice;
  readonly now: Instant;
};

/** For an address that nobody has it does nothing, and nobody is told which it was (T13): don't let an answer wait for it. */
export async function sendPasswordLink(database: Database, request: ResetRequest): Promise<void> {
  const { publicUrl, sendNotice, now } = request;
  const found = await database.control((tx) => findUserByEmail(tx, request.email));
  const organization = found === null ? null : await findOrganization(database, found.user.organizationId);
  if (found === null || organization === null || !found.user.active) return;
  const { user } = found;
  const token = newToken();
  await database.control(async (tx) => {
    const link = { tokenHash: token.hash, userId: user.id, purpose: 'reset_password' } as const;
    await insertSignInLink(tx, { ...link, expiresAt: now + HOUR });
    await writeAuditOfUser(tx, user.id, { action: 'password_reset_asked', at: now, by: 'nobody' });
  });
  const notice = await writeNotice(database, organization, {
    kind: 'password',
    language: user.preferences.language ?? organization.language,
    to: { name: user.name, address: user.email },
    by: user.name,
    url: new URL(`/new-password?token=${token.text}`, publicUrl).href,
    now,
  });
  await sendNotice(notice);
}

/** Ends every session and every link of the user; nobody is signed in by it. */
export async function resetPassword(
  database: Database,
  { token, password }: { readonly token: string; readonly password: string },
  now: Instant,
): Promise<null | Refusal<'link_not_valid' | 'password_too_short'>> {
  if (password.length < PASSWORD_LENGTH_MIN) {
    return { kind: 'refused', reason: 'password_too_short', params: { min: PASSWORD_LENGTH_MIN } };
  }
  const passwordHash = await hashPassword(password);
  return database.control(async (tx) => {
    const taken = await takeSignInLink(tx, { tokenHash: hashToken(token), purpose: 'reset_password' }, now);
    if (taken === null) return { kind: 'refused', reason: 'link_not_valid' };
    const { userId: id } = taken;
    await savePasswordHash(tx, id, passwordHash);
    await deleteSessionsOf(tx, id);
    await deleteSignInLinksOf(tx, id);
    await writeAuditOfUser(tx, id, { action: 'password_reset', at: now, by: 'user' });
    return null;
  });
}
