// Asks for a simulation of a cadence (C-90): its draft, or what runs where nothing is being edited. The worker carries it out.
import { type Asked, checkTried, type NotTried } from '#actions/simulations/asked.ts';
import type { SimulationRequest, Simulation } from '#actions/simulations/simulation-job.ts';
import { loadTrial, type TrialLoaded } from '#actions/simulations/load-trial.ts';
import { exportDefinition } from '#actions/cadences/publish-cadence.ts';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { findCadence } from '#storage/cadences/cadences.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJob } from '#storage/jobs/jobs.ts';
import { insertSimulation } from '#storage/simulations/simulations.ts';

export type Started =
  | { readonly kind: 'started'; readonly simulation: Simulation }
  | { readonly kind: 'refused'; readonly reason: 'cadence_unknown' }
  | NotTried
  | Exclude<TrialLoaded, { kind: 'loaded' }>;

type Member = CadenceContext & { readonly actor: number };

/** `cadence` is the public id. */
export async function startSimulation(
  context: Member,
  { cadence: id, asked }: { readonly cadence: string; readonly asked: Asked },
): Promise<Started> {
  const { database, organization, actor, now } = context;
  return database.organization(organization.seat, async (tx) => {
    const cadence = await findCadence(tx, id);
    const file = cadence === null ? null : (cadence.draft ?? (await exportDefinition(tx, cadence)));
    if (cadence === null || file === null) return { kind: 'refused', reason: 'cadence_unknown' };
    const tried = await checkTried(tx, context, { file, cadence: cadence.id, rates: asked.rates });
    if (tried.kind !== 'sound') return tried;
    const { definition } = tried;
    // What could only be refused is refused before anything is begun.
    const one = { ...asked, records: 1 };
    const loaded = await loadTrial(tx, { organization, definition, cadence: cadence.id, asked: one, now });
    if (loaded.kind !== 'loaded') return loaded;
    const request: SimulationRequest = { definition, asked };
    const stored = await insertSimulation(tx, { cadence: cadence.id, askedBy: actor, request }, now);
    const work = { simulation: stored.publicId, work: { kind: 'simulate' } };
    await insertJob(tx, { request: work, askedBy: actor, total: asked.records }, now);
    await tellWorkers(tx, organization.seat);
    return { kind: 'started', simulation: stored as Simulation };
  });
}
