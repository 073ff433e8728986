import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from '#api/route.ts';
import { endpoint } from '#contract/endpoint.ts';
import { instant } from '#contract/values.ts';
import { type ApiWorld, createApiWorld, from, type Sender } from '#test/api-server.ts';

const weigh = endpoint({
  id: 'weigh',
  method: 'POST',
  path: '/api/v1/test/:id',
  access: 'records.write',
  tag: 'Test',
  summary: 'For this test',
  refusals: ['not_found'],
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(200).default(50) }),
  body: z.strictObject({ at: instant, name: z.string().min(1) }),
  response: z.object({ at: instant, name: z.string(), limit: z.number() }),
});
const administer = endpoint({
  id: 'administer',
  method: 'GET',
  path: '/api/v1/test/administer',
  access: 'admin',
  tag: 'Test',
  summary: 'For this test',
  refusals: [],
});

const ID = '019a0000-0000-7000-8000-000000000001';
const body = { at: '2026-03-02T09:00:00Z', name: 'Ada' };

let world: ApiWorld;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  route(world.app, weigh, async ({ body, query }) => {
    if (body.name === 'nobody') return { kind: 'refused', reason: 'not_found' };
    return { ...body, ...query, passwordHash: 'canary' };
  });
  route(world.app, administer, async () => null);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

describe('an endpoint', () => {
  it('X-1: takes and gives instants as ISO strings, fills in defaults, and cuts off what the contract doesn’t name', async () => {
    const response = await ada('POST', `/api/v1/test/${ID}`, body);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ at: '2026-03-02T09:00:00.000Z', name: 'Ada', limit: 50 });
  });

  it('X-1: names everything that is wrong at once', async () => {
    const response = await ada('POST', '/api/v1/test/7?limit=201&by=name', { at: 'soon', name: '', owner: 1, id: 2 });
    expect(response.statusCode).toBe(422);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const problem = response.json<{ errors: { path: string; code: string; message: string }[] }>();
    expect(problem).toMatchObject({
      code: 'invalid_input',
      status: 422,
      title: 'Unprocessable Entity',
      type: 'about:blank',
    });
    expect(problem.errors.map(({ path, code }) => `${path}: ${code}`).sort()).toEqual([
      'body.at: invalid_format',
      'body.id: unknown_key',
      'body.name: too_small',
      'body.owner: unknown_key',
      'params.id: invalid_format',
      'query.by: unknown_key',
      'query.limit: too_big',
    ]);
    expect(problem.errors.every(({ message }) => message.length > 3)).toBe(true);
  });

  it('T1: refuses what the database can’t keep, wherever it stands', async () => {
    const response = await ada('POST', `/api/v1/test/${ID}`, { ...body, name: 'a\0b' });
    expect(response.json()).toMatchObject({
      status: 422,
      errors: [{ path: 'body.name', code: 'unreadable_character' }],
    });
  });

  it.each(['organizationId', 'administrator', 'id', '__proto__', 'constructor'])(
    'T10: refuses the unknown key %s',
    async (key) => {
      const payload = `{"at":"2026-03-02T09:00:00Z","name":"Ada","${key}":{}}`;
      const headers = { authorization: `Bearer ${await adasKey()}`, 'content-type': 'application/json' };
      const response = await world.app.inject({ method: 'POST', url: `/api/v1/test/${ID}`, headers, payload });
      expect([400, 422]).toContain(response.statusCode);
    },
  );

  it('X-1: answers a refusal of its action in the caller’s language', async () => {
    const ask = async (language: string) => {
      const headers = { authorization: `Bearer ${await adasKey()}`, 'accept-language': language };
      const url = `/api/v1/test/${ID}`;
      const response = await world.app.inject({ method: 'POST', url, headers, payload: { ...body, name: 'nobody' } });
      expect(response.statusCode).toBe(404);
      return response.json<{ detail: string }>().detail;
    };
    expect(await ask('fr, zh-CN;q=0.8, en;q=0.5')).toContain('没有');
    expect(await ask('zh;q=0.1, en-GB')).toContain('nothing here');
    expect(await ask('fr')).toContain('nothing here');
  });
});

