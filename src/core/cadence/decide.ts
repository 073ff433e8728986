// The rule of the middle: the only place where an enrollment changes. Given the definition, the enrollment, what came
// in and the world as it is now, it says what becomes of it, what goes into its history and what is to be done.
// Order (C-30): unenrolment rules, then triggers, then due follow-ups. It never reads a clock and never does anything.
//
// ENGINE is raised whenever a change of behaviour would decide an old history otherwise; rounds keep the number they
// began with.
import { awaitOn, awaitUntilNow } from '#core/cadence/absence.ts';
import { applyBranches, type BranchStep, planBranches } from '#core/cadence/branch.ts';
import { claimDue } from '#core/cadence/claim-due.ts';
import type { Command } from '#core/cadence/command.ts';
import { cancel, type Draft, record, type World } from '#core/cadence/draft.ts';
import { copyEnrollment, type Enrollment, type EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { EndReason, EnrollmentEvent } from '#core/cadence/event.ts';
import { applyFact, foldingOrder } from '#core/cadence/facts.ts';
import { finish, nextWake, recordHeld } from '#core/cadence/finish.ts';
import type { Input } from '#core/cadence/input.ts';
import type { Outline } from '#core/cadence/outline.ts';
import { planRepetitions } from '#core/cadence/repeat.ts';
import { moveToVersion, type Published } from '#core/cadence/republish.ts';
import { metDatedRule, metRule } from '#core/cadence/rules.ts';
import { followDates } from '#core/cadence/timing.ts';
import { followZone } from '#core/cadence/zone-change.ts';
import type { Instant } from '#core/time/instant.ts';

export const ENGINE = 3;

export type Decision = {
  readonly enrollment: Enrollment;
  readonly events: readonly EnrollmentEvent[];
  readonly commands: readonly Command[];
  /** A timer to set; null: those that are set suffice. */
  readonly timerAt: Instant | null;
};

export type Situation = {
  readonly outline: Outline;
  /** The version to move to, where an input says that one was published. */
  readonly published: Published | null;
  readonly enrollment: Enrollment;
  readonly inputs: readonly Input[];
  readonly world: World;
};

/** Decides one wake of one enrollment. Throws only on a bug; the caller then parks this enrollment alone. */
export function decide(situation: Situation): Decision {
  return decideInPlace({ ...situation, enrollment: copyEnrollment(situation.enrollment) });
}

/** As decide, for a caller that owns the enrollment and has no further use for it as it was: it is changed. */
export function decideInPlace(situation: Situation): Decision {
  const draft = draftOn(situation);
  for (const input of foldingOrder(situation.inputs)) applyFact(draft, input);
  if (draft.enrollment.status === 'active') advance(draft, situation);
  else recordAfterEnd(draft);
  return concluded(draft);
}

/** A new working copy: what actions that begin or resume a round start from. */
export function draftOf(situation: Pick<Situation, 'outline' | 'enrollment' | 'world'>): Draft {
  return draftOn({ ...situation, enrollment: copyEnrollment(situation.enrollment) });
}

function draftOn({ outline, world, enrollment }: Pick<Situation, 'outline' | 'enrollment' | 'world'>): Draft {
  awaitUntilNow({ enrollment, world });
  return { outline, world, enrollment, events: [], commands: [], heard: [], carriedOut: new Map() };
}

/** Sets the next timer and hands the draft over as the decision. */
export function concluded(draft: Draft): Decision {
  const { enrollment, world } = draft;
  awaitOn(draft);
  const standing = enrollment.wakeAt !== null && enrollment.wakeAt > world.now ? enrollment.wakeAt : null;
  const wanted = nextWake(draft);
  const timerAt = wanted !== null && (standing === null || wanted < standing) ? wanted : null;
  enrollment.wakeAt = timerAt ?? standing;
  return { enrollment, events: draft.events, commands: draft.commands, timerAt };
}

/** Ends the round. Whatever is scheduled or handed over is cancelled with it (C-51). */
export function endRound(
  draft: Draft,
  status: EnrollmentStatus,
  detail: string | null,
  actor: number | null = null,
): void {
  const { enrollment } = draft;
  for (const [number, progress] of enrollment.followUps) {
    cancel(draft, number, 'enrollment_ended');
    if (status === 'unenrolled' && progress.state === 'executed' && progress.status !== null) {
      draft.commands.push({ kind: 'withdraw_activity', followUp: number });
    }
  }
  enrollment.status = status;
  enrollment.reason = detail;
  if (status === 'active') return;
  record(draft, status, { detail, actor });
}

/** One step forward of an active round, its facts recorded already: what decide does, and what a continue does at once. */
export function advance(draft: Draft, situation: Pick<Situation, 'inputs' | 'published'>): void {
  if (endByRequest(draft, situation.inputs)) return;
  const stop = moveOn(draft, situation);
  const steps = planBranches(draft);
  const rule = metRule(draft);
  if (rule !== null) {
    overrule(draft, steps, rule.number);
    endRound(draft, 'unenrolled', `rule:${rule.number}`);
    return;
  }
  if (stop !== null) return endRound(draft, 'stopped', stop);
  const fault = faultOf(draft.events);
  if (fault !== null) return endRound(draft, 'failed', fault.detail);
  applyBranches(draft, steps);
  planRepetitions(draft);
  if (situation.inputs.some(({ kind }) => kind === 'zone_changed')) followZone(draft);
  followDates(draft);
  claimDue(draft);
  recordHeld(draft);
  const end = finish(draft);
  if (end !== null) endRound(draft, end.status, end.detail);
}

/** Requests that end the round before any rule is asked. */
function endByRequest(draft: Draft, inputs: readonly Input[]): boolean {
  const end = inputs.find((input) => input.kind === 'end');
  if (end !== undefined) {
    endRound(draft, 'unenrolled', end.reason, end.actor);
    return true;
  }
  if (draft.world.record === null) {
    endRound(draft, 'unenrolled', 'record_deleted');
    return true;
  }
  if (inputs.some((input) => input.kind === 'disabled')) {
    endRound(draft, 'stopped', 'disabled');
    recordAfterEnd(draft);
    return true;
  }
  return false;
}

/** C-55: why the round must stop because of a new version; null: it goes on, under the new version if there is one. */
function moveOn(draft: Draft, { inputs, published }: Pick<Situation, 'inputs' | 'published'>): EndReason | null {
  if (published === null || !inputs.some((input) => input.kind === 'republished')) return null;
  return moveToVersion(draft, published);
}

/** C-34: a failure of ours ends the round; of several the first in order of creation is the reason, whoever told first. */
function faultOf(events: readonly EnrollmentEvent[]): EnrollmentEvent | null {
  const isFault = ({ kind, detail }: EnrollmentEvent) => kind === 'follow_up_failed' && detail !== 'retries_exhausted';
  return events.reduce<EnrollmentEvent | null>((first, event) => {
    if (!isFault(event)) return first;
    return first === null || (event.followUp ?? 0) < (first.followUp ?? 0) ? event : first;
  }, null);
}

/** K-1: what would have started is in the history, with the rule that was stronger. */
function overrule(draft: Draft, steps: readonly BranchStep[], rule: number): void {
  for (const step of steps) {
    if (step.kind !== 'start') continue;
    record(draft, 'trigger_overruled', { followUp: step.node.followUp.number, detail: `rule:${rule}` });
  }
}

/** C-53, C-54: an ended round only records; a date still turns one that was stopped by disabling into unenrolled. */
function recordAfterEnd(draft: Draft): void {
  const { enrollment, outline, world } = draft;
  if (enrollment.status !== 'stopped' || enrollment.reason !== 'disabled') return;
  const rule = metDatedRule(outline, world);
  if (rule !== null) endRound(draft, 'unenrolled', `rule:${rule.number}`);
}
