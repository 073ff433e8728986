import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from '#api/route.ts';
import { endpoint } from '#contract/endpoint.ts';
import { type ApiWorld, createApiWorld, from, GRACES_PASSWORD } from '#test/api-server.ts';

const CANARY = 'canary4711';
const breakDown = endpoint({
  id: 'breakDown',
  method: 'POST',
  path: '/api/v1/test/:place',
  access: 'public',
  tag: 'Test',
  summary: 'For this test',
  refusals: [],
  params: z.strictObject({ place: z.string() }),
  body: z.strictObject({ how: z.enum(['bug', 'database']) }),
});

let world: ApiWorld;
let answersAfterMs = 0;
beforeAll(async () => {
  const probeDatabase = () => new Promise((resolve) => setTimeout(resolve, answersAfterMs));
  world = await createApiWorld({ probeDatabase });
  route(world.app, breakDown, async ({ body }) => {
    if (body.how === 'bug') throw new TypeError('a bug');
    // As pg reports it: message and detail quote the values.
    throw Object.assign(new Error(`invalid input: "${CANARY}"`), { severity: 'ERROR', code: '22P02', detail: CANARY });
  });
});
afterAll(() => world.close());

const get = (url: string) => world.app.inject({ method: 'GET', url });

describe('X-3: for operators', () => {
  it('/healthz tells that the process is alive', async () => {
    expect((await get('/healthz')).statusCode).toBe(200);
  });

  it('/readyz tells whether the database answers within a second', async () => {
    expect((await get('/readyz')).statusCode).toBe(200);
    answersAfterMs = 1_300;
    const late = await get('/readyz');
    expect(late.json()).toMatchObject({ status: 503, code: 'not_ready' });
    expect((await get('/healthz')).statusCode).toBe(200);
    answersAfterMs = 0;
  });

  it('/metrics counts by route, never by address', async () => {
    await get(`/api/v1/me?email=${CANARY}`);
    await get(`/${CANARY}`);
    const metrics = (await get('/metrics')).body;
    expect(metrics).toContain('route="/api/v1/me",status="401"');
    expect(metrics).toContain('route="none",status="404"');
    expect(metrics).not.toContain(CANARY);
  });
});

describe('T11: the log', () => {
  it('has each request, and nothing of what it said or who sent it', async () => {
    const before = world.log().length;
    const headers = { 'user-agent': CANARY, referer: `http://x/${CANARY}`, authorization: `Bearer ${CANARY}` };
    const body = { email: `${CANARY}@sales.invalid`, password: CANARY };
    const request = { ...from('POST', `/api/v1/session?x=${CANARY}`, body), remoteAddress: '203.0.113.77' };
    await world.app.inject(request);
    await world.app.inject({
      ...request,
      headers: { ...request.headers, ...headers, cookie: `cadenza_session=${CANARY}` },
    });
    await world.app.inject(
      from('POST', '/api/v1/session', { email: 'grace@sales.invalid', password: GRACES_PASSWORD }),
    );
    await world.app.inject(from('POST', '/api/v1/session/link', { token: CANARY }));
    await get(`/sign-in?token=${CANARY}`);
    await get(`/nowhere/${CANARY}`);
    await world.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: `{"${CANARY}`,
      headers: { 'content-type': 'application/json' },
    });
    const log = world.log().slice(before);
    expect(log.match(/"msg":"request"/g)).toHaveLength(7);
    expect(log).toContain('"route":"/api/v1/session","status":422'); // the query string was one too many
    for (const secret of [CANARY, '203.0.113.77', 'grace@sales', GRACES_PASSWORD]) expect(log).not.toContain(secret);
  });

  it('has what broke, under the id that the caller got, without the values', async () => {
    for (const how of ['bug', 'database']) {
      const before = world.log().length;
      const response = await world.app.inject(from('POST', `/api/v1/test/${CANARY}`, { how }));
      const { code, detail, requestId } = response.json<{ code: string; detail: string; requestId: string }>();
      expect(code).toBe('internal');
      expect(detail).not.toMatch(/bug|invalid/);
      const log = world.log().slice(before);
      expect(log).toContain(requestId);
      expect(log).toContain('observe.test.ts'); // the stack
      expect(log).toContain(how === 'bug' ? '"message":"a bug"' : '"code":"22P02"');
      expect(log).not.toContain(CANARY);
    }
  });
});
