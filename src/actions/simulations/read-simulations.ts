// A member's own simulations (C-90): how far they are, what they came to, who gets what and when; and ending one.
import { openModule, type OpenedModule } from '#actions/access/open-module.ts';
import { recordName } from '#actions/records/record-name.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { Simulation } from '#actions/simulations/simulation-job.ts';
import type { PlacedRound } from '#storage/simulations/simulations.ts';
import { endSimulation, findSimulation, listSimulations, pageOfSimulated } from '#storage/simulations/simulations.ts';
import { findCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { loadRecords } from '#storage/records/read-records.ts';

/** Null: there is no such cadence. */
export async function ownSimulations(
  { database, organization, actor }: Acting,
  cadence: string,
): Promise<Simulation[] | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findCadence(tx, cadence);
    if (found === null) return null;
    return (await listSimulations(tx, { cadence: found.id, askedBy: actor.id })) as Simulation[];
  });
}

/** Null: there is none, or it is somebody else's. */
export async function readSimulation(
  { database, organization, actor }: Acting,
  id: string,
): Promise<Simulation | null> {
  return database.organization(organization.seat, (tx) => findOwn(tx, actor.id, id));
}

/** As it is then: one that was over stays what it was. */
export async function cancelSimulation(acting: Acting, id: string): Promise<Simulation | null> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    if ((await findOwn(tx, actor.id, id)) === null) return null;
    await endSimulation(tx, id, { state: 'cancelled' }, now);
    return findOwn(tx, actor.id, id);
  });
}

/** Null: the record is gone, or whoever looks may not see it (any more). */
export type SimulatedRecord = PlacedRound & { readonly named: { readonly id: string; readonly name: string } | null };

export type SimulatedPage =
  | {
      readonly kind: 'page';
      readonly simulation: Simulation;
      readonly records: readonly SimulatedRecord[];
      /** The place after which the next page begins; null: this is the last. */
      readonly next: number | null;
    }
  | { readonly kind: 'refused'; readonly reason: 'not_found' }
  | Exclude<OpenedModule, { kind: 'open' }>;

export async function simulatedRecords(
  { database, organization, actor }: Acting,
  { simulation: id, after, limit }: { readonly simulation: string; readonly after: number; readonly limit: number },
): Promise<SimulatedPage> {
  return database.organization(organization.seat, async (tx) => {
    const simulation = await findOwn(tx, actor.id, id);
    if (simulation === null) return { kind: 'refused', reason: 'not_found' };
    const opened = await openModule(tx, simulation.request.definition.module, 'read');
    if (opened.kind === 'refused') return opened;
    const { result } = simulation;
    if (result === null) return { kind: 'page', simulation, records: [], next: null };
    const found = await pageOfSimulated(tx, { id: simulation.id, from: result.from }, { after, limit: limit + 1 });
    const rounds = found.slice(0, limit);
    const ids = rounds.map(({ record }) => record);
    const records = await loadRecords(tx, opened.catalogue, ids);
    const shown = rounds.map((round) => {
      const record = records.get(round.record);
      return { ...round, named: record === undefined ? null : { id: record.publicId, name: recordName(record) } };
    });
    return {
      kind: 'page',
      simulation,
      records: shown,
      next: found.length > limit ? (rounds.at(-1)?.place ?? null) : null,
    };
  });
}

async function findOwn(tx: Tx, member: number, id: string): Promise<Simulation | null> {
  const found = (await findSimulation(tx, id)) as Simulation | null;
  return found === null || found.askedBy !== member ? null : found;
}
