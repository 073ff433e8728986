import type { DelayDuration } from '#core/cadence/business-hours.ts';
import type { Report } from '#core/cadence/problem.ts';
import type { Duration } from '#core/time/calendar.ts';

const AMOUNT_MAX = 99;
const MINUTES_PER_DAY = 1440;

/** K-74: whole units from 1 to 99. */
export function checkDuration(duration: DelayDuration | null, path: string, report: Report): void {
  if (duration === null) return;
  const { amount } = duration;
  if (!Number.isInteger(amount) || amount < 1 || amount > AMOUNT_MAX) {
    report({ code: 'duration_out_of_range', path, params: { amount, max: AMOUNT_MAX } });
  }
}

/** How many days hold a duration for sure: a month may have 31, and one day in spring has an hour less. */
export function daysAtLeast({ amount, unit }: Duration): number {
  if (unit === 'minutes') return Math.ceil(amount / MINUTES_PER_DAY);
  if (unit === 'hours') return Math.ceil((amount + 1) / 24);
  return amount * (unit === 'days' ? 1 : unit === 'weeks' ? 7 : 31);
}
