// Records that hold a tag which was renamed, merged into another or taken away follow, a batch at a time; when none is left the
// tag leaves the catalogue.
import type { Actor } from '#core/records/actor.ts';
import { type CrmRecord, type Field, valueOf } from '#core/records/field.ts';
import { inOrder, TAGS, tagsOf, withTags } from '#core/records/tags.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { lockRecords } from '#storage/records/lock-records.ts';
import { selectIds } from '#storage/records/read-records.ts';
import { lockTags, replaceInBin, type Replacing, saveTags } from '#storage/records/tag-catalogue.ts';
import { updateRecords } from '#storage/records/write-records.ts';

export type TagWork = { readonly tags: Replacing & { readonly module: string } };
export type TagJob = StoredJob<TagWork>;

export function isTagWork(job: StoredJob): job is TagJob {
  return typeof job.request === 'object' && job.request !== null && 'tags' in job.request;
}

const BATCH = 500;

/** In a transaction of the product's own: whoever changed the tag need not see every record. */
export async function replaceBatch(
  tx: Tx,
  { organization, now }: { readonly organization: Organization; readonly now: Instant },
  job: TagJob,
): Promise<void> {
  const { module, ...replacing } = job.request.tags;
  const field = await lockTags(tx, module, now);
  const catalogue = await loadWholeCatalogue(tx, module);
  const criteria = { field: TAGS, contains_any: replacing.from };
  const place = { context: { now, zone: organization.timeZone }, selection: { after: null, limit: BATCH } };
  const ids = catalogue === null ? [] : await selectIds(tx, catalogue, criteria, place);
  if (catalogue !== null) {
    const records = [...(await lockRecords(tx, organization.seat, { catalogue, ids })).values()];
    const changes = records.map((record) => ({ record, values: { [TAGS]: replaced(field, record, replacing) } }));
    await updateRecords(tx, catalogue, changes, { actor: await actorOf(tx, job), at: now, cause: { kind: 'user' } });
    await addLookAgain(tx, organization.seat, { records: ids, at: now });
  }
  const isLast = ids.length < BATCH;
  if (isLast && catalogue !== null) {
    await replaceInBin(tx, catalogue, replacing);
    const rest = tagsOf(field).filter(({ name }) => !replacing.from.includes(name));
    await saveTags(tx, module, withTags(field, rest));
  }
  const state = isLast ? 'done' : 'running';
  await saveProgress(tx, job.id, { state, done: job.done + ids.length, progress: null, reason: null }, now);
}

function replaced(field: Field, record: CrmRecord, { from, to }: Replacing): readonly string[] | null {
  const before = valueOf(record, TAGS);
  const held = Array.isArray(before) ? before : [];
  const kept = held.filter((tag) => !from.includes(tag));
  return inOrder(field, new Set(to === null ? kept : [...kept, to]));
}

async function actorOf(tx: Tx, { askedBy }: TagJob): Promise<Actor | null> {
  const member = (await listMembers(tx)).find(({ id }) => id === askedBy);
  return member === undefined ? null : { id: member.id, publicId: member.publicId };
}
