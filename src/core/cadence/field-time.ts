// Times that a date field of the record gives (C-14): "2 days before the appointment, at 9". They are worked out anew at
// every look, so they move with the field.
import type { World } from '#core/cadence/draft.ts';
import type { FieldTime } from '#core/cadence/definition.ts';
import { type FieldValue, valueOf } from '#core/records/field.ts';
import { addDuration, dayOfDate, endOfDay, instantOnDay, wallClockAt } from '#core/time/calendar.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';

/** Where a bare date is given and no time of day. */
export const MORNING = '09:00';

/** Null: the field is empty. */
export function fieldTime(world: World, { field, shift, at }: FieldTime): Instant | null {
  const anchor = anchorOf(valueIn(world, field), at, world.zone);
  return anchor === null || shift === null ? anchor : addDuration(anchor, shift, world.zone);
}

/** Whether the field's own time has passed, for what was to happen before it: nobody is reminded of what is over. */
export function isTooLate(world: World, { field, shift }: FieldTime): boolean {
  if (shift === null || shift.amount > 0) return false;
  const value = valueIn(world, field);
  const end = typeof value === 'string' ? endOfDay(value, world.zone) : value;
  return typeof end === 'number' && end <= world.now;
}

function valueIn({ record }: World, field: string): FieldValue {
  return record === null ? null : valueOf({ values: record }, field);
}

/** The clock is set before days are added, so that it stays what it is over a change of the clocks. */
function anchorOf(value: FieldValue, at: string | null, zone: string): Instant | null {
  if (typeof value === 'string') return instantOnDay(dayOfDate(value), msOfDay(at ?? MORNING), zone);
  if (typeof value !== 'number') return null;
  return at === null ? value : instantOnDay(wallClockAt(value, zone).day, msOfDay(at), zone);
}

function msOfDay(clock: string): number {
  return Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3)) * MINUTE;
}
