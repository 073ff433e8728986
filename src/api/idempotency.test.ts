// X-1, P14: a creating call that is sent again has one effect and one answer, whenever the first try broke off.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#core/time/instant.ts';
import type { User } from '#storage/accounts/users.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, from, type Sender } from '#test/api-server.ts';
import { until } from '#test/until.ts';

type Posting = (url: string, body: object, key?: string) => Promise<LightMyRequestResponse>;

let world: ApiWorld;
let grace: Sender;
let post: Posting;
let postAsAda: Posting;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  post = await postingAs(world.users.grace);
  postAsAda = await postingAs(world.users.ada);
});
afterAll(() => world.close());

async function postingAs(user: User): Promise<Posting> {
  const cookies = { cadenza_session: await world.sessionOf(user) };
  return (url, body, key) => {
    const request = from('POST', url, body);
    const headers = { ...request.headers, ...(key === undefined ? {} : { 'idempotency-key': key }) };
    return world.app.inject({ ...request, headers, cookies });
  };
}

const lead = (last_name: string) => ({ values: { last_name } });
const query = <Row>(statement: ReturnType<typeof sql<Row>>) =>
  world.database.organization(world.organization.seat, (tx) => tx.query<Row>(statement));
const leadsNamed = async (name: string): Promise<number> => {
  const [row] = await query(
    sql<{ count: number }>`select count(*)::int as count from m_leads where last_name = ${name}`,
  );
  return row?.count ?? -1;
};

describe('an idempotency key', () => {
  it('X-1 P14 the same request is answered again as it was, and not carried out again', async () => {
    const key = randomUUID();
    const first = await post('/api/v1/leads', lead('Once'), key);
    const again = await post('/api/v1/leads', lead('Once'), key);
    expect(first.statusCode).toBe(201);
    expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
    for (const header of ['etag', 'content-type']) expect(again.headers[header]).toBe(first.headers[header]);
    expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true']);
    expect(await leadsNamed('Once')).toBe(1);
    expect((await post('/api/v1/leads', lead('Once'))).statusCode).toBe(201);
    expect(await leadsNamed('Once')).toBe(2);
  });

  it('X-1 another request under it is refused, and nothing happens', async () => {
    const key = randomUUID();
    await post('/api/v1/leads', lead('Mine'), key);
    for (const [url, body] of [
      ['/api/v1/leads', lead('Other')],
      ['/api/v1/contacts', lead('Mine')],
    ] as const) {
      expect((await post(url, body, key)).json()).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
    }
    expect(await leadsNamed('Other')).toBe(0);
  });

  it('X-1 T6 is its user’s own: somebody else’s is another one', async () => {
    const key = randomUUID();
    const mine = await post('/api/v1/leads', lead('Two people'), key);
    const theirs = await postAsAda('/api/v1/leads', lead('Two people'), key);
    expect(theirs.json<{ id: string }>().id).not.toBe(mine.json<{ id: string }>().id);
  });

  it('X-1 holds for 24 hours, and is forgotten by the worker’s sweep', async () => {
    const key = randomUUID();
    const first = await post('/api/v1/leads', lead('Daily'), key);
    world.wait(DAY - MINUTE);
    expect((await post('/api/v1/leads', lead('Daily'), key)).body).toBe(first.body);
    world.wait(MINUTE);
    expect((await post('/api/v1/leads', lead('Daily'), key)).body).not.toBe(first.body);
    expect(await leadsNamed('Daily')).toBe(2);
    world.wait(DAY);
    await world.sweep();
    expect(await query(sql`select 1 from answered_request`)).toEqual([]);
  });

  it('X-1 a refusal is not kept: put right, it is carried out', async () => {
    const key = randomUUID();
    const wanted = { name: 'Later', criteria: { all: [{ field: 'later', is: 'x' }] } };
    expect((await post('/api/v1/views', wanted, key)).statusCode).toBe(422);
    const field = { key: 'later', type: 'text', label: { en: 'Later', zh: '稍后' } };
    await ok(post('/api/v1/modules/leads/fields', field, randomUUID()));
    expect(await ok(post('/api/v1/views', wanted, key))).toMatchObject({ name: 'Later' });
  });

  it.each(['', 'two words', 'ключ', 'x'.repeat(256)])('X-1 “%s” is no key', async (key) => {
    const refused = await post('/api/v1/leads', lead('Nobody'), key);
    expect(refused.json()).toMatchObject({ status: 422, code: 'idempotency_key_not_valid' });
  });

  it('X-1 is refused where it would be of no effect', async () => {
    const refused = await post('/api/v1/cadences/check', featureAdoption(), randomUUID());
    expect(refused.json()).toMatchObject({ status: 422, code: 'idempotency_key_not_taken' });
  });

  it('X-1 works for whatever is created, also on the control tables', async () => {
    const wanted = { name: 'Robot', scopes: ['records.read'], expiresAt: null };
    const calls = [
      ['/api/v1/api-keys', wanted],
      ['/api/v1/settings/invitations', { email: 'new@sales.invalid' }],
      ['/api/v1/views', { name: 'All', criteria: { all: [] } }],
      ['/api/v1/modules', { key: 'boats', label: { en: 'Boats', zh: '船' }, singular: { en: 'Boat', zh: '船' } }],
      ['/api/v1/activities', { kind: 'task', subject: 'Look' }],
    ] as const;
    for (const [url, body] of calls) {
      const key = randomUUID();
      const first = await post(url, body, key);
      expect([url, first.statusCode]).toEqual([url, 201]);
      expect([url, (await post(url, body, key)).body]).toEqual([url, first.body]);
    }
    const keys = await ok<{ items: { name: string }[] }>(grace('GET', '/api/v1/api-keys'));
    expect(keys.items.filter(({ name }) => name === 'Robot')).toHaveLength(1);
  });

  it('T11 neither the key nor the answer can be read where they are kept', async () => {
    const key = randomUUID();
    const made = await post('/api/v1/api-keys', { name: 'Secret', scopes: ['admin'], expiresAt: null }, key);
    const secret = made.json<{ key: string }>().key;
    const rows = await query(
      sql<{ row: string; body: Buffer }>`select to_jsonb(a)::text as row, body from answered_request a`,
    );
    for (const { row, body } of rows) {
      for (const text of [row, body.toString('latin1')]) {
        expect(text).not.toContain(key);
        expect(text).not.toContain(secret.slice(13));
      }
    }
    expect(rows.length).toBeGreaterThan(0);
  });

  it('X-1 enrolling many is started once', async () => {
    const { id: cadence } = await publish(grace, { ...featureAdoption(), name: 'Keyed' });
    const { id } = await createLead(grace, { last_name: 'Enrolled', email: 'e@enrolled.invalid' });
    const key = randomUUID();
    const enroll = () => post(`/api/v1/cadences/${cadence}/enroll`, { records: [id] }, key);
    const first = await enroll();
    expect(first.json()).toMatchObject({ counts: { enrolled: 1 } });
    expect((await enroll()).body).toBe(first.body);
  });
});

