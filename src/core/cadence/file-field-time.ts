// Times by a date field as people write them in a cadence file: { days: 2, before: appointment, at: "09:00" }.
import type { FieldTime } from '#core/cadence/definition.ts';
import { durationFromFile, durationToFile, type FileDuration } from '#core/cadence/file-duration.ts';
import type { Duration } from '#core/time/calendar.ts';

/** Exactly one of before, after and on; with a duration, except for on. */
export type FileFieldTime = FileDuration & {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly on?: string | undefined;
  /** 'HH:MM'. */
  readonly at?: string | undefined;
};

/** Throws for one without a field: the shape check lets none through. */
export function fieldTimeFromFile({ before, after, on, at, ...duration }: FileFieldTime): FieldTime {
  const clock = at ?? null;
  if (before !== undefined) return { field: before, shift: negative(durationFromFile(duration)), at: clock };
  if (after !== undefined) return { field: after, shift: durationFromFile(duration), at: clock };
  if (on !== undefined) return { field: on, shift: null, at: clock };
  throw new Error('a time by a date field names the field');
}

export function fieldTimeToFile({ field, shift, at }: FieldTime): FileFieldTime {
  const clock = at === null ? {} : { at };
  if (shift === null) return { on: field, ...clock };
  if (shift.amount < 0) return { ...durationToFile(negative(shift)), before: field, ...clock };
  return { ...durationToFile(shift), after: field, ...clock };
}

function negative({ amount, unit }: Duration): Duration {
  return { amount: -amount, unit };
}
