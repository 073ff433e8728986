import { checkCriteria } from '#core/criteria/check.ts';
import { type Changed, withChanged } from '#core/criteria/changed-module.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { wholeCatalogueFor } from '#storage/records/beyond.ts';
import { listAllViews, type StoredView } from '#storage/views/views.ts';

/** The views whose criteria would ask for what isn't there any more. A column or an order of a view simply goes with its field. */
export async function viewsMissing(tx: Tx, changed: Changed): Promise<StoredView[]> {
  const views = await listAllViews(tx);
  const missing: StoredView[] = [];
  for (const key of new Set(views.map(({ module }) => module))) {
    const own = views.filter((view) => view.module === key);
    const criteria = own.map((view) => view.criteria);
    const module = (await wholeCatalogueFor(tx, key, criteria))?.module ?? null;
    const later = withChanged(module, changed);
    missing.push(...own.filter((view) => isFit(view.criteria, module) && !isFit(view.criteria, later)));
  }
  return missing;
}

function isFit(criteria: Criteria, module: Module | null): boolean {
  return module !== null && checkCriteria(criteria, module).ok;
}
