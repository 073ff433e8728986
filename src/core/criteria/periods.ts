// The days, weeks, months, quarters and years that conditions name, from today on the organisation's calendar.
import { addToDate, startOfMonth, startOfQuarter, startOfWeek, startOfYear } from '#core/time/calendar.ts';

/** `step`: how many units from the one that today belongs to. */
const periods = {
  yesterday: { unit: 'day', step: -1 },
  today: { unit: 'day', step: 0 },
  tomorrow: { unit: 'day', step: 1 },
  last_week: { unit: 'week', step: -1 },
  this_week: { unit: 'week', step: 0 },
  next_week: { unit: 'week', step: 1 },
  last_month: { unit: 'month', step: -1 },
  this_month: { unit: 'month', step: 0 },
  next_month: { unit: 'month', step: 1 },
  last_quarter: { unit: 'quarter', step: -1 },
  this_quarter: { unit: 'quarter', step: 0 },
  next_quarter: { unit: 'quarter', step: 1 },
  last_year: { unit: 'year', step: -1 },
  this_year: { unit: 'year', step: 0 },
  next_year: { unit: 'year', step: 1 },
} as const satisfies Readonly<Record<string, { readonly unit: keyof typeof units; readonly step: number }>>;

export type Period = keyof typeof periods;
export const periodNames = Object.keys(periods) as Period[];

export function isPeriod(name: string): name is Period {
  return Object.hasOwn(periods, name);
}

/** Weeks begin on Monday, quarters in January, April, July and October. */
const units = {
  day: { startOf: (date: string) => date, length: { amount: 1, unit: 'days' } },
  week: { startOf: startOfWeek, length: { amount: 1, unit: 'weeks' } },
  month: { startOf: startOfMonth, length: { amount: 1, unit: 'months' } },
  quarter: { startOf: startOfQuarter, length: { amount: 3, unit: 'months' } },
  year: { startOf: startOfYear, length: { amount: 12, unit: 'months' } },
} as const;

/** The first day of the period, and the first day after it. */
export function daysOf(period: Period, today: string): readonly [string, string] {
  const { unit, step } = periods[period];
  const { startOf, length } = units[unit];
  const first = addToDate(startOf(today), { ...length, amount: length.amount * step });
  return [first, addToDate(first, length)];
}
