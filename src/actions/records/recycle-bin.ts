// The recycle bin: what lies in it, and bringing it back. Rounds that ended with the deletion stay ended (K-100).
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { againWhenOvertaken, checkStored } from '#actions/records/check-stored.ts';
import type { NoRecord } from '#actions/records/read-record.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import { assert } from '#core/assert.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findRecord } from '#storage/records/read-records.ts';
import { type BinPlace, type DeletedRecord, listDeleted, lockDeleted, undelete } from '#storage/records/recycle-bin.ts';

export type BinPage = {
  readonly kind: 'listed';
  readonly module: Module;
  readonly items: readonly DeletedRecord[];
  readonly next: BinPlace | null;
};

export async function listRecycleBin(
  { database, organization }: Pick<Acting, 'database' | 'organization'>,
  request: { readonly module: string; readonly before: BinPlace | null; readonly limit: number },
): Promise<BinPage | { readonly kind: 'refused'; readonly reason: 'unknown_module' }> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, request.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const found = await listDeleted(tx, catalogue, { ...request, limit: request.limit + 1 });
    const items = found.slice(0, request.limit);
    const last = found.length > request.limit ? items.at(-1) : undefined;
    const next = last === undefined ? null : { deletedAt: last.deletedAt, id: last.record.id };
    return { kind: 'listed', module: catalogue.module, items, next };
  });
}

export type RestoredRecord =
  | ({ readonly kind: 'restored' } & ShownRecord)
  | NoRecord
  /** Another record took a value meanwhile that must be unique. */
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

type Wanted = { readonly module: string /** Public id. */; readonly record: string };

export async function restoreRecord(acting: Acting, wanted: Wanted): Promise<RestoredRecord> {
  const { database, organization } = acting;
  return againWhenOvertaken(() => database.organization(organization.seat, (tx) => restoreIn(tx, acting, wanted)));
}

async function restoreIn(tx: Tx, acting: Acting, wanted: Wanted): Promise<RestoredRecord> {
  const catalogue = await loadCatalogue(tx, wanted.module);
  if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
  const deleted = await lockDeleted(tx, catalogue, wanted.record);
  if (deleted === null) return { kind: 'refused', reason: 'not_found' };
  const { id, values } = deleted.record;
  const [all = []] = await checkStored(tx, catalogue, [{ id, values, before: {} }]);
  const problems = all.filter(({ rule }) => rule === 'not_unique');
  if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
  const by = changedByUser(acting);
  await undelete(tx, catalogue, deleted, by);
  await sumQuotes(tx, acting, { module: wanted.module, values: [values], by });
  const record = await findRecord(tx, catalogue, wanted.record);
  assert(record !== null, 'a record that was brought back can be read');
  return { kind: 'restored', ...(await showRecord(tx, catalogue, record)) };
}
