import { describe, expect, it } from 'vitest';
import type { EmailSettings } from '#core/cadence/definition.ts';
import type { SendingAccount } from '#storage/mail/sending-accounts.ts';
import { chooseSender, type Senders } from './choose-sender.ts';

const account = (address: string, changes: Partial<SendingAccount> = {}): [string, SendingAccount] => [
  address,
  {
    id: 7,
    revision: 2,
    name: 'Omar',
    address,
    addressFolded: address,
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
const bounces = account('bounces@sales.example', { id: 9, takesBounces: true });

describe('E-1 E-7 whom a message goes out by', () => {
  it('by the account that has its address, in its name; else by the installation, in the organisation’s', () => {
    const chosen = chooseSender(senders(account('omar@sales.example')), settings('Omar@Sales.example'));
    expect(chosen).toMatchObject({ from: { name: 'Omar' }, account: { id: 7, revision: 2 } });
    const own = chooseSender(senders(account('omar@sales.example')), settings(null, 'mei@sales.example'));
    expect(own).toMatchObject({ from: { name: 'Sales', address: 'sales@sales.example' }, account: null });
    expect(own).toMatchObject({ replyTo: { address: 'mei@sales.example' }, signedWith: { selector: 'one' } });
    expect(chooseSender(senders(), settings('a@other.example')).signedWith).toBeNull();
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
    expect(chooseSender(known, settings(from)).returnPath).toEqual(returnPath);
  });
});
