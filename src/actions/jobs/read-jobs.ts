// A member's own jobs: how far they are, what they came to; and ending one.
import { isImportWork } from '#actions/imports/import-job.ts';
import { isRepointWork } from '#actions/merging/repoint-job.ts';
import { isFormulaWork } from '#actions/modules/recompute-formulas.ts';
import type { EnrollingJob } from '#actions/jobs/run-jobs.ts';
import type { Acting } from '#actions/records/acting.ts';
import { isChangeWork } from '#actions/records/change-batch.ts';
import { isSimulationWork } from '#actions/simulations/simulation-job.ts';
import { isTagWork } from '#actions/tags/replace-tags.ts';
import { findCadence, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { cancelJob as cancelStored, findJob, listEnrollingJobs, type StoredJob } from '#storage/jobs/jobs.ts';

export type ShownJob = { readonly job: EnrollingJob; readonly cadence: StoredCadence | null };

const LISTED_MAX = 20;
/** Which have pages of their own, or none. */
const others = [isImportWork, isFormulaWork, isTagWork, isRepointWork, isChangeWork, isSimulationWork] as const;

export async function listJobs({ database, organization, actor }: Acting): Promise<ShownJob[]> {
  return database.organization(organization.seat, async (tx) => {
    const jobs = (await listEnrollingJobs(tx, actor.id, LISTED_MAX)) as EnrollingJob[]; // they are
    const cadences = new Map<string, StoredCadence | null>();
    for (const id of new Set(jobs.map(({ request }) => request.cadence))) cadences.set(id, await findCadence(tx, id));
    return jobs.map((job) => ({ job, cadence: cadences.get(job.request.cadence) ?? null }));
  });
}

/** Null: there is none, or it is somebody else's. */
export async function readJob({ database, organization, actor }: Acting, id: string): Promise<ShownJob | null> {
  return database.organization(organization.seat, async (tx) => {
    const job = await findJob(tx, id);
    const isOther = job === null || job.askedBy !== actor.id || others.some((isTheirs) => isTheirs(job));
    return isOther ? null : show(tx, job);
  });
}

/** As it is then: one that was over stays what it was. */
export async function cancelJob(acting: Acting, id: string): Promise<ShownJob | null> {
  const { database, organization, now } = acting;
  if ((await readJob(acting, id)) === null) return null;
  await database.organization(organization.seat, (tx) => cancelStored(tx, id, now));
  return readJob(acting, id);
}

async function show(tx: Tx, stored: StoredJob): Promise<ShownJob> {
  const job = stored as EnrollingJob; // the only kind that is left
  return { job, cadence: await findCadence(tx, job.request.cadence) };
}
