// Takes over what a dead worker held. Past the gate a message may have gone out: its follow-up needs review (C-33).
import type { Instant } from '#core/time/instant.ts';
import type { Database } from '#storage/db.ts';
import { findExpired, takeOverExpired } from '#storage/deliveries/claim-deliveries.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type TakeOverRequest = {
  readonly database: Database;
  readonly organization: Organization;
  readonly now: Instant;
};

/** How many messages are unconfirmed because of it. */
export async function takeOverAbandoned({ database, organization, now }: TakeOverRequest): Promise<number> {
  return database.organization(organization.seat, async (tx) => {
    const expired = await findExpired(tx);
    if (expired.length === 0) return 0;
    await lockShared(
      tx,
      expired.map((enrollment) => enrollmentKey(organization.seat, enrollment)),
    );
    const unconfirmed = await takeOverExpired(tx, expired);
    const inputs = unconfirmed.map(({ enrollment, followUp, repetition, dotAt }) => ({
      enrollment,
      input: { kind: 'unknown', followUp, repetition, at: dotAt ?? now, actor: null } as const,
    }));
    await addInputs(tx, organization.seat, inputs);
    return unconfirmed.length;
  });
}
