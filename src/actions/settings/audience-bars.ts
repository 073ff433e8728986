// What views may not ask where they are audiences (C-25).
import type { Acting } from '#actions/records/acting.ts';
import type { AudienceBar } from '#core/cadence/audience-bars.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { barsOfAudiences, saveBarsOfAudiences } from '#storage/organizations/audience-bars.ts';

type Reading = Pick<Acting, 'database' | 'organization'>;

export async function readAudienceBars({ database, organization }: Reading): Promise<readonly AudienceBar[]> {
  return database.organization(organization.seat, barsOfAudiences);
}

/** What runs goes on: only what is saved from now on is judged by it. */
export async function changeAudienceBars(
  acting: Acting,
  bars: readonly AudienceBar[],
): Promise<readonly AudienceBar[]> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    await saveBarsOfAudiences(tx, bars);
    await writeAudit(tx, { action: 'audience_bars_changed', actor: actor.id, at: now });
    return barsOfAudiences(tx);
  });
}
