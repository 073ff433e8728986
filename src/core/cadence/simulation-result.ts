// What a simulation comes to (C-90): who gets what and when, how much goes out on each day and by whom, what waits and why,
// what nobody ever gets, how the rounds end.
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Channel } from '#core/cadence/response.ts';
import type { SourcedRates } from '#core/cadence/simulate-rates.ts';
import type { Instant } from '#core/time/instant.ts';

type Counts = Readonly<Record<string, number>>;

/** Why a record is not taken in at all. */
export const leftOutReasons = [
  'unenrolment_rule_met',
  'already_enrolled',
  'completed_before',
  'was_enrolled_before',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why nobody gets a follow-up. */
export const neverReasons = [
  'parent_never_carried_out',
  'trigger_never_met',
  'rule_always_first',
  'always_failed',
  'always_suppressed',
  'always_skipped',
  'always_cancelled',
  'not_in_time',
] as const;
export type NeverReason = (typeof neverReasons)[number];

export type SimulatedFollowUp = {
  readonly followUp: string;
  readonly title: string;
  readonly channel: Channel;
  readonly parent: string | null;
  /** Records it is planned for, carried out for, and taken back from. */
  readonly reached: number;
  readonly carriedOut: number;
  readonly cancelled: number;
  /** How often it is carried out, repetitions included. */
  readonly times: number;
  /** By reason. */
  readonly suppressed: Counts;
  readonly skipped: Counts;
  readonly failed: Counts;
  readonly held: Counts;
  /** How many answered what. */
  readonly responses: Counts;
  readonly answering: SourcedRates;
  /** Null: somebody gets it. */
  readonly never: NeverReason | null;
};

export type Volume = {
  /** The day in the organisation's zone. */
  readonly on: string;
  readonly channel: Channel;
  /** The sending address; null: it is no e-mail. */
  readonly sender: string | null;
  readonly times: number;
};

export type SimulatedEnd = {
  readonly status: EnrollmentStatus;
  /** A code; null: there is none to tell. */
  readonly reason: string | null;
  /** Id of the unenrolment rule. */
  readonly rule: string | null;
  readonly goal: boolean;
  readonly records: number;
};

export type LeftOut = { readonly reason: LeftOutReason; readonly rule: string | null; readonly records: number };
/** What made follow-ups wait: how often, and of how many records. */
export type Hold = { readonly reason: string; readonly times: number; readonly records: number };

export type SimulationResult = {
  readonly from: Instant;
  readonly until: Instant;
  readonly records: number;
  readonly enrolled: number;
  readonly leftOut: readonly LeftOut[];
  readonly followUps: readonly SimulatedFollowUp[];
  readonly volumes: readonly Volume[];
  readonly holds: readonly Hold[];
  readonly ends: readonly SimulatedEnd[];
};

export type SimulatedStep = {
  readonly at: Instant;
  readonly followUp: string;
  readonly what: 'carried_out' | 'suppressed' | 'skipped' | 'failed' | 'held';
  readonly reason: string | null;
};

export type SimulatedRound = {
  readonly record: string;
  /** How it stands at the end; null: it was not taken in. */
  readonly status: EnrollmentStatus | null;
  readonly reason: string | null;
  readonly rule: string | null;
  readonly steps: readonly SimulatedStep[];
};
