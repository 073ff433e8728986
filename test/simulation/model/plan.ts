// What the reference model knows of a cadence: its follow-ups in a flat list. It shares no
// code with the engine; only the form in which people write rules is the same.
import type { FileRule } from '#core/cadence/file.ts';
import type { Instant, Length } from '../calendar.ts';

export type Absence = { readonly of: 'opened' | 'clicked' | 'replied'; readonly within: Length };
/** What starts a follow-up: a response, status, result or link by its name; or that a response stays away. */
export type Start = { readonly name: string; readonly rank: number; readonly absence: Absence | null };

/** C-15: what the record must say; how long it may come to say so, null: not at all. */
export type Condition = { readonly leadStatus: string; readonly waitFor: Length | null };

/** C-16: again after so long, so many times in all, until one of these is answered. */
export type Repeat = { readonly every: Length; readonly times: number; readonly until: readonly string[] };

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
  readonly repeat: Repeat | null;
  readonly takesAll: boolean;
  /** Everything that counts as editing it (C-55), as text. */
  readonly essence: string;
};

/** As much of a record as the rules of simulated cadences look at. */
export type CrmFacts = { readonly leadStatus: string; readonly country: string; readonly createdAt: Instant };

export type World = {
  readonly now: Instant;
  readonly zone: string;
  readonly keepsHours: boolean;
  /** The mailbox that replies come to has been read up to then. */
  readonly repliesReadUntil: Instant;
  /** As it is now; null: deleted. */
  readonly record: CrmFacts | null;
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
