// The worker's part of a merge: where very many records lead to those that were merged, their lookups follow a batch at a time.
// A batch that was interrupted is found again, as what already leads to the survivor is not looked for.
import { findAllReferring, repointLookups } from '#actions/merging/repoint-lookups.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { insertJob, saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { findSurvivorsOf } from '#storage/records/merged-records.ts';
import { publicIds } from '#storage/records/read-records.ts';

/** Public ids. */
type Leading = { readonly module: string; readonly from: readonly string[]; readonly to: string };

export type RepointWork = { readonly repoint: Leading };
export type RepointJob = StoredJob<RepointWork>;

export function isRepointWork(job: StoredJob): job is RepointJob {
  return typeof job.request === 'object' && job.request !== null && 'repoint' in job.request;
}

/** With the merge itself. */
export async function repointLater(
  tx: Tx,
  { organization, actor, now }: Pick<Acting, 'organization' | 'actor' | 'now'>,
  repoint: Leading,
): Promise<void> {
  const request: RepointWork = { repoint };
  await insertJob(tx, { request, askedBy: actor.id, total: 0 }, now);
  await tellWorkers(tx, organization.seat);
}

const BATCH = 500;

type Setting = { readonly organization: Organization; readonly now: Instant };

/** In a transaction of the product's own: whoever merged need not see every record. */
export async function repointBatch(tx: Tx, setting: Setting, job: RepointJob): Promise<void> {
  const done = await repointSome(tx, setting, job);
  const state = done === 0 ? 'done' : 'running';
  await saveProgress(tx, job.id, { state, done: job.done + done, progress: null, reason: null }, setting.now);
}

/** How many followed: of one module and one survivor, so that they are locked in the order that everybody keeps. */
async function repointSome(tx: Tx, { organization, now }: Setting, job: RepointJob): Promise<number> {
  const { repoint } = job.request;
  const catalogue = await loadWholeCatalogue(tx, repoint.module);
  const survivors = catalogue === null ? [] : await survivorsNow(tx, catalogue, repoint);
  for (const [to, from] of survivors) {
    const led = { module: repoint.module, publicIds: from, except: [], limit: BATCH };
    const [referring] = await findAllReferring(tx, led);
    if (referring === undefined) continue;
    const by: ChangedBy = { actor: await actorOf(tx, job), at: now, cause: { kind: 'merge', id: repoint.to } };
    await repointLookups(tx, { organization }, { referring: [referring], from, to, by });
    return referring.ids.length;
  }
  return 0;
}

/**
 * By what they are part of by now, which may itself have been merged since. One that was brought back from the recycle bin is a
 * record of its own again, and keeps what still leads to it.
 */
async function survivorsNow(
  tx: Tx,
  catalogue: Catalogue,
  { from }: Leading,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const survivors = await findSurvivorsOf(tx, catalogue, from);
  const ids = await publicIds(tx, catalogue, [...new Set(survivors.values())]);
  const found = new Map<string, string[]>();
  for (const [loser, survivor] of survivors) {
    const to = ids.get(survivor);
    if (to !== undefined) found.set(to, [...(found.get(to) ?? []), loser]);
  }
  return found;
}

async function actorOf(tx: Tx, { askedBy }: RepointJob): Promise<ChangedBy['actor']> {
  return (await listMembers(tx)).find(({ id }) => id === askedBy) ?? null;
}
