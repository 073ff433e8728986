import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDuration,
  addToDate,
  type CalendarUnit,
  endOfDay,
  isDate,
  isZone,
  localDate,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from './calendar.ts';
import { HOUR, MINUTE } from './instant.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const show = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' });

const berlin = 'Europe/Berlin';
const shanghai = 'Asia/Shanghai';

// Every kind of rule: none, north, south, half an hour (Lord Howe), Ramadan (Casablanca, El Aaiun), Saturday night
// (Nuuk), midnight (Cairo, Beirut, Santiago, Asuncion, Havana, Azores), quarter hours (Chatham, Kathmandu).
const fortyZones = [
  'UTC Asia/Shanghai Asia/Tokyo Asia/Kolkata Asia/Kathmandu Asia/Jerusalem Asia/Gaza Asia/Beirut Asia/Tehran',
  'Asia/Almaty Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Lagos Africa/Johannesburg America/New_York',
  'America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/St_Johns',
  'America/Halifax America/Havana America/Santiago America/Asuncion America/Sao_Paulo America/Nuuk',
  'America/Scoresbysund America/Adak Antarctica/Troll Atlantic/Azores Australia/Sydney Australia/Adelaide',
  'Australia/Lord_Howe Europe/Berlin Europe/London Europe/Dublin Europe/Chisinau Pacific/Auckland Pacific/Chatham',
  'Pacific/Apia Pacific/Kiritimati Pacific/Easter Pacific/Norfolk',
]
  .join(' ')
  .split(' ');

