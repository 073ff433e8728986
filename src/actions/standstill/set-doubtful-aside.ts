// After an administrator wanted to see what waits: rounds plan all that was due until then, it is set aside for review, and
// from then on everything goes out again (P19).
import type { Instant } from '#core/time/instant.ts';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { isStillPlanning, listDoubtful, setAside, setOwnAside } from '#storage/standstill/set-aside.ts';
import { endStandstill, findStandstill } from '#storage/standstill/standstill.ts';

export type SettingAside = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
  readonly limit: number;
};

/** How much there was to do: messages that were set aside, and the end. */
export async function setDoubtfulAside({ database, organization, ...wanted }: SettingAside): Promise<number> {
  const { seat } = organization;
  return database.organization(seat, async (tx) => {
    const until = (await findStandstill(tx))?.reviewUntil ?? null;
    if (until === null || (await isStillPlanning(tx, until))) return 0;
    const count = await setSomeAside(tx, seat, { ...wanted, until });
    if (count > 0) return count;
    await setOwnAside(tx, until);
    await endStandstill(tx);
    return 1;
  });
}

type Wanted = Pick<SettingAside, 'now' | 'limit'> & { readonly until: Instant };

async function setSomeAside(tx: Tx, seat: OrganizationSeat, { now, ...which }: Wanted): Promise<number> {
  const doubtful = await listDoubtful(tx, which);
  await lockShared(
    tx,
    doubtful.map(({ enrollment }) => enrollmentKey(seat, enrollment)),
  );
  const aside = await setAside(tx, doubtful, now);
  const inputs = aside.map(({ enrollment, followUp, repetition }) => ({
    enrollment,
    input: { kind: 'unknown', followUp, repetition, at: now, actor: null } as const,
  }));
  await addInputs(tx, seat, inputs);
  return doubtful.length;
}
