// webhooks hear of what happens, signed, until they have taken it; of nothing that their maker may not see.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { Webhook as Receiver } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbound } from '#channels/http/outbound.ts';
import { eventKinds } from '#core/cadence/event.ts';
import { roundVerbs } from '#core/webhooks/event-types.ts';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';
import { until } from '#test/until.ts';

const SECOND = 1_000;

type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string };
type Message = { type: string; timestamp: string; data: Record<string, unknown> };
type Hook = { id: string; active: boolean; disabledBecause: string | null; lastSuccessAt: string | null };
type Delivery = {
  id: string;
  type: string;
  state: string;
  attempts: number;
  status: number | null;
  failure: string | null;
};

let receiver: Server;
let url: string;
let answer = 200;
let heard: Heard[] = [];
const messages = (): Message[] => heard.map(({ body }) => JSON.parse(body) as Message);

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end('what only the receiver knows');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  url = `http://${place}/hook`;
  world = await createApiWorld({ services: { outbound: createOutbound({ allowed: new Set([place]) }) } });
  grace = await world.as(world.users.grace);
});
beforeEach(() => {
  heard = [];
  answer = 200;
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const HOOKS = '/api/v1/settings/webhooks';
const subscribe = (...events: string[]) =>
  ok<{ webhook: Hook; secret: string }>(grace('POST', HOOKS, { name: 'Warehouse', url, events }));
const remove = (id: string) => ok(grace('DELETE', `${HOOKS}/${id}`));
const read = async (id: string): Promise<Hook | undefined> => {
  const { items } = await ok<{ items: Hook[] }>(grace('GET', HOOKS));
  return items.find((one) => one.id === id);
};
const deliveries = async (id: string, query = ''): Promise<Delivery[]> =>
  (await ok<{ items: Delivery[] }>(grace('GET', `${HOOKS}/${id}/deliveries${query}`))).items;

describe('what it hears', () => {
  it('X-2 R-5 records made, changed, deleted and brought back, with what was different, signed with its secret', async () => {
    const { webhook, secret } = await subscribe('leads.created', 'leads.updated', 'leads.deleted', 'leads.restored');
    const { id } = await createLead(grace, { last_name: 'Moreau', company: 'Moreau SA' });
    await ok(grace('POST', '/api/v1/contacts', { values: { last_name: 'Not subscribed' } }));
    await ok(grace('PATCH', `/api/v1/leads/${id}`, { values: { company: 'Moreau SARL' } }));
    await ok(grace('DELETE', `/api/v1/leads/${id}`));
    await ok(grace('POST', `/api/v1/leads/${id}/restore`));
    await world.callWebhooks();
    expect(
      messages()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['leads.created', 'leads.deleted', 'leads.restored', 'leads.updated']);
    const update = messages().find(({ type }) => type === 'leads.updated');
    expect(update).toEqual({
      type: 'leads.updated',
      timestamp: new Date(world.now()).toISOString(),
      data: {
        module: 'leads',
        record: { id, name: 'Moreau' },
        changes: { company: { before: 'Moreau SA', after: 'Moreau SARL' } },
        cause: 'user',
        by: { id: world.users.grace.publicId, name: 'Grace' },
      },
    });
    for (const { headers, body } of heard) {
      const time = String(headers['webhook-timestamp']);
      expect(time).toBe(String(world.now() / SECOND));
      expect(headers['webhook-id']).toMatch(/^msg_[\da-f-]{36}$/);
      const signed = new Receiver(secret).sign(String(headers['webhook-id']), new Date(world.now()), body);
      expect(headers['webhook-signature']).toBe(signed);
    }
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    expect((await deliveries(webhook.id)).map(({ state, status }) => [state, status])).toEqual(
      Array.from({ length: 4 }, () => ['delivered', 200]),
    );
    await remove(webhook.id);
  });

  it('X-2 rounds in cadences, with the reason they ended for', async () => {
    const { webhook } = await subscribe('enrollments.enrolled', 'enrollments.unenrolled');
    const cadence = await publish(grace, { ...featureAdoption(), name: 'Told' });
    const { id } = await createLead(grace, { last_name: 'Round', email: 'r@round.invalid' });
    await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [id] }));
    await world.settle();
    await ok(grace('POST', `/api/v1/cadences/${cadence.id}/unenroll`, { records: [id] }));
    await world.settle();
    await world.callWebhooks();
    const told = messages().map(({ type, data }) => ({ type, ...data }));
    expect(told).toMatchObject([
      { type: 'enrollments.enrolled', cadence: { id: cadence.id, name: 'Told' }, record: { id, name: 'Round' } },
      { type: 'enrollments.unenrolled', module: 'leads', reason: 'manual', by: { name: 'Grace' } },
    ]);
    await remove(webhook.id);
  });

  it('X-2 the database notes the steps that it can tell of, by the numbers they are kept under', async () => {
    const [found] = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ body: string }>(sql`select prosrc as body from pg_proc where oid = 'note_steps'::regproc`),
    );
    expect(found?.body).toContain(
      `kind in (${roundVerbs
        .map((verb) => eventKinds.indexOf(verb))
        .toSorted((a, b) => a - b)
        .join(', ')})`,
    );
  });

  it('X-2 R-5 nothing of a change that was not saved, and everything that was, whichever commits first', async () => {
    const { webhook } = await subscribe('leads.created');
    const { seat } = world.organization;
    const { id } = await createLead(grace, { last_name: 'First' });
    const slow = world.database.organization(seat, async (tx) => {
      await tx.query(sql`insert into record_event (record_id, at, actor, cause, changes)
        select id, now(), null, 'user', '{"created_at": [null, 1]}' from m_leads where public_id = ${id}::uuid`);
      await createLead(grace, { last_name: 'Second' });
      await world.callWebhooks();
      expect(messages()).toHaveLength(2);
    });
    await slow;
    await world.database
      .organization(seat, async (tx) => {
        await tx.query(sql`insert into record_event (record_id, at, cause, changes) values (1, now(), 'user', '{}')`);
        throw new Error('undone');
      })
      .catch(() => undefined);
    await world.callWebhooks();
    expect(messages()).toHaveLength(3);
    await remove(webhook.id);
    await createLead(grace, { last_name: 'Unheard' });
    expect(await world.database.organization(seat, (tx) => tx.query(sql`select 1 from webhook_outbox`))).toEqual([]);
  });

  it('T8 P13 only what whoever made it may see: their modules, their records, their fields', async () => {
    const { webhook } = await subscribe('leads.created', 'leads.updated');
    await handOver('Ada', '{"leads": {"company": "hidden"}}');
    const ada = await world.as(world.users.ada);
    const { id } = await createLead(ada, { last_name: 'Hidden', company: 'Secret Ltd' });
    await ok(ada('PATCH', `/api/v1/leads/${id}`, { values: { company: 'Other Ltd' } }));
    await ok(ada('PATCH', `/api/v1/leads/${id}`, { values: { last_name: 'Seen', company: 'Third Ltd' } }));
    await world.callWebhooks();
    expect(messages().map(({ type }) => type)).toEqual(['leads.created', 'leads.updated']);
    expect(JSON.stringify(heard)).not.toMatch(/company|Ltd/);
    expect(messages()[1]?.data['changes']).toEqual({ last_name: { before: 'Hidden', after: 'Seen' } });
    await handOver('Grace', '{}');
    await remove(webhook.id);
  });

  /** Ada administers in her place, and her profile hides a field. */
  async function handOver(to: 'Ada' | 'Grace', fields: string): Promise<void> {
    const seat = world.organization.seat;
    await world.database.organization(seat, async (tx) => {
      await tx.query(sql`update member set administrator = (name = ${to})`);
      await tx.query(sql`update profile set permissions = jsonb_set(permissions, '{fields}', ${fields}::jsonb)`);
    });
  }
});

