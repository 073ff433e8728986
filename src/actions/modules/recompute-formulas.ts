// Works the formula fields of a module's records out anew, a batch at a time, after a formula came, changed or came back.
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { lockRecords } from '#storage/records/lock-records.ts';
import { selectIds } from '#storage/records/read-records.ts';
import { updateRecords } from '#storage/records/write-records.ts';

export type FormulaWork = { readonly formulas: { readonly module: string } };
/** The record after which the next batch begins. */
export type FormulaProgress = { readonly after: string };
export type FormulaJob = StoredJob<FormulaWork, FormulaProgress>;

export function isFormulaWork(job: StoredJob): job is FormulaJob {
  return typeof job.request === 'object' && job.request !== null && 'formulas' in job.request;
}

const BATCH = 500;

/** In a transaction of the product's own: whoever changed the formula need not see every record. */
export async function recomputeBatch(
  tx: Tx,
  { organization, now }: { readonly organization: Organization; readonly now: Instant },
  job: FormulaJob,
): Promise<void> {
  const { seat, timeZone: zone } = organization;
  const catalogue = await loadWholeCatalogue(tx, job.request.formulas.module);
  const selection = { after: job.progress?.after ?? null, limit: BATCH };
  const ids = catalogue === null ? [] : await selectIds(tx, catalogue, null, { context: { now, zone }, selection });
  if (catalogue !== null && ids.length > 0) {
    const records = [...(await lockRecords(tx, seat, { catalogue, ids })).values()];
    const by = { actor: null, at: now, cause: { kind: 'automation', id: 'formulas' } } as const;
    const saved = await updateRecords(
      tx,
      catalogue,
      records.map((record) => ({ record, values: {} })),
      by,
    );
    const changed = saved.filter(({ revision }, index) => revision !== records[index]?.revision);
    await addLookAgain(tx, seat, { records: changed.map(({ id }) => id), at: now });
  }
  const progress = { after: ids.at(-1) ?? selection.after ?? '0' };
  const state = ids.length < BATCH ? 'done' : 'running';
  await saveProgress(tx, job.id, { state, done: job.done + ids.length, progress, reason: null }, now);
}
