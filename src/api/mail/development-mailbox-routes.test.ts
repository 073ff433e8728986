import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Message = { id: string; recipient: string; subject: string; enrollment: string };
type Page = { items: Message[]; nextCursor: string | null };

let world: ApiWorld;
let grace: Sender;
let cadence: string;
let count = 0;
let lead: string;
/** The address of the message that the lead has got. */
let message: string;
const url = '/api/v1/development-mailbox/messages';

beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  cadence = (await publish(grace, featureAdoption())).id;
});
afterAll(() => world.close());
beforeEach(async () => {
  count += 1;
  lead = (await createLead(grace, { last_name: `Lead${count}`, email: `lead${count}@example.invalid` })).id;
  await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [lead] }));
  await world.settle();
  const { items } = await ok<Page>(grace('GET', `${url}?limit=1`));
  expect(items).toMatchObject([{ recipient: `lead${count}@example.invalid`, subject: `What is new, Lead${count}` }]);
  message = `${url}/${items[0]?.id}`;
});

async function responses(): Promise<string[]> {
  await world.settle();
  const rounds = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/leads/${lead}/enrollments`));
  const address = `/api/v1/enrollments/${rounds.items[0]?.id}`;
  type State = { followUps: { responses: { response: string }[] }[] };
  const { followUps } = await ok<State>(grace('GET', address));
  return followUps[0]?.responses.map(({ response }) => response) ?? [];
}

it('is read as the recipient reads it, which opens nothing', async () => {
  const read = await ok<{ text: string; links: string[]; headers: object[] }>(grace('GET', message));
  expect(read).toMatchObject({
    recipient: `lead${count}@example.invalid`,
    from: {
      name: 'Cadenza Trading',
      address: 'hello@cadenza-trading.invalid',
    },
    canOpen: true,
    canUnsubscribe: true,
  });
  expect(read.text).toContain(`Hello Lead${count}`);
  expect(read.headers).toContainEqual({ name: 'MIME-Version', value: '1.0' });
  expect(read.links).toHaveLength(1);
  expect(await responses()).toEqual(['sent']);
});

it('C-7: open, click, reply, bounce and unsubscribe are what they say', async () => {
  await ok(grace('POST', `${message}/open`));
  expect(await responses()).toEqual(['sent', 'opened']);
  await ok(grace('POST', `${message}/click`, { link: 0 }));
  expect(await responses()).toEqual(['sent', 'opened', 'clicked']);
  await ok(grace('POST', `${message}/reply`, { text: 'Tell me more.' }));
  expect(await responses()).toContain('replied');
  type Timeline = { items: { kind: string; id: string; events?: { kind: string }[] }[] };
  const { items } = await ok<Timeline>(grace('GET', `/api/v1/leads/${lead}/timeline`));
  const [received, sent] = ['email_received', 'email_sent'].map((wanted) => items.find(({ kind }) => kind === wanted));
  expect(received).toMatchObject({ sort: 'reply', opening: 'Tell me more.' });
  expect(sent?.events?.map(({ kind }) => kind)).toEqual(['opened', 'clicked', 'replied']);

  const mails = (record: string) => `/api/v1/leads/${record}/mails`;
  expect(await ok(grace('GET', `${mails(lead)}/received/${received?.id}`))).toEqual({
    html: null,
    text: 'Tell me more.',
  });
  const body = await ok<{ html: string }>(grace('GET', `${mails(lead)}/sent/${sent?.id}`));
  expect(body.html).toContain('<');
  const other = await createLead(grace, { last_name: 'Somebody else' });
  for (const address of [`sent/${sent?.id}`, `received/${received?.id}`]) {
    expect((await grace('GET', `${mails(other.id)}/${address}`)).statusCode).toBe(404);
  }
});

it('C-36: an automatic reply is no reply', async () => {
  await ok(grace('POST', `${message}/auto-reply`, { text: 'I am away.' }));
  expect(await responses()).toEqual(['sent']);
});

it('C-7: a bounce comes back as a real report', async () => {
  await ok(grace('POST', `${message}/bounce`));
  expect(await responses()).toEqual(['sent', 'bounced']);
});

it('C-50, C-38: who unsubscribes is out, and gets nothing from any cadence', async () => {
  await ok(grace('POST', `${message}/unsubscribe`));
  await world.settle();
  const rounds = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${lead}/enrollments`));
  expect(rounds.items).toMatchObject([{ status: 'unenrolled', reason: { rule: 'unsubscribed' } }]);
  const other = await publish(grace, featureAdoption({ name: `Other ${count}` }));
  await ok(grace('POST', `/api/v1/cadences/${other.id}/enroll`, { records: [lead] }));
  await world.settle();
  const { items } = await ok<Page>(grace('GET', url));
  expect(items.filter(({ recipient }) => recipient === `lead${count}@example.invalid`)).toHaveLength(1);
});

it('is found by a part of its recipient’s address, and by the enrollment that sent it', async () => {
  const { enrollment } = await ok<Message>(grace('GET', message));
  for (const query of [`recipient=LEAD${count}@`, `enrollment=${enrollment}`]) {
    const { items } = await ok<Page>(grace('GET', `${url}?${query}`));
    expect(items).toMatchObject([{ recipient: `lead${count}@example.invalid`, enrollment, followUpNumber: 1 }]);
  }
  expect(await ok(grace('GET', `${url}?recipient=nobody`))).toMatchObject({ items: [] });
});

it('X-1: pages follow each other; what isn’t there is refused', async () => {
  const first = await ok<Page>(grace('GET', `${url}?limit=1`));
  const second = await ok<Page>(grace('GET', `${url}?limit=1&cursor=${first.nextCursor}`));
  expect(Number(second.items[0]?.id)).toBeLessThan(Number(first.items[0]?.id));
  expect((await grace('GET', `${url}/999999`)).statusCode).toBe(404);
  expect((await grace('POST', `${message}/click`, { link: 7 })).json()).toMatchObject({ code: 'link_unknown' });
});

it('T6: another organisation sees none of it', async () => {
  const lin = await world.as(world.users.lin);
  expect(await ok(lin('GET', url))).toEqual({ items: [], nextCursor: null });
  for (const path of ['', '/open']) {
    expect((await lin(path === '' ? 'GET' : 'POST', message + path)).statusCode).toBe(404);
  }
});

it('is nowhere where mail really goes out', async () => {
  const real = await createApiWorld({ services: { recipientDesk: null } });
  const sender = await real.as(real.users.grace);
  for (const [method, path, body] of [
    ['GET', ''],
    ['GET', '/1'],
    ['POST', '/1/open'],
    ['POST', '/1/reply', { text: 'x' }],
  ] as const) {
    expect((await sender(method, url + path, body)).json()).toMatchObject({
      status: 404,
      code: 'no_development_mailbox',
    });
  }
  await real.close();
});
