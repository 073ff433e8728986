// Messages that may have gone out, with what a person must know to decide about them (C-33).
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { outlineNames } from '#actions/enrollments/outline-names.ts';
import { type SeenWaiting, seenWaiting } from '#actions/enrollments/seen-waiting.ts';
import type { Acting } from '#actions/records/acting.ts';
import { listUnconfirmed, type Unconfirmed } from '#storage/deliveries/reviews.ts';

type Reading = Pick<Acting, 'database' | 'organization'> & { readonly definitions: Definitions };

/** Oldest first. */
export async function readReviews({
  database,
  organization,
  definitions,
}: Reading): Promise<SeenWaiting<Unconfirmed>[]> {
  return database.organization(organization.seat, async (tx) => {
    const names = outlineNames(tx, organization.seat, definitions);
    const shown = await seenWaiting(tx, await listUnconfirmed(tx), names);
    return shown.sort((a, b) => Number(a.waiting.delivery) - Number(b.waiting.delivery));
  });
}
