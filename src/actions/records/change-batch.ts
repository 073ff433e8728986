// One batch of changing every record that a list finds, inside the caller's transaction; and the worker's part of it.
import type { NotPermitted } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type BulkItem, deleteMany, updateMany } from '#actions/records/bulk-records.ts';
import { type ChangePile, piled } from '#actions/records/change-piles.ts';
import { tagMany } from '#actions/tags/tag-records.ts';
import { findMatching, type FoundMatching, type Matching } from '#actions/views/find-matching.ts';
import type { Tx } from '#storage/db.ts';
import { saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import { publicIds, selectIds } from '#storage/records/read-records.ts';

export type Change =
  | { readonly kind: 'update'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'delete' };

/** What is asked for. Plain data: it waits in a job's row. */
export type ChangeWork = { readonly module: string; readonly matching: Matching; readonly change: Change };
/** `after`: the record after which the next batch begins. */
export type ChangeProgress = { readonly after: string | null; readonly piles: readonly ChangePile[] };
export type ChangeJob = StoredJob<ChangeWork, ChangeProgress>;

export function isChangeWork(job: StoredJob): job is ChangeJob {
  return typeof job.request === 'object' && job.request !== null && 'change' in job.request;
}

export type BatchRefusal =
  | NotPermitted
  | Extract<FoundMatching, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly reason: 'tag_name_not_valid' | 'too_many_tags' };

type Batch = {
  readonly kind: 'done';
  readonly items: readonly BulkItem[];
  /** Null: this was the last. */
  readonly next: string | null;
};

const BATCH = 500;

/** As the list finds them then. */
export function findMeant(tx: Tx, { module, matching }: ChangeWork): Promise<FoundMatching> {
  return findMatching(tx, module, matching);
}

export async function changeBatch(
  tx: Tx,
  acting: Acting,
  { work, after }: { readonly work: ChangeWork; readonly after: string | null },
): Promise<Batch | BatchRefusal> {
  const meant = await findMeant(tx, work);
  if (meant.kind === 'refused') return meant;
  const context = { now: acting.now, zone: acting.organization.timeZone };
  const place = { context, selection: { after, limit: BATCH } };
  const ids = await selectIds(tx, meant.catalogue, meant.criteria, place);
  const named = await publicIds(tx, meant.catalogue, ids);
  const changed = await change(tx, acting, { work, records: ids.flatMap((id) => named.get(id) ?? []) });
  if (changed.kind === 'refused') return changed;
  return { kind: 'done', items: changed.items, next: ids.length < BATCH ? null : (ids.at(-1) ?? null) };
}

type Changing = { readonly work: ChangeWork; readonly records: readonly string[] };

async function change(tx: Tx, acting: Acting, { work: { module, change: wanted }, records }: Changing) {
  if (wanted.kind === 'delete') return deleteMany(tx, acting, { module, records });
  if (wanted.kind === 'update') return updateMany(tx, acting, { module, records, values: wanted.values });
  const tagged = await tagMany(tx, acting, { ...wanted, module, records });
  if (tagged.kind === 'refused') return tagged;
  const left = new Set(tagged.left);
  const items = records.map((id): BulkItem => ({ id, result: left.has(id) ? 'record_not_yours' : 'done' }));
  return { kind: 'answered', items } as const;
}

/** A batch and how far it is; in a transaction on behalf of whoever asked. */
export async function changeJobBatch(tx: Tx, setting: Omit<Acting, 'actor'>, job: ChangeJob): Promise<void> {
  const { now } = setting;
  const { done, progress } = job;
  const member = (await listMembers(tx)).find(({ id }) => id === job.askedBy);
  if (member === undefined) throw new Error('whoever asked is gone');
  const acting = { ...setting, actor: { id: member.id, publicId: member.publicId } };
  const batch = await changeBatch(tx, acting, { work: job.request, after: progress?.after ?? null });
  if (batch.kind === 'refused') {
    return saveProgress(tx, job.id, { state: 'failed', done, progress, reason: batch.reason }, now);
  }
  const further = { after: batch.next, piles: piled(progress?.piles ?? [], batch.items) };
  const state = batch.next === null ? 'done' : 'running';
  const saved = { state, done: done + batch.items.length, progress: further, reason: null } as const;
  await saveProgress(tx, job.id, saved, now);
}
