// Taking many records into a cadence or out of it, letting their rounds go on or begin again: batch by batch, each in a
// transaction of its own, every record with its answer (C-26). Repeated, it changes nothing that it did already, but for
// a restart of all. Whoever asked may go away: then it ends with the batch at hand.
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { type EarlierChoice, enrollRecords } from '#actions/enrollments/enroll-records.ts';
import { recordsOfView } from '#actions/enrollments/select-records.ts';
import { unenrollRecords } from '#actions/enrollments/unenroll-records.ts';
import type { SkipReason } from '#contract/enroll-words.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Origin } from '#core/cadence/event.ts';
import type { Instant } from '#core/time/instant.ts';
import { findCadence, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Database } from '#storage/db.ts';
import { recordsInState } from '#storage/enrollments/list-rounds.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findIds, publicIds } from '#storage/records/read-records.ts';

export type Selection =
  /** Public ids, 1,000 at the most. */
  | { readonly kind: 'records'; readonly records: readonly string[] }
  /** A view's public id. */
  | { readonly kind: 'view'; readonly view: string }
  /** Whose latest round ended like this. */
  | { readonly kind: 'ended'; readonly status: EnrollmentStatus };

export type Work =
  | { readonly kind: 'enroll'; readonly earlier: EarlierChoice; readonly origin: Origin }
  | { readonly kind: 'unenroll' };

export type BulkRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  /** Public id. */
  readonly cadence: string;
  readonly selection: Selection;
  readonly work: Work;
  readonly actor: number;
  readonly now: Instant;
  /** Asked between batches. */
  readonly isWanted: () => boolean;
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

export type BulkResult =
  | {
      readonly kind: 'answered';
      readonly counts: Readonly<Record<BulkAnswer, number>>;
      readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
      /** Of a view or a state: the first thousand that were left out. */
      readonly items: readonly BulkItem[];
      readonly finished: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'cadence_unknown' | 'view_unknown' | 'cadence_not_active' | 'manual_not_allowed';
    };

const BATCH = 1_000;
const ITEMS_KEPT_MAX = 1_000;

export async function enrollInBulk(request: BulkRequest): Promise<BulkResult> {
  const { database, organization } = request;
  const cadence = await database.organization(organization.seat, (tx) => findCadence(tx, request.cadence));
  if (cadence === null) return { kind: 'refused', reason: 'cadence_unknown' };
  const tally = new Tally(request.selection.kind === 'records' ? 'all' : 'left_out');
  for (let after: string | null = null, first = true; ; first = false) {
    if (!first && !request.isWanted()) return tally.result('left');
    const batch: Batch | null = await nextBatch(request, { cadence, after });
    if (batch === null) return { kind: 'refused', reason: 'view_unknown' };
    const answered = await carryOut(request, { cadence, records: [...batch.records.keys()] });
    if (answered.kind === 'refused') return first ? answered : tally.result('left');
    for (const record of batch.missing) tally.add(left(record, 'record_gone'));
    for (const [record, item] of answered.items) tally.add({ ...item, record: batch.records.get(record) ?? '' });
    if (batch.last === null) return tally.result('done');
    after = batch.last;
  }
}

/** `records`: internal → public id; `missing`: public ids of no record; `last`: where the next batch begins. */
type Batch = {
  readonly records: ReadonlyMap<string, string>;
  readonly missing: readonly string[];
  readonly last: string | null;
};
type Place = { readonly cadence: StoredCadence; readonly after: string | null };

/** Null: there is no such view. */
async function nextBatch(request: BulkRequest, { cadence, after }: Place): Promise<Batch | null> {
  const { database, organization, selection, now } = request;
  const { module } = cadence;
  if (selection.kind === 'view') {
    const selecting = { database, organization, now, module };
    const ids = await recordsOfView(selecting, { view: selection.view, after, limit: BATCH });
    return ids === null ? null : withPublicIds(request, module, ids);
  }
  if (selection.kind === 'ended') {
    const wanted = { cadence: cadence.id, status: selection.status, after, limit: BATCH };
    return withPublicIds(
      request,
      module,
      await database.organization(organization.seat, (tx) => recordsInState(tx, wanted)),
    );
  }
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, module);
    const wanted = [...new Set(selection.records)];
    const found = catalogue === null ? new Map<string, string>() : await findIds(tx, catalogue, wanted);
    const records = new Map([...found].map(([publicId, id]) => [id, publicId]));
    return { records, missing: wanted.filter((id) => !found.has(id)), last: null };
  });
}

