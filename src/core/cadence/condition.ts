// Whether a follow-up that is due is carried out (C-15): judged by the record as it is at that moment. It may wait for a
// record that does not meet its condition, but never without an end.
import { type Draft, hold, isNodeClosed, progressOf, skip } from '#core/cadence/draft.ts';
import type { RecordCondition } from '#core/cadence/definition.ts';
import type { Progress } from '#core/cadence/enrollment.ts';
import type { SkipReason } from '#core/cadence/event.ts';
import { isTooLate } from '#core/cadence/field-time.ts';
import type { OutlineNode } from '#core/cadence/outline.ts';
import { evaluate } from '#core/criteria/evaluate.ts';
import { addDuration } from '#core/time/calendar.ts';

/** What waited for its record and finds it as it should be is due now. */
export function endWaits(draft: Draft): void {
  for (const node of draft.outline.conditional) {
    const { condition } = node.followUp;
    const progress = progressOf(draft, node);
    if (condition === undefined || progress?.state !== 'scheduled' || !isWaiting(progress)) continue;
    if (isNodeClosed(draft, node) || !isMet(draft, condition)) continue;
    progress.dueAt = draft.world.now;
    progress.held = null;
  }
}

/** Of what is due: whether it is carried out. What is not waits on, or is skipped. */
export function isWanted(draft: Draft, node: OutlineNode, progress: Progress): boolean {
  const reason = whyNot(draft, node, progress);
  if (reason === null) return true;
  const waitFor = node.followUp.condition?.waitFor ?? null;
  if (reason !== 'condition_not_met' || waitFor === null) skip(draft, node, reason);
  else {
    const until = addDuration(draft.world.now, waitFor, draft.world.zone);
    hold(draft, node, { reason: 'condition_not_met', until });
  }
  return false;
}

function whyNot(draft: Draft, { followUp }: OutlineNode, progress: Progress): SkipReason | null {
  const { delay, condition } = followUp;
  if (progress.held?.reason === 'date_missing') return 'date_missing';
  if (delay.kind === 'field_time' && progress.repetition === 0 && isTooLate(draft.world, delay)) return 'date_past';
  if (condition === undefined || isMet(draft, condition)) return null;
  return isWaiting(progress) ? 'condition_not_met_in_time' : 'condition_not_met';
}

function isMet({ world }: Draft, { criteria }: RecordCondition): boolean {
  return world.record !== null && evaluate(criteria, world.record, world);
}

function isWaiting({ held }: Progress): boolean {
  return held?.reason === 'condition_not_met';
}
