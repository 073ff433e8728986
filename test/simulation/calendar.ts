// The calendar of simulated offices, by Temporal alone: lengths of time, ends of dates, office hours.
import { Temporal } from 'temporal-polyfill';

export type Instant = number;
export type Length = { readonly [unit in 'minutes' | 'hours' | 'days' | 'weeks' | 'months']?: number | undefined };

/** Calendar units keep the wall clock of the zone, minutes and hours are time that passes (C-4). */
export function after(at: Instant, length: Length, zone: string): Instant {
  const amounts = Object.fromEntries(Object.entries(length).filter(([, amount]) => amount !== undefined));
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(amounts).epochMilliseconds;
}

/** The end of a local date: the first instant of the next (C-50). */
export function endOfDate(date: string, zone: string): Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

export function dateOf(at: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

const PLACES = 10 * 60_000;

/**
 * When something can happen in an office that is open from Monday to Friday, nine to six: then, or in the ten minutes after
 * the next opening, in the order in which it came due (C-39).
 */
export function opening(at: Instant, zone: string): Instant {
  const clock = (day: Temporal.PlainDate, plainTime: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  const opens = (day: Temporal.PlainDate) => (day.dayOfWeek > 5 ? null : clock(day, '09:00'));
  const closes = (day: Temporal.PlainDate) => (day.dayOfWeek > 5 ? null : clock(day, '18:00'));
  let last = Temporal.PlainDate.from(dateOf(at, zone));
  let next = last;
  if ((opens(next) ?? Infinity) <= at && at < (closes(next) ?? 0)) return at;
  while ((opens(next) ?? 0) <= at) next = next.add({ days: 1 });
  while ((closes(last) ?? Infinity) > at) last = last.subtract({ days: 1 });
  const [closed, open] = [closes(last) ?? 0, opens(next) ?? 0];
  return open + Math.floor(((at - closed) / (open - closed)) * PLACES);
}
