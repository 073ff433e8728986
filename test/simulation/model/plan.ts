// What the reference model knows of a cadence: its follow-ups in a flat list, lengths of time, the calendar. It shares no
// code with the engine; only the form in which people write rules is the same.
import { Temporal } from 'temporal-polyfill';
import type { FileRule } from '#core/cadence/file.ts';

export type Instant = number;
export type Length = { readonly [unit in 'minutes' | 'hours' | 'days' | 'weeks' | 'months']?: number | undefined };
export type Absence = { readonly of: 'opened' | 'clicked' | 'replied'; readonly within: Length };
/** What starts a follow-up: a response, status, result or link by its name; or that a response stays away. */
export type Start = { readonly name: string; readonly rank: number; readonly absence: Absence | null };

/** C-15: what the record must say; how long it may come to say so, null: not at all. */
export type Condition = { readonly leadStatus: string; readonly waitFor: Length | null };

export type PlannedStep = {
  readonly id: string;
  /** In the product: what comes first where two are due at once. */
  readonly number: number;
  readonly parent: PlannedStep | null;
  readonly children: PlannedStep[];
  readonly channel: 'email' | 'task' | 'call';
  readonly starts: readonly Start[];
  readonly delay: Length | null;
  readonly condition: Condition | null;
  readonly takesAll: boolean;
  /** Everything that counts as editing it (C-55), as text. */
  readonly essence: string;
};

export type Plan = {
  readonly version: number;
  readonly steps: readonly PlannedStep[];
  readonly rules: readonly FileRule[];
  readonly windowDays: number;
};

/** C-10, weakest first. States of tasks and calls have no order among themselves: all rank 0. */
const LADDER = 'sent not_opened opened not_clicked clicked not_replied replied bounced unsubscribed'.split(' ');

export function rankOf(name: string): number {
  return LADDER.indexOf(name);
}

/** Calendar units keep the wall clock of the zone, minutes and hours are time that passes (C-4). */
export function after(at: Instant, length: Length, zone: string): Instant {
  const amounts = Object.fromEntries(Object.entries(length).filter(([, amount]) => amount !== undefined));
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(amounts).epochMilliseconds;
}

/** The end of a local date: the first instant of the next (C-50). */
export function endOfDate(date: string, zone: string): Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}
