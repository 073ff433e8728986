// What holds for every endpoint of the contract, whichever are added: who may call it, and that a call which is refused
// has changed nothing.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { type Scope, scopes } from '#contract/scopes.ts';
import { withKey } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, from, type Sender } from '#test/api-server.ts';
import { addressOf, type Params } from '#test/contract/addresses.ts';
import { type ChangeJournal, keepChangeJournal } from '#test/contract/change-journal.ts';
import { endpoints, named, writes } from '#test/contract/endpoints.ts';
import { shapeOf } from '#test/contract/schema.ts';
import { anHourPasses } from '#test/contract/without-limits.ts';

let world: ApiWorld;
let journal: ChangeJournal;
let session: string;
let grace: Sender;
let keys: ReadonlyMap<Scope, Sender>;
let columns: readonly string[];
beforeAll(async () => {
  world = await createApiWorld();
  session = await world.sessionOf(world.users.grace);
  grace = await world.as(world.users.grace);
  const made = scopes.map(async (scope) => [scope, await withKey(world, grace, [scope])] as const);
  keys = new Map(await Promise.all(made));
  columns = await columnNames();
  journal = await keepChangeJournal(world.database);
});
afterAll(() => world.close());
beforeEach(anHourPasses);
afterEach(async () => {
  expect(await journal.take(), 'T7: what is refused changes nothing').toEqual([]);
});

async function columnNames(): Promise<string[]> {
  const rows = await world.database.owner((tx) =>
    tx.query<{ name: string }>(sql`
      select distinct attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where relnamespace in ('cadenza'::regnamespace, 'org_1'::regnamespace) and relkind = 'r' and attnum > 0 and not attisdropped`),
  );
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [...new Set(rows.flatMap(({ name }) => [name, camel(name)]))];
}

/** An address of the right form, where nothing is. */
function somewhere({ path, params }: Endpoint): string {
  return addressOf(path, params === null ? {} : textsOf(shapeOf(params).sample()));
}

function textsOf(sample: unknown): Params {
  return Object.fromEntries(Object.entries(sample as object).map(([key, value]) => [key, String(value)]));
}

/** Objects with named properties that let others in too. */
function lenientObjectsIn(schema: unknown): unknown[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isLenient =
    'properties' in schema && !('additionalProperties' in schema && schema.additionalProperties === false);
  return [...(isLenient ? [schema] : []), ...Object.values(schema).flatMap(lenientObjectsIn)];
}

const privateOnes = endpoints.filter(({ access }) => access !== 'public');
const withScope = privateOnes.filter(({ access }) => (scopes as readonly string[]).includes(access));
const withSession = privateOnes.filter(({ access }) => access === 'session');
const writing = endpoints.filter(writes);
const withObject = endpoints.filter(({ body }) => body !== null && typeof body !== 'string');

describe('who may call', () => {
  it.each(named(privateOnes))('U-3: %s wants somebody', async (_id, endpoint) => {
    const url = somewhere(endpoint);
    const foreign = { authorization: 'Bearer cdz_00000000_unknown' };
    const nobody = await world.app.inject(from(endpoint.method, url));
    const stranger = await world.app.inject({ method: endpoint.method, url, headers: foreign });
    for (const response of [nobody, stranger]) {
      expect(response.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    }
  });

  it.each(named(withScope))('U-3: %s wants its scope, and no other one will do', async (_id, endpoint) => {
    for (const [scope, send] of keys) {
      if (scope === endpoint.access) continue;
      const response = await send(endpoint.method, somewhere(endpoint));
      expect(`${scope}: ${response.json<{ code: string }>().code}`).toBe(`${scope}: scope_missing`);
    }
  });

  it.each(named(withSession))('U-3: %s wants a person, not a key', async (_id, endpoint) => {
    const response = await keys.get('admin')?.(endpoint.method, somewhere(endpoint));
    expect(response?.json()).toMatchObject({ status: 403, code: 'session_needed' });
  });

  it.each(named(writing))('T14: %s is not carried out for another site', async (_id, endpoint) => {
    const request = { method: endpoint.method, url: somewhere(endpoint), cookies: { cadenza_session: session } };
    for (const site of ['cross-site', 'same-site', 'none']) {
      const response = await world.app.inject({ ...request, headers: { 'sec-fetch-site': site } });
      expect(response.json()).toMatchObject({ status: 403, code: 'cross_site_request' });
    }
    const origin = { origin: 'https://evil.example' };
    expect((await world.app.inject({ ...request, headers: origin })).statusCode).toBe(403);
  });

  it.each(named(writing))('T14: %s takes nothing that a form of another site could send', async (_id, endpoint) => {
    const cookies = { cadenza_session: session };
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
      const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
      const url = somewhere(endpoint);
      const response = await world.app.inject({ method: endpoint.method, url, headers, cookies, payload: 'a=b' });
      expect([type, response.statusCode]).toEqual([type, 415]);
    }
  });
});

describe('what it takes', () => {
  it.each(named(withObject))(
    'T10: %s refuses keys that it doesn’t know, and what isn’t an object',
    async (_id, endpoint) => {
      const sample = shapeOf(endpoint.body as z.ZodType).sample(); // that is the filter
      const known = Object.keys(sample as object);
      const everyColumn = Object.fromEntries(columns.filter((name) => !known.includes(name)).map((name) => [name, 1]));
      const bodies = [
        { organizationId: 1, surprise: true },
        [],
        [{ id: 1 }],
        { ...(sample as object), ...everyColumn },
      ];
      for (const body of bodies) {
        const response = await grace(endpoint.method, somewhere(endpoint), body);
        expect(response.json()).toMatchObject({ status: 422, code: 'invalid_input' });
      }
    },
  );

  it.each(named(endpoints))('T10: %s is strict in whatever it takes', (_id, endpoint) => {
    for (const part of [endpoint.params, endpoint.query, typeof endpoint.body === 'string' ? null : endpoint.body]) {
      if (part === null) continue;
      const schema: unknown = z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' });
      expect(lenientObjectsIn(schema)).toEqual([]);
    }
  });

  it.each(named(privateOnes))('T10: %s refuses a query that it doesn’t know', async (_id, endpoint) => {
    if (endpoint.body !== null) return; // its own problems come with it
    const response = await grace(endpoint.method, `${somewhere(endpoint)}?surprise=1`);
    const { status, errors } = response.json<{ status: number; errors: unknown }>();
    expect(status).toBe(422);
    expect(errors).toContainEqual(expect.objectContaining({ path: 'query.surprise', code: 'unknown_key' }));
  });

  const bodies: readonly (readonly [what: string, body: string | Buffer])[] = [
    ['no JSON', '{"a":'],
    ['two values', '{} {}'],
    ['a text that never ends', '"'.padEnd(5_000, 'x')],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a prototype', '{"__proto__":{"administrator":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"administrator":true}}}'],
    ['lists in lists in lists', `{"values":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['objects in objects', `${'{"all":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
    ['too many keys', JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])))],
  ];
  it.each(named(withObject))('T29: %s refuses bodies that nothing can be made of', async (_id, endpoint) => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const request = {
      method: endpoint.method,
      url: somewhere(endpoint),
      headers,
      cookies: { cadenza_session: session },
    };
    for (const [what, payload] of bodies) {
      const { statusCode } = await world.app.inject({ ...request, payload });
      expect([what, statusCode]).toEqual([what, statusCode === 400 ? 400 : 422]);
    }
  });
});
