// What waits for a person's verdict, as far as its record is within the reach of whoever asks.
import type { OutlineNames } from '#actions/enrollments/outline-names.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { listCadences, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords, reachedAmong } from '#storage/records/read-records.ts';

type Waiting = { readonly cadence: number; readonly record: string; readonly followUp: number };

export type SeenWaiting<T extends Waiting> = {
  readonly waiting: T;
  readonly cadence: StoredCadence;
  /** The follow-up's id. */
  readonly followUp: string;
  readonly record: CrmRecord | null;
};

export async function seenWaiting<T extends Waiting>(
  tx: Tx,
  all: readonly T[],
  names: OutlineNames,
): Promise<SeenWaiting<T>[]> {
  const shown: SeenWaiting<T>[] = [];
  for (const cadence of await listCadences(tx)) {
    const ofCadence = all.filter((one) => one.cadence === cadence.id);
    const catalogue = ofCadence.length === 0 ? null : await loadCatalogue(tx, cadence.module);
    if (catalogue === null) continue;
    const ids = ofCadence.map(({ record }) => record);
    const seen = await reachedAmong(tx, catalogue, ids);
    const records = await loadRecords(tx, catalogue, ids);
    for (const waiting of ofCadence.filter(({ record }) => seen.has(record))) {
      // What waits outlives versions; names of follow-ups hardly ever change.
      const followUp = await names.followUp({ cadence: cadence.id, version: cadence.version ?? 1 }, waiting.followUp);
      shown.push({ waiting, cadence, followUp, record: records.get(waiting.record) ?? null });
    }
  }
  return shown;
}
