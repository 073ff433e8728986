// Loads what criteria ask beyond the records of their module: the modules that lookups lead to, the people of roles and
// teams. Nothing is loaded for criteria that ask nothing of the kind.
import { type AskedBeyond, askedBeyond } from '#core/criteria/beyond.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import { loadPeople, peopleChangedAt } from '#storage/access/people.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue, loadWholeCatalogue, seen } from '#storage/records/catalogue.ts';
import type { RelatedTable } from '#storage/related-rows.ts';

/** loadCatalogue for these criteria, which may be as they came in. */
export async function catalogueFor(tx: Tx, module: string, criteria: readonly unknown[]): Promise<Catalogue | null> {
  const catalogue = await loadCatalogue(tx, module);
  return catalogue && load(tx, catalogue, { asked: askedBeyond(criteria), loadRelated: loadCatalogue });
}

/** loadWholeCatalogue for these criteria. */
export async function wholeCatalogueFor(
  tx: Tx,
  module: string,
  criteria: readonly unknown[],
): Promise<Catalogue | null> {
  const catalogue = await loadWholeCatalogue(tx, module);
  return catalogue && withBeyond(tx, catalogue, criteria);
}

/** A whole catalogue that is there already. */
export function withBeyond(tx: Tx, catalogue: Catalogue, criteria: readonly unknown[]): Promise<Catalogue> {
  return load(tx, catalogue, { asked: askedBeyond(criteria), loadRelated: loadWholeCatalogue });
}

type Loading = { readonly asked: AskedBeyond; readonly loadRelated: typeof loadCatalogue };

async function load(tx: Tx, catalogue: Catalogue, { asked, loadRelated }: Loading): Promise<Catalogue> {
  const { lookups, people } = asked;
  if (lookups.size === 0 && people.size === 0) return catalogue;
  const tables = new Map<string, RelatedTable>();
  const modules: Record<string, Module> = {};
  for (const lookup of lookups) {
    const target = fieldOf(catalogue.module, lookup)?.target ?? null;
    const related = target === null ? null : await loadRelated(tx, target);
    if (related === null) continue;
    modules[lookup] = related.module;
    tables.set(lookup, { table: related.table, columns: related.columns, seen: seen(related) });
  }
  return {
    ...catalogue,
    module: { ...catalogue.module, beyond: { related: modules, people: await loadPeople(tx, people) } },
    beyond: { related: tables, peopleChangedAt: people.size === 0 ? null : await peopleChangedAt(tx), read: [] },
  };
}
