// An administrator says what becomes of the messages that wait while an organisation stands still (P19).
import type { Acting } from '#actions/records/acting.ts';
import type { StandstillEnd } from '#core/message/standstill.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import { tellWorkers } from '#storage/enrollments/inputs.ts';
import { lock, organizationKey } from '#storage/locks.ts';
import { endStandstill, findStandstill, reviewUntil } from '#storage/standstill/standstill.ts';

/** For review it ends when the worker has set everything aside. Nothing where nothing stands still. */
export async function confirmSending(
  { database, organization: { seat }, actor, now }: Acting,
  waiting: StandstillEnd,
): Promise<void> {
  await database.organization(seat, async (tx) => {
    await lock(tx, { shared: [], exclusive: [organizationKey(seat)] });
    if ((await findStandstill(tx)) === null) return;
    if (waiting === 'send') await endStandstill(tx);
    else await reviewUntil(tx, now);
    await tellWorkers(tx, seat);
    await writeAudit(tx, { action: 'standstill_confirmed', actor: actor.id, at: now, details: { waiting } });
  });
}
