// K-124: WhatsApp tells what became of a message whose sending was never answered. Of which it tells nothing for a day, a
// person must say (C-33).
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { findSilent, giveUpAwaiting } from '#storage/whatsapp/events.ts';

export type ParkRequest = { readonly database: Database; readonly organization: Organization; readonly now: Instant };

/** How many were. */
export async function parkSilent({ database, organization, now }: ParkRequest): Promise<number> {
  const { seat } = organization;
  const since = now - DAY;
  return database.organization(seat, async (tx) => {
    const silent = await findSilent(tx, since);
    if (silent.length === 0) return 0;
    await lockShared(
      tx,
      silent.map((enrollment) => enrollmentKey(seat, enrollment)),
    );
    const given = await giveUpAwaiting(tx, silent, since);
    const inputs = given.map(({ enrollment, followUp, repetition, dotAt }) => ({
      enrollment,
      input: { kind: 'unknown', followUp, repetition, at: dotAt, actor: null } as const,
    }));
    await addInputs(tx, seat, inputs);
    return given.length;
  });
}
