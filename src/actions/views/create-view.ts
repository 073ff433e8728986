import type { Acting } from '#actions/records/acting.ts';
import { checkView, type ViewProblem, type WantedView } from '#actions/views/check-view.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { needsOf, noteNeeds } from '#storage/indexes/needs.ts';
import { catalogueFor } from '#storage/records/beyond.ts';
import { insertView, type StoredView } from '#storage/views/views.ts';

export type CreatedView =
  | { readonly kind: 'created'; readonly view: StoredView }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'name_taken' }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly ViewProblem[] };

/** Makes a view of a module (V-3). */
export async function createView(
  { database, organization, actor, now }: Acting,
  { module, view: wanted }: { readonly module: string; readonly view: WantedView },
): Promise<CreatedView> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await catalogueFor(tx, module, [wanted.criteria]);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const checked = checkView(catalogue.module, wanted);
    if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
    const view = await insertView(tx, { module, content: checked.content, at: now });
    if (view === null) return { kind: 'refused', reason: 'name_taken' };
    await noteNeeds(tx, needsOf(catalogue, view, { now, zone: organization.timeZone }), now);
    const target = { kind: 'view', id: view.publicId, name: view.name } as const;
    await writeAudit(tx, { action: 'view_created', actor: actor.id, at: now, target });
    return { kind: 'created', view };
  });
}
