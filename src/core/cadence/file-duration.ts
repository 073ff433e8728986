// Durations as people write them in a cadence file: { days: 3 }.
import type { DelayDuration } from '#core/cadence/business-hours.ts';
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

/** Of follow-ups' delays alone: { businessDays: 2 }. */
const businessUnits = { businessHours: 'business_hours', businessDays: 'business_days' } as const;
export const delayUnits = ['minutes', 'hours', 'businessHours', 'days', 'businessDays', 'weeks', 'months'] as const;
export type DelayUnit = (typeof delayUnits)[number];

/** Exactly one unit. */
export type FileDelay = Readonly<Partial<Record<DelayUnit, number | undefined>>>;

export function delayFromFile({ businessHours, businessDays, ...duration }: FileDelay): DelayDuration {
  if (businessHours !== undefined) return { amount: businessHours, unit: businessUnits.businessHours };
  if (businessDays !== undefined) return { amount: businessDays, unit: businessUnits.businessDays };
  return durationFromFile(duration);
}

/** As it is written; throws for a delay of no unit. */
export function amountIn(delay: FileDelay): { readonly amount: number; readonly unit: DelayUnit } {
  for (const unit of delayUnits) {
    const amount = delay[unit];
    if (amount !== undefined) return { amount, unit };
  }
  throw new Error('a delay has a unit');
}

export function delayToFile({ amount, unit }: DelayDuration): FileDelay {
  if (unit === 'business_hours') return { businessHours: amount };
  if (unit === 'business_days') return { businessDays: amount };
  return durationToFile({ amount, unit });
}
