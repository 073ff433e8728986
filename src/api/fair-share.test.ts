import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Caller } from '#actions/accounts/caller.ts';
import { shareFairly } from '#api/fair-share.ts';
import { until } from '#test/until.ts';

let app: FastifyInstance;
let open: () => void;
let underWay: number;
let most: number;
beforeEach(() => {
  app = fastify();
  [underWay, most] = [0, 0];
  const gate = new Promise<void>((resolve) => (open = resolve));
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    const id = Number(request.headers['x-organization']);
    request.caller = id === 0 ? null : ({ organization: { id } } as Caller);
  });
  shareFairly(app);
  app.get('/slow', async () => {
    most = Math.max(most, (underWay += 1));
    await gate;
    underWay -= 1;
    return 'done';
  });
  app.get('/file', { config: { isStream: true } }, async () => 'file');
  app.get('/quick', async () => 'quick');
});
afterEach(() => app.close());

const ask = async (url: string, organization: number) =>
  (await app.inject({ url, headers: { 'x-organization': String(organization) } })).body;

it('T29 an organisation that asks for much waits for itself; the others, and files, go on meanwhile', async () => {
  const flood = Array.from({ length: 50 }, () => ask('/slow', 1));
  await until('its share is used up', () => underWay === 10);
  const late = ask('/quick', 1);
  expect(await Promise.all([ask('/quick', 2), ask('/quick', 0), ask('/file', 1)])).toEqual(['quick', 'quick', 'file']);
  expect(underWay).toBe(10);
  open();
  expect(new Set(await Promise.all(flood))).toEqual(new Set(['done']));
  expect(await late).toBe('quick');
  expect(most).toBe(10);
});

it('T29 the place of a request that ended, or whose caller went away, is free again', async () => {
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const leaving = new AbortController();
  const headers = { 'x-organization': '1' };
  const gone = Array.from({ length: 10 }, () =>
    fetch(`${address}/slow`, { headers, signal: leaving.signal }).catch(() => 'left'),
  );
  await until('its share is used up', () => underWay === 10);
  leaving.abort();
  expect(new Set(await Promise.all(gone))).toEqual(new Set(['left']));
  open();
  expect(await ask('/quick', 1)).toBe('quick');
});
