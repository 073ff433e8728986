// One record's round through one cadence: what the engine must remember between two wakes, and nothing that can be
// derived. Times are stored relative to the enrolment, so a waiting enrollment stays small on disk.
import type { Instant } from '#core/time/instant.ts';

export const enrollmentStatuses = ['active', 'completed', 'expired', 'unenrolled', 'stopped', 'failed'] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];

export const followUpStates = [
  'waiting',
  'scheduled',
  'claimed',
  'executed',
  'skipped',
  'suppressed',
  'cancelled',
  'failed',
  'needs_review',
] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** One follow-up in this round. A follow-up that has none yet is waiting. */
export type Progress = {
  state: FollowUpState;
  /** When it is due, while scheduled. */
  dueAt: Instant | null;
  /** What its delay counts from. */
  baseAt: Instant;
  /** The response or absence that started it: a trigger key; null for a first follow-up. */
  cause: string | null;
  executedAt: Instant | null;
  /** First time of each e-mail response, by response name or link key. */
  seen: ReadonlyMap<string, Instant>;
  /** Responses and results since this (re-)enrolment: what unenrolment rules look at. */
  fresh: ReadonlySet<string>;
  /** Task or call: the status it is in now and since when. */
  status: string | null;
  statusAt: Instant | null;
  result: string | null;
  resultAt: Instant | null;
  /** A stronger branch was taken: nothing below starts any more. */
  closed: boolean;
  /** Its delivery was ordered before. */
  ordered: boolean;
  /** C-42: due, but not to happen before; null: nothing holds it. */
  held: Held | null;
  /** C-16: which of its repetitions the state is about; 0: the first time. */
  repetition: number;
  /** When a repetition was carried out last; `executedAt` is the first time. */
  repeatedAt: Instant | null;
  /** C-40: up to then its children waited because it was to be carried out again; null: while it still is, or never was. */
  awaitedUntil: Instant | null;
};

export type Held = { readonly reason: HoldReason; readonly until: Instant };

/** Why a follow-up that is due waits. The numbers are stored: append only. */
export const holdReasons = [
  'outside_business_hours',
  'catching_up',
  'mailbox_hour_full',
  'mailbox_day_full',
  'person_touched_enough',
  'account_touched_enough',
  'touched_just_now',
  'colleague_replied',
  'date_missing',
  'condition_not_met',
  'recipient_away',
] as const;
export type HoldReason = (typeof holdReasons)[number];

export type Enrollment = {
  readonly id: string;
  readonly cadence: number;
  version: number;
  status: EnrollmentStatus;
  /** A code of outcomeReasons that says why it is no longer active. */
  reason: string | null;
  /** Grows by one with every saved change. */
  readonly revision: number;
  readonly enrolledAt: Instant;
  /** When it was continued last. */
  resumedAt: Instant | null;
  /** The earliest timer that is known to be set. */
  wakeAt: Instant | null;
  followUps: Map<number, Progress>;
};

/** Shared: most follow-ups were never answered, and a map for each was a tenth of the wake loop's garbage. */
const NOTHING_SEEN: ReadonlyMap<string, Instant> = new Map();
export const NOTHING_FRESH: ReadonlySet<string> = new Set();

export function newProgress(baseAt: Instant): Progress {
  return {
    state: 'waiting',
    dueAt: null,
    baseAt,
    cause: null,
    executedAt: null,
    seen: NOTHING_SEEN,
    fresh: NOTHING_FRESH,
    status: null,
    statusAt: null,
    result: null,
    resultAt: null,
    closed: false,
    ordered: false,
    held: null,
    repetition: 0,
    repeatedAt: null,
    awaitedUntil: null,
  };
}

/** A copy that decide may change while the caller keeps the original. */
export function copyEnrollment(enrollment: Enrollment): Enrollment {
  const followUps = new Map<number, Progress>();
  for (const [number, progress] of enrollment.followUps) {
    followUps.set(number, { ...progress });
  }
  return { ...enrollment, followUps };
}

/** Scheduled or handed over: it would still happen if nobody stopped it. */
export function isPending(progress: Progress): boolean {
  return progress.state === 'scheduled' || progress.state === 'claimed' || progress.state === 'needs_review';
}
