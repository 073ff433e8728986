// The breaker: a mail account of whose messages too many bounce is paused, with the figures, until somebody has looked at
// whom it writes to.
import { bouncesTooOften } from '#core/message/bounce-rate.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { addToTally, type BouncesOfAccount, readTally } from '#storage/mail/bounce-tally.ts';
import { accountsOf, pauseAccount } from '#storage/mail/sending-accounts.ts';

export async function watchBounces(tx: Tx, counted: readonly BouncesOfAccount[], at: Instant): Promise<void> {
  if (counted.length === 0) return;
  await addToTally(tx, counted, at);
  const ofBounces = counted.filter(({ bounced }) => bounced > 0);
  for (const account of new Set(ofBounces.map(({ account }) => account))) {
    const bounces = await readTally(tx, account, at);
    if (!bouncesTooOften(bounces)) continue;
    const reason = `${bounces.bounced} of ${bounces.attempted} messages of the last 24 hours bounced`;
    await pauseAccount(tx, { account, reason, bounces, at });
  }
}

/** A message that was taken, and came back later. */
export async function watchBounce(tx: Tx, delivery: string, at: Instant): Promise<void> {
  const accounts = await accountsOf(tx, [delivery]);
  const counted = accounts
    .filter((account) => account !== null)
    .map((account) => ({ account, attempted: 0, bounced: 1 }));
  await watchBounces(tx, counted, at);
}
