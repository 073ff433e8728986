// What holds for every endpoint of the contract, whichever are added.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { type Scope, scopes } from '#contract/scopes.ts';
import { createLead, featureAdoption, ok, publish, withKey } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, from, type Sender } from '#test/api-server.ts';

const folder = new URL('../contract', import.meta.url);
const names = readdirSync(folder).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
const modules = await Promise.all(names.map((name): Promise<object> => import(`../contract/${name}.ts`)));
const endpoints = modules.flatMap((module): unknown[] => Object.values(module)).filter(isEndpoint);

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'access' in value;
}

/** Objects with named properties that let others in too. */
function lenientObjectsIn(schema: unknown): unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isLenient =
    'properties' in schema && !('additionalProperties' in schema && schema.additionalProperties === false);
  return [...(isLenient ? [schema] : []), ...Object.values(schema).flatMap(lenientObjectsIn)];
}

let world: ApiWorld;
let grace: Sender;
let lin: Sender;
let keys: ReadonlyMap<Scope, Sender>;
/** Ids of things of Grace's organisation. */
let ids: { lead: string; cadence: string; view: string; enrollment: string; activity: string };
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  lin = await world.as(world.users.lin);
  keys = new Map(
    await Promise.all(scopes.map(async (scope) => [scope, await withKey(world, grace, [scope])] as const)),
  );
  ids = await makeThings();
});
afterAll(() => world.close());

async function makeThings() {
  const lead = await createLead(grace, { last_name: 'Moreau', email: 'ada@moreau.invalid' });
  const view = await ok<{ id: string }>(grace('POST', '/api/v1/views', { name: 'All', criteria: { all: [] } }));
  const task = { id: 'task', task: { subject: 'Look' } };
  const cadence = await publish(grace, { ...featureAdoption(), followUps: [task], unenroll: [] });
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead.id] }));
  await world.settle();
  const rounds = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/leads/${lead.id}/enrollments`));
  const tasks = await ok<{ items: { id: string }[] }>(grace('GET', '/api/v1/activities'));
  const [round, activity] = [rounds.items[0]?.id ?? '', tasks.items[0]?.id ?? ''];
  return { lead: lead.id, cadence: cadence.id, view: view.id, enrollment: round, activity };
}

/** The endpoint's address, with ids of the right kind. */
function addressOf({ path }: Endpoint): string {
  const id = path.includes('/:module/:id')
    ? ids.lead
    : path.includes('/cadences/')
      ? ids.cadence
      : path.includes('/views/')
        ? ids.view
        : path.includes('/activities/')
          ? ids.activity
          : path.includes('/enrollments/')
            ? ids.enrollment
            : path.includes('/messages/')
              ? '1'
              : '019a0000-0000-7000-8000-000000000001';
  const values: Readonly<Record<string, string>> = {
    id,
    module: 'leads',
    field: 'email',
    name: 'Update',
    number: '1',
    version: '1',
    direction: 'sent',
    mail: '1',
  };
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '');
}

const privateOnes = endpoints.filter(({ access }) => access !== 'public').map((one) => [one.id, one] as const);
const scoped = privateOnes.filter(([, { access }]) => (scopes as readonly string[]).includes(access));

describe('every endpoint', () => {
  it.each(privateOnes)('U-3: %s wants somebody', async (_id, endpoint) => {
    const response = await world.app.inject(from(endpoint.method, addressOf(endpoint)));
    expect(response.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  it.each(scoped)('U-3: %s wants its scope, and no other one will do', async (_id, endpoint) => {
    for (const [scope, send] of keys) {
      if (scope === endpoint.access) continue;
      const response = await send(endpoint.method, addressOf(endpoint));
      expect(`${scope}: ${response.json<{ code: string }>().code}`).toBe(`${scope}: scope_missing`);
    }
  });

  it.each(
    endpoints.filter(({ body }) => body !== null && typeof body !== 'string').map((one) => [one.id, one] as const),
  )('T10: %s refuses keys that it doesn’t know, and what isn’t an object', async (_id, endpoint) => {
    for (const body of [{ organizationId: 1, surprise: true }, [], [{ id: 1 }]]) {
      const response = await grace(endpoint.method, addressOf(endpoint), body);
      expect(response.json()).toMatchObject({ status: 422, code: 'invalid_input' });
    }
  });

  it.each(endpoints.map((one) => [one.id, one] as const))('T10: %s is strict in whatever it takes', (_id, endpoint) => {
    for (const part of [endpoint.params, endpoint.query, typeof endpoint.body === 'string' ? null : endpoint.body]) {
      if (part === null) continue;
      const schema: unknown = z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' });
      expect(lenientObjectsIn(schema)).toEqual([]);
    }
  });

  it.each(privateOnes)('T10: %s refuses a query that it doesn’t know', async (_id, endpoint) => {
    if (endpoint.body !== null) return; // its own problems come with it
    const response = await grace(endpoint.method, `${addressOf(endpoint)}?surprise=1`);
    expect(response.json()).toMatchObject({ status: 422, errors: [{ path: 'query.surprise', code: 'unknown_key' }] });
  });

  const named = privateOnes.filter(
    ([, { path, method, body }]) => path.includes('/:id') && (method === 'GET' || body === null),
  );
  it.each(named)('T6: %s knows nothing of another organisation', async (_id, endpoint) => {
    const response = await lin(endpoint.method, addressOf(endpoint));
    expect(response.statusCode).toBe(404);
    expect(response.body).not.toContain('Moreau');
  });

  it('T6: changes of others’ things change nothing', async () => {
    const { lead, cadence, view, enrollment, activity } = ids;
    const tries = [
      await lin('PATCH', `/api/v1/leads/${lead}`, { values: { last_name: 'Stolen' } }),
      await lin('PATCH', `/api/v1/views/${view}`, { name: 'Stolen' }),
      await lin('PUT', `/api/v1/cadences/${cadence}/draft`, { file: featureAdoption() }),
      await lin('POST', `/api/v1/cadences/${cadence}/publish`, { existing: 'leave', enrolled: 'move' }),
      await lin('POST', `/api/v1/cadences/${cadence}/unenroll`, { records: [lead] }),
      await lin('PATCH', `/api/v1/activities/${activity}`, { status: 'completed' }),
    ];
    expect(tries.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
    const review = await lin('POST', `/api/v1/enrollments/${enrollment}/follow-ups/1/review`, { verdict: 'skip' });
    expect(review.json()).toMatchObject({ code: 'verdict_not_needed' });
    expect(await ok(grace('GET', `/api/v1/leads/${lead}`))).toMatchObject({ revision: 1, name: 'Moreau' });
    expect(await ok(grace('GET', `/api/v1/cadences/${cadence}`))).toMatchObject({ status: 'active', draft: null });
  });

  it('T11: no answer shows internal numbers of records or cadences', async () => {
    for (const url of [`/api/v1/leads/${ids.lead}`, `/api/v1/cadences/${ids.cadence}`, '/api/v1/activities']) {
      const { body } = await grace('GET', url);
      for (const key of ['recordId', 'publicId', 'viewId', 'schema', 'epoch']) expect(body).not.toContain(`"${key}"`);
    }
  });
});
