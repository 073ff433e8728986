// Reading one record, and the module that says what its values are.
import type { Acting } from '#actions/records/acting.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import type { Module } from '#core/records/field.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { isSortable } from '#storage/records/list-order.ts';
import { findRecord } from '#storage/records/read-records.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export type FoundRecord = ({ readonly kind: 'found' } & ShownRecord) | NoRecord;

export type NoRecord = {
  readonly kind: 'refused';
  readonly reason: 'unknown_module' | /** Or it is in the recycle bin. */ 'not_found';
};

/** `record` is the public id. */
export async function readRecord(
  { database, organization }: Reading,
  wanted: { readonly module: string; readonly record: string },
): Promise<FoundRecord> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, wanted.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const record = await findRecord(tx, catalogue, wanted.record);
    if (record === null) return { kind: 'refused', reason: 'not_found' };
    return { kind: 'found', ...(await showRecord(tx, catalogue, record)) };
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
