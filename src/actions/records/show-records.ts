// Records with what people call those that their lookups lead to. One in the recycle bin has no name there; one that became part
// of another by merging has that one's, until the lookup follows.
import { recordName } from '#actions/records/record-name.ts';
import type { CrmRecord, Module, RecordValues } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { findSurvivorsOf } from '#storage/records/merged-records.ts';
import { findIds, loadRecords } from '#storage/records/read-records.ts';
import { masked } from '#storage/records/record-row.ts';

export type Named = { readonly module: string; readonly id: string; readonly name: string };

/** By public id. */
export type Names = ReadonlyMap<string, Named>;

export type ShownRecord = { readonly module: Module; readonly record: CrmRecord; readonly names: Names };

export async function showRecord(tx: Tx, catalogue: Catalogue, given: CrmRecord): Promise<ShownRecord> {
  const { module } = catalogue;
  const record = masked(catalogue, given);
  return { module, record, names: await namesOfLookups(tx, module, [record]) };
}

export async function namesOfLookups(tx: Tx, module: Module, records: readonly RecordValues[]): Promise<Names> {
  const wanted = new Map<string, Set<string>>();
  for (const { key, type, target = null } of module.fields) {
    if (type !== 'lookup' || target === null) continue;
    const ids = records.flatMap(({ values }) => values[key] ?? []).map(String);
    wanted.set(target, new Set([...(wanted.get(target) ?? []), ...ids]));
  }
  const names = new Map<string, Named>();
  for (const [target, publicIds] of wanted) {
    const catalogue = publicIds.size === 0 ? null : await loadCatalogue(tx, target);
    if (catalogue === null) continue;
    const ids = await findIds(tx, catalogue, [...publicIds]);
    for (const record of (await loadRecords(tx, catalogue, [...ids.values()])).values()) {
      names.set(record.publicId, { module: target, id: record.publicId, name: recordName(record) });
    }
    const missing = [...publicIds].filter((id) => !names.has(id));
    for (const [id, named] of await namesOfMerged(tx, catalogue, missing)) names.set(id, named);
  }
  return names;
}

async function namesOfMerged(tx: Tx, catalogue: Catalogue, publicIds: readonly string[]): Promise<Names> {
  const survivors = await findSurvivorsOf(tx, catalogue, publicIds);
  const records = await loadRecords(tx, catalogue, [...new Set(survivors.values())]);
  const named = [...survivors].flatMap(([id, survivor]) => {
    const record = records.get(survivor);
    if (record === undefined) return [];
    return [[id, { module: record.module, id: record.publicId, name: recordName(record) }] as const];
  });
  return new Map(named);
}
