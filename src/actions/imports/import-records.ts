// Imports a CSV file of any length (I-1, I-3): rows stream in and are saved in batches of 1,000, a transaction each. A bad
// row never stops the rest and is never lost silently: its errors are collected, those past the first 1,000 counted and
// handed to whoever listens.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { type DeriveFields, type Row, readRow } from '#actions/imports/row.ts';
import { cellMeanings } from '#actions/imports/cell-meanings.ts';
import type { BatchResult, Duplicates, RowError } from '#actions/imports/import-batch.ts';
import { canBeKey, type ImportSettings } from '#actions/imports/import-settings.ts';
import { type MappingRefusal, mapColumns, type WantedColumns } from '#actions/imports/map-columns.ts';
import { type BrokenOff, type CsvSource, openRows } from '#actions/imports/read-rows.ts';
import { BATCH_ROWS } from '#actions/imports/batch-rows.ts';
import { batchesOf } from '#actions/imports/batches-of.ts';
import { saveRows } from '#actions/imports/save-rows.ts';
import type { Acting } from '#actions/records/acting.ts';
import { againWhenOvertaken } from '#actions/records/check-stored.ts';
import type { Instant } from '#core/time/instant.ts';
import { insertImport, saveCounts, saveTotal, type StoredImport } from '#storage/imports/imports.ts';

/** An import takes a while: each batch is written with the time at which it is. */
export type Importing = Omit<Acting, 'now'> & { readonly clock: () => Instant };

export type ImportRequest = {
  readonly module: string;
  readonly source: CsvSource;
  readonly columns: WantedColumns;
  readonly derive: DeriveFields | null;
  readonly duplicates: Duplicates;
  /** What it is called in the list of imports. */
  readonly fileName?: string;
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
  | NotPermitted
  | MappingRefusal
  /** bad_key: the field can't tell doubles apart, or the module has none of that name. */
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'bad_key' };

export const ERRORS_KEPT_MAX = 1000;

export async function importRecords(
  importing: Importing,
  request: ImportRequest,
): Promise<ImportResult | ImportRefusal> {
  const { seat } = importing.organization;
  const opened = await importing.database.organization(seat, (tx) => openModule(tx, request.module, 'import'));
  if (opened.kind === 'refused') return opened;
  const { catalogue } = opened;
  if (!canBeKey(catalogue.module, request.duplicates)) return { kind: 'refused', reason: 'bad_key' };
  const reader = openRows(request.source);
  const rows = reader.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  const mapping = mapColumns(catalogue.module, first.done === true ? null : first.value, request.columns);
  if ('reason' in mapping) {
    await rows.return?.();
    return mapping;
  }
  const columns = Object.fromEntries(mapping.mapped.map(({ heading, field }) => [heading, field.key]));
  const settings: ImportSettings = { columns, meanings: {}, dayOrder: 'year_first', duplicates: request.duplicates };
  const stored = await begin(importing, { request, headings: mapping.headings, settings });
  const tally = new Tally(request, () => reader.bytesRead());
  for await (const batch of batchesOf({ [Symbol.asyncIterator]: () => rows }, BATCH_ROWS)) {
    const read = batch.map(([number, cells]) => readRow(cells, { number, ...mapping }, request.derive));
    tally.add(read.length, await saveBatch(importing, { stored, settings }, read));
  }
  const result = tally.result({
    id: stored.publicId,
    columns,
    unmapped: mapping.unmapped,
    brokenOff: reader.brokenOff(),
  });
  await finish(importing, stored, result);
  return result;
}

type Beginning = {
  readonly request: ImportRequest;
  readonly headings: readonly string[];
  readonly settings: ImportSettings;
};

function begin(
  { database, organization, actor, clock }: Importing,
  { request, headings, settings }: Beginning,
): Promise<StoredImport> {
  const { module, fileName = '' } = request;
  const wanted = { module, fileName, askedBy: actor.id, headings, settings };
  return database.organization(organization.seat, (tx) => insertImport(tx, wanted, clock()));
}

async function finish({ database, organization, clock }: Importing, { id }: StoredImport, result: ImportResult) {
  const { read, created, updated, skipped, failed, brokenOff } = result;
  await database.organization(organization.seat, async (tx) => {
    await saveTotal(tx, id, read, brokenOff);
    await saveCounts(tx, id, { read, created, updated, skipped, failed }, clock());
  });
}

function saveBatch(
  { database, organization, actor, clock }: Importing,
  { stored, settings }: { readonly stored: StoredImport; readonly settings: ImportSettings },
  batch: readonly Row[],
): Promise<BatchResult> {
  const meanings = cellMeanings(settings.meanings);
  const saving = { organization, actor, at: clock(), stored, settings, meanings };
  return againWhenOvertaken(() => database.organization(organization.seat, (tx) => saveRows(tx, saving, batch)));
}

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

  add(read: number, batch: BatchResult): void {
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
