// A worker's sign of life. Where the database isn't the one that the last worker left, every organisation stands still from this
// transaction's commit on, before anything else is done (P19).
import { type StandstillCause, whyStandStill } from '#core/message/standstill.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { lock, organizationKey } from '#storage/locks.ts';
import { asOrganization } from '#storage/organizations/as-organization.ts';
import { listSeats } from '#storage/organizations/organizations.ts';
import { findPlace, lockWatch, noteBeat } from '#storage/standstill/sending-watch.ts';
import { beginStandstill, type Standstill } from '#storage/standstill/standstill.ts';

export type Known = {
  /** The latest sign of life that this worker knows of; null: none. */
  readonly beat: number | null;
  /** It gave that sign itself and has looked again and again since. */
  readonly isAwake: boolean;
};

export type Beat = { readonly beat: number; readonly cause: StandstillCause | null };

export async function lookAfterSending(database: Database, { beat: knownBeat, isAwake }: Known): Promise<Beat> {
  return database.control(async (tx) => {
    const { now, ...seen } = await lockWatch(tx);
    const place = await findPlace(tx);
    const cause = whyStandStill(seen, { place, now, knownBeat, isAwake });
    if (cause !== null) await standStill(tx, { cause, since: now, stateOf: seen.at });
    const beat = Math.max(seen.beat, knownBeat ?? 0) + 1;
    await noteBeat(tx, { place, beat });
    return { beat, cause };
  });
}

type Begun = Omit<Standstill, 'reviewUntil'>;

async function standStill(tx: Tx, begun: Begun): Promise<void> {
  for (const seat of await listSeats(tx)) await asOrganization(tx, seat, () => standStillAt(tx, seat, begun));
}

/** Messages at the gate pass before it, or not at all. */
async function standStillAt(tx: Tx, seat: OrganizationSeat, begun: Begun): Promise<void> {
  await lock(tx, { shared: [], exclusive: [organizationKey(seat)] });
  await beginStandstill(tx, begun);
  await writeAudit(tx, {
    action: 'standstill_began',
    actor: null,
    at: begun.since,
    details: { cause: begun.cause },
  });
}
