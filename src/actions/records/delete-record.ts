// Moves one record to the recycle bin; its rounds end (K-100).
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findActiveEnrollments, lockRecord } from '#storage/records/lock-records.ts';
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
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' }
  | { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: ShownRecord };

export async function deleteRecord(acting: Acting, wanted: RecordDeletion): Promise<DeletedRecord> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, wanted.module);
    if (catalogue === null) return { kind: 'refused', reason: 'unknown_module' };
    const record = await lockRecord(tx, organization.seat, { catalogue, publicId: wanted.record });
    if (record === null) return { kind: 'refused', reason: 'not_found' };
    if (wanted.revision !== null && record.revision !== wanted.revision) {
      return { kind: 'refused', reason: 'stale', current: await showRecord(tx, catalogue, record) };
    }
    const by = changedByUser(acting);
    await deleteRecords(tx, catalogue, [record.id], by);
    await sumQuotes(tx, acting, { module: wanted.module, values: [record.values], by });
    const active = await findActiveEnrollments(tx, [record.id]);
    const input = { kind: 'end', reason: 'record_deleted', at: now, actor: actor.id } as const;
    await addInputs(
      tx,
      organization.seat,
      active.map((enrollment) => ({ enrollment, input })),
    );
    const target = { kind: 'record', id: wanted.record } as const;
    const details = { module: wanted.module };
    await writeAudit(tx, { action: 'record_deleted', actor: actor.id, at: now, target, details });
    return { kind: 'deleted' };
  });
}
