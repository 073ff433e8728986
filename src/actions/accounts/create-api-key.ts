import { uuidv7 } from 'uuidv7';
import { scopesOfUser } from '#actions/accounts/caller.ts';
import { hashToken, newApiKeyText } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Scope } from '#contract/scopes.ts';
import type { Instant } from '#core/time/instant.ts';
import { type ApiKey, insertApiKey } from '#storage/accounts/api-keys.ts';
import type { Database } from '#storage/db.ts';

export type WantedApiKey = {
  /** The user that the key acts as. */
  readonly user: { readonly id: number; readonly administrator: boolean };
  readonly organizationId: number;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: until revoked. */
  readonly expiresAt: Instant | null;
};

export type CreatedApiKey = {
  readonly kind: 'created';
  readonly apiKey: ApiKey;
  /** To be shown once: only its hash is kept. */
  readonly key: string;
};

export async function createApiKey(
  database: Database,
  wanted: WantedApiKey,
  now: Instant,
): Promise<CreatedApiKey | Refusal<'scopes_not_yours' | 'expiry_in_past'>> {
  const { user, ...rest } = wanted;
  const own = scopesOfUser(user);
  const foreign = wanted.scopes.filter((scope) => !own.includes(scope));
  if (foreign.length > 0)
    return { kind: 'refused', reason: 'scopes_not_yours', params: { scopes: foreign.join(', ') } };
  if (wanted.expiresAt !== null && wanted.expiresAt <= now) return { kind: 'refused', reason: 'expiry_in_past' };
  const { text, prefix } = newApiKeyText();
  const scopes = [...new Set(wanted.scopes)];
  const secretHash = hashToken(text);
  const apiKey = await database.control((tx) =>
    insertApiKey(tx, { ...rest, userId: user.id, publicId: uuidv7(), prefix, secretHash, scopes, now }),
  );
  return { kind: 'created', apiKey, key: text };
}
