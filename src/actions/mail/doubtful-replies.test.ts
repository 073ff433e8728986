// K-43, K-45, K-47: what may be a reply starts nothing, and nothing of its round goes out until a person has decided.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDoubtfulReplies } from '#actions/mail/read-doubtful-replies.ts';
import { receiveMessage } from '#actions/mail/receive-message.ts';
import { settleDoubtfulReply } from '#actions/mail/settle-doubtful-reply.ts';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { DoubtVerdict } from '#core/message/doubt.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { DAY } from '#core/time/instant.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('doubtful replies on $name', (server) => {
  let office: Office;
  let letters: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    letters = await office.apply(
      cadence('Letters', {
        followUps: [
          email('one', { then: [{ id: 'replied', when: ['replied'], task: { subject: 'Replied' } }] }),
          email('two', { delay: { days: 2 } }),
        ],
      }),
    );
  });
  afterAll(() => office?.close());

  const reader = (name: string, values = {}) => office.newcomer(letters, name, values);
  const kinds = async () =>
    (await office.query<{ kind: string }>(sql`select kind from inbound_message order by id desc limit 1`))[0]?.kind;
  const doubts = async () =>
    (await readDoubtfulReplies({ ...office.at, definitions: office.definitions })).map(({ waiting }) => waiting);

  const daysLater = async () => {
    office.skip(3, 'days');
    await office.passMinute();
  };
  /** A reply of the recipient, its head changed. */
  async function answers(lead: CrmRecord, text: string, change: (raw: string) => string): Promise<CaughtMail> {
    const { envelopeFrom, recipient, raw } = await office.latest(lead, 'one');
    const reply = await office.desk.reply({ envelopeFrom, recipients: [recipient], raw }, text, office.now);
    if (reply === null) throw new Error('no reply');
    const recipients = ['sales@harbour.invalid'];
    return { ...reply, recipients, raw: Buffer.from(change(Buffer.from(reply.raw).toString())) };
  }
  const unthreaded = (raw: string) => raw.replace(/^(In-Reply-To|References|To):.*\r\n([ \t].*\r\n)*/gim, '');
  const decide = async (verdict: DoubtVerdict, id?: string) => {
    const wanted = id ?? (await doubts())[0]?.id ?? '0';
    const done = await settleDoubtfulReply({ ...office.at, id: wanted, verdict, actor: null });
    await office.passMinute();
    return done;
  };

  it('K-45 a reply without a thread: nothing starts, nothing goes out, until it is confirmed as of when it came', async () => {
    const lead = await reader('Lost thread');
    expect(await office.receives(await answers(lead, 'Yes, please.', unthreaded))).toBe('doubted');
    await daysLater();
    expect(await office.got(lead)).toEqual(['one']);
    expect(await office.toDo(lead)).toEqual([]);
    expect(await doubts()).toMatchObject([{ reason: 'no_thread', record: lead.id, opening: 'Yes, please.' }]);
    expect(await decide('reply')).toBe(true);
    expect(await office.toDo(lead)).toEqual(['Replied']);
    expect(await kinds()).toBe('reply');
    expect(await doubts()).toEqual([]);
    expect(await decide('no_reply', '1')).toBe(false);
  });

  it('K-45 dismissed: the round goes on', async () => {
    const lead = await reader('Other matter');
    expect(await office.receives(await answers(lead, 'About something else', unthreaded))).toBe('doubted');
    await daysLater();
    expect(await office.got(lead)).toEqual(['one']);
    await decide('no_reply');
    expect(await office.got(lead)).toEqual(['one', 'two']);
    expect(await office.toDo(lead)).toEqual([]);
    expect(await kinds()).toBe('other');
  });

  it('K-45 another subject, or later than 30 days, is no reply', async () => {
    const lead = await reader('Late');
    const other = await answers(lead, 'Hi', (raw) => unthreaded(raw).replace(/^Subject:.*$/im, 'Subject: Newsletter'));
    expect(await office.receives(other)).toBe('unmatched');
    const { raw, recipients } = await answers(lead, 'Hi again', unthreaded);
    const { now, ...place } = office.at;
    const message = await office.desk.receive(raw, recipients);
    expect(await receiveMessage({ ...place, message, raw, at: now + 31 * DAY })).toBe('unmatched');
  });

  it('K-47 two records share the address: both rounds wait, and the reply is of the one that a person names', async () => {
    const first = await reader('Twin one', { email: 'twins@customer.invalid' });
    const second = await reader('Twin two', { email: 'twins@customer.invalid' });
    expect(await office.receives(await answers(first, 'Whose am I?', unthreaded))).toBe('doubted');
    await daysLater();
    expect(await office.got(first)).toEqual(['one']);
    expect(await office.got(second)).toEqual(['one']);
    const waiting = await doubts();
    expect(waiting.map(({ reason, record }) => [reason, record])).toEqual(
      expect.arrayContaining([
        ['shared_address', first.id],
        ['shared_address', second.id],
      ]),
    );
    await decide('reply', waiting.find(({ record }) => record === second.id)?.id);
    expect(await office.toDo(second)).toEqual(['Replied']);
    expect(await office.toDo(first)).toEqual([]);
    expect(await doubts()).toEqual([]);
    expect(await office.got(first)).toEqual(['one', 'two']);
  });

  it('K-45 in doubt nothing of the silent branch happens; confirmed, it never does', async () => {
    const patient = await office.apply(
      cadence('Patient', {
        followUps: [
          email('one', {
            then: [
              { id: 'thanks', when: ['replied'], task: { subject: 'Thanks' } },
              { id: 'silent', when: [{ not: 'replied', within: { days: 1 } }], task: { subject: 'Silent' } },
            ],
          }),
        ],
      }),
    );
    const lead = await office.lead('Patient');
    await office.enroll(patient, lead);
    await office.passMinute();
    expect(await office.receives(await answers(lead, 'Yes, please.', unthreaded))).toBe('doubted');
    await daysLater();
    expect(await office.toDo(lead)).toEqual([]);
    await decide('reply');
    expect(await office.toDo(lead)).toEqual(['Thanks']);
  });

  it('K-43 what reads like an absence note waits, though its thread is ours', async () => {
    const lead = await reader('Away');
    const note = await answers(lead, 'I am currently out of the office.', (raw) => raw);
    expect(await office.receives(note)).toBe('doubted');
    await daysLater();
    expect(await office.got(lead)).toEqual(['one']);
    expect(await doubts()).toMatchObject([{ reason: 'absence_note', record: lead.id }]);
    await decide('no_reply');
    expect(await kinds()).toBe('auto_reply');
    expect(await office.got(lead)).toEqual(['one', 'two']);
    expect(await office.toDo(lead)).toEqual([]);
  });
});
