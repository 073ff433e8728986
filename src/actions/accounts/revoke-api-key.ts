import type { Caller } from '#actions/accounts/caller.ts';
import { keyOwnersFor } from '#actions/accounts/list-api-keys.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { markRevoked } from '#storage/accounts/api-keys.ts';
import type { Database } from '#storage/db.ts';

/** At once and for good. Somebody else's key, a revoked one and none at all are the same "not found". */
export async function revokeApiKey(
  database: Database,
  caller: Caller,
  publicId: string,
  now: Instant,
): Promise<null | Refusal<'not_found'>> {
  const revoked = await database.control((tx) =>
    markRevoked(tx, { organizationId: caller.organization.id, publicId, owners: keyOwnersFor(caller), now }),
  );
  return revoked ? null : { kind: 'refused', reason: 'not_found' };
}
