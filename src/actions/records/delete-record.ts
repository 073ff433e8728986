// Moves records to the recycle bin; their rounds end (K-100).
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { writeAudits } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { findActiveEnrollments, lockRecord, mayChange } from '#storage/records/lock-records.ts';
import { deleteRecords } from '#storage/records/write-records.ts';

export type RecordDeletion = {
  readonly module: string;
  /** The record's public id. */
  readonly record: string;
  /** The revision that was looked at. Null: whatever it is by now. */
  readonly revision: number | null;
};

export type DeletedRecord =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' | 'record_not_yours' }
  | NotPermitted
  | { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: ShownRecord };

export async function deleteRecord(acting: Acting, wanted: RecordDeletion): Promise<DeletedRecord> {
  const { database, organization } = acting;
  return database.organization(organization.seat, async (tx) => {
    const opened = await openModule(tx, wanted.module, 'delete');
    if (opened.kind === 'refused') return opened;
    const { catalogue } = opened;
    const record = await lockRecord(tx, organization.seat, { catalogue, publicId: wanted.record });
    if (record === null) return { kind: 'refused', reason: 'not_found' };
    if (!(await mayChange(tx, catalogue, record))) return { kind: 'refused', reason: 'record_not_yours' };
    if (wanted.revision !== null && record.revision !== wanted.revision) {
      return { kind: 'refused', reason: 'stale', current: await showRecord(tx, catalogue, record) };
    }
    await binRecords(tx, acting, { catalogue, records: [record] });
    return { kind: 'deleted' };
  });
}

/** Locked ones that whoever acts may delete. */
export async function binRecords(
  tx: Tx,
  acting: Acting,
  { catalogue, records }: { readonly catalogue: Catalogue; readonly records: readonly CrmRecord[] },
): Promise<void> {
  const { organization, actor, now } = acting;
  const { key: module } = catalogue.module;
  const ids = records.map(({ id }) => id);
  const by = changedByUser(acting);
  await deleteRecords(tx, catalogue, ids, by);
  await sumQuotes(tx, acting, { module, values: records.map(({ values }) => values), by });
  const active = await findActiveEnrollments(tx, ids);
  const input = { kind: 'end', reason: 'record_deleted', at: now, actor: actor.id } as const;
  await addInputs(
    tx,
    organization.seat,
    active.map((enrollment) => ({ enrollment, input })),
  );
  const deleted = { action: 'record_deleted', actor: actor.id, at: now, details: { module } } as const;
  await writeAudits(
    tx,
    records.map(({ publicId: id }) => ({ ...deleted, target: { kind: 'record', id } })),
  );
}
