// The rounds that a record has gone through (C-74): for people who know the lead, and not the enrollment.
import type { Acting } from '#actions/records/acting.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Instant } from '#core/time/instant.ts';
import { listCadences } from '#storage/cadences/cadences.ts';
import { listRounds } from '#storage/enrollments/enrollments.ts';

export type Round = {
  readonly enrollment: string;
  /** The cadence's name. */
  readonly cadence: string;
  readonly status: EnrollmentStatus;
  readonly enrolledAt: Instant;
};

/** Newest first. `record` is the internal id. */
export async function roundsOfRecord(
  { database, organization }: Pick<Acting, 'database' | 'organization'>,
  record: string,
): Promise<Round[]> {
  return database.organization(organization.seat, async (tx) => {
    const names = new Map((await listCadences(tx)).map(({ id, name }) => [id, name]));
    const rounds = await listRounds(tx, record);
    return rounds.map(({ enrollment: { id, cadence, status, enrolledAt } }) => ({
      enrollment: id,
      cadence: names.get(cadence) ?? String(cadence),
      status,
      enrolledAt,
    }));
  });
}
