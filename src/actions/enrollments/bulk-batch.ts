// One batch of enrolling or unenrolling many records, inside the caller's transaction; and what the batches came to. Repeated,
// it changes nothing that it did already, but for a restart of all (C-26).
import { type NotPermitted, whyNotIn } from '#actions/access/open-module.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type EarlierChoice, enrollInTransaction } from '#actions/enrollments/enroll-records.ts';
import { unenrollInTransaction } from '#actions/enrollments/unenroll-records.ts';
import { findMatching, type Matching } from '#actions/views/find-matching.ts';
import type { SkipReason } from '#contract/enroll-words.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Origin } from '#core/cadence/event.ts';
import type { Problem as CriteriaProblem } from '#core/criteria/problem.ts';
import type { Instant } from '#core/time/instant.ts';
import { findCadence, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';
import { countInState, recordsInState } from '#storage/enrollments/list-rounds.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { type Catalogue, loadCatalogue } from '#storage/records/catalogue.ts';
import { countRecords, findIds, publicIds, selectIds } from '#storage/records/read-records.ts';

export type Selection =
  /** Public ids, 1,000 at the most. */
  | { readonly kind: 'records'; readonly records: readonly string[] }
  /** Looked for with every batch, so that it is as the records are then. */
  | ({ readonly kind: 'matching' } & Matching)
  /** Whose latest round ended like this. */
  | { readonly kind: 'ended'; readonly status: EnrollmentStatus };

export type Work =
  | { readonly kind: 'enroll'; readonly earlier: EarlierChoice; readonly origin: Origin }
  | { readonly kind: 'unenroll' };

/** What is asked for. Plain data: it waits in a job's row. */
export type BulkWork = {
  /** Public id. */
  readonly cadence: string;
  readonly selection: Selection;
  readonly work: Work;
  /** blind: also records that whoever asks may not see, of which they learn nothing (C-21). Left out: own. */
  readonly sight?: 'own' | 'blind';
};

export type BulkSetting = {
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly actor: number;
  readonly now: Instant;
};

export const bulkAnswers = ['enrolled', 'continued', 'restarted', 'unenrolled', 'already_enrolled', 'skipped'] as const;
export type BulkAnswer = (typeof bulkAnswers)[number];

export type BulkItem = {
  /** Public id. */
  readonly record: string;
  readonly answer: BulkAnswer;
  readonly enrollment: string | null;
  readonly reason: SkipReason | null;
  /** The unenrolment rule that keeps it out, by its id. */
  readonly rule: string | null;
};

/** What the batches so far came to. Plain data: it is kept in a job's row. */
export type Tally = {
  readonly counts: Readonly<Record<BulkAnswer, number>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Of named records all; of others the first thousand that were left out. */
  readonly items: readonly BulkItem[];
};

export type BulkRefusal =
  | NotPermitted
  | {
      readonly kind: 'refused';
      readonly reason: 'cadence_unknown' | 'view_unknown' | 'cadence_not_active' | 'manual_not_allowed';
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'criteria_invalid';
      readonly problems: readonly CriteriaProblem[];
    };

export type BatchDone = {
  readonly kind: 'done';
  readonly items: readonly BulkItem[];
  /** Where the next batch begins; null: this was the last. */
  readonly next: string | null;
};

const BATCH = 500;
const ITEMS_KEPT_MAX = 1_000;

export async function carryOutBatch(
  tx: Tx,
  setting: BulkSetting,
  { bulk, after }: { readonly bulk: BulkWork; readonly after: string | null },
): Promise<BatchDone | BulkRefusal> {
  const cadence = await findCadence(tx, bulk.cadence);
  if (cadence === null) return { kind: 'refused', reason: 'cadence_unknown' };
  const refusal = await whyNotMany(tx, { module: cadence.module, selection: bulk.selection });
  if (refusal !== null) return refusal;
  const batch = await nextBatch(tx, setting, { cadence, selection: bulk.selection, after });
  if (batch.kind === 'refused') return batch;
  const carriedOut = await carryOut(tx, setting, { cadence, records: [...batch.records.keys()], work: bulk.work });
  if (carriedOut.kind === 'refused') return carriedOut;
  const items = batch.missing.map(recordGone);
  for (const [record, item] of carriedOut.items) items.push({ ...item, record: batch.records.get(record) ?? '' });
  return { kind: 'done', items, next: batch.last };
}

/** How many records are meant now. */
export async function countSelected(
  tx: Tx,
  setting: BulkSetting,
  { cadence, selection }: Omit<Place, 'after'>,
): Promise<number | BulkRefusal> {
  if (selection.kind === 'records') return new Set(selection.records).size;
  if (selection.kind === 'ended') return countInState(tx, { cadence: cadence.id, status: selection.status });
  const found = await findSelected(tx, cadence, selection);
  if (found.kind === 'refused') return found;
  const context = { now: setting.now, zone: setting.organization.timeZone };
  return (await countRecords(tx, found.catalogue, found.criteria, context)).count;
}

async function findSelected(tx: Tx, { module }: StoredCadence, wanted: Matching) {
  const found = await findMatching(tx, module, wanted);
  if (found.kind === 'found') return found;
  if (found.reason === 'bad_criteria' || found.reason === 'view_invalid') {
    return { kind: 'refused', reason: 'criteria_invalid', problems: found.problems } as const;
  }
  return { kind: 'refused', reason: 'view_unknown' } as const;
}

/** `records`: internal → public id; `missing`: public ids of no record. */
type Batch = {
  readonly kind: 'batch';
  readonly records: ReadonlyMap<string, string>;
  readonly missing: readonly string[];
  readonly last: string | null;
};

/** One record alone is no bulk action. */
export async function whyNotMany(
  tx: Tx,
  { module, selection }: { readonly module: string; readonly selection: Selection },
): Promise<NotPermitted | null> {
  const isOne = selection.kind === 'records' && selection.records.length === 1;
  return isOne ? null : whyNotIn(tx, module, 'bulk');
}

type Place = { readonly cadence: StoredCadence; readonly selection: Selection; readonly after: string | null };

async function nextBatch(
  tx: Tx,
  { organization, now }: BulkSetting,
  { cadence, selection, after }: Place,
): Promise<Batch | BulkRefusal> {
  if (selection.kind === 'matching') {
    const found = await findSelected(tx, cadence, selection);
    if (found.kind === 'refused') return found;
    const context = { now, zone: organization.timeZone };
    const place = { context, selection: { after, limit: BATCH } };
    return withPublicIds(tx, found.catalogue, await selectIds(tx, found.catalogue, found.criteria, place));
  }
  const catalogue = await loadCatalogue(tx, cadence.module);
  if (selection.kind === 'records') return namedBatch(tx, catalogue, selection.records);
  if (catalogue === null) return NOBODY;
  const wanted = { cadence: cadence.id, status: selection.status, after, limit: BATCH };
  return withPublicIds(tx, catalogue, await recordsInState(tx, wanted));
}

const NOBODY: Batch = { kind: 'batch', records: new Map(), missing: [], last: null };

/** Of a module that there isn't (a draft may name one), or not any more (it was retired), nobody is there. */
async function namedBatch(tx: Tx, catalogue: Catalogue | null, named: readonly string[]): Promise<Batch> {
  const wanted = [...new Set(named)];
  const found = catalogue === null ? new Map<string, string>() : await findIds(tx, catalogue, wanted);
  const records = new Map([...found].map(([publicId, id]) => [id, publicId]));
  return { kind: 'batch', records, missing: wanted.filter((id) => !found.has(id)), last: null };
}

async function withPublicIds(tx: Tx, catalogue: Catalogue, ids: readonly string[]): Promise<Batch> {
  const named = await publicIds(tx, catalogue, ids);
  const records = new Map(ids.map((id) => [id, named.get(id) ?? '']));
  return { kind: 'batch', records, missing: [], last: ids.length < BATCH ? null : (ids.at(-1) ?? null) };
}

type Into = {
  readonly cadence: StoredCadence /** Internal ids. */;
  readonly records: readonly string[];
  readonly work: Work;
};
type Items = ReadonlyMap<string, Omit<BulkItem, 'record'>>;

async function carryOut(
  tx: Tx,
  setting: BulkSetting,
  { cadence, records, work }: Into,
): Promise<{ readonly kind: 'done'; readonly items: Items } | BulkRefusal> {
  const common = { ...setting, cadence: cadence.id, records };
  const nothing = { enrollment: null, reason: null, rule: null };
  const items = new Map<string, Omit<BulkItem, 'record'>>();
  if (work.kind === 'unenroll') {
    for (const [record, answer] of await unenrollInTransaction(tx, { ...common, reason: 'manual' })) {
      const isOut = answer === 'unenrolled';
      items.set(record, isOut ? { ...nothing, answer } : { ...nothing, answer: 'skipped', reason: 'not_enrolled' });
    }
    return { kind: 'done', items };
  }
  const enrolled = await enrollInTransaction(tx, { ...common, origin: work.origin, earlier: work.earlier });
  if (enrolled.kind === 'refused') return enrolled;
  const rules = await ruleIds(tx, setting, cadence);
  for (const [record, answer] of enrolled.answers) {
    if (answer.kind === 'skipped') {
      const rule = answer.rule === null ? null : (rules.get(answer.rule) ?? null);
      items.set(record, { answer: 'skipped', enrollment: null, reason: answer.reason, rule });
    } else items.set(record, { ...nothing, answer: answer.kind, enrollment: answer.enrollment });
  }
  return { kind: 'done', items };
}

async function ruleIds(
  tx: Tx,
  { organization, definitions }: BulkSetting,
  { id, version }: StoredCadence,
): Promise<Map<number, string>> {
  if (version === null) return new Map();
  const outline = await definitions.outline(tx, organization.seat, { cadence: id, version });
  return new Map(outline.rules.map((rule) => [rule.number, rule.id]));
}

function recordGone(record: string): BulkItem {
  return { record, answer: 'skipped', enrollment: null, reason: 'record_gone', rule: null };
}

const NOTHING: Tally = {
  counts: { enrolled: 0, continued: 0, restarted: 0, unenrolled: 0, already_enrolled: 0, skipped: 0 },
  skipped: {},
  items: [],
};

/** The tally with one batch more. */
export function tallied(before: Tally | null, items: readonly BulkItem[], { selection }: BulkWork): Tally {
  const counts = { ...(before ?? NOTHING).counts };
  const skipped = { ...(before ?? NOTHING).skipped };
  const kept = [...(before ?? NOTHING).items];
  for (const item of items) {
    counts[item.answer] += 1;
    if (item.reason !== null) skipped[item.reason] = (skipped[item.reason] ?? 0) + 1;
    const isWanted = selection.kind === 'records' || item.answer === 'skipped';
    if (isWanted && kept.length < ITEMS_KEPT_MAX) kept.push(item);
  }
  return { counts, skipped, items: kept };
}
