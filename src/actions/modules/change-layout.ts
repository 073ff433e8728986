// Lays out the pages of a module's records.
import type { Acting } from '#actions/records/acting.ts';
import { type Layout, type LayoutProblem, layoutProblems } from '#core/records/layout.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { saveLayout } from '#storage/records/layouts.ts';

export type ChangedLayout =
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly LayoutProblem[] };

/** `layout` null: as the product draws it. */
export async function changeLayout(
  { database, organization, actor, now }: Acting,
  { module, layout }: { readonly module: string; readonly layout: Layout | null },
): Promise<ChangedLayout> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadWholeCatalogue(tx, module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const problems = layoutProblems(catalogue.module, layout ?? []);
    if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
    await saveLayout(tx, module, layout);
    const target = { kind: 'module', id: module, name: catalogue.module.label.en } as const;
    await writeAudit(tx, { action: 'layout_changed', actor: actor.id, at: now, target });
    return { kind: 'changed' };
  });
}
