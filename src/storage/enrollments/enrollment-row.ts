// An enrollment as its row holds it, and back.
import { type Enrollment, type EnrollmentStatus, enrollmentStatuses } from '#core/cadence/enrollment.ts';
import { stateFromText } from '#core/cadence/state-text.ts';
import { sql } from 'kysely';

export type EnrollmentRow = {
  readonly id: string;
  readonly record_id: string;
  readonly cadence_id: number;
  readonly version: number;
  readonly revision: number;
  readonly status: number;
  readonly enrolled_at: number;
  readonly reason: string | null;
  readonly state: string;
};

export const enrollmentColumns = sql.raw(
  'e.id, e.record_id, e.cadence_id, e.version, e.revision, e.status, e.enrolled_at, e.reason, e.state',
);

/**
 * Of a record's rounds in a cadence, the latest first: the active one, and last what another round took the place of when
 * their records were merged (K-102), which may have begun later than that.
 */
export const latestFirst = sql.raw("status <> 0, reason is not distinct from 'record_merged', id desc");

/** An enrollment with the record it runs on. */
export type StoredEnrollment = { readonly enrollment: Enrollment; readonly recordId: string; readonly state: string };

export function fromRow(row: EnrollmentRow): StoredEnrollment {
  const { wakeAt, resumedAt, followUps } = stateFromText(row.state, row.enrolled_at);
  const enrollment: Enrollment = {
    id: row.id,
    cadence: row.cadence_id,
    version: row.version,
    status: statusFromNumber(row.status),
    reason: row.reason,
    revision: row.revision,
    enrolledAt: row.enrolled_at,
    resumedAt,
    wakeAt,
    followUps,
  };
  return { enrollment, recordId: row.record_id, state: row.state };
}

export function statusFromNumber(number: number): EnrollmentStatus {
  const status = enrollmentStatuses[number];
  if (status === undefined) throw new Error(`unknown enrollment status ${number}`);
  return status;
}

export function statusToNumber(status: EnrollmentStatus): number {
  return enrollmentStatuses.indexOf(status);
}
