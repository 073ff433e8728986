import type { Acting } from '#actions/records/acting.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { cadencesOfView, isTheirs, lockView, deleteView as removeView, type ViewUser } from '#storage/views/views.ts';

export type DeletedView =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'view_not_yours' }
  | { readonly kind: 'refused'; readonly reason: 'in_use'; readonly cadences: readonly ViewUser[] };

/** Deletes a view; not while a cadence refers to it (K-16). `view` is its public id. */
export async function deleteView(
  { database, organization, actor, now }: Acting,
  { view: publicId }: { readonly view: string },
): Promise<DeletedView> {
  return database.organization(organization.seat, async (tx) => {
    // Locked: a cadence that is being published onto it waits, and finds it gone.
    const view = await lockView(tx, publicId);
    if (view === null) return { kind: 'refused', reason: 'not_found' };
    if (!(await isTheirs(tx, view))) return { kind: 'refused', reason: 'view_not_yours' };
    const cadences = await cadencesOfView(tx, view);
    if (cadences.length > 0) return { kind: 'refused', reason: 'in_use', cadences };
    await removeView(tx, view);
    const target = { kind: 'view', id: publicId, name: view.name } as const;
    await writeAudit(tx, { action: 'view_deleted', actor: actor.id, at: now, target });
    return { kind: 'deleted' };
  });
}
