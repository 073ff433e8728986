// C-90 whom a follow-up goes to in a simulation, and why it may not.
import { describe, expect, it } from 'vitest';
import type { ChannelSettings } from '#core/cadence/definition.ts';
import { definitionFromFile, type FileFollowUp } from '#core/cadence/file.ts';
import { contactedBy, type Reaching, recipientOf, senderOf, whyNotReached } from '#core/cadence/simulate-reach.ts';
import type { FieldValues } from '#core/records/field.ts';
import { cadence, call, email, task, whatsapp } from '#test/short-cadences.ts';

function settingsOf(followUp: FileFollowUp): ChannelSettings {
  const [one] = definitionFromFile(cadence([followUp]), { followUps: new Map(), rules: new Map() }).followUps;
  if (one === undefined) throw new Error('there is one');
  return one.settings;
}

const [mail, message, ring, chore] = [email, whatsapp, call, task].map((kind) => settingsOf(kind('one')));
if (mail === undefined || message === undefined || ring === undefined || chore === undefined) throw new Error('four');
const inNameOf = (from: string) => settingsOf({ id: 'one', email: { to: 'email', template: 'one', from } });
const toLookedUp = settingsOf({ id: 'one', email: { to: 'contact.email', template: 'one' } });

const reaching: Reaching = {
  ownAddress: 'Sales@House.example',
  suppressed: new Map([['gone@a.example', 'unsubscribed']]),
  sendersLeft: new Set(['left@house.example']),
};
const whyNot = (settings: ChannelSettings, record: FieldValues, more: Partial<Reaching> = {}) =>
  whyNotReached({ number: 7, settings }, record, { ...reaching, ...more });
const suppressed = (reason: string) => ({ kind: 'suppressed', followUp: 7, reason });
const impossible = (reason: string) => ({ kind: 'not_carried_out', followUp: 7, reason });

describe('why a follow-up does not reach its person', () => {
  it('C-90 C-34 C-38 an e-mail: no address, one that is none, who does not want it, who said stop', () => {
    const ada = { email: 'ada@a.example' };
    expect(whyNot(mail, ada)).toBeNull();
    expect(whyNot(mail, {})).toEqual(impossible('no_address'));
    expect(whyNot(mail, { email: '  ' })).toEqual(impossible('no_address'));
    expect(whyNot(mail, { email: 'ada at a' })).toEqual(impossible('invalid_address'));
    expect(whyNot(mail, { ...ada, do_not_email: true })).toEqual(suppressed('do_not_email'));
    expect(whyNot(mail, { ...ada, do_not_email: false, do_not_call: true })).toBeNull();
    expect(whyNot(mail, { email: ' Gone@A.example ' })).toEqual(suppressed('unsubscribed'));
    expect(whyNot(mail, { email: 'gone@a.example', do_not_email: true })).toEqual(suppressed('do_not_email'));
  });

  it('C-90 C-34 an e-mail in the name of somebody who left does not go out', () => {
    const ada = { email: 'ada@a.example' };
    expect(whyNot(inNameOf('Left@House.example'), ada)).toEqual(impossible('sender_left'));
    expect(whyNot(inNameOf('stays@house.example'), ada)).toBeNull();
    const ownLeft = { sendersLeft: new Set(['sales@house.example']) };
    expect(whyNot(mail, ada, ownLeft)).toEqual(impossible('sender_left'));
    expect(whyNot(inNameOf('stays@house.example'), ada, ownLeft)).toBeNull();
  });

  it('C-90 a field of a record that is looked up is taken to be there', () => {
    expect(whyNot(toLookedUp, {})).toBeNull();
    expect(whyNot(toLookedUp, { do_not_email: true })).toBeNull();
  });

  it('C-90 C-38 a message needs a number, a call the wish to be called, a task nothing', () => {
    expect(whyNot(message, { mobile: '+86 138 0013 8000' })).toBeNull();
    expect(whyNot(message, {})).toEqual(impossible('no_address'));
    expect(whyNot(message, { mobile: '+86 138 0013 8000', do_not_email: true })).toBeNull();
    expect(whyNot(ring, { do_not_call: true })).toEqual(suppressed('do_not_call'));
    expect(whyNot(ring, { do_not_email: true })).toBeNull();
    expect(whyNot(ring, {})).toBeNull();
    expect(whyNot(chore, { do_not_call: true, do_not_email: true })).toBeNull();
  });
});

describe('who is contacted by whom', () => {
  it('C-90 C-39 an e-mail uses the mailbox of its sender, nothing else uses one', () => {
    expect(senderOf(mail, reaching)).toBe('sales@house.example');
    expect(senderOf(inNameOf('Ann@House.example'), reaching)).toBe('ann@house.example');
    expect([message, ring, chore].map((settings) => senderOf(settings, reaching))).toEqual([null, null, null]);
  });

  it('C-90 C-93 a person is known by their address on every channel, else by the record', () => {
    const other = settingsOf({ id: 'one', email: { to: 'secondary_email', template: 'one' } });
    const record = { email: 'Ada@A.example', secondary_email: 'home@a.example', company: 'A Ltd' };
    expect([mail, message, ring, chore].map((settings) => recipientOf(settings, record))).toEqual(
      Array.from({ length: 4 }, () => 'ada@a.example'),
    );
    expect(recipientOf(other, record)).toBe('home@a.example');
    expect(recipientOf(mail, {})).toBeNull();
    expect(contactedBy(mail, record, '12')).toEqual({ person: 'ada@a.example', account: 'company A Ltd' });
    expect(contactedBy(ring, {}, '12')).toEqual({ person: 'record 12', account: null });
  });
});
