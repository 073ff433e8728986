// Triggers: which children of an executed follow-up start, which are cancelled, by the branching of their parent
// (C-8 to C-11). It plans first and changes nothing, so that a rule met at the same time can overrule it (C-31).
import { absenceDeadline, type AbsenceTrigger, hadPassed, isHeld, isOver, waitEnd } from '#core/cadence/absence.ts';
import { cancel, type Draft, isNodeClosed, notBeforeResume, plan, progressOf, skip } from '#core/cadence/draft.ts';
import { newProgress, type Progress } from '#core/cadence/enrollment.ts';
import type { OutlineNode, OutlineTrigger } from '#core/cadence/outline.ts';
import { isMessageResponse } from '#core/cadence/response.ts';
import { schedule } from '#core/cadence/timing.ts';
import type { Instant } from '#core/time/instant.ts';

export type BranchStep =
  | { readonly kind: 'start'; readonly node: OutlineNode; readonly at: Instant; readonly cause: string }
  /** The time until which it would have waited for an answer had passed before, or what it was to come before is over. */
  | { readonly kind: 'pass_over'; readonly node: OutlineNode; readonly cause: string }
  /** Its trigger no longer holds: the state was left, or the answer came in time after all. */
  | { readonly kind: 'withdraw'; readonly node: OutlineNode }
  /** A stronger response was given: this branch goes no further. */
  | { readonly kind: 'close'; readonly node: OutlineNode };

type Match = { readonly at: Instant; readonly strength: number; readonly key: string; readonly isOver: boolean };

/** What the triggers call for now, over all executed follow-ups whose branch is open. */
export function planBranches(draft: Draft): BranchStep[] {
  const steps: BranchStep[] = [];
  for (const node of draft.outline.nodes) {
    if (node.children.length === 0) continue;
    const progress = progressOf(draft, node);
    if (progress === undefined || progress.executedAt === null || isNodeClosed(draft, node)) continue;
    planChildren(draft, node, progress, steps);
  }
  return steps;
}

/** Closes first: what was planned inside a branch that ends at the same time does not start. */
export function applyBranches(draft: Draft, steps: readonly BranchStep[]): void {
  for (const step of steps) if (step.kind === 'close') closeBranch(draft, step.node);
  for (const step of steps) {
    const { node } = step;
    if (node.parent !== null && isNodeClosed(draft, node.parent)) continue;
    if (step.kind === 'start') schedule(draft, node, notBeforeResume(draft, step.at), step.cause);
    else if (step.kind === 'withdraw') cancel(draft, node.followUp.number, 'no_longer_holds');
    else if (step.kind === 'pass_over') passOver(draft, node, step.cause);
  }
}

function passOver(draft: Draft, node: OutlineNode, cause: string): void {
  const { now } = draft.world;
  plan(draft, node, { baseAt: now, dueAt: now, cause });
  skip(draft, node, 'date_past');
}

function planChildren(draft: Draft, parent: OutlineNode, progress: Progress, steps: BranchStep[]): void {
  const { matches, top } = matchChildren(draft, parent, progress);
  let place = 0;
  for (const node of parent.children) {
    const match = matches[place++] ?? null;
    const child = progressOf(draft, node);
    if (match === null) {
      const missed = canStart(child) ? missedBefore(draft, node, progress) : null;
      if (isUnexecuted(child)) steps.push({ kind: 'withdraw', node });
      else if (missed !== null) steps.push({ kind: 'pass_over', node, cause: missed });
    } else if (match.strength < top) {
      if (isOpen(draft, node)) steps.push({ kind: 'close', node });
    } else if (canStart(child) || isEnteredAgain(child, match)) {
      // Marked sent days later (C-33), no delay counts from before that.
      const at = Math.max(match.at, progress.seen.get('sent') ?? match.at);
      const cause = match.key;
      steps.push(match.isOver ? { kind: 'pass_over', node, cause } : { kind: 'start', node, at, cause });
    }
  }
}

/** C-11: whether what started it holds now. A first follow-up was started by the enrolment, which does. */
export function isStillTriggered(draft: Draft, node: OutlineNode): boolean {
  const parent = node.parent === null ? undefined : progressOf(draft, node.parent);
  if (node.parent === null || parent === undefined) return true;
  return matchOf(draft, node, { parent, until: waitEnd(draft, node.parent, parent) }) !== null;
}

type Matched = {
  readonly awaiting: Awaiting;
  /** Of each child, in their order. */
  readonly matches: readonly (Match | null)[];
  /** The strongest response so far that some child names; 0 where every matched child runs on its own. */
  readonly top: number;
};

function matchChildren(draft: Draft, parent: OutlineNode, progress: Progress): Matched {
  const awaiting = { parent: progress, until: waitEnd(draft, parent, progress) };
  const matches = parent.children.map((child) => matchOf(draft, child, awaiting));
  let top = 0;
  if (parent.followUp.branching !== 'all') {
    for (const match of matches) if (match !== null && match.strength > top) top = match.strength;
  }
  return { awaiting, matches, top };
}

function isUnexecuted(child: Progress | undefined): child is Progress {
  return child?.state === 'scheduled' || child?.state === 'claimed';
}

/**
 * Not started yet, or cancelled before it was executed, its state left or a stronger response given: not with the mark
 * of an ended round. Whether a branch that was left is strong enough again, its strength says.
 */
function canStart(child: Progress | undefined): boolean {
  if (child === undefined || child.state === 'waiting') return true;
  return child.state === 'cancelled' && child.dueAt === null && child.executedAt === null;
}

