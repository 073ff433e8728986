import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveMessage } from '#actions/mail/receive-message.ts';
import { readInbound } from '#channels/email/inbound.ts';
import { createTokens } from '#channels/email/token.ts';
import { DAY } from '#core/time/instant.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let meeting: string;
let invitation: string;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  const lead = await createLead(grace, { first_name: 'Ada', last_name: 'Moreau', email: 'ada@moreau.example' });
  meeting = await plan({ name: 'Demo', lead: lead.id, location: '上海 Room 2', link: 'https://meet.example/1' });
  invitation = `/api/v1/meetings/${meeting}/invitation`;
});
afterAll(() => world.close());

async function plan(values: object): Promise<string> {
  const starts_at = new Date(world.now() + DAY).toISOString();
  const ends_at = new Date(world.now() + DAY + 3_600_000).toISOString();
  const made = await ok<{ id: string }>(
    grace('POST', '/api/v1/meetings', { values: { starts_at, ends_at, ...values } }),
  );
  return made.id;
}

type Shown = {
  state: string;
  sequence: number;
  isTold: boolean;
  proposed: { name: string; address: string }[];
  participants: { address: string; answer: string | null; comment: string | null; mail: string | null }[];
};

const shown = () => ok<Shown>(grace('GET', invitation));
const ADA = { name: 'Ada Moreau', address: 'ada@moreau.example' };
const LIN = { name: '', address: 'lin@moreau.example' };

/** What they were sent since the last look: subject and calendar lines. */
let looked = 0;
async function mails() {
  await world.settle();
  const caught = await world.database.organization(world.organization.seat, (tx) =>
    tx.query<{ id: number; recipient: string; raw: Uint8Array }>(
      sql`select id::float8 as id, recipient, raw from caught_message where id > ${looked} order by recipient`,
    ),
  );
  looked = Math.max(looked, ...caught.map(({ id }) => id));
  return Promise.all(
    caught.map(async ({ recipient, raw }) => {
      const { subject, attachments } = await PostalMime.parse(raw);
      const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
      const content = part?.content ?? '';
      const text = typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString();
      const valueOf = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text.replace(/\r?\n /g, ''))?.[1];
      return { recipient, subject, method: part?.method, uid: valueOf('UID'), sequence: valueOf('SEQUENCE') };
    }),
  );
}

type Reply = { uid: string; sequence: number; answer: string; from?: string; attendee?: string; comment?: string };

