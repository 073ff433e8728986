import type { Caller } from '#actions/accounts/caller.ts';
import { type ApiKey, type KeyOwners, selectApiKeys } from '#storage/accounts/api-keys.ts';
import type { Database } from '#storage/db.ts';

/** The caller's own keys, or for an administrator everybody's; newest first. */
export async function listApiKeys(database: Database, caller: Caller): Promise<ApiKey[]> {
  return database.control((tx) => selectApiKeys(tx, caller.organization.id, keyOwnersFor(caller)));
}

export function keyOwnersFor(caller: Caller): KeyOwners {
  return caller.member.administrator ? { kind: 'everybody' } : { kind: 'user', userId: caller.member.id };
}
