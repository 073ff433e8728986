// Messages that may be replies, with what a person must know to decide about them.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { outlineNames } from '#actions/enrollments/outline-names.ts';
import { type SeenWaiting, seenWaiting } from '#actions/enrollments/seen-waiting.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type DoubtfulReply, listDoubtfulReplies } from '#storage/mail/doubtful-replies.ts';

type Reading = Pick<Acting, 'database' | 'organization'> & { readonly definitions: Definitions };

/** Oldest first. */
export async function readDoubtfulReplies({
  database,
  organization,
  definitions,
}: Reading): Promise<SeenWaiting<DoubtfulReply>[]> {
  return database.organization(organization.seat, async (tx) => {
    const names = outlineNames(tx, organization.seat, definitions);
    const shown = await seenWaiting(tx, await listDoubtfulReplies(tx), names);
    return shown.sort((a, b) => Number(a.waiting.id) - Number(b.waiting.id));
  });
}
