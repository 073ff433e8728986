// When follow-ups are due: a delay after what started them, or a time that a date field of the record gives (C-14), which
// moves with the field until it has come.
import { addDelay } from '#core/cadence/business-hours.ts';
import type { FieldTime } from '#core/cadence/definition.ts';
import {
  awaitOpening,
  type Draft,
  hold,
  isNodeClosed,
  plan,
  progressOf,
  record,
  skip,
  windowEnd,
} from '#core/cadence/draft.ts';
import type { Progress } from '#core/cadence/enrollment.ts';
import { fieldTime } from '#core/cadence/field-time.ts';
import type { OutlineNode } from '#core/cadence/outline.ts';
import { addDuration } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

/** Plans a follow-up, or the repetition that it has come to: its delay counts from `baseAt`. */
export function schedule(draft: Draft, node: OutlineNode, baseAt: Instant, cause: string | null): void {
  const { number, delay } = node.followUp;
  const repetition = progressOf(draft, node)?.repetition ?? 0;
  if (delay.kind === 'field_time' && repetition === 0) return scheduleByDate(draft, node, delay, { baseAt, cause });
  const dueAt = delayed(draft, node, { baseAt, repetition });
  plan(draft, node, { baseAt, dueAt, cause });
  const detail = repetition === 0 ? cause : `repeat:${repetition + 1}`;
  record(draft, 'follow_up_scheduled', { followUp: number, detail, dueAt });
  if (dueAt > draft.world.now) awaitOpening(draft, node, dueAt);
}

/** What a repetition or a delay that no date field gives comes to. */
export function delayed(
  { world }: Draft,
  { followUp: { delay, repeat } }: OutlineNode,
  { baseAt, repetition }: Pick<Progress, 'baseAt' | 'repetition'>,
): Instant {
  if (repetition > 0 && repeat !== undefined) return addDuration(baseAt, repeat.every, world.zone);
  return delay.kind === 'after' ? addDelay(baseAt, delay, world) : baseAt;
}

type Starting = { readonly baseAt: Instant; readonly cause: string | null };

/** What such a follow-up counts from is its own time, so that a look at it tells whether the field has changed. */
function scheduleByDate(draft: Draft, node: OutlineNode, delay: FieldTime, { baseAt, cause }: Starting): void {
  const followUp = node.followUp.number;
  const dueAt = fieldTime(draft.world, delay);
  plan(draft, node, { baseAt: dueAt ?? baseAt, dueAt: dueAt ?? baseAt, cause });
  if (dueAt === null) return awaitDate(draft, node, baseAt);
  if (dueAt < draft.world.now) return skip(draft, node, 'date_past');
  record(draft, 'follow_up_scheduled', { followUp, detail: cause, dueAt });
  if (dueAt > draft.world.now) awaitOpening(draft, node, dueAt);
}

/** C-40: an empty field is waited for as long as a response would be. */
function awaitDate(draft: Draft, node: OutlineNode, from: Instant): void {
  hold(draft, node, { reason: 'date_missing', until: windowEnd(draft, from) });
}

/** C-14: what is planned by a date field moves with it. */
export function followDates(draft: Draft): void {
  for (const node of draft.outline.dated) {
    const { delay } = node.followUp;
    const progress = progressOf(draft, node);
    if (delay.kind !== 'field_time' || progress?.state !== 'scheduled' || progress.repetition > 0) continue;
    if (isNodeClosed(draft, node)) continue;
    const at = fieldTime(draft.world, delay);
    if (at !== null) moveTo(draft, node, { progress, at });
    else if (progress.held?.reason !== 'date_missing') awaitDate(draft, node, draft.world.now);
  }
}

function moveTo(draft: Draft, node: OutlineNode, { progress, at }: { progress: Progress; at: Instant }): void {
  if (at === progress.baseAt && progress.held?.reason !== 'date_missing') return;
  plan(draft, node, { baseAt: at, dueAt: at, cause: progress.cause });
  if (at < draft.world.now) return skip(draft, node, 'date_past');
  const followUp = node.followUp.number;
  record(draft, 'follow_up_rescheduled', { followUp, detail: 'date_changed', dueAt: at });
  if (at > draft.world.now) awaitOpening(draft, node, at);
}
