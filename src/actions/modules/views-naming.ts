import type { Criteria } from '#core/criteria/criteria.ts';
import type { Tx } from '#storage/db.ts';
import { listViews } from '#storage/views/views.ts';

/** Names of the views that filter by the field. A column or an order of a view simply goes with its field. */
export async function viewsNaming(tx: Tx, module: string, field: string): Promise<string[]> {
  const views = await listViews(tx, module);
  return views.filter(({ criteria }) => mentions(criteria, field)).map(({ name }) => name);
}

function mentions(criteria: Criteria, field: string): boolean {
  if ('all' in criteria) return criteria.all.some((part) => mentions(part, field));
  if ('any' in criteria) return criteria.any.some((part) => mentions(part, field));
  if ('not' in criteria) return mentions(criteria.not, field);
  return criteria.field === field;
}
