// The worker's part of a simulation (C-90): all of it in one batch. A worker that dies on the way begins it again.
import type { Asked } from '#actions/simulations/asked.ts';
import { loadTrial } from '#actions/simulations/load-trial.ts';
import { runTrial } from '#actions/simulations/run-trial.ts';
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Database, Tx } from '#storage/db.ts';
import { saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import {
  endSimulation,
  findSimulation,
  insertSimulatedRounds,
  saveSimulationProgress,
  type StoredSimulation,
} from '#storage/simulations/simulations.ts';

export type SimulationRequest = { readonly definition: CadenceDefinition; readonly asked: Asked };
export type Simulation = StoredSimulation<SimulationRequest>;

/** `simulation` is the public id. */
export type SimulationWork = { readonly simulation: string; readonly work: { readonly kind: 'simulate' } };
export type SimulationJob = StoredJob<SimulationWork>;

export function isSimulationWork(job: StoredJob): job is SimulationJob {
  return typeof job.request === 'object' && job.request !== null && 'simulation' in job.request;
}

export type SimulationSetting = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
};

/** `tx` is on behalf of whoever asked: what they may not see is not simulated either. */
export async function simulateBatch(tx: Tx, setting: SimulationSetting, job: SimulationJob): Promise<void> {
  const { database, organization, now } = setting;
  const { simulation } = job.request;
  const fail = (reason: string): Promise<void> =>
    database.organization(organization.seat, (beside) =>
      endSimulation(beside, simulation, { state: 'failed', reason }, now),
    );
  const reason = await carryOut(tx, setting, simulation).catch(async (error: unknown) => {
    await fail('internal');
    throw error;
  });
  if (reason !== null) await fail(reason);
  const state = reason === null ? 'done' : 'failed';
  await saveProgress(tx, job.id, { state, done: reason === null ? job.total : 0, progress: null, reason }, now);
}

/** Why not; null: it is carried out, or not wanted any more. */
async function carryOut(tx: Tx, setting: SimulationSetting, publicId: string): Promise<string | null> {
  const { database, organization, now } = setting;
  const stored = (await findSimulation(tx, publicId)) as Simulation | null;
  if (stored === null || stored.state === 'cancelled') return null;
  const { definition, asked } = stored.request;
  const loaded = await loadTrial(tx, { organization, definition, cadence: stored.cadence, asked, now });
  if (loaded.kind === 'refused') return loaded.reason;
  const simulated = await runTrial(loaded.trial, (percent) =>
    database.organization(organization.seat, (beside) => saveSimulationProgress(beside, publicId, percent)),
  );
  if (simulated === null) return null;
  const { result, rounds } = simulated;
  await insertSimulatedRounds(tx, { id: stored.id, from: result.from }, rounds);
  await endSimulation(tx, publicId, { state: 'done', result }, now);
  return null;
}
