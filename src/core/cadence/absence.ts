// What may not come (C-8): until when an absence waits and when it counts, and how long the children of an executed
// follow-up wait at all (C-40).
import { type FieldTime, isFieldTime, RESPONSE_WINDOW_DAYS_MAX, type Trigger } from '#core/cadence/definition.ts';
import { type Draft, windowEnd } from '#core/cadence/draft.ts';
import { isPending, type Progress } from '#core/cadence/enrollment.ts';
import { fieldTime, isTooLate } from '#core/cadence/field-time.ts';
import type { OutlineNode, OutlineTrigger } from '#core/cadence/outline.ts';
import { answersAbsence, disarmsAbsence } from '#core/cadence/response.ts';
import { addDuration } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

export type AbsenceTrigger = Extract<Trigger, { kind: 'absence' }>;

/** Of a time whose date field is empty: it may be filled any day. */
const NOT_KNOWN = Number.POSITIVE_INFINITY;

/** When the absence would come true; null: the answer came in time, or nobody waits any more. */
export function absenceDeadline(draft: Draft, absence: AbsenceTrigger, parent: Progress): Instant | null {
  if (parent.executedAt === null) return null;
  const deadline = deadlineOf(draft, absence, parent.executedAt);
  if (deadline === null) return null;
  const inTime = (response: string): boolean => {
    const at = parent.seen.get(response);
    return at !== undefined && at <= deadline;
  };
  return answersAbsence[absence.response].some(inTime) || disarmsAbsence.some(inTime) ? null : deadline;
}

/** Null: a date field gives a time that had passed before the wait began, or that lies too far ahead to wait for. */
function deadlineOf({ world }: Draft, { within }: AbsenceTrigger, from: Instant): Instant | null {
  if (!isFieldTime(within)) return addDuration(from, within, world.zone);
  const at = fieldTime(world, within);
  if (at === null) return NOT_KNOWN;
  return at > from && at <= latestAfter(from, world.zone) ? at : null;
}

/** C-40: the dates of a record may lie as far ahead as a response window may be long. */
function latestAfter(from: Instant, zone: string): Instant {
  return addDuration(from, { amount: RESPONSE_WINDOW_DAYS_MAX, unit: 'days' }, zone);
}

/** C-8: "not replied" waits until the mailbox has been read after the deadline, "not opened" until what came before it is graded. */
export function isHeld({ world }: Draft, waitsFor: OutlineTrigger['waitsFor'], deadline: Instant): boolean {
  if (deadline > world.now) return false;
  if (waitsFor === 'mailbox') return world.repliesReadUntil < deadline;
  return waitsFor === 'grading' && (world.visitsGradedUntil ?? world.now) < deadline;
}

/** C-14: nothing can be missed until a time that had passed before the wait began. */
export function hadPassed({ world }: Draft, { within }: AbsenceTrigger, parent: Progress): boolean {
  if (!isFieldTime(within) || parent.executedAt === null) return false;
  const at = fieldTime(world, within);
  return at !== null && at <= parent.executedAt;
}

/** C-14: what it was to come before is over. */
export function isOver({ world }: Draft, { within }: AbsenceTrigger): boolean {
  return isFieldTime(within) && isTooLate(world, within);
}

/** C-40: when the children of an executed follow-up stop waiting; while it is to be repeated they don't. */
export function waitEnd(draft: Draft, { dateAbsences }: OutlineNode, progress: Progress): Instant {
  if (isPending(progress)) return Number.POSITIVE_INFINITY;
  const from = progress.executedAt ?? 0;
  const end = Math.max(windowEnd(draft, progress.repeatedAt ?? from), progress.awaitedUntil ?? 0);
  if (dateAbsences.length === 0) return end;
  return Math.max(end, ...dateAbsences.map((time) => waitedFor(draft, time, from)));
}

/**
 * At the start of every decision: what is to be carried out again was waited for until now. Whatever becomes of that time
 * then, answered, skipped or refused, what was heard before it counts, and a second look finds the same.
 */
export function awaitUntilNow({ enrollment, world }: Pick<Draft, 'enrollment' | 'world'>): void {
  for (const progress of enrollment.followUps.values()) {
    if (progress.executedAt !== null && isPending(progress)) progress.awaitedUntil = world.now;
  }
}

/** At its end: what still is to be carried out again says so itself. */
export function awaitOn({ enrollment }: Pick<Draft, 'enrollment'>): void {
  for (const progress of enrollment.followUps.values()) {
    if (progress.awaitedUntil !== null && isPending(progress)) progress.awaitedUntil = null;
  }
}

function waitedFor({ world }: Draft, time: FieldTime, from: Instant): Instant {
  const at = fieldTime(world, time);
  return at !== null && at <= latestAfter(from, world.zone) ? at : from;
}
