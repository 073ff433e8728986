// Ends an import under way. What was taken in until then stays and can be undone; the rows that wait are not read any more, and
// are told in its file.
import { findOwn } from '#actions/imports/read-imports.ts';
import type { Acting } from '#actions/records/acting.ts';
import { endImport } from '#storage/imports/imports.ts';

export type CancelledImport =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'not_now' };

export async function cancelImport(
  { database, organization, actor, now }: Acting,
  id: string,
): Promise<CancelledImport> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findOwn(tx, actor.id, id);
    if (found === null) return { kind: 'refused', reason: 'not_found' };
    const isEnded = await endImport(tx, found.stored.id, now);
    return isEnded ? { kind: 'cancelled' } : { kind: 'refused', reason: 'not_now' };
  });
}
