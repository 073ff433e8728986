import { makeSignInLink, type SignInLink } from '#actions/accounts/make-sign-in-link.ts';
import type { Instant } from '#core/time/instant.ts';
import { deleteSessionsOf } from '#storage/accounts/sessions.ts';
import { deleteTwoFactor } from '#storage/accounts/two-factor.ts';
import { findUserByEmail, savePasswordHash } from '#storage/accounts/users.ts';
import type { Database } from '#storage/db.ts';

export type LinkRequest = {
  readonly email: string;
  /** forget: password and second factor end, and all sessions; the link leads to choosing new ones. */
  readonly password: 'keep' | 'forget';
};

export type LinkedUser =
  | { readonly kind: 'linked'; readonly name: string; readonly link: SignInLink }
  | { readonly kind: 'refused'; readonly reason: 'user_unknown' | 'user_inactive' };

/** A sign-in link for a user: for whoever runs the installation, never for the API. */
export async function linkUser(
  database: Database,
  { email, password }: LinkRequest,
  now: Instant,
): Promise<LinkedUser> {
  const found = await database.control((tx) => findUserByEmail(tx, email));
  if (found === null) return { kind: 'refused', reason: 'user_unknown' };
  const { user } = found;
  if (!user.active) return { kind: 'refused', reason: 'user_inactive' };
  if (password === 'forget') {
    await database.control(async (tx) => {
      await savePasswordHash(tx, user.id, null);
      await deleteTwoFactor(tx, user.id);
      await deleteSessionsOf(tx, user.id);
    });
  }
  return { kind: 'linked', name: user.name, link: await makeSignInLink(database, user.id, now) };
}
