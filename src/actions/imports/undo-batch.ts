// Undoing an import, some records at a time: those that it made go to the recycle bin, those that it changed get their former
// values back, except where something was changed since, which stays and is told.
import type { OwnImport } from '#actions/imports/read-imports.ts';
import { checkStored } from '#actions/records/check-stored.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import type { Actor } from '#core/records/actor.ts';
import { type CrmRecord, fieldOf, type FieldValue, type FieldValues } from '#core/records/field.ts';
import { type ChangedBy, type Changes, changesBetween } from '#core/records/record-event.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { addInputs, addLookAgain } from '#storage/enrollments/inputs.ts';
import { changesOf, insertUndone, recordsTouched, type Undone } from '#storage/imports/import-undo.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { findActiveEnrollments, lockRecords } from '#storage/records/lock-records.ts';
import { deleteRecords, type RecordChange, updateRecords } from '#storage/records/write-records.ts';

const UNDO_RECORDS = 500;

export type Undoing = {
  readonly organization: Organization;
  readonly now: Instant;
  readonly actor: Actor;
  readonly found: OwnImport;
  /** Internal id of the last record that was looked at. */
  readonly after: string;
};

/** Null: nothing is left. */
export async function undoBatch(tx: Tx, undoing: Undoing) {
  const { organization, now, actor, found, after } = undoing;
  const { stored, catalogue } = found;
  const ids = await recordsTouched(tx, { publicId: stored.publicId, after, limit: UNDO_RECORDS });
  const last = ids.at(-1);
  if (last === undefined) return null;
  const records = await lockRecords(tx, organization.seat, { catalogue, ids });
  const plans = planUndo(catalogue, ids, { records, changes: await changesOf(tx, stored.publicId, ids) });
  const by: ChangedBy = { actor, at: now, cause: { kind: 'user' } };
  const binned = plans.flatMap(({ undone }) => (undone.outcome === 'binned' ? [undone.record] : []));
  await deleteRecords(tx, catalogue, binned, by);
  const enrollments = await findActiveEnrollments(tx, binned);
  const input = { kind: 'end', reason: 'record_deleted', at: now, actor: actor.id } as const;
  await addInputs(
    tx,
    organization.seat,
    enrollments.map((enrollment) => ({ enrollment, input })),
  );
  const refused = await restore(tx, { ...undoing, by }, plans);
  const values = plans.flatMap(({ change }) => (change === null ? [] : [change.record.values, change.values]));
  const deleted = binned.map((id) => records.get(id)?.values ?? {});
  await sumQuotes(tx, { organization }, { module: stored.module, values: [...values, ...deleted], by });
  const told = plans.map(({ undone }) =>
    refused.has(undone.record) ? { ...undone, outcome: 'refused' as const } : undone,
  );
  await insertUndone(tx, stored.id, told);
  return { done: ids.length, after: last };
}

type Plan = { readonly undone: Undone; readonly change: RecordChange | null };

type Known = {
  readonly records: ReadonlyMap<string, CrmRecord>;
  readonly changes: ReadonlyMap<string, readonly Changes[]>;
};

function planUndo(catalogue: Catalogue, ids: readonly string[], { records, changes }: Known): Plan[] {
  return ids.map((id): Plan => {
    const record = records.get(id);
    const made = changes.get(id) ?? [];
    if (record === undefined) return { undone: { record: id, outcome: 'gone', fields: [] }, change: null };
    if (made.some((each) => 'created_at' in each)) {
      return { undone: { record: id, outcome: 'binned', fields: [] }, change: null };
    }
    const { values, fields } = formerValues(catalogue, record, made);
    const outcome = fields.length === 0 ? 'restored' : 'kept';
    return { undone: { record: id, outcome, fields }, change: { record, values } };
  });
}

/** What stood there before the import; the fields that hold something else by now than it left there. */
function formerValues({ module }: Catalogue, record: CrmRecord, made: readonly Changes[]) {
  const before: Record<string, FieldValue> = {};
  const left: Record<string, FieldValue> = {};
  for (const changes of made) {
    for (const [key, [old, fresh]] of Object.entries(changes)) {
      if (!(key in before)) before[key] = old;
      left[key] = fresh;
    }
  }
  const since = changesBetween(record.values, left);
  const fields = Object.keys(since);
  const values: FieldValues = Object.fromEntries(
    Object.entries(before).filter(([key]) => !(key in since) && fieldOf(module, key) !== undefined),
  );
  return { values, fields };
}

/** The records whose former values can't be saved any more: another one has what must be unique, or what they led to is gone. */
async function restore(
  tx: Tx,
  { organization, found: { catalogue }, by }: Undoing & { readonly by: ChangedBy },
  plans: readonly Plan[],
): Promise<ReadonlySet<string>> {
  const changes = plans.flatMap(({ change }) => (change === null ? [] : [change]));
  const problems = await checkStored(
    tx,
    catalogue,
    changes.map(({ record, values }) => ({ id: record.id, values, before: record.values })),
  );
  const sound = changes.filter((_, index) => problems[index]?.length === 0);
  await updateRecords(tx, catalogue, sound, by);
  await addLookAgain(tx, organization.seat, { records: sound.map(({ record }) => record.id), at: by.at });
  return new Set(changes.filter((each) => !sound.includes(each)).map(({ record }) => record.id));
}
