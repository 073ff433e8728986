// Looks for records of all modules by what they are called and how they are reached, while somebody types.
import { openModule } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import { recordName } from '#actions/records/record-name.ts';
import { type CrmRecord, fieldOf, type LocalizedText, type Module, valueOf } from '#core/records/field.ts';
import { mainModules } from '#core/records/modules.ts';
import { searchFields } from '#core/records/search-fields.ts';
import { parseSearch, type SearchQuery } from '#core/search/query.ts';
import { type Rank, rankOf } from '#core/search/rank.ts';
import type { Tx } from '#storage/db.ts';
import { limitTime, tookTooLong } from '#storage/limit-time.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';
import { loadSearchIndexes } from '#storage/search/search-index.ts';
import {
  modulesInUse,
  preferIndexes,
  searchModule,
  type SearchStep,
  searchSteps,
} from '#storage/search/search-module.ts';

export type FoundRecord = {
  readonly record: CrmRecord;
  readonly name: string;
  readonly matched: { readonly field: string; readonly label: LocalizedText; readonly value: string };
};

export type FoundInModule = { readonly module: Module; readonly records: readonly FoundRecord[] };

/** Of each module so many are ranked. */
const CANDIDATES_MAX = 200;
/** With fewer found, the next step looks further. */
const ENOUGH = 5;

export type Searched =
  /** The modules whose records answer best come first. */
  | { readonly kind: 'found'; readonly modules: readonly FoundInModule[] }
  | { readonly kind: 'refused'; readonly reason: 'search_too_slow' };

type Searching = { readonly typed: string /** Of each module at most. */; readonly limit: number };

export async function searchRecords(
  { database, organization }: Pick<Acting, 'database' | 'organization'>,
  { typed, limit }: Searching,
): Promise<Searched> {
  const query = parseSearch(typed);
  if (query === null) return { kind: 'found', modules: [] };
  try {
    const modules = await database.organization(organization.seat, (tx) => searchIn(tx, query, limit));
    return { kind: 'found', modules };
  } catch (error) {
    if (tookTooLong(error)) return { kind: 'refused', reason: 'search_too_slow' };
    throw error;
  }
}

async function searchIn(tx: Tx, query: SearchQuery, limit: number): Promise<FoundInModule[]> {
  await limitTime(tx);
  const catalogues = await openAll(tx);
  await preferIndexes(tx);
  const found = await searchAll(tx, catalogues, query);
  return catalogues
    .map(({ module }) => ({ module, ranked: best(found.get(module.key)?.values() ?? [], limit) }))
    .filter(({ ranked }) => ranked.length > 0)
    .toSorted((a, b) => (b.ranked[0]?.rank.score ?? 0) - (a.ranked[0]?.rank.score ?? 0))
    .map(({ module, ranked }) => ({ module, records: ranked.map((one) => shown(module, one)) }));
}

/** Parts of records are found with what they are parts of. */
async function openAll(tx: Tx): Promise<Catalogue[]> {
  const own = (await listOwnModules(tx)).filter(({ retired }) => !retired);
  const keys = [...mainModules, ...own].map(({ key }) => key);
  const catalogues: Catalogue[] = [];
  for (const key of await modulesInUse(tx, keys)) {
    const opened = await openModule(tx, key, 'read');
    if (opened.kind === 'open') catalogues.push(opened.catalogue);
  }
  return catalogues;
}

type Ranked = { readonly record: CrmRecord; readonly rank: Rank };

async function searchAll(
  tx: Tx,
  catalogues: readonly Catalogue[],
  query: SearchQuery,
): Promise<Map<string, Map<string, Ranked>>> {
  const indexes = await loadSearchIndexes(tx);
  const found = new Map<string, Map<string, Ranked>>();
  for (const step of searchSteps) {
    for (const catalogue of catalogues) {
      const { key } = catalogue.module;
      const covered = indexes.get(key) ?? null;
      const known = found.get(key) ?? new Map<string, Ranked>();
      for (const ranked of await lookIn(tx, catalogue, { query, step, covered })) known.set(ranked.record.id, ranked);
      found.set(key, known);
    }
    const total = [...found.values()].reduce((sum, { size }) => sum + size, 0);
    if (total >= ENOUGH) break;
  }
  return found;
}

type Looking = {
  readonly query: SearchQuery;
  readonly step: SearchStep;
  readonly covered: readonly string[] | null;
};

async function lookIn(tx: Tx, catalogue: Catalogue, looking: Looking): Promise<Ranked[]> {
  const records = await searchModule(tx, catalogue, { ...looking, limit: CANDIDATES_MAX });
  const fields = searchFields(catalogue.module);
  return records.flatMap((record) => {
    const rank = rankOf(record, fields, looking.query);
    return rank === null ? [] : [{ record, rank }];
  });
}

/** Of equal ones the newest. */
function best(found: Iterable<Ranked>, limit: number): Ranked[] {
  const age = (a: Ranked, b: Ranked): number => Number(b.record.id) - Number(a.record.id);
  return [...found].toSorted((a, b) => b.rank.score - a.rank.score || age(a, b)).slice(0, limit);
}

function shown(module: Module, { record, rank }: Ranked): FoundRecord {
  const label = fieldOf(module, rank.field)?.label ?? { en: rank.field, zh: rank.field };
  const value = String(valueOf(record, rank.field) ?? '');
  return { record, name: recordName(record), matched: { field: rank.field, label, value } };
}
