// What becomes of messages: retried, bounced, refused, unknown, held back. Mail servers are scripted, or the development
// mailbox itself.
import type { Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#core/time/instant.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { recordResponses } from '#actions/mail/record-response.ts';
import { postgresServers } from '#test/database.ts';
import { drop, type Script } from '#test/peers/scripted-smtp-server.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });

describe.each(postgresServers())('sending on $name', (server) => {
  let office: Office;
  let welcome: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    welcome = await office.apply(
      cadence('Welcome', {
        followUps: [
          email('hello', {
            then: [
              { id: 'after-sent', when: ['sent'], delay: { days: 3 }, task: task('After sent') },
              { id: 'after-bounce', when: ['bounced'], task: task('Find another address') },
            ],
          }),
        ],
      }),
    );
  });
  afterEach(async () => {
    await office.sendsToMailbox();
    await office.resumesSending();
  });
  afterAll(() => office?.close());

  async function enrolled(name: string, script?: Script, values = {}): Promise<CrmRecord> {
    if (script !== undefined) await office.sendsTo(script);
    const lead = await office.lead(name, values);
    await office.enroll(welcome, lead);
    await office.settle();
    return lead;
  }
  const state = async (lead: CrmRecord) => (await office.round(lead)).states['hello'];
  const executedAt = async (lead: CrmRecord) => {
    const { events } = await office.story((await office.round(lead)).id);
    return events.find(({ kind, followUp }) => kind === 'follow_up_executed' && followUp === 'hello')?.at;
  };
  const subjects = async (lead: CrmRecord) => (await office.activities(lead)).map(({ subject }) => subject);

  describe('C-33 unknown', () => {
    it('the connection is lost after the dot: needs review, seen at once, never sent again by itself', async () => {
      const lead = await enrolled('Unknown', { dot: drop });
      expect(await state(lead)).toBe('needs_review');
      expect(await office.history(lead)).toContain('follow_up_needs_review hello');
      await office.sendsToMailbox();
      await office.passDays(20);
      expect(await office.got(lead)).toEqual([]);
      expect(await office.status(lead)).toBe('active');
      // The response window ends it too.
      await office.passDays(11);
      expect(await office.status(lead)).toBe('expired');
      expect(await office.got(lead)).toEqual([]);
    });

    it('C-33 send again: once, under the same identity, whatever a second person says at the same time', async () => {
      const lead = await office.lead('Again');
      const peer = await office.sendsTo({ dot: drop });
      await office.enroll(welcome, lead);
      await office.settle();
      const identity = /^Message-ID: (.*)$/im.exec(peer.connections[0]?.body ?? '')?.[1];
      await office.sendsToMailbox();
      expect(await office.reviews(lead, 1, 'send_again')).toBe(true);
      expect(await office.reviews(lead, 1, 'mark_sent')).toBe(false);
      await office.passMinute();
      expect(await office.reviews(lead, 1, 'send_again')).toBe(false);
      expect(await office.got(lead)).toEqual(['hello']);
      expect(String((await office.latest(lead)).raw)).toContain(identity);
      expect(await state(lead)).toBe('executed');
    });

    it('mark sent: its time is the attempt’s; what follows counts from the marking, no burst of overdue', async () => {
      const from = office.now;
      const silent = (socket: Socket) => void (office.skip(9, 'minutes'), socket.destroy());
      const lead = await enrolled('Marked', { dot: silent });
      await office.passDays(10);
      expect(await office.reviews(lead, 1, 'mark_sent')).toBe(true);
      await office.settle();
      expect(await executedAt(lead)).toBe(from);
      await office.passHours(71);
      expect(await subjects(lead)).toEqual([]);
      await office.passHours(1);
      expect(await subjects(lead)).toEqual(['After sent']);
    });

    it('skip: nothing of its branch comes', async () => {
      const lead = await enrolled('Skipped', { dot: drop });
      expect(await office.reviews(lead, 1, 'skip')).toBe(true);
      await office.passDays(5);
      expect(await office.status(lead)).toBe('completed');
      expect(await subjects(lead)).toEqual([]);
      expect(await office.deliveryStates(lead)).toEqual(['cancelled']);
    });

    it('an open proves it sent', async () => {
      const lead = await enrolled('Proved');
      await office.query(sql`update delivery set state = 'unconfirmed' where record_id = ${lead.id}`);
      await office.opens(lead);
      await office.settle();
      expect(await state(lead)).toBe('executed');
    });

    it('K-25 unenrolling a parked round works; a late proof is stored; it can not be sent again', async () => {
      const lead = await enrolled('Parked', { dot: drop });
      await office.sendsToMailbox();
      await office.unenroll(welcome, [lead]);
      expect(await office.status(lead)).toBe('unenrolled: manual');
      expect(await office.reviews(lead, 1, 'send_again')).toBe(false);
      await office.passDays(1);
      expect(await office.deliveryStates(lead)).toEqual(['unconfirmed']);
      expect(await office.got(lead)).toEqual([]);
      expect(await office.enroll(welcome, lead, 'continue')).toMatchObject({ reason: 'needs_review' });
      expect(await office.reviews(lead, 1, 'mark_sent')).toBe(true);
      await office.settle();
      expect(await state(lead)).toBe('executed');
      expect(await office.history(lead)).toContain('response_recorded hello sent');
    });

    it('C-33 sent again, but before it goes out the first one is opened: there is no second one', async () => {
      const lead = await enrolled('Had it', { dot: drop });
      await office.sendsToMailbox();
      await office.reviews(lead, 1, 'send_again');
      office.atTheGate = {
        before: async ({ delivery }) => {
          office.atTheGate = {};
          const opened = { delivery, response: 'opened', link: null, at: office.now, verdict: null } as const;
          await recordResponses({ ...office.at, responses: [opened] });
        },
      };
      await office.passDays(1);
      expect(await office.got(lead)).toEqual([]);
      expect(await office.deliveryStates(lead)).toEqual(['sent']);
      expect(await state(lead)).toBe('executed');
    });

    it('K-86 unenrolled at the dot, then unknown: continuing does not send it again, it must be resolved first', async () => {
      await office.sendsTo({ dot: drop });
      const lead = await office.lead('Ambiguous');
      office.atTheGate = { after: async () => void (await office.unenroll(welcome, [lead])) };
      await office.enroll(welcome, lead);
      await office.settle();
      office.atTheGate = {};
      await office.sendsToMailbox();
      expect(await office.deliveryStates(lead)).toEqual(['unconfirmed']);
      expect(await office.enroll(welcome, lead, 'continue')).toMatchObject({ kind: 'skipped', reason: 'needs_review' });
      await office.passDays(1);
      expect(await office.got(lead)).toEqual([]);
    });
  });

  describe('E-4 C-33 certainly not accepted', () => {
    it('K-39 K-125 tried again with growing pauses for 72 hours, then the follow-up fails; nobody bounced', async () => {
      const from = office.now;
      const attempts: number[] = [];
      await office.sendsTo({
        rcpt: (socket) => {
          attempts.push(office.now - from);
          socket.write('452 4.2.2 mailbox full\r\n');
        },
      });
      const lead = await office.lead('Full');
      await office.enroll(welcome, lead);
      await office.passDays(4);
      const pauses = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
      expect(pauses.every((pause) => pause <= 6.5 * HOUR)).toBe(true);
      expect(attempts.length).toBeGreaterThan(15);
      expect(attempts.at(-1)).toBeGreaterThanOrEqual(72 * HOUR);
      expect(attempts.at(-1)).toBeLessThan(79 * HOUR);
      expect(await office.status(lead)).toBe('failed: follow_up_failed');
      expect(await office.history(lead)).toContain('follow_up_failed hello retries_exhausted');
      expect(await office.suppressions()).toEqual([]);
    });

    it('the server is back: sent once, the task after it counts from there', async () => {
      const lead = await enrolled('Back', { mail: drop });
      await office.passHours(2);
      expect(await state(lead)).toBe('claimed');
      await office.sendsToMailbox();
      await office.passHours(6);
      expect(await office.got(lead)).toEqual(['hello']);
    });

    it.each(['answered', 'unenrolled'] as const)(
      'C-10 C-51 %s while the server has what it then puts off: that is not tried again',
      async (how) => {
        const choosing = await office.apply(
          cadence(`Choosing, ${how}`, {
            followUps: [
              email('one', {
                then: [email('two', { when: ['opened'] }), { id: 'phone', when: ['replied'], task: task('Phone') }],
              }),
            ],
          }),
        );
        const lead = await office.lead('Chooser');
        await office.enroll(choosing, lead);
        await office.settle();
        await office.sendsTo({ dot: '451 4.3.0 not now' });
        office.atTheGate = {
          after: async () => {
            office.atTheGate = {};
            if (how === 'unenrolled') return void (await office.unenroll(choosing, [lead]));
            await office.replies(lead, 'one');
            await office.worker().wake(office.world.organization);
          },
        };
        await office.opens(lead, 'one');
        await office.settle();
        expect(await office.deliveryStates(lead)).toContain('cancelled');
        await office.sendsToMailbox();
        await office.passDays(1);
        expect(await office.got(lead)).toEqual(['one']);
        expect((await office.round(lead)).states['two']).toBe('cancelled');
      },
    );

    it('4xx after the dot is an answer: tried again', async () => {
      const lead = await enrolled('Later', { dot: '451 4.3.0 not now' });
      await office.sendsToMailbox();
      await office.passHours(1);
      expect(await office.got(lead)).toEqual(['hello']);
    });
  });

  describe('E-4 C-34 refused', () => {
    it('K-125 the recipient: bounced, its branch starts, the address is written to no more', async () => {
      const lead = await enrolled('Refused', { rcpt: '550 5.1.1 no such user' });
      await office.passMinute();
      expect(await office.history(lead)).toContain('response_recorded hello bounced');
      expect(await subjects(lead)).toEqual(['Find another address']);
      expect(await office.suppressions()).toEqual([{ hash: expect.any(String), reason: 'hard_bounced' }]);
      const peer = await office.sendsTo({});
      const same = await enrolled('Same address', undefined, { email: lead.values['email'] });
      expect(peer.connections).toEqual([]);
      expect(await state(same)).toBe('suppressed');
      expect(await office.history(same)).toContain('follow_up_suppressed hello hard_bounced');
      expect(await office.status(same)).toBe('completed');
      expect(await office.got(same)).toEqual([]);
    });

    it('our own fault and the content: the round fails with the reason, nobody bounced', async () => {
      const suppressed = await office.suppressions();
      const ours = await enrolled('Ours', { rcpt: '501 5.1.3 bad address syntax' });
      expect(await office.status(ours)).toBe('failed: refused_as_ours');
      const content = await enrolled('Content', { dot: '554 5.6.0 virus found' });
      expect(await office.status(content)).toBe('failed: refused_content');
      await office.passDays(5);
      expect([...(await subjects(ours)), ...(await subjects(content))]).toEqual([]);
      expect(await office.suppressions()).toEqual(suppressed);
    });

    it('K-38 K-125 policy: sending pauses, nobody fails or bounces; resumed, it goes out once', async () => {
      const suppressed = await office.suppressions();
      const lead = await enrolled('Policy', { dot: '550 5.7.1 your address is on a block list' });
      expect(await office.pause()).toContain('block list');
      await office.sendsToMailbox();
      const other = await office.lead('Waits');
      await office.enroll(welcome, other);
      await office.passDays(4);
      expect([await office.status(lead), await office.status(other)]).toEqual(['active', 'active']);
      expect([await office.got(lead), await office.got(other)]).toEqual([[], []]);
      await office.resumesSending();
      await office.passMinute();
      expect([await office.got(lead), await office.got(other)]).toEqual([['hello'], ['hello']]);
      expect(await office.suppressions()).toEqual(suppressed);
    });

    it('K-38 the pause does not count as trying: the first hiccup after days of it fails nobody', async () => {
      const lead = await enrolled('Patient', { dot: '550 5.7.1 your address is on a block list' });
      await office.sendsTo({ rcpt: '451 4.3.0 not now' });
      await office.passDays(4);
      await office.resumesSending();
      await office.passMinute();
      await office.sendsToMailbox();
      await office.passHours(1);
      expect(await office.got(lead)).toEqual(['hello']);
    });

    it('K-38 a pause is of mail alone: tasks are made meanwhile', async () => {
      await office.query(sql`update setting set sending_paused = true, paused_reason = 'a block list'`);
      const visits = await office.apply(cadence('Visits', { followUps: [{ id: 'visit', task: task('Visit') }] }));
      const lead = await office.lead('Visited');
      await office.enroll(visits, lead);
      await office.settle();
      expect(await subjects(lead)).toEqual(['Visit']);
    });

    it('K-106 no address, a broken one: the round fails with the reason', async () => {
      const none = await enrolled('No address', undefined, { email: null });
      expect(await office.status(none)).toBe('failed: no_address');
      const odd = await office.lead('Odd');
      await office.query(sql`update m_leads set email = 'nobody at home' where id = ${odd.id}`);
      await office.enroll(welcome, odd);
      await office.settle();
      expect(await office.status(odd)).toBe('failed: invalid_address');
    });
  });

  describe('C-38 at the moment of sending', () => {
    let two: Applied;
    beforeAll(async () => {
      two = await office.apply(
        cadence('Two letters', {
          followUps: [
            email('first', { then: [{ id: 'sorry', when: ['unsubscribed'], task: task('Say sorry') }] }),
            email('second', {
              delay: { days: 3 },
              then: [{ id: 'remind', when: [{ not: 'opened', within: { days: 2 } }], task: task('Remind') }],
            }),
          ],
        }),
      );
    });
    async function reader(name: string): Promise<CrmRecord> {
      const lead = await office.lead(name);
      await office.enroll(two, lead);
      await office.settle();
      return lead;
    }

    it.each<[string, (lead: CrmRecord) => Promise<unknown>, string]>([
      ['K-52 unsubscribed meanwhile', (lead) => office.unsubscribes(lead), 'unsubscribed'],
      ['do not email', (lead) => office.changes(lead, { do_not_email: true }), 'do_not_email'],
      ['K-35 hard-bounced meanwhile', (lead) => office.bounces(lead), 'hard_bounced'],
    ])('%s: suppressed, its branch ends, no absence is armed', async (_name, act, reason) => {
      const lead = await reader(reason);
      await office.passDays(1);
      await act(lead);
      await office.passDays(7);
      expect(await office.got(lead)).toEqual(['first']);
      expect(await office.history(lead)).toContain(`follow_up_suppressed second ${reason}`);
      const expected = reason === 'unsubscribed' ? ['Say sorry'] : [];
      expect(await subjects(lead)).toEqual(expected);
    });

    it('K-52 unsubscribed when the body is with the server: no dot, suppressed', async () => {
      const alone = await office.apply(cadence('Alone', { followUps: [email('alone')] }));
      const lead = await reader('At the gate');
      office.atTheGate = {
        before: async ({ subject }) => void (subject === 'alone' && (await office.unsubscribes(lead, 'first'))),
      };
      await office.enroll(alone, lead);
      await office.passMinute();
      office.atTheGate = {};
      expect(await office.got(lead)).toEqual(['first']);
      expect(await office.history(lead, alone)).toContain('follow_up_suppressed alone unsubscribed');
    });

    it('K-107 the address changed: it goes to the new one, and the new one is checked', async () => {
      const [moved, gone] = [await reader('Moved'), await reader('Gone')];
      await office.changes(moved, { email: 'moved@elsewhere.invalid' });
      await office.unsubscribes(gone);
      const other = await reader('Other');
      await office.changes(other, { email: gone.values['email'] });
      await office.passDays(3);
      expect((await office.mailbox(moved)).map(({ recipient }) => recipient)[1]).toBe('moved@elsewhere.invalid');
      expect(await office.got(other)).toEqual(['first']);
    });

    it('do not call: the call is suppressed', async () => {
      const ring = await office.apply(
        cadence('Ring', { followUps: [{ id: 'ring', call: { subject: 'Ring', startsAfter: { hours: 1 } } }] }),
      );
      const lead = await office.lead('Deaf', { do_not_call: true });
      await office.enroll(ring, lead);
      await office.settle();
      expect(await office.history(lead)).toContain('follow_up_suppressed ring do_not_call');
      expect(await office.activities(lead)).toEqual([]);
    });
  });

  describe('templates', () => {
    const letter = (html: string) =>
      cadence('Letter', {
        followUps: [email('letter', { delay: { days: 1 } })],
        templates: { letter: { subject: 'letter', html } },
      });

    it('K-90 edited between schedule and send: as it is when it is sent; what was sent is kept; nobody is stopped', async () => {
      const old = await office.apply(letter('<p>Old {{ record.last_name }}</p>'));
      const early = await office.lead('Early');
      await office.enroll(old, early);
      await office.passDays(1);
      const late = await office.lead('Late');
      await office.enroll(old, late);
      await office.apply(letter('<p>New {{ record.last_name }}</p>'));
      await office.passDays(1);
      const snapshot = (lead: CrmRecord) =>
        office.query<{ html: string }>(sql`
          select html from message m join delivery d on d.id = m.delivery_id where d.record_id = ${lead.id}`);
      expect((await snapshot(early))[0]?.html).toContain('Old Early');
      expect((await snapshot(late))[0]?.html).toContain('New Late');
      expect(String((await office.latest(late)).raw)).toContain('New Late');
      expect(await office.status(late)).toBe('completed');
    });

    it('K-91 deleted: the round fails and says so, no empty mail goes out', async () => {
      const gone = await office.apply(letter('<p>Soon gone</p>'));
      const lead = await office.lead('Unwritten');
      await office.enroll(gone, lead);
      await office.query(sql`delete from email_template where name = 'letter'`);
      await office.passDays(1);
      expect(await office.status(lead)).toBe('failed: template_missing');
      expect(await office.got(lead)).toEqual([]);
    });

    it('K-92 an empty field: its fallback; without one the round fails, never “Hello ,”', async () => {
      const kind = await office.apply(letter('<p>Hello {{ record.first_name | default: "there" }}, hi</p>'));
      const friend = await office.lead('Friend');
      await office.enroll(kind, friend);
      await office.passDays(1);
      expect(String((await office.latest(friend)).raw)).toContain('Hello there, hi');
      await office.apply(letter('<p>Hello {{ record.first_name }}, hi</p>'));
      const nameless = await office.lead('Nameless');
      await office.enroll(kind, nameless);
      await office.passDays(1);
      expect(await office.status(nameless)).toBe('failed: template_error');
      expect(await office.got(nameless)).toEqual([]);
    });
  });

  it('P8 one record of which no message can be made fails alone; the others get theirs', async () => {
    const leads = await office.leadsNamed('Sound', 20);
    const poison = leads[7];
    if (poison === undefined) throw new Error('no lead');
    const { compose } = office.sender;
    const worker = office.worker({
      sender: {
        ...office.sender,
        compose: (letter) => {
          if (letter.to.address === poison.values['email']) throw new Error('can not be composed');
          return compose(letter);
        },
      },
    });
    await office.enrollAll(welcome, leads);
    await office.steps.wake(office.world.organization);
    await worker.deliver(office.world.organization);
    await office.settle();
    const letters = await Promise.all(leads.map((lead) => office.got(lead)));
    expect(letters.flat()).toHaveLength(19);
    expect(await office.status(poison)).toBe('failed: engine_error');
  });

  it('C-35 from a public mail domain it goes out via ours; answers go to the person', async () => {
    const from = { to: 'email', template: 'letter', from: 'anna@gmail.com' };
    const personal = await office.apply(cadence('Personal', { followUps: [email('letter', { email: from })] }));
    const lead = await office.lead('Acquaintance');
    await office.enroll(personal, lead);
    await office.passMinute();
    const { envelopeFrom, raw } = await office.latest(lead);
    expect(String(raw)).toMatch(/^From: .*<via-anna=gmail\.com@harbour\.invalid>\r\n/m);
    expect(String(raw)).toMatch(/^Reply-To: .*<anna@gmail\.com>\r\n/m);
    expect(envelopeFrom).toMatch(/@harbour\.invalid$/);
  });

  it('K-75 two letters of one moment each go out, and the second waits for no more than what the first told', async () => {
    const both = await office.apply(cadence('Both', { followUps: [email('left'), { id: 'jot', task: task('Jot') }] }));
    const lead = await office.lead('Both');
    await office.enroll(both, lead);
    const from = office.now;
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['left']);
    expect((await office.latest(lead)).receivedAt - from).toBeLessThan(MINUTE);
    expect(await office.status(lead)).toBe('completed');
  });
});
