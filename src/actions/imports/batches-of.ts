// The rows of a file in batches, empty lines left out.
import type { StagedRow } from '#storage/imports/imports.ts';

/** Without the heading, which is row 1. Empty lines keep their number, so that errors name the row that a spreadsheet shows. */
export async function* batchesOf(rows: AsyncIterable<readonly string[]>, size: number): AsyncGenerator<StagedRow[]> {
  let batch: StagedRow[] = [];
  let number = 1;
  for await (const cells of rows) {
    number++;
    if (cells.every((cell) => cell.trim() === '')) continue;
    batch.push([number, cells]);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
