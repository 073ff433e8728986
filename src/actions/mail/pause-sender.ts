// K-38: a server that refuses us, and not the recipient, is asked nothing more: the account that the message went by is
// paused, or, where that was the installation's server, the organisation's sending.
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { accountsOf, pauseAccount } from '#storage/mail/sending-accounts.ts';
import { pauseSending } from '#storage/organizations/members.ts';

export type Refused = { readonly delivery: string; readonly reason: string; readonly at: Instant };

export async function pauseSenderOf(tx: Tx, { delivery, reason, at }: Refused): Promise<void> {
  for (const account of await accountsOf(tx, [delivery])) {
    await (account === null ? pauseSending(tx, reason, at) : pauseAccount(tx, { account, reason, at }));
  }
}
