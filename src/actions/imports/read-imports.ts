// A member's own imports: what a file looks like, what its columns are taken for, how far it is, what it came to.
import type { ImportSettings } from '#actions/imports/import-settings.ts';
import { mapColumns } from '#actions/imports/map-columns.ts';
import type { BrokenOff } from '#actions/imports/read-rows.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type DayOrder, guessDayOrder } from '#core/records/day-order.ts';
import { fieldOf, type Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { countUndone, type UndoOutcome } from '#storage/imports/import-undo.ts';
import {
  findImport,
  lastSettings,
  listImports as listStored,
  nextBatch,
  type StagedRow,
  type StoredImport,
} from '#storage/imports/imports.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';

export type MemberImport = StoredImport<ImportSettings, BrokenOff>;

export type ShownImport = {
  readonly stored: MemberImport;
  /** By heading, the first values of a file that has not been started. */
  readonly examples: readonly (readonly string[])[];
  /** What was said of it, of the last file of its shape, or what its headings look like. */
  readonly settings: ImportSettings;
  /** The settings are those of an earlier file. */
  readonly remembered: boolean;
  readonly undone: ReadonlyMap<UndoOutcome, number>;
};

const LISTED_MAX = 20;
const EXAMPLES = 3;

export async function readImport({ database, organization, actor }: Acting, id: string): Promise<ShownImport | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findOwn(tx, actor.id, id);
    return found === null ? null : show(tx, found);
  });
}

export async function listImports({ database, organization, actor }: Acting): Promise<MemberImport[]> {
  return database.organization(
    organization.seat,
    async (tx) => (await listStored(tx, actor.id, LISTED_MAX)) as MemberImport[], // as they were saved
  );
}

export type OwnImport = { readonly stored: MemberImport; readonly catalogue: Catalogue };

/** Null: there is none, it is somebody else's, or its module is gone. */
export async function findOwn(tx: Tx, member: number, id: string): Promise<OwnImport | null> {
  const stored = (await findImport(tx, id)) as MemberImport | null; // as it was saved
  if (stored === null || stored.askedBy !== member) return null;
  const catalogue = await loadCatalogue(tx, stored.module);
  return catalogue === null ? null : { stored, catalogue };
}

async function show(tx: Tx, { stored, catalogue }: OwnImport): Promise<ShownImport> {
  const undone = await countUndone(tx, stored.id);
  if (stored.settings !== null) return { stored, examples: [], settings: stored.settings, remembered: false, undone };
  const rows = (await nextBatch(tx, stored.id, 0))?.rows ?? [];
  const examples = stored.headings.map((_, index) => cellsOf(rows, index).slice(0, EXAMPLES));
  const last = (await lastSettings(tx, stored)) as ImportSettings | null; // as they were saved
  const settings = last === null ? guess(catalogue.module, stored, rows) : fitting(catalogue.module, last);
  return { stored, examples, settings, remembered: last !== null, undone };
}

function cellsOf(rows: readonly StagedRow[], index: number): string[] {
  const cells = rows.map(([, row]) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
  return [...new Set(cells)];
}

function guess(module: Module, { headings }: MemberImport, rows: readonly StagedRow[]): ImportSettings {
  const mapping = mapColumns(module, headings, null);
  const mapped = 'mapped' in mapping ? mapping.mapped : [];
  const columns = Object.fromEntries(mapped.map(({ heading, field }) => [heading, field.key]));
  const key = ['email', 'product_code', 'name'].find((one) => mapped.some(({ field }) => field.key === one));
  const duplicates = key === undefined ? ({ kind: 'add' } as const) : ({ kind: 'skip', key } as const);
  return { columns, meanings: {}, dayOrder: dayOrderOf(headings, rows), duplicates };
}

function dayOrderOf(headings: readonly string[], rows: readonly StagedRow[]): DayOrder {
  const orders = headings.flatMap((_, index) => guessDayOrder(cellsOf(rows, index)) ?? []);
  return orders[0] ?? 'year_first';
}

/** Fields may have gone since. */
function fitting(module: Module, { columns, ...settings }: ImportSettings): ImportSettings {
  const living = Object.entries(columns).filter(([, key]) => fieldOf(module, key)?.readOnly === false);
  return { ...settings, columns: Object.fromEntries(living) };
}
