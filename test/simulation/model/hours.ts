// C-39: what comes due while the office is closed waits for its opening: Monday to Friday, nine to six.
import { Temporal } from 'temporal-polyfill';
import type { Instant, PlannedStep } from './plan.ts';

export type Opening = { readonly zone: string; readonly keepsHours: boolean };

const PLACES = 10 * 60_000;

/** When it can happen: now, or in the ten minutes after the next opening, in the order in which it came due. */
export function opening(at: Instant, zone: string): Instant {
  const clock = (day: Temporal.PlainDate, plainTime: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  const opens = (day: Temporal.PlainDate) => (day.dayOfWeek > 5 ? null : clock(day, '09:00'));
  const closes = (day: Temporal.PlainDate) => (day.dayOfWeek > 5 ? null : clock(day, '18:00'));
  let last = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  let next = last;
  if ((opens(next) ?? Infinity) <= at && at < (closes(next) ?? 0)) return at;
  while ((opens(next) ?? 0) <= at) next = next.add({ days: 1 });
  while ((closes(last) ?? Infinity) > at) last = last.subtract({ days: 1 });
  const [closed, open] = [closes(last) ?? 0, opens(next) ?? 0];
  return open + Math.floor(((at - closed) / (open - closed)) * PLACES);
}

/** Tasks disturb nobody, so they wait for no opening. */
export function openFor({ channel }: PlannedStep, at: Instant, { zone, keepsHours }: Opening): Instant {
  return keepsHours && channel !== 'task' ? opening(at, zone) : at;
}