type StoodStill<Asked> = {
  readonly ask: () => Promise<Asked>;
  readonly act: (pid: number, asked: Asked) => Promise<unknown>;
};

describe('when it breaks off', () => {
  it('P14 twenty retries at once: one effect, and everybody who is answered hears the same', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/api/v1/leads', lead('Twenty'), key)));
    expect(await leadsNamed('Twenty')).toBe(1);
    const good = answers.filter(({ statusCode }) => statusCode === 201);
    const others = answers.filter(({ statusCode }) => statusCode !== 201);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map(({ body }) => body)).size).toBe(1);
    for (const other of others) expect(other.json()).toMatchObject({ status: 409, code: 'idempotency_key_in_use' });
    expect((await post('/api/v1/leads', lead('Twenty'), key)).body).toBe(good[0]?.body);
  });

  it('P14 the connection breaks between commit and answer: the retry hears what happened, nothing happens twice', async () => {
    const key = randomUUID();
    await beforeItsAnswerIsKept({
      ask: () => sendBySocket(lead('Dropped'), key),
      act: async (_pid, socket) => {
        socket.destroy();
        await once(socket, 'close');
      },
    });
    await until('it is committed', async () => (await leadsNamed('Dropped')) === 1);
    const heard = await post('/api/v1/leads', lead('Dropped'), key);
    expect([heard.statusCode, heard.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(await leadsNamed('Dropped')).toBe(1);
  });

  it('P14 killed after its effect and before its answer is kept: neither is there, and the retry does both', async () => {
    const key = randomUUID();
    const { trying } = await beforeItsAnswerIsKept({
      ask: async () => ({ trying: post('/api/v1/leads', lead('Killed'), key) }),
      act: (pid) => world.database.owner((tx) => tx.query(sql`select pg_terminate_backend(${pid}::int)`)),
    });
    expect((await trying).statusCode).toBe(500);
    expect(await leadsNamed('Killed')).toBe(0);
    const again = await post('/api/v1/leads', lead('Killed'), key);
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, undefined]);
    expect(await leadsNamed('Killed')).toBe(1);
  });

  /** What is asked stands still there for as long as the act takes. */
  async function beforeItsAnswerIsKept<Asked>({ ask, act }: StoodStill<Asked>): Promise<Asked> {
    const table = sql.id(world.organization.seat.schema, 'answered_request');
    return world.database.owner(async (tx) => {
      await tx.query(sql`lock table ${table} in exclusive mode`);
      const asked = await ask();
      await act(await until('a request waits to keep its answer', findWaiting), asked);
      return asked;
    });
  }

  async function findWaiting(): Promise<number | null> {
    const [found] = await world.database.owner((tx) =>
      tx.query<{ pid: number }>(sql`
        select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          and query like '%insert into answered_request%'`),
    );
    return found?.pid ?? null;
  }

  async function sendBySocket(body: object, key: string) {
    const token = await world.sessionOf(world.users.grace);
    const address = await world.app.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    const content = JSON.stringify(body);
    const head = [
      'POST /api/v1/leads HTTP/1.1',
      'host: localhost:3000',
      `cookie: cadenza_session=${token}`,
      'sec-fetch-site: same-origin',
      `idempotency-key: ${key}`,
      'content-type: application/json',
      `content-length: ${content.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${content}`);
    return socket;
  }
});
