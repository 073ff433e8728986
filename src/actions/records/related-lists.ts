// The lists on a record's page that follow from lookups: the contacts of an account, the lines of a quote. Each is a
// list of records whose lookup holds this one, which the list of the other module gives by criteria.
import type { Acting } from '#actions/records/acting.ts';
import type { NoRecord } from '#actions/records/read-record.ts';
import type { Field, Module } from '#core/records/field.ts';
import { systemModules } from '#core/records/modules.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';
import { countRecords, findRecord, type RecordCount } from '#storage/records/read-records.ts';

export type RelatedList = { readonly module: Module; readonly field: Field; readonly count: RecordCount };

export async function listRelated(
  { database, organization, now }: Omit<Acting, 'actor'>,
  wanted: { readonly module: string /** Public id. */; readonly record: string },
): Promise<{ readonly kind: 'found'; readonly lists: readonly RelatedList[] } | NoRecord> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, wanted.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const record = await findRecord(tx, catalogue, wanted.record);
    if (record === null) return { kind: 'refused', reason: 'not_found' };
    const context = { now, zone: organization.timeZone };
    const lists: RelatedList[] = [];
    for (const other of await allCatalogues(tx)) {
      for (const field of other.module.fields) {
        if (field.type !== 'lookup' || field.target !== wanted.module) continue;
        const count = await countRecords(tx, other, { field: field.key, is: record.publicId }, context);
        lists.push({ module: other.module, field, count });
      }
    }
    return { kind: 'found', lists };
  });
}

/** Parts of others come first: a quote is read with its lines. */
async function allCatalogues(tx: Tx): Promise<Catalogue[]> {
  const own = (await listOwnModules(tx)).filter(({ retired }) => !retired);
  const found: Catalogue[] = [];
  for (const { key } of [...systemModules, ...own]) {
    const catalogue = await loadCatalogue(tx, key);
    if (catalogue !== null) found.push(catalogue);
  }
  const isPart = ({ module }: Catalogue): number => Number((module.partOf ?? null) !== null);
  return found.toSorted((a, b) => isPart(b) - isPart(a));
}
