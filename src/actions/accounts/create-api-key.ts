import { uuidv7 } from 'uuidv7';
import { scopesOfUser } from '#actions/accounts/caller.ts';
import { hashToken, newApiKeyText } from '#actions/accounts/token.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Scope } from '#contract/scopes.ts';
import type { Instant } from '#core/time/instant.ts';
import { loadRights } from '#storage/access/rights.ts';
import { type ApiKey, insertApiKey } from '#storage/accounts/api-keys.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type WantedApiKey = {
  /** The user that the key acts as. */
  readonly user: { readonly id: number };
  readonly organization: Organization;
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
  const { user, organization, ...rest } = wanted;
  const own = scopesOfUser(await database.organization(organization.seat, (tx) => loadRights(tx, user.id)));
  const foreign = wanted.scopes.filter((scope) => !own.includes(scope));
  if (foreign.length > 0)
    return { kind: 'refused', reason: 'scopes_not_yours', params: { scopes: foreign.join(', ') } };
  if (wanted.expiresAt !== null && wanted.expiresAt <= now) return { kind: 'refused', reason: 'expiry_in_past' };
  const { text, prefix } = newApiKeyText();
  const scopes = [...new Set(wanted.scopes)];
  const secretHash = hashToken(text);
  const publicId = uuidv7();
  const apiKey = await database.control(async (tx) => {
    const row = {
      ...rest,
      organizationId: organization.id,
      userId: user.id,
      publicId,
      prefix,
      secretHash,
      scopes,
      now,
    };
    const inserted = await insertApiKey(tx, row);
    const target = { kind: 'api_key', id: publicId } as const;
    await writeAuditOf(tx, organization.seat, { action: 'api_key_created', actor: user.id, at: now, target });
    return inserted;
  });
  return { kind: 'created', apiKey, key: text };
}
