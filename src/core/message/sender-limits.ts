// How many messages an address may send per clock hour and per calendar day (C-39, K-126). What is above waits for the
// next hour or day.
import type { Held } from '#core/cadence/enrollment.ts';
import { endOfDay, localDate, startOfDay } from '#core/time/calendar.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';

/** Null: as many as there are. */
export type SenderLimits = { readonly perHour: number | null; readonly perDay: number | null };

export const noLimits: SenderLimits = { perHour: null, perDay: null };

/** What an address has sent since these began, what is on its way included. */
export type SenderUse = { readonly thisHour: number; readonly today: number };

export type SendingWindows = { readonly hourFrom: Instant; readonly dayFrom: Instant; readonly dayUntil: Instant };

export function windowsAt(now: Instant, zone: string): SendingWindows {
  const today = localDate(now, zone);
  return { hourFrom: now - (now % HOUR), dayFrom: startOfDay(today, zone), dayUntil: endOfDay(today, zone) };
}

/** Null: one more may go. */
export function heldByLimits(
  limits: SenderLimits,
  use: SenderUse,
  { hourFrom, dayUntil }: SendingWindows,
): Held | null {
  if (limits.perDay !== null && use.today >= limits.perDay) return { reason: 'mailbox_day_full', until: dayUntil };
  if (limits.perHour !== null && use.thisHour >= limits.perHour) {
    return { reason: 'mailbox_hour_full', until: hourFrom + HOUR };
  }
  return null;
}
