import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiveMessage } from '#actions/mail/receive-message.ts';
import { createOutbound } from '#channels/http/outbound.ts';
import type { InboundMessage } from '#core/message/inbound.ts';
import { DAY, HOUR } from '#core/time/instant.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
let robot: Server;
let address: string;
/** What the chat got. */
const chat: { query: URLSearchParams; body: unknown }[] = [];
let answer: object = { errcode: 0 };
beforeAll(async () => {
  robot = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += String(chunk)));
    request.on('end', () => {
      chat.push({ query: new URL(request.url ?? '', address).searchParams, body: JSON.parse(text) });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => robot.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(robot.address() as AddressInfo).port}`; // it listens on a port
  address = `http://${place}/robot/send?access_token=hidden`;
  world = await createApiWorld({ services: { outbound: createOutbound({ allowed: new Set([place]) }) } });
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(async () => {
  await world.close();
  robot.close();
});

const mine = '/api/v1/me/notifications';
const choose = (choice: object) => ok(ada('PUT', mine, { choices: [choice] }));

async function mailsTo(user: { email: string }): Promise<string[]> {
  const rows = await world.database.organization(world.organization.seat, (tx) =>
    tx.query<{ subject: string }>(sql`select subject from own_mail where address = ${user.email} order by id`),
  );
  return rows.map(({ subject }) => subject);
}

const told = async () => {
  const { items } = await ok<{
    items: { kind: string; subject: string | null; activity: { subject: string } | null }[];
  }>(ada('GET', '/api/v1/notifications'));
  return items.map(({ kind, subject, activity }) => `${kind}: ${activity?.subject ?? subject}`);
};

const forAda = (subject: string) =>
  ok<{ id: string }>(grace('POST', '/api/v1/activities', { kind: 'task', subject, owner: world.users.ada.publicId }));

it('N-1 each chooses per kind where to be told: together by mail, once, and not what was seen', async () => {
  expect(await ok(ada('GET', mine))).toMatchObject({
    choices: [{ kind: 'assigned', app: true, mail: 'off' }, { kind: 'reminder', mail: 'at_once' }, {}],
    chat: null,
  });
  await choose({ kind: 'assigned', app: true, mail: 'hourly', chat: false });
  await forAda('Visit');
  await forAda('Write');
  await world.settle();
  expect(await mailsTo(world.users.ada)).toEqual([]);
  world.wait(HOUR);
  await world.settle();
  await world.settle();
  expect(await mailsTo(world.users.ada)).toEqual(['2 notifications']);
  await forAda('Seen');
  const { items } = await ok<{ items: { id: string }[] }>(ada('GET', '/api/v1/notifications'));
  await ada('POST', '/api/v1/notifications/seen', { until: items[0]?.id });
  await choose({ kind: 'assigned', app: false, mail: 'off', chat: false });
  await forAda('Nowhere');
  world.wait(HOUR);
  await world.settle();
  expect(await mailsTo(world.users.ada)).toHaveLength(1);
  expect(await told()).toEqual(['assigned: Seen', 'assigned: Write', 'assigned: Visit']);
});

it('T-1 a reminder is told once, in the app and by mail; not of what is done', async () => {
  const cadence = await publish(grace, {
    ...featureAdoption({ name: 'Reminded' }),
    followUps: [
      { id: 'visit', task: { subject: 'Visit {{ record.last_name }}', due: { days: 2 }, reminder: { days: 1 } } },
    ],
    unenroll: [],
  });
  const records: string[] = [];
  for (const last_name of ['Moreau', 'Done']) {
    records.push((await createLead(grace, { last_name, owner: world.users.ada.publicId })).id);
  }
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records }));
  await world.settle();
  const { items } = await ok<{ items: { id: string; subject: string }[] }>(ada('GET', '/api/v1/activities?state=open'));
  const byHand = { kind: 'task', subject: 'By hand', reminderAt: new Date(world.now() + DAY / 2).toISOString() };
  await ok(ada('POST', '/api/v1/activities', byHand));
  const done = items.find(({ subject }) => subject === 'Visit Done')?.id;
  await ok(ada('PATCH', `/api/v1/activities/${done}`, { status: 'completed' }));
  world.wait(DAY);
  await world.settle();
  await world.settle();
  expect((await told()).filter((one) => one.startsWith('reminder'))).toEqual([
    'reminder: Visit Moreau',
    'reminder: By hand',
  ]);
  expect((await mailsTo(world.users.ada)).slice(1)).toEqual(['2 notifications']);
});

it('N-1 chat: DingTalk’s signature, an address that works or isn’t kept and is never shown, one message', async () => {
  const secret = 'SEC0123456789';
  answer = { errcode: 310000, errmsg: 'sign not match' };
  const refused = await ada('PUT', `${mine}/chat`, { provider: 'dingtalk', url: address, secret });
  expect(refused.json()).toMatchObject({
    status: 422,
    code: 'chat_refused',
    detail: expect.stringContaining('sign not match'),
  });
  const inside = { provider: 'slack', url: 'http://127.0.0.1:1/hook' };
  expect((await ada('PUT', `${mine}/chat`, inside)).json()).toMatchObject({ status: 422 });
  answer = { errcode: 0 };
  const set = await ada('PUT', `${mine}/chat`, { provider: 'dingtalk', url: address, secret });
  expect(set.json()).toMatchObject({ chat: { provider: 'dingtalk', host: new URL(address).host } });
  expect(set.body).not.toContain('hidden');
  const stamp = String(world.now());
  const sign = createHmac('sha256', secret).update(`${stamp}\n${secret}`).digest('base64');
  expect(Object.fromEntries(chat.at(-1)?.query ?? [])).toEqual({ access_token: 'hidden', timestamp: stamp, sign });

  chat.length = 0;
  await choose({ kind: 'assigned', app: true, mail: 'off', chat: true });
  await forAda('Call <Ada>');
  await world.settle();
  await world.callWebhooks();
  await world.settle();
  await world.callWebhooks();
  const content = 'New task: Call <Ada>\nhttp://localhost:3000/';
  expect(chat.map(({ body }) => body)).toEqual([{ msgtype: 'text', text: { content } }]);
  expect(await ok(ada('DELETE', `${mine}/chat`))).toMatchObject({ chat: null });
});

it('K-45 whose record a doubtful reply is about is told of it', async () => {
  const cadence = await publish(grace, featureAdoption({ name: 'Doubted' }));
  const lead = await createLead(grace, {
    last_name: 'Okoro',
    email: 'okoro@example.com',
    owner: world.users.ada.publicId,
  });
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead.id] }));
  await world.settle();
  const { database, organization } = world;
  const [sent] = await database.organization(organization.seat, (tx) =>
    tx.query<{ subject: string }>(sql`select subject from message where recipient = 'okoro@example.com'`),
  );
  const message: InboundMessage = {
    ...{ kind: 'reply', doubt: null, newText: 'Yes', html: null, token: null, to: [], messageId: null, answers: [] },
    from: { name: '', address: 'okoro@example.com' },
    subject: `Re: ${sent?.subject}`,
    date: null,
  };
  const raw = Buffer.from('a reply without its thread');
  expect(await receiveMessage({ database, organization, message, raw, at: world.now() })).toBe('doubted');
  expect((await told())[0]).toBe(`doubtful_reply: Re: ${sent?.subject}`);
});
