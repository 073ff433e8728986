import type { Tx } from '#storage/db.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { reachedAmong } from '#storage/records/read-records.ts';

/** Of these records of a module, by internal id, those that whoever asks may see; the ones in the recycle bin among them. */
export async function seenRecords(tx: Tx, module: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const catalogue = await loadCatalogue(tx, module);
  return catalogue === null ? new Set() : reachedAmong(tx, catalogue, ids);
}
