// Durations as people write them in a cadence file: { days: 3 }.
import type { CalendarUnit, Duration } from '#core/time/calendar.ts';

export const calendarUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const satisfies readonly CalendarUnit[];

/** Exactly one unit. */
export type FileDuration = Readonly<Partial<Record<CalendarUnit, number | undefined>>>;

/** Throws for a duration of no unit: the shape check lets none through. */
export function durationFromFile(duration: FileDuration): Duration {
  for (const unit of calendarUnits) {
    const amount = duration[unit];
    if (amount !== undefined) return { amount, unit };
  }
  throw new Error('a duration has a unit');
}

export function durationToFile({ amount, unit }: Duration): FileDuration {
  return { [unit]: amount };
}