async function withPublicIds(
  { database, organization }: BulkRequest,
  module: string,
  ids: readonly string[],
): Promise<Batch> {
  return database.organization(organization.seat, async (tx) => {
    const catalogue = await loadCatalogue(tx, module);
    const named = catalogue === null ? new Map<string, string>() : await publicIds(tx, catalogue, ids);
    const records = new Map(ids.map((id) => [id, named.get(id) ?? '']));
    return { records, missing: [], last: ids.length < BATCH ? null : (ids.at(-1) ?? null) };
  });
}

type Items = ReadonlyMap<string, Omit<BulkItem, 'record'>>;
type CarriedOut = { readonly kind: 'done'; readonly items: Items } | Extract<BulkResult, { kind: 'refused' }>;
type Into = { readonly cadence: StoredCadence /** Internal ids. */; readonly records: readonly string[] };

async function carryOut(request: BulkRequest, { cadence, records }: Into): Promise<CarriedOut> {
  const { database, organization, definitions, actor, now, work } = request;
  const common = { database, organization, definitions, cadence: cadence.id, records, actor, now };
  const nothing = { enrollment: null, reason: null, rule: null };
  const items = new Map<string, Omit<BulkItem, 'record'>>();
  if (work.kind === 'unenroll') {
    for (const [record, answer] of await unenrollRecords({ ...common, reason: 'manual' })) {
      const isOut = answer === 'unenrolled';
      items.set(record, isOut ? { ...nothing, answer } : { ...nothing, answer: 'skipped', reason: 'not_enrolled' });
    }
    return { kind: 'done', items };
  }
  const enrolled = await enrollRecords({ ...common, origin: work.origin, earlier: work.earlier });
  if (enrolled.kind === 'refused') return enrolled;
  const rules = await ruleIds(request, cadence);
  for (const [record, answer] of enrolled.answers) {
    if (answer.kind === 'skipped') {
      const rule = answer.rule === null ? null : (rules.get(answer.rule) ?? null);
      items.set(record, { answer: 'skipped', enrollment: null, reason: answer.reason, rule });
    } else items.set(record, { ...nothing, answer: answer.kind, enrollment: answer.enrollment });
  }
  return { kind: 'done', items };
}

async function ruleIds(
  { database, organization, definitions }: BulkRequest,
  cadence: StoredCadence,
): Promise<Map<number, string>> {
  const { version } = cadence;
  if (version === null) return new Map();
  const versioned = { cadence: cadence.id, version };
  const outline = await database.organization(organization.seat, (tx) =>
    definitions.outline(tx, organization.seat, versioned),
  );
  return new Map(outline.rules.map(({ number, id }) => [number, id]));
}

function left(record: string, reason: SkipReason): BulkItem {
  return { record, answer: 'skipped', enrollment: null, reason, rule: null };
}

/** What the batches came to. */
class Tally {
  private readonly counts: Record<BulkAnswer, number> = {
    enrolled: 0,
    continued: 0,
    restarted: 0,
    unenrolled: 0,
    already_enrolled: 0,
    skipped: 0,
  };
  private readonly skipped: Partial<Record<SkipReason, number>> = {};
  private readonly items: BulkItem[] = [];
  private readonly kept: 'all' | 'left_out';

  constructor(kept: 'all' | 'left_out') {
    this.kept = kept;
  }

  add(item: BulkItem): void {
    this.counts[item.answer] += 1;
    if (item.reason !== null) this.skipped[item.reason] = (this.skipped[item.reason] ?? 0) + 1;
    const isWanted = this.kept === 'all' || item.answer === 'skipped';
    if (isWanted && this.items.length < ITEMS_KEPT_MAX) this.items.push(item);
  }

  result(end: 'done' | 'left'): BulkResult {
    const { counts, skipped, items } = this;
    return { kind: 'answered', counts, skipped, items, finished: end === 'done' };
  }
}
