// Makes one record of two or three (R-7, K-102), all or nothing: the survivor gets the chosen values and everything that
// belongs to the others, which go to the recycle bin.
import { type Held, holdRecords, type NotHeld, type Wanted } from '#actions/merging/hold-records.ts';
import { mergeRounds, type Working } from '#actions/merging/merge-rounds.ts';
import { repointLater } from '#actions/merging/repoint-job.ts';
import { repointLookups } from '#actions/merging/repoint-lookups.ts';
import { uniteSuppressions } from '#actions/merging/unite-suppressions.ts';
import { againWhenOvertaken, checkStored } from '#actions/records/check-stored.ts';
import { recordName } from '#actions/records/record-name.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { sumQuotes } from '#actions/records/sum-lines.ts';
import type { CrmRecord } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { type Choices, mergedValues, wrongChoices } from '#core/records/merge.ts';
import type { ChangedBy } from '#core/records/record-event.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { addLookAgain } from '#storage/enrollments/inputs.ts';
import { boundless } from '#storage/records/catalogue.ts';
import { moveBelongings, rememberMerged } from '#storage/records/merged-records.ts';
import { loadRecords } from '#storage/records/read-records.ts';
import { addEvents } from '#storage/records/record-events.ts';
import { deleteRecords, updateRecords } from '#storage/records/write-records.ts';

export type Merge = Wanted & { readonly choices: Choices };

type Unfit = {
  readonly kind: 'refused';
  readonly reason: 'invalid_input';
  /** A choice that can't be followed, or a value that the survivor can't hold. */
  readonly problems: readonly FieldProblem[];
};

export type MergedRecord = ({ readonly kind: 'merged' } & ShownRecord) | NotHeld | Unfit;

/** Takes back everything that was saved before. */
class Unmergeable extends Error {
  readonly refusal: Unfit;
  constructor(problems: readonly FieldProblem[]) {
    super('the survivor can’t hold the values');
    this.refusal = { kind: 'refused', reason: 'invalid_input', problems };
  }
}

export async function mergeRecords(working: Working, merge: Merge): Promise<MergedRecord> {
  const { database, organization } = working;
  try {
    return await againWhenOvertaken(() =>
      database.organization(organization.seat, (tx) => mergeIn(tx, working, merge)),
    );
  } catch (error) {
    if (error instanceof Unmergeable) return error.refusal;
    throw error;
  }
}

async function mergeIn(tx: Tx, working: Working, merge: Merge): Promise<MergedRecord> {
  const holding = await holdRecords(tx, working, merge);
  if (holding.kind === 'refused') return holding;
  const { held } = holding;
  const problems = wrongChoices(held.catalogue.module, held, merge.choices);
  if (problems.length > 0) return { kind: 'refused', reason: 'invalid_input', problems };
  const { actor, now } = working;
  const by: ChangedBy = { actor, at: now, cause: { kind: 'merge', id: held.survivor.publicId } };
  const survivor = await mergeValues(tx, working, { held, by, choices: merge.choices });
  const { referring } = held;
  const leading = { module: merge.module, from: held.losers.map(({ publicId }) => publicId), to: survivor.publicId };
  if (referring === 'many') await repointLater(tx, working, leading);
  else await repointLookups(tx, working, { ...leading, referring, by });
  await mergeBelongings(tx, working, { held, by, survivor });
  const target = { kind: 'record', id: survivor.publicId } as const;
  const details = { module: merge.module, merged: held.losers.length };
  await writeAudit(tx, { action: 'records_merged', actor: actor.id, at: now, target, details });
  // The sums of a quote that got lines are new.
  const merged = (await loadRecords(tx, boundless(held.catalogue), [survivor.id])).get(survivor.id);
  return { kind: 'merged', ...(await showRecord(tx, held.catalogue, merged ?? survivor)) };
}

type Saving = { readonly held: Held; readonly by: ChangedBy };

/** The others go first: what must be unique is free then. */
async function mergeValues(
  tx: Tx,
  working: Working,
  { held, by, choices }: Saving & { readonly choices: Choices },
): Promise<CrmRecord> {
  const { catalogue, survivor, losers } = held;
  await deleteRecords(
    tx,
    catalogue,
    losers.map(({ id }) => id),
    by,
  );
  const values = mergedValues(catalogue, held, choices);
  const [stored = []] = await checkStored(tx, catalogue, [{ id: survivor.id, values, before: survivor.values }]);
  const missing = catalogue.module.fields
    .filter(({ key, required }) => required && key in choices && (values[key] ?? null) === null)
    .map(({ key }): FieldProblem => ({ field: key, rule: 'required', value: null }));
  if (stored.length + missing.length > 0) throw new Unmergeable([...missing, ...stored]);
  const [saved = survivor] = await updateRecords(tx, catalogue, [{ record: survivor, values }], by);
  const module = catalogue.module.key;
  await sumQuotes(tx, working, { module, values: [saved, survivor, ...losers].map((record) => record.values), by });
  return saved;
}

async function mergeBelongings(
  tx: Tx,
  working: Working,
  { held: { catalogue, losers, ...held }, by, survivor }: Saving & { readonly survivor: CrmRecord },
): Promise<void> {
  const from = losers.map(({ id }) => id);
  await mergeRounds(tx, working, { survivor: survivor.id, losers: from });
  await moveBelongings(tx, { from, to: survivor.id });
  await rememberMerged(tx, { from, to: survivor.id }, by.at);
  const { module } = catalogue.whole;
  await uniteSuppressions(tx, working, { module, before: [held.survivor, ...losers], survivor });
  await addEvents(tx, [{ record: survivor.id, changes: { merged: [null, losers.map(recordName)] } }], by);
  await addLookAgain(tx, working.organization.seat, { records: [survivor.id], at: by.at });
}
