import { describe, expect, it } from 'vitest';
import type { EmailSettings } from '#core/cadence/definition.ts';
import type { SendingAccount } from '#storage/mail/sending-accounts.ts';
import type { EarlierMessage } from '#storage/deliveries/earlier-messages.ts';
import type { Member } from '#storage/organizations/members.ts';
import { chooseSender, type Moment, type Senders } from './choose-sender.ts';

const account = (address: string, changes: Partial<SendingAccount> = {}): [string, SendingAccount] => [
  address,
  {
    id: 7,
    revision: 2,
    name: 'Omar',
    address,
    addressFolded: address,
    server: 'smtp.sales.example',
    owner: null,
    ownerLeft: false,
    isRead: true,
    takesBounces: false,
    paused: false,
    ...changes,
  },
];
const senders = (...accounts: [string, SendingAccount][]): Senders => ({
  identity: { name: 'Sales', address: 'sales@sales.example' },
  accounts: new Map(accounts),
  keys: new Map([['sales.example', { domain: 'sales.example', selector: 'one' }]]),
});
const settings = (from: string | null, replyTo: string | null = null): EmailSettings => ({
  channel: 'email',
  to: 'email',
  template: 'Hello',
  from,
  replyTo,
});
const nobody: Moment = { owner: null, last: null, writer: null };
const ownedBy = (publicId: string): Member => ({
  id: 1,
  publicId,
  name: 'Omar Haddad',
  email: 'omar@home.example',
  active: true,
});
const sentBy = (used: number | null): EarlierMessage => ({
  messageId: '<1@x>',
  recipient: 'a@x',
  subject: 'Hi',
  account: used,
});
const bounces = account('bounces@sales.example', { id: 9, takesBounces: true });

describe('E-1 E-7 whom a message goes out by', () => {
  it('by the account that has its address, in its name; else by the installation, in the organisation’s', () => {
    const chosen = chooseSender(senders(account('omar@sales.example')), settings('Omar@Sales.example'), nobody);
    expect(chosen).toMatchObject({ from: { name: 'Omar' }, account: { id: 7, revision: 2 } });
    const own = chooseSender(senders(account('omar@sales.example')), settings(null, 'mei@sales.example'), nobody);
    expect(own).toMatchObject({ from: { name: 'Sales', address: 'sales@sales.example' }, account: null });
    expect(own).toMatchObject({ replyTo: { address: 'mei@sales.example' }, signedWith: { selector: 'one' } });
    expect(chooseSender(senders(), settings('a@other.example'), nobody).signedWith).toBeNull();
  });

  it.each<[string, Senders, string | null, object | null]>([
    [
      'an account that is read',
      senders(account('o@s.example'), bounces),
      'o@s.example',
      { kind: 'plain', address: 'o@s.example' },
    ],
    [
      'one that isn’t',
      senders(account('o@s.example', { isRead: false }), bounces),
      'o@s.example',
      { kind: 'tagged', address: bounces[0] },
    ],
    [
      'one that isn’t, without a taker',
      senders(account('o@s.example', { isRead: false })),
      'o@s.example',
      { kind: 'plain', address: 'o@s.example' },
    ],
    ['the installation', senders(bounces), null, { kind: 'tagged', address: bounces[0] }],
    ['the installation, without a taker', senders(), null, null],
    ['the taker itself', senders(bounces), bounces[0], { kind: 'tagged', address: bounces[0] }],
  ])('bounces of %s come to where somebody reads them', (_name, known, from, returnPath) => {
    expect(chooseSender(known, settings(from), nobody).returnPath).toEqual(returnPath);
  });
});