describe('access', () => {
  it('U-3: needs somebody, with the endpoint’s scope', async () => {
    const bare = { method: 'GET', url: '/api/v1/test/administer' } as const;
    expect((await world.app.inject(bare)).json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    const byAda = await ada('GET', bare.url);
    expect(byAda.json()).toMatchObject({
      status: 403,
      code: 'scope_missing',
      detail: expect.stringContaining('admin'),
    });
    const grace = await world.as(world.users.grace);
    expect((await grace('GET', bare.url)).statusCode).toBe(204);
  });

  it.each(['Bearer nonsense', 'Basic YTpi', `Bearer cdz_00000000_${'x'.repeat(43)}`, ''])(
    'U-3: an Authorization of “%s” is nobody, whatever the cookie says',
    async (authorization) => {
      const cookies = { cadenza_session: await world.sessionOf(world.users.ada) };
      const me = { method: 'GET', url: '/api/v1/me', cookies } as const;
      expect((await world.app.inject(me)).statusCode).toBe(200);
      expect((await world.app.inject({ ...me, headers: { authorization } })).statusCode).toBe(401);
    },
  );

  it('U-3: is judged before the input: nobody learns what it would have to look like', async () => {
    const response = await world.app.inject(from('POST', '/api/v1/test/7', { no: 'sense' }));
    expect(response.json()).toMatchObject({ status: 401, errors: [] });
  });

  it('U-3: a route that doesn’t say who may call it isn’t registered', async () => {
    const other = await createApiWorld();
    expect(() => other.app.get('/forgotten', async () => 'secret')).toThrow('/forgotten');
    await other.close();
  });

  it('X-1: limits are told in headers', async () => {
    const response = await ada('GET', '/api/v1/me');
    expect(Number(response.headers['ratelimit-limit'])).toBeGreaterThan(100);
    expect(Number(response.headers['ratelimit-remaining'])).toBeGreaterThan(0);
  });
});

describe('whatever goes wrong', () => {
  const cases = [
    ['an unknown address', { method: 'GET', url: '/api/v1/nothing/at/all/here' }, 404, 'not_found'],
    ['a page that isn’t', { method: 'GET', url: '/nothing' }, 404, 'not_found'],
    ['an unreadable address', { method: 'GET', url: '/api/v1/%ff' }, 400, 'malformed_request'],
    ['broken JSON', { url: '/api/v1/session', body: '{"a":', type: 'application/json' }, 400, 'malformed_request'],
    ['no body', { url: '/api/v1/session', body: '', type: 'application/json' }, 400, 'malformed_request'],
    ['another media type', { url: '/api/v1/session', body: '<a/>', type: 'text/xml' }, 415, 'unsupported_media_type'],
    [
      'csv where JSON belongs',
      { url: '/api/v1/session', body: 'a,b', type: 'text/csv' },
      415,
      'unsupported_media_type',
    ],
    [
      'too much',
      { url: '/api/v1/session', body: `"${'x'.repeat(2e6)}"`, type: 'application/json' },
      413,
      'body_too_large',
    ],
  ] as const;

  it.each(cases)('X-1: %s is a problem too', async (_name, request, status, code) => {
    const payload = 'body' in request ? { payload: request.body, headers: { 'content-type': request.type } } : {};
    const response = await world.app.inject({ method: 'POST', ...request, ...payload });
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status, code, requestId: response.headers['x-request-id'] });
  });
});

async function adasKey(): Promise<string> {
  const wanted = { name: 'Test', scopes: ['records.write'], expiresAt: null };
  return (await ada('POST', '/api/v1/api-keys', wanted)).json<{ key: string }>().key;
}
