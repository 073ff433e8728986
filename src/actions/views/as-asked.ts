import type { Criteria } from '#core/criteria/criteria.ts';
import { asksForViewer, seenBy } from '#core/criteria/viewer.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers } from '#storage/organizations/members.ts';

/** "Me" is the member on whose behalf the transaction is; in one of the product's own, criteria that say it have no answer. */
export async function asAsked(tx: Tx, criteria: Criteria): Promise<Criteria> {
  if (tx.member === null || !asksForViewer(criteria)) return criteria;
  const viewer = (await listMembers(tx)).find(({ id }) => id === tx.member);
  return viewer === undefined ? criteria : seenBy(criteria, viewer.publicId);
}
