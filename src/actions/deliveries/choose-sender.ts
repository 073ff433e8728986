// Whom a message goes out by: the mail account that has its From address, else the server of the installation.
import type { EmailSettings } from '#core/cadence/definition.ts';
import type { Address, ReturnPath } from '#core/message/channel.ts';
import type { AccountUsed, KeyNamed } from '#core/message/letter.ts';
import { fold } from '#core/records/fold.ts';
import { domainOf } from '#core/message/address.ts';
import type { Tx } from '#storage/db.ts';
import { listActiveKeys } from '#storage/mail/dkim-keys.ts';
import { listSendingAccounts, type SendingAccount } from '#storage/mail/sending-accounts.ts';
import { type MailIdentity, mailIdentity } from '#storage/organizations/members.ts';

export type Senders = {
  readonly identity: MailIdentity;
  readonly accounts: ReadonlyMap<string, SendingAccount>;
  /** By domain. */
  readonly keys: ReadonlyMap<string, KeyNamed>;
};

export async function loadSenders(tx: Tx): Promise<Senders> {
  const accounts = await listSendingAccounts(tx);
  return {
    identity: await mailIdentity(tx),
    accounts: new Map(accounts.map((account) => [account.addressFolded, account])),
    keys: new Map((await listActiveKeys(tx)).map((key) => [key.domain, key])),
  };
}

export type Chosen = {
  readonly from: Address;
  readonly replyTo: Address | null;
  readonly account: (AccountUsed & Pick<SendingAccount, 'paused' | 'ownerLeft'>) | null;
  readonly returnPath: ReturnPath | null;
  readonly signedWith: KeyNamed | null;
};

export function chooseSender({ identity, accounts, keys }: Senders, settings: EmailSettings): Chosen {
  const address = settings.from ?? identity.address;
  const account = accounts.get(fold(address)) ?? null;
  const name = account?.name ?? identity.name;
  return {
    from: { name, address },
    replyTo: settings.replyTo === null ? null : { name, address: settings.replyTo },
    account,
    returnPath: returnPathOf(account, [...accounts.values()]),
    signedWith: keys.get(domainOf(address)) ?? null,
  };
}

/** E-7: where somebody reads it. Servers of accounts often take mail from nobody but the one who logged in. */
function returnPathOf(account: SendingAccount | null, accounts: readonly SendingAccount[]): ReturnPath | null {
  if (account?.isRead === true && !account.takesBounces) return { kind: 'plain', address: account.address };
  const taker = accounts.find(({ takesBounces }) => takesBounces);
  if (taker !== undefined) return { kind: 'tagged', address: taker.address };
  return account === null ? null : { kind: 'plain', address: account.address };
}
