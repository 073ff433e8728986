import type { Caller } from '#actions/accounts/caller.ts';
import { keyOwnersFor } from '#actions/accounts/list-api-keys.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';
import { markRevoked } from '#storage/accounts/api-keys.ts';
import { writeAuditOf } from '#storage/audit/write-audit.ts';
import type { Database } from '#storage/db.ts';

/** At once and for good. Somebody else's key, a revoked one and none at all are the same "not found". */
export async function revokeApiKey(
  database: Database,
  caller: Caller,
  publicId: string,
  now: Instant,
): Promise<null | Refusal<'not_found'>> {
  const { organization, member } = caller;
  const revoked = await database.control(async (tx) => {
    const key = { organizationId: organization.id, publicId, owners: keyOwnersFor(caller), now };
    if (!(await markRevoked(tx, key))) return false;
    const target = { kind: 'api_key', id: publicId } as const;
    await writeAuditOf(tx, organization.seat, { action: 'api_key_revoked', actor: member.id, at: now, target });
    return true;
  });
  return revoked ? null : { kind: 'refused', reason: 'not_found' };
}
