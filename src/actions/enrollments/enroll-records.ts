// Takes records into a cadence, a batch in one transaction: by hand, in bulk, by API, from a view. Every record gets its
// answer. Records are locked for share, so that a status change and an enrolment can't miss each other, and the cadence
// is held against publishing and disabling.
import { assert } from '#core/assert.ts';
import type { Origin } from '#core/cadence/event.ts';
import { type ContinueRefusal, continueRound, endForRestart, enroll } from '#core/cadence/round.ts';
import type { Outline } from '#core/cadence/outline.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Definitions } from '#actions/enrollments/definitions.ts';
import { loadSurroundings, recordOf, type Surroundings, worldOf } from '#actions/enrollments/surroundings.ts';
import { loadRunning, type RunningCadence } from '#storage/cadences/cadences.ts';
import type { Database, Tx } from '#storage/db.ts';
import type { StoredEnrollment } from '#storage/enrollments/enrollment-row.ts';
import { NO_TIMERS } from '#storage/enrollments/claim-due.ts';
import { hasUnconfirmed } from '#storage/deliveries/reviews.ts';
import { deletedActivities, lockLatestRounds } from '#storage/enrollments/enrollments.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import type { Decided } from '#storage/enrollments/decision-columns.ts';
import { insertEnrollments, saveDecisions } from '#storage/enrollments/save-decisions.ts';
import { cadenceKey, lockShared } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

/** What to do with a record that was in the cadence before; one that is in it now is left alone (C-23). */
export const earlierChoices = ['skip', 'continue', 'restart'] as const;
/** The last two take in nobody who was never in it; only_restart ends an active round too (K-20). */
export type EarlierChoice = (typeof earlierChoices)[number] | 'only_continue' | 'only_restart';

export type EnrollRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly definitions: Definitions;
  readonly cadence: number;
  /** Internal ids, 1,000 at the most. */
  readonly records: readonly string[];
  readonly origin: Origin;
  /** C-70 to C-72: unfinished rounds continue or restart; completed ones only restart. */
  readonly earlier: EarlierChoice;
  readonly actor: number | null;
  readonly now: Instant;
};

type Enrolling = Omit<EnrollRequest, 'database'>;

export type SkipReason =
  | 'record_gone'
  | 'unenrolment_rule_met'
  | 'was_enrolled_before'
  | 'completed_before'
  | 'never_enrolled'
  | ContinueRefusal;

export type EnrollAnswer =
  | { readonly kind: 'enrolled' | 'continued' | 'restarted' | 'already_enrolled'; readonly enrollment: string }
  /** `rule` is the number of the unenrolment rule that keeps the record out. */
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly rule: number | null };

export type Enrolled =
  | { readonly kind: 'answered'; readonly answers: ReadonlyMap<string, EnrollAnswer> }
  /** C-24: only into an active cadence. */
  | { readonly kind: 'refused'; readonly reason: 'cadence_not_active' | 'manual_not_allowed' };

export async function enrollRecords(request: EnrollRequest): Promise<Enrolled> {
  const { database, organization } = request;
  return database.organization(organization.seat, (tx) => enrollInTransaction(tx, request));
}

/** The same inside the caller's transaction. */
export async function enrollInTransaction(tx: Tx, request: Enrolling): Promise<Enrolled> {
  const { organization, definitions, cadence: id, records } = request;
  await lockShared(tx, [cadenceKey(organization.seat, id)]);
  const running = (await loadRunning(tx, [id])).get(id);
  if (running === undefined || running.status !== 'active' || running.version === null) {
    return { kind: 'refused', reason: 'cadence_not_active' };
  }
  const { version } = running;
  const needed = records.map((record) => ({ cadence: id, version, record }));
  const surroundings = await loadSurroundings(tx, { organization, definitions, needed, lock: 'share' });
  const outline = await definitions.outline(tx, organization.seat, { cadence: id, version });
  if (!mayEnter(outline, request)) return { kind: 'refused', reason: 'manual_not_allowed' };
  const rounds = await lockLatestRounds(tx, id, records);
  const work = new EnrollBatch(request, { cadence: running, version, outline, surroundings });
  for (const record of new Set(records)) await work.add(tx, record, rounds.get(record));
  return { kind: 'answered', answers: await work.save(tx) };
}

/** C-2: a view cadence takes manual enrolment only if it says so. Whoever goes on or begins again was let in before (C-59). */
export function mayEnter(
  { definition: { audience } }: Outline,
  { origin, earlier }: Pick<EnrollRequest, 'origin' | 'earlier'>,
): boolean {
  const isByHand = origin !== 'view' && earlier !== 'only_continue' && earlier !== 'only_restart';
  return !isByHand || audience.kind === 'manual' || audience.manualToo;
}

type Into = {
  readonly cadence: RunningCadence;
  readonly version: number;
  readonly outline: Outline;
  readonly surroundings: Surroundings;
};

