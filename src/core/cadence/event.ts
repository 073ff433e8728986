// The history of an enrollment: ids and codes only, enough to answer "why did or didn't this happen" in words.
// The numbers of kinds and details are stored in step_log: append only, never reorder.
import type { Instant } from '#core/time/instant.ts';

export const eventKinds = [
  'enrolled',
  'follow_up_scheduled',
  'follow_up_claimed',
  'follow_up_executed',
  'follow_up_cancelled',
  'follow_up_suppressed',
  'follow_up_failed',
  'follow_up_needs_review',
  'follow_up_skipped',
  'response_recorded',
  'trigger_overruled',
  'held',
  'unenrolled',
  'completed',
  'expired',
  'stopped',
  'failed',
  'continued',
  'moved_to_version',
  'heard_elsewhere',
  'moved_to_record',
  'follow_up_rescheduled',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Why an unexecuted follow-up was cancelled. */
export const cancelReasons = [
  'enrollment_ended',
  'stronger_response',
  'no_longer_holds',
  'reviewed',
  'answered',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const endReasons = [
  'manual',
  'restarted',
  'record_deleted',
  'record_converted',
  'record_merged',
  'republished',
  'disabled',
  'follow_up_failed',
  'engine_error',
  'follow_up_removed',
] as const;
export type EndReason = (typeof endReasons)[number];

export const origins = ['manual', 'bulk', 'view', 'api', 'restart'] as const;
export type Origin = (typeof origins)[number];

/** Why a follow-up was passed over. */
export const skipReasons = [
  'date_past',
  'date_missing',
  'condition_not_met',
  'condition_not_met_in_time',
  'too_late',
  'reviewed',
  'record_merged',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/**
 * `detail` is read by the kind: a trigger key for scheduled (or repeat:N, the Nth time), a response key for
 * response_recorded, a reason for cancelled, skipped, suppressed, failed, held, rescheduled, stopped, unenrolled (or
 * rule:N), an origin for enrolled, a version for moved.
 */
export type EnrollmentEvent = {
  readonly kind: EventKind;
  readonly at: Instant;
  readonly followUp: number | null;
  readonly detail: string | null;
  /** For scheduled and rescheduled: when it is due. For held: until when. */
  readonly dueAt: Instant | null;
  readonly actor: number | null;
};