describe('when it does not take it', () => {
  const PAUSES = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

  it('P16 X-2 is tried again after growing pauses, under the same id; then it is switched off and its maker told', async () => {
    const { webhook } = await subscribe('leads.created');
    answer = 503;
    await createLead(grace, { last_name: 'Persistent' });
    await world.callWebhooks();
    for (const [index, pause] of PAUSES.entries()) {
      expect(heard).toHaveLength(index + 1);
      world.wait(pause - SECOND);
      await world.callWebhooks();
      expect(heard).toHaveLength(index + 1);
      expect(await read(webhook.id)).toMatchObject({ active: true });
      world.wait(SECOND);
      await world.callWebhooks();
    }
    expect(heard).toHaveLength(7);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [delivery] = await deliveries(webhook.id);
    expect(delivery).toMatchObject({ state: 'failed', attempts: 7, status: 503, failure: 'status' });
    const told = await ok<{ log: object[]; body: string }>(
      grace('GET', `${HOOKS}/${webhook.id}/deliveries/${delivery?.id}`),
    );
    expect(told.log).toHaveLength(7);
    expect(JSON.stringify(told)).not.toContain('what only the receiver knows');
    expect(await read(webhook.id)).toMatchObject({ active: false, disabledBecause: 'failing' });
    const mailbox = '/api/v1/development-mailbox/messages';
    const mail = await until('the mail is there', async () => {
      const found = await ok<{ items: { id: string }[] }>(grace('GET', `${mailbox}?recipient=grace@sales.invalid`));
      return found.items[0] ?? null;
    });
    const { text } = await ok<{ text: string }>(grace('GET', `${mailbox}/${mail.id}`));
    expect(text).toContain(`“Warehouse”`);
    expect(text).toContain(`/settings/webhooks/${webhook.id}`);
    const audit = await ok<{ items: object[] }>(grace('GET', '/api/v1/settings/audit-log?action=webhook_switched_off'));
    expect(audit.items).toMatchObject([{ actor: null, target: { kind: 'webhook', id: webhook.id } }]);
    await remove(webhook.id);
  });

  it('X-2 sent again by hand: one, or all that failed since a time; switched on, it hears what waited', async () => {
    const { webhook } = await subscribe('leads.created');
    answer = 410;
    await createLead(grace, { last_name: 'Gone' });
    await world.callWebhooks();
    expect(await read(webhook.id)).toMatchObject({ active: false, disabledBecause: 'gone' });
    const [gone] = await deliveries(webhook.id, '?state=failed');
    answer = 200;
    await ok(grace('POST', `${HOOKS}/${webhook.id}/deliveries/${gone?.id}/replay`));
    const twice = await grace('POST', `${HOOKS}/${webhook.id}/deliveries/${gone?.id}/replay`);
    expect(twice.json()).toMatchObject({ code: 'delivery_still_waiting' });
    await world.callWebhooks();
    expect(heard).toHaveLength(1);
    expect(await ok(grace('PATCH', `${HOOKS}/${webhook.id}`, { active: true }))).toMatchObject({
      active: true,
      disabledBecause: null,
    });
    await world.callWebhooks();
    expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual([`msg_${gone?.id}`, `msg_${gone?.id}`]);
    const replay = (which: string, at: number) =>
      ok(grace('POST', `${HOOKS}/${webhook.id}/replay`, { since: new Date(at).toISOString(), which }));
    expect(await replay('failed', 0)).toEqual({ count: 0 });
    expect(await replay('all', world.now() + 1)).toEqual({ count: 0 });
    expect(await replay('all', 0)).toEqual({ count: 1 });
    await world.callWebhooks();
    expect(heard).toHaveLength(3);
    await remove(webhook.id);
  });

  it('P19 while the organisation stands still it waits', async () => {
    const { webhook } = await subscribe('leads.created');
    const change = (to: ReturnType<typeof sql>) =>
      world.database.organization(world.organization.seat, (tx) =>
        tx.query(sql`update setting set standstill_since = ${to}`),
      );
    await change(sql`now()`);
    await createLead(grace, { last_name: 'Waits' });
    await world.callWebhooks();
    expect(heard).toEqual([]);
    await change(sql`null`);
    await world.callWebhooks();
    expect(heard).toHaveLength(1);
    await remove(webhook.id);
  });

  it('T5 a redirect is no success, and nobody goes there', async () => {
    const { webhook } = await subscribe('leads.created');
    answer = 302;
    await ok(grace('POST', `${HOOKS}/${webhook.id}/test`));
    await world.callWebhooks();
    expect(heard).toHaveLength(1);
    expect(await deliveries(webhook.id)).toMatchObject([{ type: 'webhook.test', status: 302, failure: 'status' }]);
    await remove(webhook.id);
  });

  it('X-2 what was sent is kept for 30 days', async () => {
    const { webhook } = await subscribe('leads.created');
    await ok(grace('POST', `${HOOKS}/${webhook.id}/test`));
    await world.callWebhooks();
    world.wait(30 * DAY);
    grace = await world.as(world.users.grace);
    await world.sweep();
    expect(await deliveries(webhook.id)).toHaveLength(1);
    world.wait(1);
    await world.sweep();
    expect(await deliveries(webhook.id)).toEqual([]);
    await remove(webhook.id);
  });
});

