// A member's own changes of many records: how far they are, what they came to; and ending one.
import type { Acting } from '#actions/records/acting.ts';
import { type ChangeJob, isChangeWork } from '#actions/records/change-batch.ts';
import { cancelJob, findJob, listChangingJobs } from '#storage/jobs/jobs.ts';

const LISTED_MAX = 20;

export async function listBulkChanges({ database, organization, actor }: Acting): Promise<ChangeJob[]> {
  return database.organization(organization.seat, async (tx) => {
    return (await listChangingJobs(tx, actor.id, LISTED_MAX)).filter(isChangeWork);
  });
}

/** Null: there is none, or it is somebody else's. */
export async function readBulkChange({ database, organization, actor }: Acting, id: string): Promise<ChangeJob | null> {
  return database.organization(organization.seat, async (tx) => {
    const job = await findJob(tx, id);
    return job !== null && job.askedBy === actor.id && isChangeWork(job) ? job : null;
  });
}

/** As it is then: one that was over stays what it was. */
export async function cancelBulkChange(acting: Acting, id: string): Promise<ChangeJob | null> {
  const { database, organization, now } = acting;
  if ((await readBulkChange(acting, id)) === null) return null;
  await database.organization(organization.seat, (tx) => cancelJob(tx, id, now));
  return readBulkChange(acting, id);
}
