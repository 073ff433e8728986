// How a round begins and begins again: enrolling, continuing, and why not. The rules of unenrolment are asked first:
// a record that meets one is not taken in, and a continue is no way around them (C-22).
import { advance, concluded, type Decision, draftOf, endRound } from '#core/cadence/decide.ts';
import { isOfSeries, standAsCarriedOut } from '#core/cadence/repeat.ts';
import { type Draft, record, type World } from '#core/cadence/draft.ts';
import { type Enrollment, NOTHING_FRESH, type Progress } from '#core/cadence/enrollment.ts';
import type { Origin } from '#core/cadence/event.ts';
import type { Outline, OutlineNode } from '#core/cadence/outline.ts';
import { adoptVersion, type Published } from '#core/cadence/republish.ts';
import { ruleMetAtEnrolment } from '#core/cadence/rules.ts';
import { schedule } from '#core/cadence/timing.ts';

export type Enrolling = {
  readonly outline: Outline;
  readonly world: World;
  readonly id: string;
  readonly cadence: number;
  readonly version: number;
  readonly origin: Origin;
  readonly actor: number | null;
};

/** Begins a round, or names the rule (its number) that keeps the record out. */
export function enroll(request: Enrolling): { readonly decision: Decision } | { readonly rule: number } {
  const { outline, world } = request;
  const rule = ruleMetAtEnrolment(outline, world);
  if (rule !== null) return { rule: rule.number };
  const draft = draftOf({ outline, world, enrollment: newEnrollment(request) });
  record(draft, 'enrolled', { detail: request.origin, actor: request.actor });
  for (const root of outline.roots) schedule(draft, root, world.now, null);
  advance(draft, { inputs: [], published: null });
  return { decision: concluded(draft) };
}

function newEnrollment({ id, cadence, version, world }: Enrolling): Enrollment {
  return {
    id,
    cadence,
    version,
    status: 'active',
    reason: null,
    revision: 0,
    enrolledAt: world.now,
    resumedAt: null,
    wakeAt: null,
    followUps: new Map(),
  };
}

/** Why a round cannot be continued. `rule` is told to callers who may read the record. */
export const continueRefusals = [
  'already_active',
  'already_completed',
  'follow_up_deleted',
  'needs_review',
  'cadence_not_active',
  'unenrolment_rule_met',
  'record_gone',
  'another_round_active',
] as const;
export type ContinueRefusal = (typeof continueRefusals)[number];

/** C-70, C-71, K-86: the answer to "may this round go on", for the button as for the action; null: it may. */
export function whyNotContinue(
  enrollment: Enrollment,
  outline: Outline,
  deletedActivities: ReadonlySet<number>,
): ContinueRefusal | null {
  if (enrollment.status === 'active') return 'already_active';
  if (enrollment.status === 'completed') return 'already_completed';
  for (const [number, progress] of enrollment.followUps) {
    if (progress.closed) continue;
    if (progress.state === 'needs_review') return 'needs_review';
    const node = outline.byNumber.get(number);
    const isDeleted = node === undefined || deletedActivities.has(number);
    if (isDeleted && isGoneOnWith(enrollment, progress, node)) return 'follow_up_deleted';
  }
  return null;
}

/** Planned again by a continue, or its response is what the round would go on from: none of its children has started. */
function isGoneOnWith({ followUps }: Enrollment, progress: Progress, node: OutlineNode | undefined): boolean {
  if (progress.state === 'failed' || isCutOff(progress)) return true;
  if (progress.state !== 'executed') return false;
  if (node === undefined) return true;
  const hasStarted = (child: OutlineNode): boolean =>
    (followUps.get(child.followUp.number)?.state ?? 'waiting') !== 'waiting';
  return node.children.length > 0 && !node.children.some(hasStarted);
}

/** Cancelled because the round ended, so a continue plans it again. */
function isCutOff(progress: Progress): boolean {
  return progress.state === 'cancelled' && progress.dueAt !== null;
}

export type Continuing = {
  readonly enrollment: Enrollment;
  /** Of the version that the round stood under. */
  readonly outline: Outline;
  readonly published: Published;
  readonly world: World;
  readonly deletedActivities: ReadonlySet<number>;
  readonly actor: number | null;
};

/** Resumes an unfinished round: delays count from now, a response that arrived meanwhile is followed at once. */
export function continueRound(
  request: Continuing,
): { readonly decision: Decision } | { readonly refusal: ContinueRefusal } {
  const { enrollment, published, world } = request;
  const refusal = whyNotContinue(enrollment, published.outline, request.deletedActivities);
  if (refusal !== null) return { refusal };
  if (world.record === null) return { refusal: 'record_gone' };
  if (ruleMetAtEnrolment(published.outline, world) !== null) return { refusal: 'unenrolment_rule_met' };
  const draft = draftOf({ outline: request.outline, world, enrollment });
  draft.enrollment.status = 'active';
  draft.enrollment.reason = null;
  draft.enrollment.resumedAt = world.now;
  record(draft, 'continued', { actor: request.actor });
  if (published.version !== enrollment.version) {
    // K-89: it goes on with the present form of what was edited, and follows what was answered meanwhile (K-85).
    adoptVersion(draft, published, new Set());
  }
  resumeFollowUps(draft);
  advance(draft, { inputs: [], published: null });
  return { decision: concluded(draft) };
}

function resumeFollowUps(draft: Draft): void {
  for (const [number, progress] of draft.enrollment.followUps) {
    progress.fresh = NOTHING_FRESH;
    const node = draft.outline.byNumber.get(number);
    if (node === undefined || progress.closed) continue;
    if (isCutOff(progress) && !isOfSeries(node, progress)) standAsCarriedOut(progress);
    if (progress.state === 'executed') draft.carriedOut.set(number, draft.world.now);
    if (isCutOff(progress)) schedule(draft, node, draft.world.now, progress.cause);
    if (progress.state === 'failed') {
      progress.state = 'scheduled';
      progress.dueAt = draft.world.now;
      record(draft, 'follow_up_scheduled', { followUp: number, detail: progress.cause, dueAt: draft.world.now });
    }
  }
}

/** Ends an active round because the record is taken in anew (K-20). */
export function endForRestart(
  situation: { outline: Outline; enrollment: Enrollment; world: World },
  actor: number | null,
): Decision {
  const draft = draftOf(situation);
  endRound(draft, 'unenrolled', 'restarted', actor);
  return concluded(draft);
}

/** A round that a person may begin again from the first follow-ups: any that is over. */
export function mayRestart(enrollment: Enrollment): boolean {
  return enrollment.status !== 'active';
}
