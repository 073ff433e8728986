// Business hours in a cadence (C-39, C-4): which follow-ups wait for an opening, whose clock counts, and delays in business
// hours and days. What an organisation without hours of its own pays for this is one comparison.
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import type { Channel } from '#core/cadence/response.ts';
import type { FieldValues } from '#core/records/field.ts';
import {
  addBusiness,
  type BusinessCalendar,
  type BusinessDuration,
  openPlace,
  usualCalendar,
} from '#core/time/business-calendar.ts';
import { addDuration, type Duration, isZone } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

export type Clock = {
  /** The organisation's time zone. */
  readonly zone: string;
  /** When the organisation is open; absent: it has not said, and nothing waits. */
  readonly hours?: BusinessCalendar;
};

export type DelayDuration = Duration | BusinessDuration;

export function addDelay(at: Instant, delay: DelayDuration, { zone, hours = usualCalendar }: Clock): Instant {
  const { amount, unit } = delay;
  if (unit === 'business_hours' || unit === 'business_days') return addBusiness(hours, at, { amount, unit, zone });
  return addDuration(at, { amount, unit }, zone);
}

/** K-65: a record's own zone stands in the field of this key; the messages to it keep its hours. */
export const ZONE_FIELD = 'time_zone';

export type Waiting = {
  readonly clock: Clock;
  readonly definition: Pick<CadenceDefinition, 'businessHours'>;
  readonly channel: Channel;
  readonly record: FieldValues | null;
};

/** When what comes due at `at` can happen: then, or after the next opening. Tasks disturb nobody, so they wait for none. */
export function openingFor(at: Instant, { clock: { hours, zone }, definition, channel, record }: Waiting): Instant {
  if (hours === undefined || channel === 'task' || definition.businessHours === 'ignored') return at;
  return openPlace(hours, at, channel === 'call' ? zone : zoneOfRecord(record, zone));
}

function zoneOfRecord(record: FieldValues | null, zone: string): string {
  const own = record?.[ZONE_FIELD];
  return typeof own === 'string' && isZone(own) ? own : zone;
}
