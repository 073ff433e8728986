import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from '#api/route.ts';
import { endpoint } from '#contract/endpoint.ts';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';

const count = endpoint({
  id: 'count',
  method: 'POST',
  path: '/api/v1/test/count',
  access: 'public',
  tag: 'Test',
  summary: 'For this test',
  refusals: [],
  body: 'csv',
  response: z.object({ bytes: z.number(), largestBytes: z.number() }),
});

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
  route(world.app, count, async ({ body }) => {
    let [bytes, largestBytes] = [0, 0];
    for await (const chunk of body) {
      bytes += chunk.length;
      largestBytes = Math.max(largestBytes, chunk.length);
    }
    return { bytes, largestBytes };
  });
});
afterAll(() => world.close());

const ROW = Buffer.from('Ada,Lovelace,ada@example.invalid\n'.repeat(1_000));
const upload = (rows: number, type = 'text/csv; charset=utf-8') =>
  world.app.inject({
    method: 'POST',
    url: '/api/v1/test/count',
    headers: { 'content-type': type },
    payload: Readable.from(
      (function* () {
        for (let row = 0; row < rows; row += 1) yield ROW;
      })(),
    ),
  });

it('I-3: a csv body is a stream, beyond the limit of other bodies', async () => {
  const response = await upload(100);
  expect(response.statusCode).toBe(200);
  const { bytes, largestBytes } = response.json<{ bytes: number; largestBytes: number }>();
  expect(bytes).toBe(100 * ROW.length);
  expect(largestBytes).toBeLessThan(bytes / 10);
});

it('T23: ends at 50 MB', async () => {
  const response = await upload(Math.ceil((50 * 1024 * 1024) / ROW.length) + 1);
  expect(response.json()).toMatchObject({ status: 413, code: 'body_too_large' });
});

it('X-1: JSON where csv belongs is refused', async () => {
  const response = await world.app.inject({ method: 'POST', url: '/api/v1/test/count', payload: { a: 1 } });
  expect(response.json()).toMatchObject({ status: 415, detail: expect.stringContaining('text/csv') });
});
