// Imports a CSV file of any length (I-1, I-3): rows stream in and are saved in batches of 1,000, a transaction each. A bad
// row never stops the rest and is never lost silently: its errors are collected, those past the first 1,000 counted and
// handed to whoever listens.
import { uuidv7 } from 'uuidv7';
import { type DeriveFields, type Row, readRow } from '#actions/imports/check-row.ts';
import { type BatchRequest, type Duplicates, importBatch, type RowError } from '#actions/imports/import-batch.ts';
import {
  type ColumnMapping,
  type MappingRefusal,
  mapColumns,
  type WantedColumns,
} from '#actions/imports/map-columns.ts';
import { type BrokenOff, type CsvSource, openRows } from '#actions/imports/read-rows.ts';
import type { Acting } from '#actions/records/acting.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import type { Instant } from '#core/time/instant.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';

/** An import takes a while: each batch is written with the time at which it is. */
export type Importing = Omit<Acting, 'now'> & { readonly clock: () => Instant };

export type ImportRequest = {
  readonly module: string;
  readonly source: CsvSource;
  readonly columns: WantedColumns;
  readonly derive: DeriveFields | null;
  readonly duplicates: Duplicates;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Every error of every row, also those that the result has no room for. */
  readonly onError?: (error: RowError) => void;
};

export type ImportProgress = {
  /** Rows; read = created + updated + skipped + failed. */
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly bytesRead: number;
};

export type ImportResult = ImportProgress & {
  readonly kind: 'imported';
  /** The cause that the records' events carry: `import:<id>`. */
  readonly id: string;
  /** Heading → field key. */
  readonly columns: Readonly<Record<string, string>>;
  readonly unmapped: readonly string[];
  readonly errors: readonly RowError[];
  readonly errorsTotal: number;
  /** Null: the file was read to its end. */
  readonly brokenOff: BrokenOff | null;
};

export type ImportRefusal =
  | MappingRefusal
  /** bad_key: the field can't tell doubles apart, or the module has none of that name. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'bad_key' };

export const ERRORS_KEPT_MAX = 1000;
const BATCH_ROWS = 1000;

export async function importRecords(
  importing: Importing,
  request: ImportRequest,
): Promise<ImportResult | ImportRefusal> {
  const { seat } = importing.organization;
  const catalogue = await importing.database.organization(seat, (tx) => loadCatalogue(tx, request.module));
  if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
  if (!canBeKey(catalogue.module, request.duplicates)) return { kind: 'refused', reason: 'bad_key' };
  const reader = openRows(request.source);
  const rows = reader.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  const mapping = mapColumns(catalogue.module, first.done === true ? null : first.value, request.columns);
  if ('reason' in mapping) {
    await rows.return?.();
    return mapping;
  }
  const importId = uuidv7();
  const tally = new Tally(request, () => reader.bytesRead());
  for await (const batch of batchesOf({ [Symbol.asyncIterator]: () => rows }, mapping, request.derive)) {
    tally.add(batch.length, await saveBatch(importing, { request, importId }, batch));
  }
  const columns = Object.fromEntries(mapping.mapped.map(({ heading, field }) => [heading, field.key]));
  return tally.result({ id: importId, columns, unmapped: mapping.unmapped, brokenOff: reader.brokenOff() });
}

/** A value that is written in one way only, and short enough to be looked for. */
function canBeKey(module: Module, duplicates: Duplicates): boolean {
  if (duplicates.kind === 'add') return true;
  const type = fieldOf(module, duplicates.key)?.type;
  return type !== undefined && !['boolean', 'multi_select', 'date_time', 'long_text'].includes(type);
}

function saveBatch(
  { database, organization, actor, clock }: Importing,
  { request, importId }: { readonly request: ImportRequest; readonly importId: string },
  batch: readonly Row[],
) {
  const by = { actor, at: clock(), cause: { kind: 'import', id: importId } } as const;
  const { module, duplicates } = request;
  const saving: BatchRequest = { organization, module, duplicates, actor, by };
  return database.organization(organization.seat, (tx) => importBatch(tx, saving, batch));
}

async function* batchesOf(
  rows: AsyncIterable<readonly string[]>,
  { headings, mapped }: ColumnMapping,
  derive: DeriveFields | null,
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let number = 1;
  for await (const cells of rows) {
    number++;
    // Empty lines keep their number, so that errors name the row that a spreadsheet shows.
    if (cells.every((cell) => cell.trim() === '')) continue;
    batch.push(readRow(cells, { number, headings, mapped }, derive));
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Counts = Awaited<ReturnType<typeof importBatch>>;

/** What the batches came to. */
class Tally {
  private counts = { read: 0, created: 0, updated: 0, skipped: 0, failed: 0 };
  private errors: RowError[] = [];
  private errorsTotal = 0;

  private readonly request: ImportRequest;
  private readonly bytesRead: () => number;

  constructor(request: ImportRequest, bytesRead: () => number) {
    this.request = request;
    this.bytesRead = bytesRead;
  }

  add(read: number, batch: Counts): void {
    this.counts.read += read;
    for (const key of ['created', 'updated', 'skipped', 'failed'] as const) this.counts[key] += batch[key];
    this.errors.push(...batch.errors.slice(0, Math.max(0, ERRORS_KEPT_MAX - this.errors.length)));
    this.errorsTotal += batch.errors.length;
    for (const error of batch.errors) this.request.onError?.(error);
    this.request.onProgress?.(this.progress());
  }

  result(about: Pick<ImportResult, 'id' | 'columns' | 'unmapped' | 'brokenOff'>): ImportResult {
    return { kind: 'imported', ...about, ...this.progress(), errors: this.errors, errorsTotal: this.errorsTotal };
  }

  private progress(): ImportProgress {
    return { ...this.counts, bytesRead: this.bytesRead() };
  }
}
