// The worker's part of an import and of its undoing: one batch, and how far it is, in one transaction.
import { cellMeanings } from '#actions/imports/cell-meanings.ts';
import { checkSettings } from '#actions/imports/import-settings.ts';
import { findOwn, type OwnImport } from '#actions/imports/read-imports.ts';
import { readRow } from '#actions/imports/row.ts';
import { saveRows } from '#actions/imports/save-rows.ts';
import { undoBatch } from '#actions/imports/undo-batch.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { dropBatch, nextBatch, saveCounts } from '#storage/imports/imports.ts';
import { saveProgress, type StoredJob } from '#storage/jobs/jobs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ImportWork = {
  /** Public id. */
  readonly import: string;
  readonly work: { readonly kind: 'import' | 'undo_import' };
};

/** The batch, or the record, after which the next one begins. */
export type ImportProgress = { readonly after: string };
export type ImportJob = StoredJob<ImportWork, ImportProgress>;

export function isImportWork(job: StoredJob): job is ImportJob {
  return typeof job.request === 'object' && job.request !== null && 'import' in job.request;
}

export type ImportSetting = { readonly organization: Organization; readonly now: Instant };

export async function importJobBatch(tx: Tx, setting: ImportSetting, job: ImportJob): Promise<void> {
  const { now } = setting;
  const found = await findOwn(tx, job.askedBy, job.request.import);
  const member = (await listMembers(tx)).find(({ id }) => id === job.askedBy);
  if (found === null || member === undefined) throw new Error('the import, its module or its member is gone');
  const working = { ...setting, actor: member, found, after: job.progress?.after ?? '0' };
  const batch = await (job.request.work.kind === 'import' ? takeIn(tx, working) : undoBatch(tx, working));
  const isOver = batch === null;
  const done = job.done + (batch?.done ?? 0);
  const progress = { after: batch?.after ?? working.after };
  await saveProgress(tx, job.id, { state: isOver ? 'done' : 'running', done, progress, reason: null }, now);
}

type Working = ImportSetting & {
  readonly actor: { readonly id: number; readonly publicId: string };
  readonly found: OwnImport;
  readonly after: string;
};

/** Null: nothing is left. */
async function takeIn(tx: Tx, { organization, now, actor, found, after }: Working) {
  const { stored, catalogue } = found;
  const { settings, headings, counts } = stored;
  if (settings === null) throw new Error('the import has not been started');
  const mapping = checkSettings(catalogue.module, headings, settings);
  if ('reason' in mapping) throw new Error(`the module has changed: ${mapping.reason}`);
  const batch = await nextBatch(tx, stored.id, Number(after));
  if (batch === null) {
    await saveCounts(tx, stored.id, counts, now);
    return null;
  }
  const { mapped } = mapping;
  const rows = batch.rows.map(([number, cells]) => readRow(cells, { number, headings, mapped }, null));
  const meanings = cellMeanings(settings.meanings);
  const result = await saveRows(tx, { organization, actor, at: now, stored, settings, meanings }, rows);
  const total = {
    read: counts.read + rows.length,
    created: counts.created + result.created,
    updated: counts.updated + result.updated,
    skipped: counts.skipped + result.skipped,
    failed: counts.failed + result.failed,
  };
  await saveCounts(tx, stored.id, total, null);
  await dropBatch(tx, stored.id, batch.number);
  return { done: rows.length, after: String(batch.number) };
}
