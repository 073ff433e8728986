// The indexes that modules should have by now: one for search, and those that their lists need (V-5, R-8).
import { mainModules } from '#core/records/modules.ts';
import type { Tx } from '#storage/db.ts';
import { type IndexDefinition, indexFor } from '#storage/indexes/index-definition.ts';
import { type IndexNeed, loadNeeds } from '#storage/indexes/needs.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';
import { type SearchIndex, searchIndexOf } from '#storage/search/search-index.ts';

export type WantedIndex = IndexDefinition & { readonly search: SearchIndex | null };

export type WantedOfModule = {
  readonly table: string;
  /** Search comes first. */
  readonly indexes: readonly WantedIndex[];
};

/** Of modules in use: what a retired one has stays as it is. A retired field needs none. */
export async function listWanted(tx: Tx): Promise<WantedOfModule[]> {
  const needs = await loadNeeds(tx);
  const wanted: WantedOfModule[] = [];
  for (const key of await moduleKeys(tx)) {
    const catalogue = await loadWholeCatalogue(tx, key);
    if (catalogue === null) continue;
    const ofLists = listIndexes(
      catalogue,
      needs.filter(({ module }) => module === key),
    );
    wanted.push({ table: catalogue.table, indexes: [...searchIndexes(catalogue), ...ofLists] });
  }
  return wanted;
}

async function moduleKeys(tx: Tx): Promise<string[]> {
  const own = (await listOwnModules(tx)).filter(({ retired }) => !retired);
  return [...mainModules, ...own].map(({ key }) => key);
}

function searchIndexes(catalogue: Catalogue): WantedIndex[] {
  const search = searchIndexOf(catalogue);
  return search === null ? [] : [{ ...search.definition, search }];
}

function listIndexes({ table, columns }: Catalogue, needs: readonly IndexNeed[]): WantedIndex[] {
  return needs.flatMap(({ field, kind }): WantedIndex[] => {
    const column = columns.get(field);
    return column === undefined ? [] : [{ ...indexFor(table, kind, column), search: null }];
  });
}
