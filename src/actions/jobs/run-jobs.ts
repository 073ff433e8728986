// Carries jobs out, a batch and its progress in one transaction: a worker that dies repeats nothing, another goes on where it
// stopped. Several workers take several jobs.
import { type BulkWork, carryOutBatch, type Tally, tallied } from '#actions/enrollments/bulk-batch.ts';
import { importJobBatch, isImportWork } from '#actions/imports/import-job.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { isRepointWork, repointBatch } from '#actions/merging/repoint-job.ts';
import { isFormulaWork, recomputeBatch } from '#actions/modules/recompute-formulas.ts';
import { changeJobBatch, isChangeWork } from '#actions/records/change-batch.ts';
import { againWhenOvertaken } from '#actions/records/check-stored.ts';
import { isSimulationWork, simulateBatch } from '#actions/simulations/simulation-job.ts';
import { isTagWork, replaceBatch } from '#actions/tags/replace-tags.ts';
import type { Instant } from '#core/time/instant.ts';
import { actingFor, type Database, type Tx } from '#storage/db.ts';
import { claimJob, failJob, saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type JobsRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly now: Instant;
  /** Public id of the only one to look at; left out: whichever is next. */
  readonly only?: string;
};

/** Where the next batch begins, and what the batches so far came to. */
export type EnrollingProgress = { readonly after: string | null; readonly tally: Tally };
export type EnrollingJob = StoredJob<BulkWork, EnrollingProgress>;

/** One batch of one job. False: nothing is to be done. */
export async function runJobBatch(request: JobsRequest): Promise<boolean> {
  const { database, organization, now } = request;
  let claimed: string | null = null;
  try {
    return await againWhenOvertaken(() =>
      database.organization(organization.seat, async (tx) => {
        const job = await claimJob(tx, request.only ?? null);
        if (job === null) return false;
        claimed = job.id;
        const asker = isBlind(job) ? tx : actingFor(tx, job.askedBy);
        if (isImportWork(job)) await importJobBatch(asker, request, job);
        else if (isFormulaWork(job)) await recomputeBatch(tx, request, job);
        else if (isTagWork(job)) await replaceBatch(tx, request, job);
        else if (isRepointWork(job)) await repointBatch(tx, request, job);
        else if (isSimulationWork(job)) await simulateBatch(asker, request, job);
        else if (isChangeWork(job)) await changeJobBatch(asker, request, job);
        else await runBatch(asker, request, job as EnrollingJob); // the other kind of work there is
        return true;
      }),
    );
  } catch (error) {
    const failed: string | null = claimed;
    if (failed === null) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    await database.organization(organization.seat, (tx) => failJob(tx, failed, reason, now));
    return true;
  }
}

async function runBatch(tx: Tx, request: JobsRequest, job: EnrollingJob): Promise<void> {
  const { now } = request;
  const bulk = job.request;
  const setting = { ...request, actor: job.askedBy };
  const batch = await carryOutBatch(tx, setting, { bulk, after: job.progress?.after ?? null });
  if (batch.kind === 'refused') {
    const { done, progress } = job;
    return saveProgress(tx, job.id, { state: 'failed', done, progress, reason: batch.reason }, now);
  }
  const progress = { after: batch.next, tally: tallied(job.progress?.tally ?? null, batch.items, bulk) };
  const state = batch.next === null ? 'done' : 'running';
  await saveProgress(tx, job.id, { state, done: job.done + batch.items.length, progress, reason: null }, now);
}

/** C-21: it was asked by somebody who may not see the records. */
function isBlind({ request }: StoredJob): boolean {
  return typeof request === 'object' && request !== null && 'sight' in request && request.sight === 'blind';
}
