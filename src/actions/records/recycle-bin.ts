// The recycle bin: what lies in it, and bringing it back. Rounds that ended with the deletion stay ended (K-100).
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { againWhenOvertaken, checkStored } from '#actions/records/check-stored.ts';
import type { NoRecord } from '#actions/records/read-record.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import { assert } from '#core/assert.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { CrmRecord, Module } from '#core/records/field.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { lockRecords, mayChange } from '#storage/records/lock-records.ts';
import { findSurvivors, forgetMerged } from '#storage/records/merged-records.ts';
import { findRecord, loadRecords } from '#storage/records/read-records.ts';
import { updateRecords } from '#storage/records/write-records.ts';
import { type BinPlace, type DeletedRecord, listDeleted, lockDeleted, undelete } from '#storage/records/recycle-bin.ts';

/** `mergedInto`: the record that it became part of, as far as whoever asks may see that. */
export type BinnedRecord = DeletedRecord & { readonly mergedInto: CrmRecord | null };

export type BinPage = {
  readonly kind: 'listed';
  readonly module: Module;
  readonly items: readonly BinnedRecord[];
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
    return { kind: 'listed', module: catalogue.module, items: await withSurvivors(tx, catalogue, items), next };
  });
}

async function withSurvivors(tx: Tx, catalogue: Catalogue, items: readonly DeletedRecord[]): Promise<BinnedRecord[]> {
  const survivors = await findSurvivors(
    tx,
    items.map(({ record }) => record.id),
  );
  const records = await loadRecords(tx, catalogue, [...new Set(survivors.values())]);
  return items.map((item) => ({ ...item, mergedInto: records.get(survivors.get(item.record.id) ?? '') ?? null }));
}

export type RestoredRecord =
  | ({ readonly kind: 'restored' } & ShownRecord)
  | NoRecord
  | NotPermitted
  | { readonly kind: 'refused'; readonly reason: 'record_not_yours' }
  /** Another record took a value meanwhile that must be unique. */
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

type Wanted = { readonly module: string /** Public id. */; readonly record: string };

export async function restoreRecord(acting: Acting, wanted: Wanted): Promise<RestoredRecord> {
  const { database, organization } = acting;
  return againWhenOvertaken(() => database.organization(organization.seat, (tx) => restoreIn(tx, acting, wanted)));
}

async function restoreIn(tx: Tx, acting: Acting, wanted: Wanted): Promise<RestoredRecord> {
  const opened = await openModule(tx, wanted.module, 'delete');
  if (opened.kind === 'refused') return opened;
  const { catalogue } = opened;
  const deleted = await lockDeleted(tx, catalogue, wanted.record);
  if (deleted === null) return { kind: 'refused', reason: 'not_found' };
  if (!(await mayChange(tx, catalogue, deleted.record))) return { kind: 'refused', reason: 'record_not_yours' };
  const { id, values } = deleted.record;
  const [all = []] = await checkStored(tx, catalogue, [{ id, values, before: {} }]);
  const problems = all.filter(({ rule }) => rule === 'not_unique');
  if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
  const by = changedByUser(acting);
  await undelete(tx, catalogue, deleted, by);
  await forgetMerged(tx, id);
  await recompute(tx, acting, { catalogue, id });
  await sumQuotes(tx, acting, { module: wanted.module, values: [values], by });
  const record = await findRecord(tx, catalogue, wanted.record);
  assert(record !== null, 'a record that was brought back can be read');
  return { kind: 'restored', ...(await showRecord(tx, catalogue, record)) };
}

/** A formula may have changed while the record lay there. */
async function recompute(
  tx: Tx,
  acting: Acting,
  { catalogue, id }: { readonly catalogue: Catalogue; readonly id: string },
): Promise<void> {
  const back = await lockRecords(tx, acting.organization.seat, { catalogue, ids: [id] });
  const changes = [...back.values()].map((record) => ({ record, values: {} }));
  await updateRecords(tx, catalogue, changes, changedByUser(acting));
}
