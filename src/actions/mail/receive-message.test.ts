// What comes in from recipients: replies, bounces, automatic answers, opens and clicks, each once, each where it belongs.
import type { Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { receiveMessage } from '#actions/mail/receive-message.ts';
import { composeBounce } from '#channels/email/compose-bounce.ts';
import { composeReply } from '#channels/email/compose-reply.ts';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });
const drop = (socket: Socket) => void socket.destroy();

describe.each(postgresServers())('receiving on $name', (server) => {
  let office: Office;
  let letters: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    letters = await office.apply(
      cadence('Letters', {
        followUps: [
          email('one', {
            branching: 'all',
            then: [
              { id: 'opened', when: ['opened'], task: task('Opened') },
              { id: 'replied', when: ['replied'], task: task('Replied') },
              { id: 'bounced', when: ['bounced'], task: task('Bounced') },
              { id: 'sent', when: ['sent'], task: task('Sent') },
            ],
          }),
          email('two', { delay: { days: 5 } }),
        ],
      }),
    );
  });
  afterEach(() => office.resumesSending());
  afterAll(() => office?.close());

  const reader = (name: string) => office.newcomer(letters, name);
  const events = async (lead: CrmRecord) =>
    (
      await office.query<{ kind: string }>(sql`
        select e.kind from email_event e join delivery d on d.id = e.delivery_id
        where d.record_id = ${lead.id} order by e.id`)
    ).map(({ kind }) => kind);
  const timeline = (lead: CrmRecord) =>
    office.query(sql`select kind, text from inbound_message where record_id = ${lead.id} order by id`);
  async function caught(lead: CrmRecord): Promise<CaughtMail> {
    const { envelopeFrom, recipient, raw } = await office.latest(lead, 'one');
    return { envelopeFrom, recipients: [recipient], raw };
  }
  /** A delivery report of the recipient's mail server. */
  async function reports(
    lead: CrmRecord,
    status: string,
    diagnostic: string,
    kind: 'failed' | 'delayed' | 'delivered',
  ) {
    const mail = await caught(lead);
    const recipient = mail.recipients[0] ?? '';
    return office.receives(await composeBounce(mail, { recipient, status, diagnostic, kind, at: office.now }));
  }

  it('K-29 a hundred opens: one trigger, the counter keeps them all', async () => {
    const lead = await reader('Opener');
    const message = await office.latest(lead);
    await Promise.all(Array.from({ length: 100 }, () => office.actsOn(message, { kind: 'open' })));
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent', 'Opened']);
    expect(await events(lead)).toHaveLength(100);
    const report = await office.report(letters);
    expect(report.followUps[0]?.responses['opened']?.unique).toBe(1);
  });

  it('C-32 the same message read twice is one', async () => {
    const lead = await reader('Twice');
    const reply = await office.desk.reply(await caught(lead), 'Yes, please.', office.now);
    const answers = await Promise.all([office.receives(reply), office.receives(reply), office.receives(reply)]);
    expect(answers.sort()).toEqual(['known_already', 'known_already', 'matched']);
    await office.passMinute();
    expect(await timeline(lead)).toEqual([{ kind: 'reply', text: 'Yes, please.' }]);
    expect(await office.toDo(lead)).toEqual(['Sent', 'Opened', 'Replied']);
  });

  it('T4: a reply is kept as it was written, without what could run or fetch', async () => {
    const lead = await reader('Written');
    const html = '<p>Yes, <b>please</b>.</p><script>alert(1)</script><img src="https://elsewhere.invalid/a.png">';
    const at = office.now;
    await office.receives(await composeReply(await caught(lead), { text: 'Yes, please.', html, at }));
    const [mail] = await office.query<{ text: string; html: string }>(
      sql`select text, html from inbound_message where record_id = ${lead.id}`,
    );
    expect(mail).toMatchObject({ text: 'Yes, please.', html: expect.stringContaining('<p>Yes, <b>please</b>.</p>') });
    expect(mail?.html).not.toMatch(/script|elsewhere/);
  });

  it('K-34 a reply to another cadence counts for the unenrolment rules of the one that runs, and for no branch', async () => {
    const rules = [{ id: 'answered', email: ['replied' as const], goal: true }];
    const guarded = await office.apply({
      ...cadence('Guarded', {
        followUps: [email('g', { then: [{ id: 'call-back', when: ['replied'], task: task('Call back') }] })],
      }),
      unenroll: rules,
    });
    const open = await office.apply(
      cadence('Open', { followUps: [email('o', { then: [{ id: 'thank', when: ['replied'], task: task('Thank') }] })] }),
    );
    const lead = await reader('Elsewhere');
    await office.enroll(guarded, lead);
    await office.enroll(open, lead);
    await office.passMinute();
    const mail = await caught(lead);
    await office.receives(await office.desk.reply(mail, 'Please stop', office.now));
    await office.settle();
    expect(await office.status(lead, guarded)).toBe('unenrolled: answered');
    expect(await office.history(lead, guarded)).toContain('heard_elsewhere replied');
    expect(await office.status(lead, open)).toBe('active');
    expect(await office.history(lead, open)).toContain('heard_elsewhere replied');
    expect((await office.toDo(lead)).sort()).toEqual(['Opened', 'Replied', 'Sent']);
  });

  it('K-34 a reply to an old round: on the timeline, no branch of the new round', async () => {
    const lead = await reader('Again');
    const old = await caught(lead);
    await office.enroll(letters, lead, 'only_restart');
    await office.passMinute();
    await office.receives(await office.desk.reply(old, 'About your first letter', office.now));
    await office.passMinute();
    expect(await timeline(lead)).toEqual([{ kind: 'reply', text: 'About your first letter' }]);
    const [now, before] = await office.rounds(lead);
    expect(now?.states).not.toHaveProperty('replied');
    expect(before?.status).toBe('unenrolled: restarted');
    const history = (await office.story(before?.id ?? '')).events.map(({ kind, detail }) => `${kind} ${detail}`);
    expect(history).toContain('response_recorded replied');
    // The old round's untouched task went with it.
    expect(await office.toDo(lead)).toEqual(['Sent']);
  });

  it('K-35 bounced two days later: its branch starts once, later letters to the address stop', async () => {
    const lead = await reader('Late bounce');
    expect(await office.toDo(lead)).toEqual(['Sent']);
    await office.passDays(2);
    expect(await reports(lead, '5.1.1', '550 5.1.1 no such user', 'failed')).toBe('matched');
    expect(await reports(lead, '5.1.1', '550 5.1.1 really no such user', 'failed')).toBe('matched');
    await office.passDays(5);
    expect(await office.toDo(lead)).toEqual(['Sent', 'Bounced']);
    expect(await office.got(lead)).toEqual(['one']);
    expect(await office.history(lead)).toContain('follow_up_suppressed two hard_bounced');
  });

  it('K-36 an old letter bounces after the address was changed: the old one is suppressed, the round goes on', async () => {
    const lead = await reader('Moved');
    const before = await office.suppressions();
    await office.changes(lead, { email: 'new.address@customer.invalid' });
    await reports(lead, '5.1.1', '550 5.1.1 no such user', 'failed');
    await office.passDays(5);
    expect(await office.suppressions()).toHaveLength(before.length + 1);
    expect(await office.toDo(lead)).toEqual(['Sent']);
    expect(await office.got(lead)).toEqual(['one', 'two']);
    expect(await events(lead)).toContain('bounced');
  });

  it('K-36 sent again to another address, the first copy bounces: its own address is suppressed, the round goes on', async () => {
    const [lead, address] = [await office.lead('Readdressed'), 'second.address@customer.invalid'];
    await office.sendsTo({ dot: drop });
    await office.enroll(letters, lead);
    await office.settle();
    await office.sendsToMailbox();
    await office.changes(lead, { email: address });
    expect(await office.reviews(lead, 1, 'send_again')).toBe(true);
    await office.passMinute();
    const before = await office.suppressions();
    const mail = await caught(lead);
    expect(mail.recipients).toEqual([address]);
    const report = { status: '5.1.1', diagnostic: '550 5.1.1 no such user', kind: 'failed', at: office.now } as const;
    const first = String(lead.values['email']);
    expect(await office.receives(await composeBounce(mail, { ...report, recipient: first }))).toBe('matched');
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent']);
    expect(await office.suppressions()).toHaveLength(before.length + 1);
    // Forwarded from there: a name that no copy was sent to speaks for the latest one.
    expect(await office.receives(await composeBounce(mail, { ...report, recipient: 'alias@elsewhere.invalid' }))).toBe(
      'matched',
    );
    await office.passDays(5);
    expect(await office.toDo(lead)).toEqual(['Sent', 'Bounced']);
    expect(await office.suppressions()).toHaveLength(before.length + 2);
  });

  it.each([
    ['delayed', '4.4.1', '450 4.4.1 no answer', 'bounce_delayed'],
    ['delivered', '2.0.0', '250 2.0.0 delivered', 'bounce_delivered'],
    ['failed', '4.2.2', '452 4.2.2 mailbox full', 'bounce_soft'],
  ] as const)('K-37 a report that says %s %s is no bounce', async (kind, status, diagnostic, event) => {
    const lead = await reader(`Report ${status}`);
    const before = await office.suppressions();
    await reports(lead, status, diagnostic, kind);
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent']);
    expect(await office.suppressions()).toEqual(before);
    expect(await events(lead)).toEqual([event]);
  });

  it('K-38 a report of our own bad reputation pauses sending; the recipient is not suppressed', async () => {
    const lead = await reader('Policy');
    const before = await office.suppressions();
    await reports(lead, '5.7.1', '550 5.7.1 blocked: listed at spamhaus', 'failed');
    await office.passMinute();
    expect(await office.pause()).toContain('spamhaus');
    expect(await office.suppressions()).toEqual(before);
    expect(await office.toDo(lead)).toEqual(['Sent']);
  });

  it('K-40 C-36 an absence note is not a reply; it is recorded as what it is', async () => {
    const lead = await reader('Away');
    await office.acts(lead, { kind: 'auto_reply', text: 'I am on holiday.' });
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent']);
    expect(await events(lead)).toEqual(['auto_replied']);
    expect(await timeline(lead)).toEqual([{ kind: 'auto_reply', text: 'I am on holiday.' }]);
  });

  it('K-41 a person’s answer with X-Auto-Response-Suppress is a reply', async () => {
    const lead = await reader('Exchange');
    const reply = await office.desk.reply(await caught(lead), 'Sounds good.', office.now);
    if (reply === null) throw new Error('no reply');
    const raw = Buffer.from(`X-Auto-Response-Suppress: All\r\n${Buffer.from(reply.raw).toString()}`);
    expect(await office.receives({ ...reply, raw })).toBe('matched');
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent', 'Opened', 'Replied']);
  });

  it('C-36 a complaint counts as an unsubscribe: nothing more goes to the address', async () => {
    const lead = await reader('Complainer');
    const { raw, recipients, envelopeFrom } = await caught(lead);
    const headers = Buffer.from(raw).toString().split('\r\n\r\n')[0];
    const feedback = [
      'From: abuse@provider.invalid',
      `To: ${envelopeFrom}`,
      'Subject: complaint',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nThis is a complaint.',
      '--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n',
      `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${headers}`,
      '--b--\r\n',
    ].join('\r\n');
    expect(await office.receives({ envelopeFrom: '', recipients: [envelopeFrom], raw: Buffer.from(feedback) })).toBe(
      'matched',
    );
    await office.passDays(6);
    expect(await events(lead)).toEqual(['complained']);
    expect(await office.got(lead)).toEqual(['one']);
    expect(recipients).toHaveLength(1);
    expect(await office.history(lead)).toContain('follow_up_suppressed two complained');
  });

  it('T-16 a message that names no delivery of ours, or a forged one, changes nothing', async () => {
    const lead = await reader('Stranger');
    const reply = await office.desk.reply(await caught(lead), 'Forged', office.now);
    if (reply === null) throw new Error('no reply');
    const forged = Buffer.from(reply.raw)
      .toString()
      .replace(/(In-Reply-To|References): <[^@]+@/gi, '$1: <forgedtoken@');
    const stranger = { ...reply, recipients: ['sales@harbour.invalid'], raw: Buffer.from(forged) };
    expect(await office.receives(stranger)).toBe('unmatched');
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent']);
    expect(await events(lead)).toEqual([]);
  });

  it('K-56 a mailbox whose clock stands at 1970 got the answer when the message had been sent', async () => {
    const lead = await reader('Old clock');
    const reply = await office.desk.reply(await caught(lead), 'Yes.', office.now);
    const message = await office.desk.receive(reply?.raw ?? new Uint8Array(), reply?.recipients ?? []);
    const { now: _, ...place } = office.at;
    const raw = reply?.raw ?? new Uint8Array();
    expect(await receiveMessage({ ...place, message, raw, at: 0 })).toBe('matched');
    await office.passMinute();
    expect(await office.toDo(lead)).toEqual(['Sent', 'Opened', 'Replied']);
    const [event] = await office.query<{ isSentAt: boolean }>(sql`
      select e.at = d.dot_at as "isSentAt" from email_event e join delivery d on d.id = e.delivery_id
      where d.record_id = ${lead.id} and e.kind = 'replied'`);
    expect(event?.isSentAt).toBe(true);
  });

  it('K-54 one-click twice, and after the record was deleted: the same answer, suppressed by the address', async () => {
    const lead = await reader('Leaver');
    const message = await office.latest(lead);
    const before = await office.suppressions();
    await office.actsOn(message, { kind: 'unsubscribe' });
    await office.actsOn(message, { kind: 'unsubscribe' });
    expect(await office.suppressions()).toHaveLength(before.length + 1);
    await office.deletes(lead);
    await office.settle();
    await office.actsOn(message, { kind: 'unsubscribe' });
    expect(await office.suppressions()).toHaveLength(before.length + 1);
    // The address again, in another record, written differently.
    const same = await office.lead('Back', { email: String(lead.values['email']).toUpperCase() });
    await office.enroll(letters, same);
    await office.passMinute();
    expect(await office.got(same)).toEqual([]);
  });

  it('K-54 deleted first, then unsubscribed: suppressed all the same', async () => {
    const lead = await reader('Deleted');
    const before = await office.suppressions();
    await office.deletes(lead);
    await office.settle();
    await office.actsOn(await office.latest(lead), { kind: 'unsubscribe' });
    await office.settle();
    expect(await office.suppressions()).toHaveLength(before.length + 1);
    expect(await office.status(lead)).toBe('unenrolled: record_deleted');
  });

  it('C-11 a reply implies an open; a reply that overtakes the report of the sending proves it', async () => {
    const lead = await office.lead('Fast');
    await office.enroll(letters, lead);
    office.atTheGate = {
      // K-27: the answer is there before the server has said 250.
      after: async () => {
        office.atTheGate = {};
        const [delivery] = await office.deliveries(lead);
        const input = sql`insert into input (enrollment_id, kind, follow_up, at, detail)
          values (${delivery?.enrollment}::bigint, 'response', 1, to_timestamp(${office.now}::float8 / 1000), 'replied')`;
        await office.query(input);
        await office.steps.wake(office.world.organization);
      },
    };
    await office.passMinute();
    expect((await office.round(lead)).states['one']).toBe('executed');
    expect(await office.toDo(lead)).toEqual(expect.arrayContaining(['Opened', 'Replied', 'Sent']));
    expect(await office.got(lead)).toEqual(['one']);
  });
});
