// When an organisation is open: weekly hours on the wall clock, and days that are otherwise: holidays, weekends that are
// worked. It says when the next opening is and counts in business hours and days. Half-open: at its closing minute it is
// closed. Every calendar opens some time, so every search ends; it never reads a clock.
import { assert } from '#core/assert.ts';
import { dayOfDate, instantOnDay, reachedOnDay, wallClockAt, weekdayOf } from '#core/time/calendar.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';

/** Minutes since midnight, `to` after `from`, up to 1440. */
export type OpenHours = { readonly from: number; readonly to: number };

export type SpecialDay = {
  readonly on: string;
  /** Closed all day; or open like the first weekday that is. */
  readonly kind: 'closed' | 'open';
};

/** Monday first; each day's hours in order and apart. */
export type OpenWeek = readonly (readonly OpenHours[])[];

export type BusinessCalendar = {
  readonly week: OpenWeek;
  /** By days since 1970-01-01. */
  readonly special: ReadonlyMap<number, readonly OpenHours[]>;
};

export type BusinessDuration = { readonly amount: number; readonly unit: 'business_hours' | 'business_days' };

const NINE_TO_SIX: readonly OpenHours[] = [{ from: 9 * 60, to: 18 * 60 }];
const CLOSED: readonly OpenHours[] = [];

/** What counts where an organisation has said nothing: Monday to Friday, nine to six. */
export const usualWeek: OpenWeek = [...Array.from({ length: 5 }, () => NINE_TO_SIX), CLOSED, CLOSED];

export function calendarOf(week: OpenWeek, days: readonly SpecialDay[] = []): BusinessCalendar {
  const workday = week.find((hours) => hours.length > 0);
  assert(workday !== undefined, 'a week without any open hour has no next opening');
  return { week, special: new Map(days.map(({ on, kind }) => [dayOfDate(on), kind === 'open' ? workday : CLOSED])) };
}

export const usualCalendar: BusinessCalendar = calendarOf(usualWeek);

/** Why a week can't be anybody's; null: it can. */
export function whyNotAWeek(week: OpenWeek): 'never_open' | 'hours_overlap' | 'hours_reversed' | null {
  if (week.every((hours) => hours.length === 0)) return 'never_open';
  for (const hours of week) {
    let end = 0;
    for (const { from, to } of hours) {
      if (to <= from) return 'hours_reversed';
      if (from < end) return 'hours_overlap';
      end = to;
    }
  }
  return null;
}

export function isOpen(calendar: BusinessCalendar, at: Instant, zone: string): boolean {
  return nextOpening(calendar, at, zone) === at;
}

/** The first instant from `at` on at which it is open; `at` itself where it is. */
export function nextOpening(calendar: BusinessCalendar, at: Instant, zone: string): Instant {
  for (const { from } of openFrom(calendar, at, zone)) return from;
  throw new Error('unreachable: openFrom never ends');
}

/** C-39, K-69: what comes due while it is closed is spread over so long after the opening, in the order in which it came due. */
const SPREAD_MS = 10 * MINUTE;

/**
 * When something that comes due at `at` can happen. What waits for an opening keeps its order: whatever came due in the
 * first half of a night goes out in the first half of the spread.
 */
export function openPlace(calendar: BusinessCalendar, at: Instant, zone: string): Instant {
  const opens = openFrom(calendar, at, zone).next().value;
  assert(opens !== undefined, 'every calendar opens some time');
  if (opens.from === at) return at;
  const closed = closedSince(calendar, at, zone);
  const share = (at - closed) / (opens.from - closed);
  return opens.from + Math.floor(share * Math.min(SPREAD_MS, (opens.until - opens.from) / 2));
}

/** The first instant by which that much open time has passed, or as many working days later by the same wall clock. */
export function addBusiness(
  calendar: BusinessCalendar,
  at: Instant,
  { amount, unit, zone }: BusinessDuration & { readonly zone: string },
): Instant {
  if (unit === 'business_days') return addDays(calendar, at, { amount, zone });
  let left = amount * HOUR;
  for (const { from, until } of openFrom(calendar, at, zone)) {
    if (from + left <= until) return from + left;
    left -= until - from;
  }
  throw new Error('unreachable: openFrom never ends');
}

function addDays(calendar: BusinessCalendar, at: Instant, { amount, zone }: { amount: number; zone: string }): Instant {
  const { day: first, msOfDay } = wallClockAt(at, zone);
  let day = first;
  for (let left = amount; left > 0; ) {
    day += 1;
    if (hoursOf(calendar, day).length > 0) left -= 1;
  }
  return instantOnDay(day, msOfDay, zone);
}

type Stretch = { readonly from: Instant; readonly until: Instant };

/** Every stretch in which it is open, the running one from `at`, for ever: hours that summer time skips are left out. */
function* openFrom(calendar: BusinessCalendar, at: Instant, zone: string): Generator<Stretch, never> {
  for (let day = wallClockAt(at, zone).day; ; day++) {
    for (const hours of hoursOf(calendar, day)) {
      const { from, until } = stretchOf(day, hours, zone);
      if (until > at && until > from) yield { from: Math.max(from, at), until };
    }
  }
}

/** When it closed last before `at`, at which it is closed. */
function closedSince(calendar: BusinessCalendar, at: Instant, zone: string): Instant {
  for (let day = wallClockAt(at, zone).day; ; day--) {
    const hours = hoursOf(calendar, day);
    for (let place = hours.length - 1; place >= 0; place--) {
      const one = hours[place];
      if (one === undefined) continue;
      const { from, until } = stretchOf(day, one, zone);
      if (until <= at && until > from) return until;
    }
  }
}

function stretchOf(day: number, { from, to }: OpenHours, zone: string): Stretch {
  return { from: reachedOnDay(day, from * MINUTE, zone), until: reachedOnDay(day, to * MINUTE, zone) };
}

function hoursOf({ week, special }: BusinessCalendar, day: number): readonly OpenHours[] {
  return special.get(day) ?? week[weekdayOf(day)] ?? CLOSED;
}
