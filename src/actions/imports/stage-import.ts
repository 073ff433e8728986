// A file comes in: its rows are read once and wait in the database, so that they can be looked at, tried and taken in by the
// worker. Whoever sent it says afterwards what its columns are.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import type { Importing } from '#actions/imports/import-records.ts';
import { openFile } from '#actions/imports/open-file.ts';
import { BATCH_ROWS } from '#actions/imports/batch-rows.ts';
import { batchesOf } from '#actions/imports/batches-of.ts';
import type { CsvSource } from '#actions/imports/read-rows.ts';
import type { SheetRefusal } from '#actions/imports/read-sheet.ts';
import { dropImport, dropStale, insertBatch, insertImport, saveTotal } from '#storage/imports/imports.ts';

export type StageRequest = { readonly module: string; readonly fileName: string; readonly source: CsvSource };

export type Staged =
  /** Public id. */
  | { readonly kind: 'staged'; readonly id: string }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'empty_file' | 'too_many_rows' }
  | NotPermitted
  | SheetRefusal;

export const ROWS_MAX = 200_000;
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

export async function stageImport(
  { database, organization, actor, clock }: Importing,
  { module, fileName, source }: StageRequest,
): Promise<Staged> {
  const { seat } = organization;
  const opened = await database.organization(seat, (tx) => openModule(tx, module, 'import'));
  if (opened.kind === 'refused') return opened;
  const reader = await openFile(source);
  if ('reason' in reader) return reader;
  const rows = reader.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  const headings = first.done === true ? [] : first.value.map((heading) => heading.trim());
  if (headings.every((heading) => heading === '')) return { kind: 'refused', reason: 'empty_file' };
  const now = clock();
  const stored = await database.organization(seat, async (tx) => {
    await dropStale(tx, now - STALE_AFTER_MS);
    return insertImport(tx, { module, fileName, askedBy: actor.id, headings, settings: null }, now);
  });
  const drop = () => database.organization(seat, (tx) => dropImport(tx, stored.id));
  let total = 0;
  let number = 0;
  try {
    for await (const batch of batchesOf({ [Symbol.asyncIterator]: () => rows }, BATCH_ROWS)) {
      total += batch.length;
      if (total > ROWS_MAX) {
        await drop();
        return { kind: 'refused', reason: 'too_many_rows' };
      }
      await database.organization(seat, (tx) => insertBatch(tx, stored.id, ++number, batch));
    }
  } catch (error) {
    await drop();
    throw error;
  }
  await database.organization(seat, (tx) => saveTotal(tx, stored.id, total, reader.brokenOff()));
  return { kind: 'staged', id: stored.publicId };
}
