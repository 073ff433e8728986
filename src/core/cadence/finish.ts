// When a round is over, and when it must be looked at again. Nothing may wait without a deadline (C-40): every open
// follow-up is scheduled, handed over, or waits for a response until its window ends.
import { absenceDeadline, isHeld, waitEnd } from '#core/cadence/absence.ts';
import { awaitedChildren } from '#core/cadence/branch.ts';
import { type Draft, isNodeClosed, progressOf, record, windowEnd } from '#core/cadence/draft.ts';
import { isPending, type Progress } from '#core/cadence/enrollment.ts';
import type { OutlineNode, OutlineTrigger } from '#core/cadence/outline.ts';
import { nextRuleDate } from '#core/cadence/rules.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';

export type End =
  | { readonly status: 'completed'; readonly detail: null }
  | { readonly status: 'expired'; readonly detail: null }
  | { readonly status: 'failed'; readonly detail: 'follow_up_failed' };

/** Looked at again so soon when only the mailbox must be read, or visits be graded, before a deadline counts. */
const HELD_RECHECK_MS = MINUTE;

/** How an active round ends now; null: it goes on. */
export function finish(draft: Draft): End | null {
  let hasFailed = false;
  let hasExpired = false;
  for (const node of draft.outline.nodes) {
    const progress = progressOf(draft, node);
    if (progress === undefined || isNodeClosed(draft, node)) continue;
    if (isPending(progress)) {
      if (progress.state !== 'needs_review' || draft.world.now < reviewEnd(draft, progress)) return null;
      hasExpired = true;
    }
    if (progress.state === 'failed') hasFailed = true;
    if (progress.executedAt === null || awaitedChildren(draft, node, progress).startable.length === 0) continue;
    if (draft.world.now < waitEnd(draft, node, progress)) return null;
    hasExpired = true;
  }
  if (hasFailed) return { status: 'failed', detail: 'follow_up_failed' };
  return hasExpired ? { status: 'expired', detail: null } : { status: 'completed', detail: null };
}

/** The earliest instant at which time alone changes something; null: never. */
export function nextWake(draft: Draft): Instant | null {
  const { enrollment, outline, world } = draft;
  if (enrollment.status !== 'active') {
    return enrollment.status === 'stopped' && enrollment.reason === 'disabled' ? nextRuleDate(outline, world) : null;
  }
  let next = nextRuleDate(outline, world);
  for (const node of outline.nodes) {
    const progress = progressOf(draft, node);
    if (progress === undefined || isNodeClosed(draft, node)) continue;
    if (progress.state === 'scheduled') next = earlier(next, progress.dueAt);
    if (progress.state === 'needs_review') next = earlier(next, ahead(draft, reviewEnd(draft, progress)));
    if (progress.executedAt === null) continue;
    const { startable, strengthened } = awaitedChildren(draft, node, progress);
    const awaiting = [...startable, ...strengthened];
    if (awaiting.length === 0) continue;
    const end = waitEnd(draft, node, progress);
    if (startable.length > 0) next = earlier(next, ahead(draft, end));
    if (end <= world.now) continue;
    for (const { deadline, held } of awaitedAbsences(draft, awaiting, progress)) {
      next = earlier(next, ahead(draft, held ? world.now + HELD_RECHECK_MS : deadline));
    }
  }
  return next;
}

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  return other !== null && (one === null || other < one) ? other : one;
}

/** What is past changes nothing any more: a timer set there would wake the round again and again. */
function ahead({ world }: Draft, at: Instant): Instant | null {
  return at > world.now && at !== Number.POSITIVE_INFINITY ? at : null;
}

/** C-8, C-41: says once, at the first wake after the deadline, why an absence does not count yet; seconds go without saying. */
export function recordHeld(draft: Draft): void {
  const { wakeAt } = draft.enrollment;
  if (wakeAt !== null && wakeAt > draft.world.now) return; // no deadline since the last wake
  for (const node of draft.outline.nodes) {
    const progress = progressOf(draft, node);
    if (progress === undefined || progress.executedAt === null || isNodeClosed(draft, node)) continue;
    const { startable } = awaitedChildren(draft, node, progress);
    for (const { child, deadline, held, waitsFor } of awaitedAbsences(draft, startable, progress)) {
      if (!held || waitsFor !== 'mailbox' || (wakeAt !== null && wakeAt > deadline)) continue;
      record(draft, 'held', { followUp: child.followUp.number, detail: 'replies_not_read' });
    }
  }
}

type AwaitedAbsence = Pick<OutlineTrigger, 'waitsFor'> & {
  readonly child: OutlineNode;
  readonly deadline: Instant;
  readonly held: boolean;
};

function awaitedAbsences(draft: Draft, startable: readonly OutlineNode[], progress: Progress): AwaitedAbsence[] {
  const awaited: AwaitedAbsence[] = [];
  for (const child of startable) {
    for (const { trigger, waitsFor } of child.triggers) {
      if (trigger.kind !== 'absence') continue;
      const deadline = absenceDeadline(draft, trigger, progress);
      if (deadline !== null) awaited.push({ child, deadline, waitsFor, held: isHeld(draft, waitsFor, deadline) });
    }
  }
  return awaited;
}

/** The response window ends an unresolved review too. */
function reviewEnd(draft: Draft, progress: Progress): Instant {
  return windowEnd(draft, progress.dueAt ?? progress.baseAt);
}
