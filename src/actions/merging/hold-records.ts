// The records of a merge, held until it is done, and everything that leads to those that go. Locks first, in the order that
// everybody keeps: the rounds of all records that will change, then the records.
import { type NotPermitted, openModule, whyNot } from '#actions/access/open-module.ts';
import { findAllReferring } from '#actions/merging/repoint-lookups.ts';
import type { Acting } from '#actions/records/acting.ts';
import { type ShownRecord, showRecord } from '#actions/records/show-records.ts';
import { type CrmRecord, valueOf } from '#core/records/field.ts';
import type { Merging } from '#core/records/merge.ts';
import type { Tx } from '#storage/db.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { changeable, findActiveEnrollments, lockRecords } from '#storage/records/lock-records.ts';
import type { Referring } from '#storage/records/merged-records.ts';
import { findIds } from '#storage/records/read-records.ts';

export type Wanted = {
  readonly module: string;
  /** Public id of the record that stays. */
  readonly survivor: string;
  /** Public ids of those that are merged into it: one or two others. */
  readonly losers: readonly string[];
  /** By public id, the revision that was looked at; not named: whatever it is by now. */
  readonly revisions: ReadonlyMap<string, number>;
};

export type Held = Merging & {
  readonly catalogue: Catalogue;
  /** Everything that leads to those that go. `many`: more than one transaction should hold. */
  readonly referring: readonly Referring[] | 'many';
};

/** Records that lead to those that go, of each module, and follow in the same transaction. */
const AT_ONCE_MAX = 1_000;

export type NotHeld =
  | NotPermitted
  | { readonly kind: 'refused'; readonly reason: 'unknown_module' | 'not_found' | 'record_not_yours' }
  | { readonly kind: 'refused'; readonly reason: 'merged_with_itself' | 'merged_after_conversion' }
  | { readonly kind: 'refused'; readonly reason: 'stale'; readonly current: ShownRecord };

export async function holdRecords(
  tx: Tx,
  acting: Acting,
  wanted: Wanted,
): Promise<{ readonly kind: 'held'; readonly held: Held } | NotHeld> {
  const opened = await openForMerge(tx, wanted);
  if (opened.kind === 'refused') return opened;
  const { catalogue } = opened;
  const ids = await findIds(tx, catalogue, [wanted.survivor, ...wanted.losers]);
  const own = [...ids.values()];
  const referring = await findFew(tx, { module: wanted.module, publicIds: wanted.losers, except: own });
  const following = referring === 'many' ? [] : referring.flatMap((each) => each.ids);
  await holdRounds(tx, acting, [...own, ...following]);
  const locked = await lockRecords(tx, acting.organization.seat, { catalogue, ids: own });
  const records = [wanted.survivor, ...wanted.losers].flatMap((publicId) => locked.get(ids.get(publicId) ?? '') ?? []);
  const [survivor, ...losers] = records;
  if (survivor === undefined || losers.length < wanted.losers.length) return { kind: 'refused', reason: 'not_found' };
  const yours = await changeable(tx, catalogue, own);
  if (yours.size < records.length) return { kind: 'refused', reason: 'record_not_yours' };
  if (records.some(isConverted)) return { kind: 'refused', reason: 'merged_after_conversion' };
  const stale = records.find((record) => isStale(record, wanted));
  if (stale !== undefined) {
    return { kind: 'refused', reason: 'stale', current: await showRecord(tx, catalogue, stale) };
  }
  return { kind: 'held', held: { catalogue, survivor, losers, referring } };
}

async function findFew(tx: Tx, led: Omit<Parameters<typeof findAllReferring>[1], 'limit'>): Promise<Held['referring']> {
  const found = await findAllReferring(tx, { ...led, limit: AT_ONCE_MAX + 1 });
  return found.some(({ ids }) => ids.length > AT_ONCE_MAX) ? 'many' : found;
}

/** Merging changes one record and deletes others. */
export async function openForMerge(tx: Tx, { module, survivor, losers }: Omit<Wanted, 'revisions'>) {
  const opened = await openModule(tx, module, 'update');
  if (opened.kind === 'refused') return opened;
  const refusal = await whyNot(tx, opened.catalogue, 'delete');
  if (refusal !== null) return refusal;
  const isSame = new Set([survivor, ...losers]).size <= losers.length;
  return isSame ? ({ kind: 'refused', reason: 'merged_with_itself' } as const) : opened;
}

async function holdRounds(tx: Tx, { organization: { seat } }: Acting, records: readonly string[]): Promise<void> {
  const active = await findActiveEnrollments(tx, records);
  await lockShared(
    tx,
    active.map((id) => enrollmentKey(seat, id)),
  );
}

/** What it became goes on without it. */
export function isConverted(record: CrmRecord): boolean {
  return valueOf(record, 'converted_at') !== null;
}

function isStale({ publicId, revision }: CrmRecord, { revisions }: Wanted): boolean {
  return (revisions.get(publicId) ?? revision) !== revision;
}
