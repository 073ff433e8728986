import type { Acting } from '#actions/records/acting.ts';
import { type Barred, whyNoAudience } from '#core/cadence/audience-bars.ts';
import { askedField } from '#core/criteria/asked-fields.ts';
import { fieldsOf } from '#core/criteria/criteria.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import { barsOfAudiences } from '#storage/organizations/audience-bars.ts';
import type { Tx } from '#storage/db.ts';
import { catalogueFor, withBeyond } from '#storage/records/beyond.ts';
import { unmasked } from '#storage/records/catalogue.ts';
import { findView, listViews, type StoredView } from '#storage/views/views.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

/** `barred`: why it can't be an audience. */
export type ListedView = { readonly view: StoredView; readonly barred: Barred | null };

/** The views of a module, by name. */
export async function readViews({ database, organization }: Reading, module: string): Promise<ListedView[]> {
  return database.organization(organization.seat, async (tx) => {
    const views = await listViews(tx, module);
    const catalogue = await readerOf(tx, module, views);
    const bars = await barsOfAudiences(tx);
    if (catalogue === null) return [];
    const seen = views.flatMap((view) => seenThrough(catalogue, view) ?? []);
    return seen.map((view) => ({ view, barred: whyNoAudience(view.criteria, catalogue.module, bars) }));
  });
}

/** A view, and its module with what the view's criteria ask. */
export type ReadView = { readonly view: StoredView; readonly module: Module };

/** By its public id. Null: there is none. */
export async function readView({ database, organization }: Reading, id: string): Promise<ReadView | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findView(tx, id);
    const catalogue = found === null ? null : await readerOf(tx, found.module, [found]);
    const view = found === null || catalogue === null ? null : seenThrough(catalogue, found);
    return view === null || catalogue === null ? null : { view, module: catalogue.module };
  });
}

/** The module as the reader may see it, and all of it. Null: they may not see it. */
type Reader = Pick<ReadView, 'module'> & { readonly whole: Module };

async function readerOf(tx: Tx, key: string, views: readonly StoredView[]): Promise<Reader | null> {
  const criteria = views.map((view) => view.criteria);
  const catalogue = await catalogueFor(tx, key, criteria);
  return catalogue && { module: catalogue.module, whole: (await withBeyond(tx, unmasked(catalogue), criteria)).module };
}

/** Null: it asks for what the reader may not see. Its columns and its board are those that they may. */
function seenThrough({ module, whole }: Reader, view: StoredView): StoredView | null {
  const isHidden = (key: string): boolean =>
    askedField(module, key) === undefined && askedField(whole, key) !== undefined;
  if ([...fieldsOf(view.criteria)].some(isHidden)) return null;
  const sort = view.sort !== null && isHidden(view.sort.field) ? null : view.sort;
  const board = view.board !== null && fieldOf(module, view.board) !== undefined ? view.board : null;
  return { ...view, columns: view.columns.filter((key) => !isHidden(key)), sort, board };
}