describe('addDuration', () => {
  it('C-4 waits minutes and hours as elapsed time, days, weeks and months on the calendar of the zone', () => {
    const friday = at('2026-03-27T09:00[Europe/Berlin]');
    expect(addDuration(friday, { amount: 90, unit: 'minutes' }, berlin)).toBe(friday + 90 * MINUTE);
    expect(addDuration(friday, { amount: 72, unit: 'hours' }, berlin)).toBe(friday + 72 * HOUR);
    expect(show(addDuration(friday, { amount: 3, unit: 'days' }, berlin), berlin)).toBe('2026-03-30T09:00:00+02:00');
    expect(show(addDuration(friday, { amount: 2, unit: 'weeks' }, berlin), berlin)).toBe('2026-04-10T09:00:00+02:00');
    expect(show(addDuration(friday, { amount: 1, unit: 'months' }, berlin), berlin)).toBe('2026-04-27T09:00:00+02:00');
    expect(show(addDuration(friday, { amount: -1, unit: 'months' }, berlin), berlin)).toBe('2026-02-27T09:00:00+01:00');
  });

  it('K-59 Jan 31 10:00 + 1 month is the last day of February, the next month counts from there', () => {
    const base = at('2026-01-31T10:00[Asia/Shanghai]');
    const first = addDuration(base, { amount: 1, unit: 'months' }, shanghai);
    expect(show(first, shanghai)).toBe('2026-02-28T10:00:00+08:00');
    expect(show(addDuration(first, { amount: 1, unit: 'months' }, shanghai), shanghai)).toBe(
      '2026-03-28T10:00:00+08:00',
    );
    const leap = at('2028-01-31T10:00[Asia/Shanghai]');
    expect(show(addDuration(leap, { amount: 1, unit: 'months' }, shanghai), shanghai)).toBe(
      '2028-02-29T10:00:00+08:00',
    );
    const end = at('2026-03-31T10:00[Asia/Shanghai]');
    expect(show(addDuration(end, { amount: -1, unit: 'months' }, shanghai), shanghai)).toBe(
      '2026-02-28T10:00:00+08:00',
    );
  });

  it('K-60 + 1 day onto the hour that summer time skips lands an hour later', () => {
    const eve = at('2026-03-28T02:30[Europe/Berlin]');
    expect(show(addDuration(eve, { amount: 1, unit: 'days' }, berlin), berlin)).toBe('2026-03-29T03:30:00+02:00');
  });

  it('K-61 + 1 day onto the hour that comes twice lands on its first pass', () => {
    const eve = at('2026-10-24T02:30[Europe/Berlin]');
    expect(show(addDuration(eve, { amount: 1, unit: 'days' }, berlin), berlin)).toBe('2026-10-25T02:30:00+02:00');
    const newYork = at('2026-10-31T01:30[America/New_York]');
    const next = addDuration(newYork, { amount: 1, unit: 'days' }, 'America/New_York');
    expect(show(next, 'America/New_York')).toBe('2026-11-01T01:30:00-04:00');
  });

  it('K-61 adding nothing in the second pass stays in the second pass', () => {
    const second = at('2026-10-25T02:30+01:00[Europe/Berlin]');
    expect(addDuration(second, { amount: 0, unit: 'days' }, berlin)).toBe(second);
  });

  it('K-63 a week keeps the wall clock: 167 hours in spring, 169 in autumn', () => {
    const spring = at('2026-03-25T09:00[Europe/Berlin]');
    const autumn = at('2026-10-21T09:00[Europe/Berlin]');
    expect(addDuration(spring, { amount: 1, unit: 'weeks' }, berlin) - spring).toBe(167 * HOUR);
    expect(addDuration(autumn, { amount: 1, unit: 'weeks' }, berlin) - autumn).toBe(169 * HOUR);
  });

  it('K-74 refuses fractions, unknown zones and the end of the time line', () => {
    expect(() => addDuration(0, { amount: 1.5, unit: 'days' }, berlin)).toThrow(RangeError);
    expect(() => addDuration(0, { amount: 1, unit: 'days' }, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => addDuration(0, { amount: 1e15, unit: 'weeks' }, berlin)).toThrow(RangeError);
  });
});

describe('days', () => {
  it('K-73 a day without midnight starts at its first valid instant', () => {
    expect(show(startOfDay('2026-04-24', 'Africa/Cairo'), 'Africa/Cairo')).toBe('2026-04-24T01:00:00+03:00');
    expect(show(endOfDay('2026-04-23', 'Africa/Cairo'), 'Africa/Cairo')).toBe('2026-04-24T01:00:00+03:00');
    expect(endOfDay('2026-04-24', 'Africa/Cairo') - startOfDay('2026-04-24', 'Africa/Cairo')).toBe(23 * HOUR);
    // Samoa left out the whole of 2011-12-30: it starts and ends with the next day.
    expect(show(startOfDay('2011-12-30', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31T00:00:00+14:00');
    expect(endOfDay('2011-12-30', 'Pacific/Apia')).toBe(startOfDay('2011-12-31', 'Pacific/Apia'));
    // Nuuk skips 23:00–24:00, Toronto 1919 skipped 23:30–00:30: the day starts in the middle of nothing.
    expect(show(startOfDay('1919-03-31', 'America/Toronto'), 'America/Toronto')).toBe('1919-03-31T00:30:00-04:00');
  });

  it('names the local date of an instant', () => {
    expect(localDate(at('2026-03-01T00:00[Asia/Shanghai]'), shanghai)).toBe('2026-03-01');
    expect(localDate(at('2026-03-01T00:00[Asia/Shanghai]') - 1, shanghai)).toBe('2026-02-28');
    expect(localDate(at('2026-03-01T00:00[Asia/Shanghai]'), 'America/New_York')).toBe('2026-02-28');
  });

  it('knows weeks, months and which dates exist', () => {
    expect(startOfWeek('2026-03-01')).toBe('2026-02-23');
    expect(startOfWeek('2026-02-23')).toBe('2026-02-23');
    expect(startOfWeek('1969-12-31')).toBe('1969-12-29');
    expect(startOfMonth('2026-02-23')).toBe('2026-02-01');
    expect(addToDate('2024-02-29', { amount: 12, unit: 'months' })).toBe('2025-02-28');
    expect(['2024-02-29', '9999-12-31', '0001-01-01'].every(isDate)).toBe(true);
    expect(['2023-02-29', '2024-13-01', '2024-00-10', '0000-01-01', '2024-1-1', '+02024-01-01', ''].some(isDate)).toBe(
      false,
    );
  });

  it('accepts IANA names only', () => {
    expect(fortyZones.every(isZone)).toBe(true);
    expect(['Etc/GMT+5', 'PRC', 'EST5EDT'].every(isZone)).toBe(true);
    const wrong = [
      '',
      'Z',
      '+08:00',
      'Mars/Olympus',
      '2020-01-01T00:00[Asia/Tokyo]',
      '__proto__',
      "UTC'; drop",
      'constructor',
    ];
    expect(wrong.filter(isZone)).toEqual([]);
  });
});

describe('the same answers as Temporal', () => {
  const units = ['days', 'weeks', 'months'] as const;
  const expected = (instant: number, amount: number, unit: (typeof units)[number], zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(zone)
      .add({ [unit]: amount }).epochMilliseconds;
  const expectedStart = (date: string, zone: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  const expectedDate = (instant: number, zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

  /** Adds whole units so that the wall clock lands on, before and after every transition. */
  function compareAround(transition: Temporal.ZonedDateTime, zone: string): number {
    let compared = 0;
    for (let minutes = -150; minutes <= 150; minutes += 30) {
      const near = transition.epochMilliseconds + minutes * MINUTE - (minutes === 30 ? 1 : 0);
      expect(localDate(near, zone)).toBe(expectedDate(near, zone));
      for (const unit of units) {
        for (const amount of [-1, 1]) {
          // Both onto the transition (from the same wall clock a unit away) and away from it.
          const away = expected(near, -amount, unit, zone);
          for (const from of [near, away]) {
            expect(addDuration(from, { amount, unit }, zone)).toBe(expected(from, amount, unit, zone));
            compared++;
          }
        }
      }
    }
    for (const days of [-1, 0, 1]) {
      const date = transition.add({ days }).toPlainDate().toString();
      expect(startOfDay(date, zone)).toBe(expectedStart(date, zone));
      expect(endOfDay(date, zone)).toBe(expectedStart(addToDate(date, { amount: 1, unit: 'days' }), zone));
    }
    return compared;
  }

  it('P9 at every transition of 45 zones, 2024 to 2030', () => {
    const end = at('2031-01-01T00:00[UTC]');
    let transitions = 0;
    for (const zone of fortyZones) {
      let moment: Temporal.ZonedDateTime | null = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(zone);
      while ((moment = moment.getTimeZoneTransition('next')) && moment.epochMilliseconds < end) {
        compareAround(moment, zone);
        transitions++;
      }
    }
    expect(transitions).toBeGreaterThan(350);
  });

  it('P9 at any instant from 1850 to 2150', () => {
    const instants = fc.integer({ min: at('1850-01-01T00:00[UTC]'), max: at('2150-01-01T00:00[UTC]') });
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...fortyZones),
        fc.constantFrom(...units),
        fc.integer({ min: -100, max: 100 }),
        (instant, zone, unit, amount) => {
          expect(addDuration(instant, { amount, unit }, zone)).toBe(expected(instant, amount, unit, zone));
          const date = expectedDate(instant, zone);
          expect(localDate(instant, zone)).toBe(date);
          expect(startOfDay(date, zone)).toBe(expectedStart(date, zone));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('keeps every unit of the closed list', () => {
    const all: readonly CalendarUnit[] = ['minutes', 'hours', ...units];
    for (const unit of all) expect(addDuration(0, { amount: 1, unit }, 'UTC')).toBeGreaterThan(0);
  });
});
