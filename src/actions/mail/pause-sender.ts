// K-38: a server that refuses us, and not the recipient, is asked nothing more: the account that the message went by is
// paused, or, where that was the installation's server, the organisation's sending. WhatsApp has one account.
import type { Channel } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { accountsOf, pauseAccount } from '#storage/mail/sending-accounts.ts';
import { pauseSending } from '#storage/organizations/members.ts';
import { pauseWhatsapp } from '#storage/whatsapp/account.ts';

export type Refused = {
  readonly delivery: string;
  /** Absent: it was an e-mail. */
  readonly channel?: Channel;
  readonly reason: string;
  readonly at: Instant;
};

export async function pauseSenderOf(tx: Tx, { delivery, channel = 'email', reason, at }: Refused): Promise<void> {
  if (channel === 'whatsapp') return pauseWhatsapp(tx, reason, at);
  for (const account of await accountsOf(tx, [delivery])) {
    await (account === null ? pauseSending(tx, reason, at) : pauseAccount(tx, { account, reason, at }));
  }
}
