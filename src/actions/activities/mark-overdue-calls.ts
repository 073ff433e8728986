// Overdue is a state entered by the clock, at the call's end (C-11): the response carries that time, not the sweep's.
import type { Instant } from '#core/time/instant.ts';
import { markCallsOverdue } from '#storage/activities/activities.ts';
import type { Database } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type OverdueRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
  readonly limit: number;
};

/** How many became overdue. */
export async function markOverdueCalls({ database, organization, now, limit }: OverdueRequest): Promise<number> {
  return database.organization(organization.seat, async (tx) => {
    const late = await markCallsOverdue(tx, { now, limit });
    const inputs = late.flatMap(({ enrollment, followUp, endsAt }) => {
      if (enrollment === null || followUp === null) return [];
      const input = { kind: 'status', followUp, status: 'overdue', result: null, at: endsAt, actor: null } as const;
      return [{ enrollment, input }];
    });
    await addInputs(tx, organization.seat, inputs);
    return late.length;
  });
}
