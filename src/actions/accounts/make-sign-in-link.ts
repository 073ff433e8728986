import { newToken } from '#actions/accounts/token.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { insertSignInLink } from '#storage/accounts/sign-in-links.ts';
import type { Database } from '#storage/db.ts';

const LINK_DAYS = 1;

export type SignInLink = { readonly token: string; readonly expiresAt: Instant };

/** A link that signs the user in once. `publicUrl` is where people reach the server, never what a request says (T12). */
export function signInUrl(publicUrl: string, link: SignInLink): string {
  return new URL(`/sign-in?token=${link.token}`, publicUrl).href;
}

export async function makeSignInLink(database: Database, userId: number, now: Instant): Promise<SignInLink> {
  const token = newToken();
  const expiresAt = now + LINK_DAYS * DAY;
  await database.control((tx) =>
    insertSignInLink(tx, { tokenHash: token.hash, userId, purpose: 'sign_in', expiresAt }),
  );
  return { token: token.text, expiresAt };
}