/** The key of the absence that it would have started by, had its time not passed before; null: something else may start it. */
function missedBefore(draft: Draft, { triggers }: OutlineNode, parent: Progress): string | null {
  const isMissed = ({ trigger }: OutlineTrigger): boolean =>
    trigger.kind === 'absence' && hadPassed(draft, trigger, parent);
  return triggers.every(isMissed) ? (triggers[0]?.key ?? null) : null;
}

/** C-11: entering the same state again schedules an unexecuted child again, from the latest entry. */
function isEnteredAgain(child: Progress | undefined, match: Match): boolean {
  if (child?.state !== 'scheduled' || child.executedAt !== null) return false;
  return child.cause === match.key && match.at > child.baseAt;
}

type Awaiting = { readonly parent: Progress; readonly until: Instant };

/** The first time a trigger of the child came true, and the strongest of those that did. */
function matchOf(draft: Draft, child: OutlineNode, { parent, until }: Awaiting): Match | null {
  let firstAt: Instant | null = null;
  let first: OutlineTrigger | null = null;
  let strength = 0;
  const waiting = progressOf(draft, child);
  const notBefore = waiting?.state === 'waiting' ? waiting.baseAt : null;
  for (const trigger of child.triggers) {
    const at = triggeredAt(draft, trigger, parent);
    if (at === null || at > until) continue;
    strength = Math.max(strength, trigger.strength);
    // C-55: what was said before there was this child doesn't start it.
    if ((notBefore !== null && at <= notBefore) || (firstAt !== null && at >= firstAt)) continue;
    firstAt = at;
    first = trigger;
  }
  if (firstAt === null || first === null) return null;
  const { trigger, key } = first;
  return { at: firstAt, key, strength, isOver: trigger.kind === 'absence' && isOver(draft, trigger) };
}

function triggeredAt(draft: Draft, one: OutlineTrigger, parent: Progress): Instant | null {
  const { trigger, key } = one;
  switch (trigger.kind) {
    case 'response':
      if (isMessageResponse(trigger.response)) return parent.seen.get(key) ?? null;
      return parent.status === trigger.response ? parent.statusAt : null;
    case 'link':
      return parent.seen.get(key) ?? null;
    case 'result':
      return parent.result === trigger.result ? parent.resultAt : null;
    case 'absence':
      return absentAt(draft, { absence: trigger, waitsFor: one.waitsFor }, parent);
  }
}

type Absent = Pick<OutlineTrigger, 'waitsFor'> & { readonly absence: AbsenceTrigger };

function absentAt(draft: Draft, { absence, waitsFor }: Absent, parent: Progress): Instant | null {
  const deadline = absenceDeadline(draft, absence, parent);
  if (deadline === null || deadline > draft.world.now || isHeld(draft, waitsFor, deadline)) return null;
  return deadline;
}

/** The children of an executed follow-up for which something that has not happened yet makes a difference. */
export type AwaitedChildren = {
  /** Could still be started. */
  readonly startable: readonly OutlineNode[];
  /** Have begun, and an absence would make them the strongest: weaker ones are left then, or start no more. */
  readonly strengthened: readonly OutlineNode[];
};

export function awaitedChildren(draft: Draft, parent: OutlineNode, progress: Progress): AwaitedChildren {
  const { children } = parent;
  const mayStart = (child: OutlineNode): boolean => canStart(progressOf(draft, child));
  const unstarted = children.filter(mayStart);
  const isGraded = parent.followUp.branching !== 'all';
  const begun = isGraded ? children.filter((child) => hasAbsence(child) && !mayStart(child)) : [];
  if (unstarted.length === 0 && begun.length === 0) return { startable: unstarted, strengthened: begun };
  const { awaiting, top } = matchChildren(draft, parent, progress);
  const starts = (one: OutlineTrigger): boolean => one.strength >= top && isStillPossible(draft, one, awaiting);
  const strengthens = (one: OutlineTrigger): boolean =>
    one.trigger.kind === 'absence' && one.strength > top && isStillPossible(draft, one, awaiting);
  return {
    startable: unstarted.filter((child) => child.triggers.some(starts)),
    strengthened: begun.filter(
      (child) =>
        child.triggers.some(strengthens) &&
        children.some((other) => other !== child && (isOpen(draft, other) || mayStart(other))),
    ),
  };
}

function hasAbsence({ triggers }: OutlineNode): boolean {
  return triggers.some(({ trigger }) => trigger.kind === 'absence');
}

/** It has begun, and was not left for a stronger one. */
function isOpen(draft: Draft, child: OutlineNode): boolean {
  const progress = progressOf(draft, child);
  return progress !== undefined && progress.state !== 'waiting' && !progress.closed;
}

function isStillPossible(
  draft: Draft,
  { trigger, key, waitsFor }: OutlineTrigger,
  { parent, until }: Awaiting,
): boolean {
  const isMonotone = trigger.kind === 'link' || (trigger.kind === 'response' && isMessageResponse(trigger.response));
  if (isMonotone) return (parent.seen.get(key) ?? Number.POSITIVE_INFINITY) > until;
  if (trigger.kind !== 'absence') return true;
  const deadline = absenceDeadline(draft, trigger, parent);
  return deadline !== null && (deadline > draft.world.now || isHeld(draft, waitsFor, deadline));
}

function closeBranch(draft: Draft, node: OutlineNode): void {
  const progress = progressOf(draft, node) ?? newProgress(draft.world.now);
  progress.closed = true;
  draft.enrollment.followUps.set(node.followUp.number, progress);
  cancelBelow(draft, node);
}

function cancelBelow(draft: Draft, node: OutlineNode): void {
  cancel(draft, node.followUp.number, 'stronger_response');
  for (const child of node.children) cancelBelow(draft, child);
}