describe('its settings', () => {
  it.each([
    ['http://169.254.169.254/latest', 'call_address_not_allowed'],
    ['http://[::ffff:10.0.0.1]/', 'call_address_not_allowed'],
    ['http://127.0.0.1/', 'call_address_not_allowed'],
    ['https://93.184.215.14:8443/', 'call_port_not_allowed'],
    ['ftp://93.184.215.14/', 'call_address_not_valid'],
  ])('T5 %s: %s', async (address, code) => {
    const wish = { name: 'Inside', url: address, events: ['leads.created'] };
    expect((await grace('POST', HOOKS, wish)).json()).toMatchObject({ status: 422, code });
  });

  it('X-2 an event that there isn’t is named', async () => {
    for (const event of ['ghosts.created', 'leads.exploded', 'webhook.test']) {
      const refused = await grace('POST', HOOKS, { name: 'W', url, events: [event] });
      expect(refused.json()).toMatchObject({ code: 'webhook_event_unknown', detail: expect.stringContaining(event) });
    }
    const events = await ok<{ items: { event: string }[] }>(grace('GET', '/api/v1/settings/webhook-events'));
    expect(events.items).toContainEqual({ event: 'leads.created', module: 'leads' });
    expect(events.items).toContainEqual({ event: 'enrollments.completed', module: null });
  });

  it('T11 the secret is shown once and kept sealed; a new one signs beside the old one for a day', async () => {
    const { webhook, secret } = await subscribe('leads.created');
    const renewed = await ok<{ secret: string }>(grace('POST', `${HOOKS}/${webhook.id}/secret`));
    await ok(grace('POST', `${HOOKS}/${webhook.id}/test`));
    await world.callWebhooks();
    world.wait(DAY);
    await ok(grace('POST', `${HOOKS}/${webhook.id}/test`));
    await world.callWebhooks();
    const signatures = heard.map(({ headers }) => String(headers['webhook-signature']).split(' '));
    expect(signatures.map(({ length }) => length)).toEqual([2, 1]);
    for (const { headers, body } of heard) {
      const at = new Date(Number(headers['webhook-timestamp']) * SECOND);
      const signed = new Receiver(renewed.secret).sign(String(headers['webhook-id']), at, body);
      expect(String(headers['webhook-signature'])).toContain(signed);
    }
    const rows = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ row: string }>(sql`select encode(secret, 'escape') || to_jsonb(w)::text as row from webhook w`),
    );
    const shown = (await grace('GET', HOOKS)).body;
    for (const text of [secret, renewed.secret].map((one) => one.slice(6))) {
      for (const place of [JSON.stringify(rows), shown, world.log()]) expect(place).not.toContain(text);
    }
    await remove(webhook.id);
  });

  it('T6 T7 are the administrators’, of the organisation alone', async () => {
    const { webhook } = await subscribe('leads.created');
    const [ada, lin] = [await world.as(world.users.ada), await world.as(world.users.lin)];
    expect((await ada('GET', HOOKS)).statusCode).toBe(403);
    expect((await ok<{ items: [] }>(lin('GET', HOOKS))).items).toEqual([]);
    for (const path of ['/secret', '/test'])
      expect((await lin('POST', `${HOOKS}/${webhook.id}${path}`)).statusCode).toBe(404);
    expect((await lin('PATCH', `${HOOKS}/${webhook.id}`, { active: false })).statusCode).toBe(404);
    expect((await lin('DELETE', `${HOOKS}/${webhook.id}`)).statusCode).toBe(404);
    await remove(webhook.id);
  });
});
