// Records with what people call those that their lookups lead to. One in the recycle bin has no name there.
import { recordName } from '#actions/records/record-name.ts';
import type { CrmRecord, Module, RecordValues } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
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
  }
  return names;
}
