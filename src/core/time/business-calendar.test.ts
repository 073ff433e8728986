// Opening hours, holidays and weekends that are worked, told apart minute by minute by a reference that only asks Temporal.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addBusiness,
  type BusinessCalendar,
  calendarOf,
  isOpen,
  nextOpening,
  type OpenHours,
  openPlace,
  type OpenWeek,
  type SpecialDay,
  usualWeek,
  whyNotAWeek,
} from '#core/time/business-calendar.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';

const SHANGHAI = 'Asia/Shanghai';

function at(text: string, zone = SHANGHAI): Instant {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
}

function local(instant: Instant, zone = SHANGHAI): string {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return wall.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

const hours = (from: number, to: number): OpenHours => ({ from: from * 60, to: to * 60 });
/** Nine to twelve, half past one to six; Saturday mornings. */
const withLunch = [hours(9, 12), { from: 13.5 * 60, to: 18 * 60 }];
const shop: OpenWeek = [withLunch, withLunch, withLunch, withLunch, withLunch, [hours(9, 12)], []];

describe('C-39 opening hours', () => {
  it.each([
    ['in the middle of the morning it is open', '2026-03-02T10:30', '2026-03-02 10:30'],
    ['at its first minute it is open', '2026-03-02T09:00', '2026-03-02 09:00'],
    ['at its last it is closed: lunch', '2026-03-02T12:00', '2026-03-02 13:30'],
    ['in the evening the next morning', '2026-03-02T23:00', '2026-03-03 09:00'],
    ['on Saturday afternoon the Monday', '2026-03-07T12:01', '2026-03-09 09:00'],
  ])('%s', (_, from, opens) => {
    expect(local(nextOpening(calendarOf(shop), at(from), SHANGHAI))).toBe(opens);
  });

  it('mainland 调休: the holiday is closed, the weekend that is worked for it is open like a Monday', () => {
    const days: SpecialDay[] = [
      ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(
        (on) => ({ on, kind: 'closed' }) as const,
      ),
      { on: '2026-10-10', kind: 'open' },
    ];
    const calendar = calendarOf(usualWeek, days);
    expect(local(nextOpening(calendar, at('2026-09-30T18:00'), SHANGHAI))).toBe('2026-10-08 09:00');
    expect(local(nextOpening(calendar, at('2026-10-09T18:00'), SHANGHAI))).toBe('2026-10-10 09:00');
    expect(local(nextOpening(calendar, at('2026-10-10T18:00'), SHANGHAI))).toBe('2026-10-12 09:00');
  });

  it('hours that summer time skips are no hours; the wall clock opens, whatever the offset', () => {
    const night = calendarOf([[], [], [], [], [], [], [hours(2, 3)]]);
    expect(
      local(nextOpening(night, at('2026-03-08T00:00', 'America/New_York'), 'America/New_York'), 'America/New_York'),
    ).toBe('2026-03-15 02:00');
    const usual = calendarOf(usualWeek);
    for (const friday of ['2026-03-06T20:00', '2026-10-30T20:00']) {
      const opens = nextOpening(usual, at(friday, 'America/New_York'), 'America/New_York');
      expect(local(opens, 'America/New_York')).toMatch(/ 09:00$/);
    }
  });

  it('a week that never opens, overlaps or runs backwards is nobody’s', () => {
    expect(whyNotAWeek(Array.from({ length: 7 }, () => []))).toBe('never_open');
    expect(whyNotAWeek([[hours(9, 12), hours(11, 15)], [], [], [], [], [], []])).toBe('hours_overlap');
    expect(whyNotAWeek([[hours(18, 9)], [], [], [], [], [], []])).toBe('hours_reversed');
    expect(whyNotAWeek(shop)).toBeNull();
    expect(() => calendarOf(Array.from({ length: 7 }, () => []))).toThrow('next opening');
  });
});

describe('C-4 business hours and business days', () => {
  const usual = calendarOf(usualWeek, [{ on: '2026-03-09', kind: 'closed' }]);
  it.each([
    ['2026-03-06T17:00', 2, 'business_hours', '2026-03-10 10:00'],
    ['2026-03-06T16:00', 2, 'business_hours', '2026-03-06 18:00'],
    ['2026-03-07T03:00', 1, 'business_hours', '2026-03-10 10:00'],
    ['2026-03-06T15:00', 1, 'business_days', '2026-03-10 15:00'],
    ['2026-03-07T10:00', 1, 'business_days', '2026-03-10 10:00'],
    ['2026-03-03T10:00', 9, 'business_days', '2026-03-17 10:00'],
  ] as const)('%s + %i %s = %s', (from, amount, unit, expected) => {
    expect(local(addBusiness(usual, at(from), { amount, unit, zone: SHANGHAI }))).toBe(expected);
  });
});

describe('K-69 the place after an opening', () => {
  const usual = calendarOf(usualWeek);

  it('what is due while it is open stays where it is', () => {
    expect(openPlace(usual, at('2026-03-02T10:00'), SHANGHAI)).toBe(at('2026-03-02T10:00'));
  });

  it('C-39: what came due earlier goes out earlier, all within ten minutes of the opening', () => {
    const due = ['T18:00', 'T19:30', 'T23:00', 'T23:01'].map((time) => at(`2026-03-02${time}`));
    const places = due.map((one) => openPlace(usual, one, SHANGHAI));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(new Set(places).size).toBe(due.length);
    const opens = at('2026-03-03T09:00');
    for (const place of places) expect(place - opens).toBeLessThanOrEqual(10 * MINUTE);
    expect(places[0]).toBe(opens);
  });

  it('a short opening is not missed', () => {
    const brief = calendarOf([[{ from: 540, to: 542 }], [], [], [], [], [], []]);
    const place = openPlace(brief, at('2026-03-09T08:59'), SHANGHAI);
    expect(isOpen(brief, place, SHANGHAI)).toBe(true);
  });
});

// ---- against a minute-by-minute reference

const zones = [SHANGHAI, 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo'];
const minutesOfDay = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((quarters) => {
  const sorted = quarters.sort((a, b) => a - b).map((quarter) => quarter * 15);
  const found: OpenHours[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2) found.push({ from: sorted[i] ?? 0, to: sorted[i + 1] ?? 0 });
  return found;
});
const anyWeek = fc
  .array(minutesOfDay, { minLength: 7, maxLength: 7 })
  .map((week): OpenWeek => (whyNotAWeek(week) === null ? week : usualWeek));
const days = ['2026-03-07', '2026-03-08', '2026-03-09', '2026-04-05', '2026-10-04', '2026-11-01', '2026-11-02'];
const anyDays = fc.uniqueArray(
  fc.record({ on: fc.constantFrom(...days), kind: fc.constantFrom('closed' as const, 'open' as const) }),
  { selector: ({ on }) => on },
);
/** About the days on which clocks change. */
const anyStart = fc
  .tuple(
    fc.constantFrom('2026-03-06', '2026-04-03', '2026-04-23', '2026-10-02', '2026-10-28', '2026-10-31'),
    fc.nat(4320),
  )
  .map(([day, minutes]) => at(day, 'UTC') + minutes * MINUTE);

/** Of a wall clock that is skipped, the end of the gap. */
function reached(wall: Temporal.PlainDateTime, zone: string): Instant {
  const moment = wall.toZonedDateTime(zone);
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  return moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NaN;
}

/** Every minute of 21 days at which it is open, by Temporal alone. */
function openMinutes(week: OpenWeek, special: readonly SpecialDay[], from: Instant, zone: string): Instant[] {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  const worked = week.find((hours) => hours.length > 0) ?? [];
  const spans: [Instant, Instant][] = [];
  for (let i = 0; i < 21; i++) {
    const date = first.add({ days: i });
    const kind = special.find(({ on }) => on === date.toString())?.kind;
    const open = kind === 'closed' ? [] : kind === 'open' ? worked : (week[date.dayOfWeek - 1] ?? []);
    for (const { from, to } of open) {
      const midnight = date.toPlainDateTime();
      spans.push([reached(midnight.add({ minutes: from }), zone), reached(midnight.add({ minutes: to }), zone)]);
    }
  }
  const minutes: Instant[] = [];
  for (let minute = from; minute < from + 20 * 24 * HOUR; minute += MINUTE) {
    if (spans.some(([start, end]) => minute >= start && minute < end)) minutes.push(minute);
  }
  return minutes;
}

describe('against every minute counted one by one', () => {
  const cases = fc.record({ week: anyWeek, special: anyDays, start: anyStart, zone: fc.constantFrom(...zones) });
  const check = (told: (calendar: BusinessCalendar, minutes: Instant[], start: Instant, zone: string) => void) =>
    fc.assert(
      fc.property(cases, ({ week, special, start, zone }) => {
        const minutes = openMinutes(week, special, start, zone);
        if (minutes.length > 0) told(calendarOf(week, special), minutes, start, zone);
      }),
      { numRuns: 60 },
    );

  it('C-39 the next opening is the first open minute', () => {
    check((calendar, minutes, start, zone) => {
      expect(nextOpening(calendar, start, zone)).toBe(minutes[0]);
      expect(isOpen(calendar, openPlace(calendar, start, zone), zone)).toBe(true);
    });
  });

  it('C-4 so many business hours later so many open minutes have passed', () => {
    check((calendar, minutes, start, zone) => {
      const amount = Math.min(99, Math.floor(minutes.length / 60));
      if (amount === 0) return;
      const last = minutes[amount * 60 - 1] ?? 0;
      expect(addBusiness(calendar, start, { amount, unit: 'business_hours', zone })).toBe(last + MINUTE);
    });
  });
});