/** Gathers the decisions of one batch, then writes them together. */
class EnrollBatch {
  private readonly answers = new Map<string, EnrollAnswer>();
  private readonly fresh: Decided[] = [];
  private readonly changed: Decided[] = [];
  private readonly restarting = new Set<string>();

  private readonly request: Enrolling;
  private readonly into: Into;

  constructor(request: Enrolling, into: Into) {
    this.request = request;
    this.into = into;
  }

  async add(tx: Tx, record: string, earlier: StoredEnrollment | undefined): Promise<void> {
    if (recordOf(this.into.surroundings, this.into.cadence.id, record) === undefined)
      return this.skip(record, 'record_gone');
    const choice = this.request.earlier;
    if (earlier === undefined) {
      if (choice === 'only_continue' || choice === 'only_restart') return this.skip(record, 'never_enrolled');
      this.begin(record, this.request.origin);
      return;
    }
    const { status } = earlier.enrollment;
    if (choice === 'only_restart') return this.restart(tx, record, earlier);
    if (status === 'active') {
      this.answers.set(record, { kind: 'already_enrolled', enrollment: earlier.enrollment.id });
      return;
    }
    if (choice === 'restart') return this.restart(tx, record, earlier);
    if (status === 'completed') return this.skip(record, 'completed_before');
    if (choice === 'skip') return this.skip(record, 'was_enrolled_before');
    return this.resume(tx, record, earlier);
  }

  async save(tx: Tx): Promise<ReadonlyMap<string, EnrollAnswer>> {
    const { now, organization } = this.request;
    if (this.changed.length > 0) {
      await saveDecisions(tx, { decided: this.changed, consumed: { timers: NO_TIMERS, inputs: [] }, now });
    }
    if (this.fresh.length > 0) await this.insert(tx);
    await tellWorkers(tx, organization.seat);
    return this.answers;
  }

  private async insert(tx: Tx): Promise<void> {
    // In one order whoever asks: two that wait for each other's rows would be a deadlock (K-19).
    const inOrder = this.fresh.toSorted((one, other) => Number(one.recordId) - Number(other.recordId));
    const made = await insertEnrollments(tx, inOrder, this.request.now);
    // Missing: another transaction enrolled it between our look and our insert (K-19).
    const missing = this.fresh.map(({ recordId }) => recordId).filter((record) => !made.has(record));
    const others = missing.length === 0 ? null : await lockLatestRounds(tx, this.into.cadence.id, missing);
    for (const { recordId } of this.fresh) {
      const id = made.get(recordId);
      const kind = id === undefined ? 'already_enrolled' : this.restarting.has(recordId) ? 'restarted' : 'enrolled';
      const enrollment = id ?? others?.get(recordId)?.enrollment.id;
      assert(enrollment !== undefined, 'a record that was not enrolled now is enrolled already');
      this.answers.set(recordId, { kind, enrollment });
    }
  }

  /** Whether no rule keeps the record out. */
  private begin(record: string, origin: Origin): boolean {
    const { cadence, version, outline } = this.into;
    const { actor } = this.request;
    const result = enroll({ outline, world: this.world(record), id: '', cadence: cadence.id, version, origin, actor });
    if ('rule' in result) {
      this.skip(record, 'unenrolment_rule_met', result.rule);
      return false;
    }
    this.fresh.push({ recordId: record, epoch: cadence.epoch, outline, decision: result.decision });
    return true;
  }

  private async restart(tx: Tx, record: string, earlier: StoredEnrollment): Promise<void> {
    if (!this.begin(record, 'restart')) return;
    this.restarting.add(record);
    if (earlier.enrollment.status !== 'active') return;
    const outline = await this.request.definitions.outline(tx, this.request.organization.seat, earlier.enrollment);
    const situation = { outline, enrollment: earlier.enrollment, world: this.world(record) };
    const decision = endForRestart(situation, this.request.actor);
    this.changed.push({ recordId: record, epoch: this.into.cadence.epoch, outline, decision });
  }

  private async resume(tx: Tx, record: string, { enrollment }: StoredEnrollment): Promise<void> {
    const { version, outline, cadence } = this.into;
    // K-86: also where the round had ended before its message turned out to be unknown.
    if (await hasUnconfirmed(tx, enrollment.id)) return this.skip(record, 'needs_review');
    const result = continueRound({
      enrollment,
      outline: await this.request.definitions.outline(tx, this.request.organization.seat, enrollment),
      published: { version, outline },
      world: this.world(record),
      deletedActivities: await deletedActivities(tx, enrollment.id),
      actor: this.request.actor,
    });
    if ('refusal' in result) return this.skip(record, result.refusal);
    this.changed.push({ recordId: record, epoch: cadence.epoch, outline, decision: result.decision });
    this.answers.set(record, { kind: 'continued', enrollment: enrollment.id });
  }

  private world(record: string) {
    const { now, organization } = this.request;
    return worldOf(this.into.surroundings, { cadence: this.into.cadence.id, record, now, zone: organization.timeZone });
  }

  private skip(record: string, reason: SkipReason, rule: number | null = null): void {
    this.answers.set(record, { kind: 'skipped', reason, rule });
  }
}