describe('K-104 who owns the record when the message is made', () => {
  const mei = account('mei@sales.example', { id: 3, name: 'Mei', owner: 'mei' });
  const omar = account('omar@sales.example', { id: 7, owner: 'omar' });
  const both = senders(mei, omar);
  const fromOf = (moment: Partial<Moment>, thread?: EmailSettings['thread']) =>
    chooseSender(
      both,
      { ...settings('record_owner'), ...(thread === undefined ? {} : { thread }) },
      { ...nobody, ...moment },
    );

  it('is who it goes out by; without an account, the organisation writes in their name', () => {
    expect(fromOf({ owner: ownedBy('omar') })).toMatchObject({ from: { name: 'Omar' }, account: { id: 7 } });
    expect(fromOf({ owner: ownedBy('ines') })).toMatchObject({
      from: { name: 'Omar Haddad', address: 'sales@sales.example' },
      account: null,
    });
  });

  it('of a record without owner, or whose owner left, the organisation', () => {
    const organization = { from: { name: 'Sales', address: 'sales@sales.example' } };
    expect(fromOf({})).toMatchObject(organization);
    expect(fromOf({ owner: { ...ownedBy('omar'), active: false } })).toMatchObject(organization);
  });

  it('goes on with the conversation as the new owner, or lets who began it go on', () => {
    const handedOver = { ...nobody, owner: ownedBy('omar'), last: sentBy(3) };
    expect(fromOf(handedOver, 'reply').account).toMatchObject({ id: 7 });
    expect(fromOf(handedOver, 'reply_same_sender')).toMatchObject({ from: { name: 'Mei' }, account: { id: 3 } });
    expect(fromOf({ ...handedOver, last: sentBy(null) }, 'reply_same_sender')).toMatchObject({
      from: { address: 'sales@sales.example' },
      account: null,
    });
    expect(fromOf({ ...handedOver, last: null }, 'reply_same_sender').account).toMatchObject({ id: 7 });
  });

  it('who began it and left, or whose account is gone, is followed by the owner', () => {
    const left = senders(account('mei@sales.example', { id: 3, owner: 'mei', ownerLeft: true }), omar);
    const going = { ...settings('record_owner'), thread: 'reply_same_sender' as const };
    for (const known of [left, senders(omar)]) {
      expect(chooseSender(known, going, { ...nobody, owner: ownedBy('omar'), last: sentBy(3) }).account).toMatchObject({
        id: 7,
      });
    }
  });
});

describe('C-35 from a public mail domain', () => {
  const anna = account('anna@gmail.com', { id: 4, name: 'Anna Schmidt', server: 'smtp.gmail.com' });
  const via = { name: 'Anna Schmidt (via Sales)', address: 'via-anna=gmail.com@sales.example' };

  it('the provider’s own account sends as itself', () => {
    const chosen = chooseSender(senders(anna), settings('anna@gmail.com'), nobody);
    expect(chosen).toMatchObject({ from: { address: 'anna@gmail.com' }, replyTo: null, account: { id: 4 } });
  });

  it('anything else goes out at our domain, signed with its key, and answers go to the person', () => {
    const writer = { ...ownedBy('anna'), name: 'Anna Schmidt', email: 'anna@gmail.com' };
    const elsewhere = account('anna@gmail.com', { name: 'Anna Schmidt' });
    for (const known of [senders(), senders(elsewhere)]) {
      expect(chooseSender(known, settings('anna@gmail.com'), { ...nobody, writer })).toEqual({
        from: via,
        replyTo: { name: 'Anna Schmidt', address: 'anna@gmail.com' },
        account: null,
        returnPath: null,
        signedWith: { domain: 'sales.example', selector: 'one' },
      });
    }
    const unknown = chooseSender(senders(), settings('anna@gmail.com', 'mei@sales.example'), nobody);
    expect(unknown.from).toEqual({ ...via, name: 'Sales' });
    expect(unknown.replyTo).toMatchObject({ address: 'mei@sales.example' });
  });

  it('of the owner of the record it is the same', () => {
    const known = senders(account('anna@gmail.com', { owner: 'anna', name: 'Anna Schmidt' }));
    const owner = ownedBy('anna');
    expect(chooseSender(known, settings('record_owner'), { ...nobody, owner })).toMatchObject({
      from: via,
      account: null,
    });
  });

  it('the organisation’s own address is what the server of the installation is set up for', () => {
    const small = { ...senders(), identity: { name: 'Sales', address: 'sales@qq.com' } };
    expect(chooseSender(small, settings(null), nobody)).toMatchObject({
      from: { address: 'sales@qq.com' },
      replyTo: null,
    });
    expect(chooseSender(small, settings('anna@gmail.com'), nobody)).toMatchObject({
      from: { address: 'sales@qq.com' },
      replyTo: { address: 'anna@gmail.com' },
    });
  });

  it('K-105 nothing goes out in the name of somebody who left', () => {
    const left = senders(account('anna@gmail.com', { ownerLeft: true }));
    expect(chooseSender(left, settings('anna@gmail.com'), nobody)).toMatchObject({
      from: { address: 'anna@gmail.com' },
      account: { ownerLeft: true },
    });
  });
});
