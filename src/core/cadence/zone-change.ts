// K-64, K-66: what follow-ups are due by the wall clock when the organisation's time zone, or what is known of it, is another:
// they are planned anew from what they count from. Elapsed time (minutes, hours) stays as it is.
import type { Delay, Repeat } from '#core/cadence/definition.ts';
import { awaitOpening, type Draft, isNodeClosed, openFor, plan, progressOf, record } from '#core/cadence/draft.ts';
import type { Progress } from '#core/cadence/enrollment.ts';
import { fieldTime } from '#core/cadence/field-time.ts';
import type { OutlineNode } from '#core/cadence/outline.ts';
import { delayed } from '#core/cadence/timing.ts';
import type { Instant } from '#core/time/instant.ts';

export function followZone(draft: Draft): void {
  for (const node of draft.outline.nodes) {
    const progress = progressOf(draft, node);
    if (progress?.state !== 'scheduled' || isNodeClosed(draft, node) || isHeldOtherwise(progress)) continue;
    const at = plannedAt(draft, node, progress);
    if (at === null || openFor(draft, node, at) === progress.dueAt) continue;
    const isByDate = node.followUp.delay.kind === 'field_time' && progress.repetition === 0;
    plan(draft, node, { baseAt: isByDate ? at : progress.baseAt, dueAt: at, cause: progress.cause });
    record(draft, 'follow_up_rescheduled', { followUp: node.followUp.number, detail: 'zone_changed', dueAt: at });
    if (at > draft.world.now) awaitOpening(draft, node, at);
  }
}

/** What waits for its record, or was put off after an outage, has a time that no zone gives. */
function isHeldOtherwise({ held }: Progress): boolean {
  return held !== null && held.reason !== 'outside_business_hours';
}

/** Null: no wall clock gives it. */
function plannedAt(draft: Draft, node: OutlineNode, progress: Progress): Instant | null {
  const { delay, repeat } = node.followUp;
  if (progress.repetition > 0) return isElapsed(repeat?.every) ? null : delayed(draft, node, progress);
  if (delay.kind === 'field_time') return fieldTime(draft.world, delay);
  return delay.kind === 'immediately' || isElapsed(delay) ? null : delayed(draft, node, progress);
}

function isElapsed(duration: Repeat['every'] | Extract<Delay, { kind: 'after' }> | undefined): boolean {
  return duration?.unit === 'minutes' || duration?.unit === 'hours';
}
