// Records of the same module that probably mean the same as one: proposed by the index of search, judged in core, and
// never more than whoever asks may see.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { isConverted } from '#actions/merging/hold-records.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { RecordAddress } from '#actions/records/open-record.ts';
import { recordName } from '#actions/records/record-name.ts';
import { type Names, namesOfLookups } from '#actions/records/show-records.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import { type DuplicateReason, questionsAbout, reasonsFor, weightOf } from '#core/search/duplicates.ts';
import { parseSearch } from '#core/search/query.ts';
import type { Tx } from '#storage/db.ts';
import { limitTime, tookTooLong } from '#storage/limit-time.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { findRecord, loadRecords } from '#storage/records/read-records.ts';
import { loadSearchIndexes } from '#storage/search/search-index.ts';
import { type ModuleSearch, preferIndexes, searchModule } from '#storage/search/search-module.ts';

export type LikelyDuplicate = { readonly record: CrmRecord; readonly reasons: readonly DuplicateReason[] };

export type LikelyDuplicates =
  /** The surest first. */
  | {
      readonly kind: 'found';
      readonly module: Module;
      readonly items: readonly LikelyDuplicate[];
      readonly names: Names;
    }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' }
  | { readonly kind: 'refused'; readonly reason: 'search_too_slow' }
  | NotPermitted;

/** Of each question so many are judged: a name that more people have tells nothing. */
const CANDIDATES_MAX = 100;

export async function findLikelyDuplicates(
  { database, organization }: Pick<Acting, 'database' | 'organization'>,
  wanted: RecordAddress & { readonly limit: number },
): Promise<LikelyDuplicates> {
  try {
    return await database.organization(organization.seat, (tx) => findIn(tx, wanted));
  } catch (error) {
    if (tookTooLong(error)) return { kind: 'refused', reason: 'search_too_slow' };
    throw error;
  }
}

export async function findIn(
  tx: Tx,
  { module: key, record: publicId, limit }: RecordAddress & { readonly limit: number },
): Promise<LikelyDuplicates> {
  await limitTime(tx);
  const opened = await openModule(tx, key, 'read');
  if (opened.kind === 'refused') return opened;
  const { catalogue } = opened;
  const { module } = catalogue;
  const record = await findRecord(tx, catalogue, publicId);
  if (record === null) return { kind: 'refused', reason: 'not_found' };
  // What it became is merged instead.
  const judged = isConverted(record) ? [] : await judge(tx, { catalogue, record, limit });
  const items = judged.toSorted((a, b) => weightOf(b.reasons) - weightOf(a.reasons)).slice(0, limit);
  const records = items.map((item) => item.record);
  return { kind: 'found', module, items, names: await namesOfLookups(tx, module, records) };
}

type Looking = { readonly catalogue: Catalogue; readonly record: CrmRecord; readonly limit: number };

/** Alike names are looked for only where the surer reasons leave room. */
async function judge(tx: Tx, { catalogue, record, limit }: Looking): Promise<LikelyDuplicate[]> {
  const name = recordName(record);
  const sure = questionsAbout(catalogue.module, { ...record, name }).map(
    (query) => ({ query, step: 'start' }) as const,
  );
  const alike = parseSearch(name);
  const covered = (await loadSearchIndexes(tx)).get(catalogue.module.key) ?? null;
  await preferIndexes(tx);
  const known = new Map<string, LikelyDuplicate>();
  const ask = async (question: Pick<ModuleSearch, 'query' | 'step'>): Promise<void> => {
    const proposed = await searchModule(tx, catalogue, { ...question, covered, limit: CANDIDATES_MAX });
    const fresh = proposed.map(({ id }) => id).filter((id) => id !== record.id && !known.has(id));
    for (const other of (await loadRecords(tx, catalogue, fresh)).values()) {
      const reasons = reasonsFor(catalogue.module, { ...record, name }, { ...other, name: recordName(other) });
      if (reasons.length > 0 && !isConverted(other)) known.set(other.id, { record: other, reasons });
    }
  };
  for (const question of sure) await ask(question);
  if (alike !== null && known.size < limit) await ask({ query: alike, step: 'misspelt' });
  return [...known.values()];
}
