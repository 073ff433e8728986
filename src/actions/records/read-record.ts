// Reading one record, and the module that says what its values are.
import type { Acting } from '#actions/records/acting.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { isSortable } from '#storage/records/list-records.ts';
import { findRecord } from '#storage/records/read-records.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type RecordInModule = { readonly module: Module; readonly record: CrmRecord };

/** `record` is the public id. Null: there is none, or it is in the recycle bin. */
export async function readRecord(
  { database, organization }: Reading,
  wanted: { readonly module: string; readonly record: string },
): Promise<RecordInModule | null> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, wanted.module);
    const record = catalogue === null ? null : await findRecord(tx, catalogue, wanted.record);
    return catalogue === null || record === null ? null : { module: catalogue.module, record };
  });
}

/** Null: there is no such module. */
export async function readModule({ database, organization }: Reading, key: string): Promise<Module | null> {
  const catalogue = await database.organization(organization.seat, (tx) => loadCatalogue(tx, key));
  return catalogue?.module ?? null;
}

/** Keys of the fields that a list can be sorted by. */
export function sortableFields(module: Module): ReadonlySet<string> {
  return new Set(module.fields.map(({ key }) => key).filter((key) => isSortable(module, key)));
}
