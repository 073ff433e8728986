// A dry run: every row is checked as if it were taken in, and nothing is written. Cells that are no values of their field are
// told once each, with what they probably mean (I-1). Doubles among the new rows of a file are seen within a batch.
import { cellMeanings } from '#actions/imports/cell-meanings.ts';
import { type BatchResult, importBatch, type RowError } from '#actions/imports/import-batch.ts';
import { checkSettings, type ImportSettings, type SettingsRefusal } from '#actions/imports/import-settings.ts';
import type { MappedColumn } from '#actions/imports/map-columns.ts';
import { findOwn, type MemberImport } from '#actions/imports/read-imports.ts';
import { readRow } from '#actions/imports/row.ts';
import { nameSuggestions, type UnknownCell } from '#actions/imports/suggest-names.ts';
import type { Acting } from '#actions/records/acting.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { type ImportCounts, nextBatch } from '#storage/imports/imports.ts';

export type Tried = {
  readonly kind: 'tried';
  readonly module: Module;
  readonly counts: ImportCounts;
  readonly errors: readonly RowError[];
  readonly errorsTotal: number;
  /** The most frequent first, of each field. */
  readonly unknown: readonly UnknownCell[];
  readonly unmapped: readonly string[];
};

export type ImportRefused =
  | SettingsRefusal
  | { readonly kind: 'refused'; readonly reason: 'not_found' }
  /** It has been started already, or isn't over. */
  | { readonly kind: 'refused'; readonly reason: 'not_now' };

const ERRORS_KEPT_MAX = 100;
const UNKNOWN_MAX = 500;

export async function tryImport(acting: Acting, id: string, settings: ImportSettings): Promise<Tried | ImportRefused> {
  const { database, organization, actor } = acting;
  const { seat } = organization;
  const found = await database.organization(seat, (tx) => findOwn(tx, actor.id, id));
  if (found === null) return { kind: 'refused', reason: 'not_found' };
  const { stored, catalogue } = found;
  if (stored.state !== 'staged') return { kind: 'refused', reason: 'not_now' };
  const mapping = checkSettings(catalogue.module, stored.headings, settings);
  if ('reason' in mapping) return mapping;
  const tally = new Trial(catalogue.module);
  for (let after = 0; ; ) {
    const batch = await tryBatch(acting, { stored, settings, mapped: mapping.mapped, after });
    if (batch === null) break;
    tally.add(batch.rows, batch.result);
    after = batch.number;
  }
  const unknown = await database.organization(seat, (tx) => nameSuggestions(tx, catalogue.module, tally.unknown()));
  return { kind: 'tried', module: catalogue.module, ...tally.result(), unknown, unmapped: mapping.unmapped };
}

type Trying = {
  readonly stored: MemberImport;
  readonly settings: ImportSettings;
  readonly mapped: readonly MappedColumn[];
  readonly after: number;
};

async function tryBatch(acting: Acting, { stored, settings, mapped, after }: Trying) {
  const { database, organization, actor, now: at } = acting;
  return database.organization(organization.seat, async (tx) => {
    const batch = await nextBatch(tx, stored.id, after);
    if (batch === null) return null;
    const { module, headings } = stored;
    const rows = batch.rows.map(([number, cells]) => readRow(cells, { number, headings, mapped }, null));
    const by = { actor, at, cause: { kind: 'import', id: stored.publicId } } as const;
    const { duplicates, dayOrder } = settings;
    const meanings = cellMeanings(settings.meanings);
    const request = { organization, module, duplicates, dayOrder, meanings, purpose: 'try', actor, by } as const;
    return { number: batch.number, rows: rows.length, result: await importBatch(tx, request, rows) };
  });
}

/** What could be mapped to something else. */
const NAMING_RULES: ReadonlySet<string> = new Set(['not_an_option', 'not_a_member', 'not_a_record']);

class Trial {
  #counts = { read: 0, created: 0, updated: 0, skipped: 0, failed: 0 };
  #errors: RowError[] = [];
  #errorsTotal = 0;
  #unknown = new Map<string, { readonly field: string; readonly cell: string; rows: number }>();
  readonly #module: Module;

  constructor(module: Module) {
    this.#module = module;
  }

  add(read: number, batch: BatchResult): void {
    this.#counts.read += read;
    for (const key of ['created', 'updated', 'skipped', 'failed'] as const) this.#counts[key] += batch[key];
    this.#errors.push(...batch.errors.slice(0, Math.max(0, ERRORS_KEPT_MAX - this.#errors.length)));
    this.#errorsTotal += batch.errors.length;
    for (const error of batch.errors) if (NAMING_RULES.has(error.rule)) this.#note(error);
  }

  unknown() {
    return [...this.#unknown.values()].toSorted((a, b) => b.rows - a.rows);
  }

  result() {
    return { counts: this.#counts, errors: this.#errors, errorsTotal: this.#errorsTotal };
  }

  #note({ field, value }: RowError): void {
    if (fieldOf(this.#module, field) === undefined || typeof value !== 'string') return;
    const key = `${field}\u0000${fold(value.trim())}`;
    const known = this.#unknown.get(key);
    if (known !== undefined) known.rows++;
    else if (this.#unknown.size < UNKNOWN_MAX) this.#unknown.set(key, { field, cell: value.trim(), rows: 1 });
  }
}
