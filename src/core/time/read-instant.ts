// The one form in which instants come in as text: ISO 8601 with an offset, '2026-03-01T09:30:00+08:00', to the
// millisecond. Without an offset it would be a wall clock, and whose?
import { isDate, startOfDay } from './calendar.ts';
import { HOUR, type Instant, MINUTE } from './instant.ts';

const form =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Null: not an instant in that form, or a date that doesn't exist. */
export function readInstant(text: string): Instant | null {
  const parts = form.exec(text);
  if (!parts) return null;
  const [, date, hours, minutes, seconds, fraction, sign, offsetHours, offsetMinutes] = parts;
  if (date === undefined || !isDate(date)) return null;
  const wall = clock(hours, minutes) + Number(seconds ?? 0) * 1000 + Number((fraction ?? '').padEnd(3, '0'));
  const offset = clock(offsetHours, offsetMinutes) * (sign === '-' ? -1 : 1);
  return startOfDay(date, 'UTC') + wall - offset;
}

function clock(hours = '0', minutes = '0'): number {
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}
