// Which records people mean: a view's, or some by id or mail address. Gives internal ids, as enrolling takes them.
import type { Acting } from '#actions/records/acting.ts';
import { asAsked } from '#actions/views/as-asked.ts';
import { fold } from '#core/records/fold.ts';
import { isUuid } from '#core/uuid.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findDuplicates } from '#storage/records/find-duplicates.ts';
import { findIds, selectIds } from '#storage/records/read-records.ts';
import { findView, findViewByName, type StoredView } from '#storage/views/views.ts';

export type Selecting = Pick<Acting, 'database' | 'organization' | 'now'> & { readonly module: string };

export type SelectedRecords =
  | { readonly kind: 'selected' /** As it was named → internal id. */; readonly records: ReadonlyMap<string, string> }
  | { readonly kind: 'refused'; readonly reason: 'record_unknown'; readonly names: readonly string[] };

/** By public id or by mail address (the oldest record that has it). All of them, or a refusal that names the others. */
export async function recordsNamed(
  { database, organization, module }: Selecting,
  names: readonly string[],
): Promise<SelectedRecords> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, module);
    const found = catalogue === null ? new Map<string, string>() : await findNamed(tx, catalogue, names);
    const missing = names.filter((name) => !found.has(name));
    if (missing.length > 0) return { kind: 'refused', reason: 'record_unknown', names: missing };
    return { kind: 'selected', records: found };
  });
}

async function findNamed(tx: Tx, catalogue: Catalogue, names: readonly string[]): Promise<Map<string, string>> {
  const ids = names.filter((name) => isUuid(name));
  const addresses = names.filter((name) => name.includes('@'));
  const byId = await findIds(tx, catalogue, ids);
  const byAddress = await findDuplicates(tx, catalogue, { key: 'email', keys: addresses.map(fold) });
  const found = new Map<string, string>();
  for (const name of names) {
    const id = byId.get(name.toLowerCase()) ?? byAddress.get(fold(name));
    if (id !== undefined) found.set(name, id);
  }
  return found;
}

/**
 * The internal ids of a view's records, `limit` at a time, as they are when each batch is asked for. Null: the module has
 * no view of that name or id.
 */
export async function recordsOfView(
  { database, organization, module, now }: Selecting,
  { view: name, after, limit }: { readonly view: string; readonly after: string | null; readonly limit: number },
): Promise<readonly string[] | null> {
  return database.organization(organization.seat, async (tx) => {
    const selected = await viewNamed(tx, module, name);
    if (selected === null) return null;
    const context = { now, zone: organization.timeZone };
    const criteria = await asAsked(tx, selected.view.criteria);
    return selectIds(tx, selected.catalogue, criteria, { context, selection: { after, limit } });
  });
}

/** A view of the module, by its name or public id, with the module's catalogue. Null: there is none. */
async function viewNamed(
  tx: Tx,
  module: string,
  name: string,
): Promise<{ readonly view: StoredView; readonly catalogue: Catalogue } | null> {
  const named = await findViewByName(tx, module, name);
  const view = named === null && isUuid(name) ? await findView(tx, name) : named;
  const catalogue = await loadCatalogue(tx, module);
  return view === null || view.module !== module || catalogue === null ? null : { view, catalogue };
}
