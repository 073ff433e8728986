// What merging would do: the fields to choose, each with what the records hold, and which round of each cadence goes on.
import { isConverted, type NotHeld, openForMerge, type Wanted } from '#actions/merging/hold-records.ts';
import { type CadenceMerge, planRounds } from '#actions/merging/merge-rounds.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type Names, namesOfLookups } from '#actions/records/show-records.ts';
import type { CrmRecord, Field } from '#core/records/field.ts';
import { differingFields, type Merging, proposedFor } from '#core/records/merge.ts';
import { listCadences, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { changeable } from '#storage/records/lock-records.ts';
import { findIds, loadRecords } from '#storage/records/read-records.ts';

export type MergePreview = {
  readonly kind: 'previewed';
  readonly catalogue: Catalogue;
  /** The survivor first. */
  readonly records: readonly CrmRecord[];
  readonly names: Names;
  /** `proposed`: public id of the record that it is taken from when nothing is said. */
  readonly fields: readonly { readonly field: Field; readonly proposed: string }[];
  readonly cadences: readonly {
    readonly cadence: StoredCadence;
    /** Public id of the record whose round goes on with the survivor; null: its rounds end. */
    readonly goesOn: string | null;
  }[];
};

export async function previewMerge(
  { database, organization }: Acting,
  wanted: Omit<Wanted, 'revisions'>,
): Promise<MergePreview | Exclude<NotHeld, { reason: 'stale' }>> {
  return database.organization(organization.seat, async (tx) => {
    const opened = await openForMerge(tx, wanted);
    if (opened.kind === 'refused') return opened;
    const { catalogue } = opened;
    const records = await readAll(tx, catalogue, [wanted.survivor, ...wanted.losers]);
    const [survivor, ...losers] = records;
    if (survivor === undefined || losers.length < wanted.losers.length) return { kind: 'refused', reason: 'not_found' };
    const ids = records.map(({ id }) => id);
    const yours = await changeable(tx, catalogue, ids);
    if (yours.size < records.length) return { kind: 'refused', reason: 'record_not_yours' };
    if (records.some(isConverted)) return { kind: 'refused', reason: 'merged_after_conversion' };
    const merging: Merging = { survivor, losers };
    const plans = await planRounds(tx, { survivor: survivor.id, losers: losers.map(({ id }) => id) });
    return {
      kind: 'previewed',
      catalogue,
      records,
      names: await namesOfLookups(tx, catalogue.module, records),
      fields: differingFields(catalogue.module, merging).map((field) => {
        return { field, proposed: proposedFor(field, merging).publicId };
      }),
      cadences: await named(tx, plans, records),
    };
  });
}

async function readAll(tx: Tx, catalogue: Catalogue, publicIds: readonly string[]): Promise<CrmRecord[]> {
  const ids = await findIds(tx, catalogue, publicIds);
  const loaded = await loadRecords(tx, catalogue, [...ids.values()]);
  return publicIds.flatMap((publicId) => loaded.get(ids.get(publicId) ?? '') ?? []);
}

async function named(
  tx: Tx,
  plans: readonly CadenceMerge[],
  records: readonly CrmRecord[],
): Promise<MergePreview['cadences']> {
  if (plans.length === 0) return [];
  const cadences = new Map((await listCadences(tx)).map((cadence) => [cadence.id, cadence]));
  const publicIds = new Map(records.map(({ id, publicId }) => [id, publicId]));
  return plans.flatMap(({ cadence: id, goingOn }) => {
    const cadence = cadences.get(id);
    const goesOn = goingOn === null ? null : (publicIds.get(goingOn.recordId) ?? null);
    return cadence === undefined ? [] : [{ cadence, goesOn }];
  });
}
