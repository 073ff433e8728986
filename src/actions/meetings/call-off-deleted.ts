// Meetings that were deleted or called off, whichever way: their participants hear of it.
import { callOff } from '#actions/meetings/invite.ts';
import { MEETINGS } from '#actions/meetings/meeting-of.ts';
import type { Telling } from '#actions/meetings/tell-participants.ts';
import type { Database } from '#storage/db.ts';
import { listOrphaned } from '#storage/meetings/invitations.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';

export type CallingOff = Telling & { readonly database: Database; readonly limit: number };

/** How many were called off. */
export async function callOffDeleted({ database, limit, ...telling }: CallingOff): Promise<number> {
  return database.organization(telling.organization.seat, async (tx) => {
    const meetings = await loadWholeCatalogue(tx, MEETINGS);
    const orphaned = meetings === null ? [] : await listOrphaned(tx, meetings, limit);
    for (const invitation of orphaned) await callOff(tx, telling, { invitation, owner: null });
    return orphaned.length;
  });
}