/** The participant's program answers, as mail. */
async function answer({ uid, sequence, answer, from = ADA.address, attendee = from, comment = '' }: Reply) {
  const calendar = [
    ...['BEGIN:VCALENDAR', 'METHOD:REPLY', 'VERSION:2.0', 'BEGIN:VEVENT', `UID:${uid}`, `SEQUENCE:${sequence}`],
    ...[`ATTENDEE;PARTSTAT=${answer}:mailto:${attendee}`, `COMMENT:${comment}`, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
  const raw = Buffer.from(
    `From: ${from}\r\nTo: sales@cadenza.example\r\nSubject: Re: Demo\r\nMessage-ID: <${Math.random()}@x.example>\r\n` +
      'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n' +
      `${answer}\r\n--b\r\nContent-Type: text/calendar; charset=utf-8; method=REPLY\r\n\r\n${calendar}\r\n--b--\r\n`,
  );
  const { database, organization } = world;
  const message = await readInbound(raw, createTokens(Buffer.alloc(32, 1)));
  return receiveMessage({ database, organization, message, raw, at: world.now() });
}

describe('E-10 a meeting', () => {
  let uid = '';

  it('proposes whom it is with; invited, each gets the event once, under one UID', async () => {
    const before = await shown();
    expect(before).toMatchObject({ state: 'none', participants: [], proposed: [ADA, { name: 'Grace' }], why: null });
    const sent = await ok<Shown>(grace('PUT', invitation, { participants: [ADA, { ...ADA, name: 'Twice' }, LIN] }));
    expect(sent).toMatchObject({ state: 'sent', sequence: 0, isTold: true });
    const told = await mails();
    uid = told[0]?.uid ?? '';
    expect(uid).toMatch(/^[0-9a-f-]{36}@/);
    const invited = { subject: 'Invitation: Demo', method: 'REQUEST', uid, sequence: '0' };
    expect(told).toEqual([
      { recipient: ADA.address, ...invited },
      { recipient: LIN.address, ...invited },
    ]);
    expect((await shown()).participants).toMatchObject([{ mail: 'sent', answer: null }, { mail: 'sent' }]);
    expect(await mails()).toEqual([]);
  });

  it('notes what participants answer, on its timeline too, and nobody else’s', async () => {
    expect(await answer({ uid, sequence: 0, answer: 'ACCEPTED', comment: '到时见' })).toBe('matched');
    expect(await answer({ uid, sequence: 0, answer: 'TENTATIVE', from: LIN.address })).toBe('matched');
    expect(await answer({ uid, sequence: 0, answer: 'DECLINED', from: 'eve@evil.example' })).toBe('unmatched');
    expect(await answer({ uid: 'x@y', sequence: 0, answer: 'DECLINED' })).toBe('unmatched');
    expect((await shown()).participants).toMatchObject([
      { address: ADA.address, answer: 'accepted', comment: '到时见' },
      { address: LIN.address, answer: 'tentative' },
    ]);
    const timeline = await ok<{ items: object[] }>(grace('GET', `/api/v1/meetings/${meeting}/timeline?only=mail`));
    expect(timeline.items).toMatchObject([
      { kind: 'email_received', sort: 'meeting_tentative', from: LIN.address },
      { kind: 'email_received', sort: 'meeting_accepted', from: ADA.address, opening: '到时见' },
    ]);
  });

  it('another room keeps the answers, another time asks anew; answers to the earlier one don’t count', async () => {
    await ok(grace('PATCH', `/api/v1/meetings/${meeting}`, { values: { location: 'Room 3' } }));
    expect(await shown()).toMatchObject({ isTold: false });
    await ok(grace('PUT', invitation, { participants: [ADA, LIN] }));
    expect((await shown()).participants).toMatchObject([{ answer: 'accepted' }, { answer: 'tentative' }]);
    const later = new Date(world.now() + 2 * DAY).toISOString();
    await ok(grace('PATCH', `/api/v1/meetings/${meeting}`, { values: { starts_at: later, ends_at: later } }));
    await ok(grace('PUT', invitation, { participants: [ADA] }));
    expect(await mails()).toEqual([
      { recipient: ADA.address, subject: 'Updated: Demo', method: 'REQUEST', uid, sequence: '2' },
      { recipient: LIN.address, subject: 'Cancelled: Demo', method: 'CANCEL', uid, sequence: '2' },
    ]);
    await answer({ uid, sequence: 1, answer: 'ACCEPTED' });
    expect((await shown()).participants).toMatchObject([{ address: ADA.address, answer: null }]);
  });

  it('deleted, called off by its status, or by hand: participants hear of it once', async () => {
    const cancelled = { recipient: ADA.address, method: 'CANCEL' };
    await ok(grace('DELETE', invitation));
    expect(await mails()).toMatchObject([{ ...cancelled, sequence: '3' }]);
    await ok(grace('PUT', invitation, { participants: [ADA] }));
    await mails();
    await ok(grace('PATCH', `/api/v1/meetings/${meeting}`, { values: { status: 'Cancelled' } }));
    expect(await mails()).toMatchObject([{ ...cancelled, sequence: '5' }]);
    expect((await grace('PUT', invitation, { participants: [ADA] })).json()).toMatchObject({
      code: 'meeting_cancelled',
    });
    const other = await plan({ name: 'Other' });
    await ok(grace('PUT', `/api/v1/meetings/${other}/invitation`, { participants: [ADA] }));
    await mails();
    await ok(grace('DELETE', `/api/v1/meetings/${other}`));
    expect(await mails()).toMatchObject([{ ...cancelled, subject: 'Cancelled: Other' }]);
    expect(await mails()).toEqual([]);
  });

  it('says what keeps it from being sent', async () => {
    const wrong = await plan({ name: 'Wrong', ends_at: new Date(world.now()).toISOString() });
    const put = (id: string, participants: object[]) =>
      grace('PUT', `/api/v1/meetings/${id}/invitation`, { participants });
    expect((await put(wrong, [ADA])).json()).toMatchObject({ status: 422, code: 'meeting_ends_before_start' });
    const fine = await plan({ name: 'Fine' });
    expect((await put(fine, [])).json()).toMatchObject({ code: 'meeting_nobody' });
    const broken = { name: '', address: 'a@b.example\r\nBcc: c@d.example' };
    expect((await put(fine, [broken])).json()).toMatchObject({ code: 'meeting_address_not_valid' });
    expect(await mails()).toEqual([]);
  });
});
