import { type Caller, callerOf } from '#actions/accounts/caller.ts';
import { hashToken, looksLikeApiKey } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { loadRights } from '#storage/access/rights.ts';
import { type FoundCaller, findCallerByApiKey, findCallerBySession } from '#storage/accounts/callers.ts';
import type { Database } from '#storage/db.ts';

export type Credential =
  | { readonly kind: 'session'; readonly token: string }
  | { readonly kind: 'api_key'; readonly key: string };

const notSignedIn = { kind: 'refused', reason: 'not_signed_in' } as const;

/** Who is calling. One refusal for unknown, expired, revoked and inactive. */
export async function authenticate(
  database: Database,
  credential: Credential,
  now: Instant,
): Promise<{ kind: 'known'; caller: Caller } | Refusal<'not_signed_in'>> {
  const caller =
    credential.kind === 'session'
      ? await callerOfSession(database, credential.token, now)
      : await callerOfKey(database, credential.key, now);
  return caller === null ? notSignedIn : { kind: 'known', caller };
}

async function callerOfSession(database: Database, token: string, now: Instant): Promise<Caller | null> {
  const found = await database.control((tx) => findCallerBySession(tx, hashToken(token), now));
  if (found === null) return null;
  const { proof, needsTwoFactor } = found;
  return callerOf(await withRights(database, found), { kind: 'session', proof, needsTwoFactor }, 'all');
}

async function callerOfKey(database: Database, key: string, now: Instant): Promise<Caller | null> {
  if (!looksLikeApiKey(key)) return null;
  const found = await database.control((tx) => findCallerByApiKey(tx, hashToken(key), now));
  if (found === null) return null;
  return callerOf(await withRights(database, found), { kind: 'api_key', publicId: found.keyPublicId }, found.scopes);
}

/** Looked up with every request: what an administrator takes away is gone at once (U-1). */
async function withRights(database: Database, found: FoundCaller) {
  const rights = await database.organization(found.organization.seat, (tx) => loadRights(tx, found.user.id));
  return { ...found, rights };
}
