import type { Acting } from '#actions/records/acting.ts';
import { type Barred, whyNoAudience } from '#core/cadence/audience-bars.ts';
import { fieldsOf } from '#core/criteria/criteria.ts';
import { fieldOf } from '#core/records/field.ts';
import { barsOfAudiences } from '#storage/organizations/audience-bars.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findView, listViews, type StoredView } from '#storage/views/views.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

/** `barred`: why it can't be an audience. */
export type ListedView = { readonly view: StoredView; readonly barred: Barred | null };

/** The views of a module, by name. */
export async function readViews({ database, organization }: Reading, module: string): Promise<ListedView[]> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, module);
    const bars = await barsOfAudiences(tx);
    if (catalogue === null) return [];
    const views = (await listViews(tx, module)).flatMap((view) => seenThrough(catalogue, view) ?? []);
    return views.map((view) => ({ view, barred: whyNoAudience(view.criteria, catalogue.module, bars) }));
  });
}

/** By its public id. Null: there is none. */
export async function readView({ database, organization }: Reading, view: string): Promise<StoredView | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findView(tx, view);
    const catalogue = found === null ? null : await loadCatalogue(tx, found.module);
    return found === null || catalogue === null ? null : seenThrough(catalogue, found);
  });
}

/** Null: it asks for what the reader may not see. Its columns are those that they may. */
function seenThrough({ module, whole }: Catalogue, view: StoredView): StoredView | null {
  const isHidden = (key: string): boolean =>
    fieldOf(module, key) === undefined && fieldOf(whole.module, key) !== undefined;
  if ([...fieldsOf(view.criteria)].some(isHidden)) return null;
  const sort = view.sort !== null && isHidden(view.sort.field) ? null : view.sort;
  return { ...view, columns: view.columns.filter((key) => !isHidden(key)), sort };
}
