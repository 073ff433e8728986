// Whom a message goes out by: the mail account that has its From address, else the server of the installation. From a
// public mail domain by any other server than its provider's it goes out under an address at the organisation's (C-35).
import { type EmailSettings, RECORD_OWNER } from '#core/cadence/definition.ts';
import type { Address, ReturnPath } from '#core/message/channel.ts';
import type { AccountUsed, KeyNamed } from '#core/message/letter.ts';
import { fold } from '#core/records/fold.ts';
import { domainOf } from '#core/message/address.ts';
import { goesVia, viaAddress } from '#core/message/public-mail.ts';
import type { Tx } from '#storage/db.ts';
import { listActiveKeys } from '#storage/mail/dkim-keys.ts';
import { listSendingAccounts, type SendingAccount } from '#storage/mail/sending-accounts.ts';
import type { EarlierMessage } from '#storage/deliveries/earlier-messages.ts';
import { type MailIdentity, mailIdentity, type Member } from '#storage/organizations/members.ts';

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

/** What the settings may leave to the moment: who owns the record, and what the round sent to this address last. */
export type Moment = {
  readonly owner: Member | null;
  readonly last: EarlierMessage | null;
  /** The member whose address the settings name. */
  readonly writer: Member | null;
};

export function chooseSender(senders: Senders, settings: EmailSettings, moment: Moment): Chosen {
  const sender = senderOf(senders, settings, moment);
  const replyTo = settings.replyTo === null ? null : { name: sender.name, address: settings.replyTo };
  const account = senders.accounts.get(fold(sender.address));
  // Of whoever left nothing goes out at all (K-105).
  if (account?.ownerLeft === true || !goesVia(sender.address, { account, ownAddress: senders.identity.address })) {
    return { ...sendingAs(senders, sender), replyTo };
  }
  const name = account?.name ?? moment.writer?.name ?? sender.name;
  const via = viaOf(senders.identity, { name, address: sender.address });
  return { ...sendingAs(senders, via), replyTo: replyTo ?? { name, address: sender.address } };
}

function viaOf(own: MailIdentity, { name, address }: Address): Address {
  const shown = name === own.name ? name : `${name} (via ${own.name})`;
  return { name: shown, address: viaAddress(address, own.address) };
}

/** For what no cadence sends. */
export function organizationSender(senders: Senders): Omit<Chosen, 'replyTo'> {
  const { name, address } = senders.identity;
  return sendingAs(senders, { name: senders.accounts.get(fold(address))?.name ?? name, address });
}

function sendingAs({ accounts, keys }: Senders, { name, address }: Address): Omit<Chosen, 'replyTo'> {
  const account = accounts.get(fold(address)) ?? null;
  return {
    from: { name, address },
    account,
    returnPath: returnPathOf(account, [...accounts.values()]),
    signedWith: keys.get(domainOf(address)) ?? null,
  };
}

/** K-104: decided when the message is made. Of somebody who has no account, or left, only the name can stand there. */
function senderOf({ identity, accounts }: Senders, { from, thread }: EmailSettings, { owner, last }: Moment): Address {
  const all = [...accounts.values()];
  const fixed = from === RECORD_OWNER ? null : from;
  if (thread === 'reply_same_sender' && last !== null) {
    const same = all.find(({ id, ownerLeft }) => id === last.account && !ownerLeft);
    if (same !== undefined) return same;
    if (last.account === null) return { name: identity.name, address: fixed ?? identity.address };
  }
  if (from === RECORD_OWNER && owner?.active === true) {
    return all.find((account) => account.owner === owner.publicId) ?? { ...identity, name: owner.name };
  }
  const address = fixed ?? identity.address;
  return { name: accounts.get(fold(address))?.name ?? identity.name, address };
}

/** E-7: where somebody reads it. Servers of accounts often take mail from nobody but the one who logged in. */
function returnPathOf(account: SendingAccount | null, accounts: readonly SendingAccount[]): ReturnPath | null {
  if (account?.isRead === true && !account.takesBounces) return { kind: 'plain', address: account.address };
  const taker = accounts.find(({ takesBounces }) => takesBounces);
  if (taker !== undefined) return { kind: 'tagged', address: taker.address };
  return account === null ? null : { kind: 'plain', address: account.address };
}
