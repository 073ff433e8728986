// Everything that deciding a batch needs of the world, loaded with one query per kind: cadences as they are now, the
// records as they are now, how far the mailboxes have been read. Per-enrollment work never costs a round trip.
import type { World } from '#core/cadence/draft.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { loadRunning, type RunningCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { readRepliesUntil } from '#storage/mail/mailboxes.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords } from '#storage/records/read-records.ts';

export type Surroundings = {
  readonly cadences: ReadonlyMap<number, RunningCadence>;
  readonly modules: ReadonlyMap<string, Module>;
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly repliesReadUntil: Instant;
};

export type Needed = { readonly cadence: number; readonly record: string };

/**
 * How far replies have been read is asked first: a reply that was read by then is among the inputs that are loaded
 * after it.
 */
export async function loadSurroundings(
  tx: Tx,
  needed: readonly Needed[],
  { share }: { share: boolean } = { share: false },
): Promise<Surroundings> {
  const repliesReadUntil = await readRepliesUntil(tx);
  const cadences = await loadRunning(tx, [...new Set(needed.map(({ cadence }) => cadence))]);
  const byModule = new Map<string, Set<string>>();
  for (const { cadence, record } of needed) {
    const module = cadences.get(cadence)?.module;
    if (module === undefined) continue;
    const ids = byModule.get(module) ?? new Set();
    byModule.set(module, ids.add(record));
  }
  const records = new Map<string, CrmRecord>();
  const modules = new Map<string, Module>();
  for (const [module, ids] of byModule) {
    const catalogue = await loadCatalogue(tx, module);
    if (catalogue === null) continue;
    modules.set(module, catalogue.module);
    const loaded = await loadRecords(tx, catalogue, [...ids], share ? { share: true } : {});
    for (const [id, record] of loaded) records.set(id, record);
  }
  return { cadences, modules, records, repliesReadUntil };
}

/** The world as one enrollment's decision sees it. Throws where the cadence's module is unknown. */
export function worldOf(
  surroundings: Surroundings,
  { cadence, record, now, zone }: Needed & { now: Instant; zone: string },
): World {
  const running = surroundings.cadences.get(cadence);
  const module = running === undefined ? undefined : surroundings.modules.get(running.module);
  if (running === undefined || module === undefined) throw new Error(`cadence ${cadence} is on no known module`);
  return {
    now,
    zone,
    module,
    record: surroundings.records.get(record)?.values ?? null,
    view: running.viewCriteria,
    repliesReadUntil: surroundings.repliesReadUntil,
  };
}
