// Changes one record and lets its cadences look again.
import { type NotPermitted, openModule } from '#actions/access/open-module.ts';
import { type Acting, changedByUser } from '#actions/records/acting.ts';
import { againWhenOvertaken, checkStored } from '#actions/records/check-stored.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { checkValues } from '#core/records/validate.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { lockRecord, mayChange } from '#storage/records/lock-records.ts';
import { updateRecords } from '#storage/records/write-records.ts';

export type RecordEdit = {
  readonly module: string;
  /** The record's public id. */
  readonly record: string;
  /** The revision that was edited. Null: whatever it is by now. */
  readonly revision: number | null;
  readonly values: Readonly<Record<string, unknown>>;
};

export type UpdatedRecord =
  /** As it is now; what it held already was not changed. */
  | ({ readonly kind: 'updated' } & ShownRecord)
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' | 'record_not_yours' }
  | NotPermitted
  /** Somebody else was faster: the record as it is now. */
  | { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: ShownRecord }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

export async function updateRecord(acting: Acting, edit: RecordEdit): Promise<UpdatedRecord> {
  const { database, organization } = acting;
  return againWhenOvertaken(() =>
    database.organization(organization.seat, async (tx) => {
      const opened = await openModule(tx, edit.module, 'update');
      return opened.kind === 'refused' ? opened : saveEdit(tx, acting, { ...opened, edit });
    }),
  );
}

async function saveEdit(
  tx: Tx,
  acting: Acting,
  { catalogue, edit }: { readonly catalogue: Catalogue; readonly edit: RecordEdit },
): Promise<UpdatedRecord> {
  const { seat } = acting.organization;
  const record = await lockRecord(tx, seat, { catalogue, publicId: edit.record });
  if (record === null) return { kind: 'refused', reason: 'not_found' };
  if (!(await mayChange(tx, catalogue, record))) return { kind: 'refused', reason: 'record_not_yours' };
  if (edit.revision !== null && record.revision !== edit.revision) {
    return { kind: 'refused', reason: 'stale', current: await showRecord(tx, catalogue, record) };
  }
  const checked = checkValues(catalogue.module, edit.values, 'update');
  if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
  const { values } = checked;
  const [problems = []] = await checkStored(tx, catalogue, [{ id: record.id, values, before: record.values }]);
  if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
  const by = changedByUser(acting);
  const [updated = record] = await updateRecords(tx, catalogue, [{ record, values }], by);
  if (updated.revision !== record.revision) {
    await addLookAgain(tx, seat, { records: [record.id], at: acting.now });
    await sumQuotes(tx, acting, { module: edit.module, values: [record.values, updated.values], by });
  }
  return { kind: 'updated', ...(await showRecord(tx, catalogue, updated)) };
}
