import { describe, expect, it } from 'vitest';
import { definitionFromFile } from '#core/cadence/file.ts';
import { cadence, email, task } from '#test/short-cadences.ts';
import { type RepliesRead, repliesReadUntil } from './replies-read.ts';

const read: RepliesRead = {
  elsewhere: 50,
  accounts: new Map([
    ['omar@sales.example', 30],
    ['mei@sales.example', 70],
  ]),
  ownAddress: 'sales@sales.example',
  ownersAddresses: ['omar@sales.example'],
};
const from = (address: string, replyTo: string | null = null) => ({
  ...email(address.split('@')[0] ?? ''),
  email: { to: 'email', template: 'Hello', from: address, ...(replyTo === null ? {} : { replyTo }) },
});
const until = (...followUps: Parameters<typeof cadence>[0][number][]) =>
  repliesReadUntil(read, [
    { definition: definitionFromFile(cadence(followUps), { followUps: new Map(), rules: new Map() }) },
  ]);

describe('C-8 how far the answers to a cadence have been read', () => {
  it('C-8 C-35 is asked of the mailbox that they come to: Reply-To, else From, else the organisation’s', () => {
    expect(until(from('Omar@sales.example'))).toBe(30);
    expect(until(from('omar@sales.example', 'mei@sales.example'))).toBe(70);
    expect(until(from('other@sales.example'))).toBe(50);
    expect(until(email('hello'))).toBe(50);
    expect(until(from('record_owner'))).toBe(30);
    expect(until(from('record_owner', 'mei@sales.example'))).toBe(70);
  });

  it('C-8 of several mailboxes the one that is furthest behind counts; a cadence without mail asks none', () => {
    expect(until(from('mei@sales.example'), from('omar@sales.example'))).toBe(30);
    expect(until(task('visit'))).toBe(50);
  });
});
