import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from '#api/route.ts';
import { endpoint } from '#contract/endpoint.ts';
import { instant } from '#contract/values.ts';
import { type ApiWorld, createApiWorld, from, GRACES_PASSWORD, type Sender } from '#test/api-server.ts';

const tag = 'Test';
const refusals = [] as const;
const weigh = endpoint({
  ...{ id: 'weigh', method: 'POST', path: '/api/v1/test/:id/weigh', access: 'records.write', tag, summary: '', refusals },
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(200).default(50) }),
  body: z.strictObject({ at: instant, name: z.string().min(1) }),
  response: z.object({ at: instant, name: z.string(), limit: z.number() }),
});
const count = endpoint({
  ...{ id: 'count', method: 'POST', path: '/api/v1/test/count', access: 'public', tag, summary: '', refusals },
  body: 'csv',
  response: z.object({ bytes: z.number() }),
});
const breakDown = endpoint({
  ...{ id: 'breakDown', method: 'GET', path: '/api/v1/test/broken', access: 'public', tag, summary: '', refusals },
});
const SECRET = 'canary-4711';

let world: ApiWorld;
let ada: Sender;
beforeEach(async () => {
  world = await createApiWorld();
  ada = await world.as(world.users.ada);
});
