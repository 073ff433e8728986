// K-64, K-66: when the organisation's time zone, or the world's time zone data, is another than what follow-ups were planned
// by, every active round is told once. What was noted and who was told are one transaction, so a death in between loses
// nothing.
import type { Instant } from '#core/time/instant.ts';
import { listCadences } from '#storage/cadences/cadences.ts';
import type { Database } from '#storage/db.ts';
import { addInputToCadence } from '#storage/enrollments/inputs.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { findOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { clocksOf, lockPlannedBy, savePlannedBy } from '#storage/organizations/time-zone.ts';

export type FollowingClocks = {
  readonly database: Database;
  readonly organization: Organization;
  /** The version of the time zone data that this process has. */
  readonly zoneData: string;
  readonly now: Instant;
};

/** How many rounds are told; 0: nothing has changed, or it is noted for the first time. */
export async function followClocks({ database, organization, zoneData, now }: FollowingClocks): Promise<number> {
  const { id: organizationId, seat } = organization;
  return database.organization(seat, async (tx) => {
    // Before the rows, as whoever publishes or disables takes them.
    const cadences = (await listCadences(tx)).filter(({ status }) => status === 'active');
    await lockExclusive(
      tx,
      cadences.map(({ id }) => cadenceKey(seat, id)),
    );
    const plannedBy = await lockPlannedBy(tx);
    // Read while nobody else can tell them: whoever calls may have heard of the organisation before it moved.
    const current = await findOrganization(database, organizationId);
    const clocks = clocksOf(current?.timeZone ?? organization.timeZone, zoneData);
    if (plannedBy === clocks) return 0;
    await savePlannedBy(tx, clocks);
    if (plannedBy === null) return 0;
    let told = 0;
    const input = { kind: 'zone_changed', at: now, actor: null } as const;
    for (const { id } of cadences) told += await addInputToCadence(tx, seat, id, input);
    return told;
  });
}
