import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, MINUTE } from '#core/time/instant.ts';
import { saveStanding } from '#storage/accounts/users.ts';
import { type ApiWorld, createApiWorld, from, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

type Made = { key: string; apiKey: { id: string; prefix: string; createdAt: string } };
const wanted = { name: 'Importer', scopes: ['records.read'], expiresAt: null };
const make = async (as: Sender, changes: object = {}) => {
  const response = await as('POST', '/api/v1/api-keys', { ...wanted, ...changes });
  expect(response.statusCode).toBe(201);
  return response.json<Made>();
};
const meWith = (key: string) =>
  world.app.inject({ method: 'GET', url: '/api/v1/me', headers: { authorization: `Bearer ${key}` } });

it('U-3: a key is shown once, kept as a hash, and acts as its user within its scopes', async () => {
  const { key, apiKey } = await make(ada);
  expect(key).toMatch(/^cdz_[0-9a-f]{8}_[\w-]{43}$/);
  expect(key).toContain(`cdz_${apiKey.prefix}_`);
  expect(apiKey.createdAt).toBe(new Date(world.now()).toISOString());
  expect((await meWith(key)).json()).toMatchObject({ user: { name: 'Ada' }, scopes: ['records.read'] });
  const list = await ada('GET', '/api/v1/api-keys');
  expect(list.json()).toMatchObject({ items: [{ id: apiKey.id, name: 'Importer' }], nextCursor: null });
  const stored = await world.database.control((tx) => tx.query(sql`select to_jsonb(k)::text as row from api_key k`));
  for (const text of [list.body, JSON.stringify(stored), world.log()]) expect(text).not.toContain(key.slice(13));
});

it('U-3: nobody hands on what they don’t have', async () => {
  const refused = await ada('POST', '/api/v1/api-keys', { ...wanted, scopes: ['records.read', 'admin'] });
  expect(refused.json()).toMatchObject({
    status: 403,
    code: 'scopes_not_yours',
    detail: expect.stringContaining('admin'),
  });
  await make(grace, { scopes: ['admin'] });
});

it('U-3: a key loses the scopes that its user loses', async () => {
  const { key } = await make(grace, { scopes: ['records.read', 'admin'] });
  const setAdministrator = (administrator: boolean) =>
    world.database.control((tx) =>
      saveStanding(tx, world.organization.seat, { id: world.users.grace.id, administrator }),
    );
  await setAdministrator(false);
  expect((await meWith(key)).json()).toMatchObject({ scopes: ['records.read'] });
  await setAdministrator(true);
});

it('U-3: expires when it says, and not before', async () => {
  const at = (instant: number) => new Date(instant).toISOString();
  const past = await ada('POST', '/api/v1/api-keys', { ...wanted, expiresAt: at(world.now()) });
  expect(past.json()).toMatchObject({ status: 422, code: 'expiry_in_past' });
  const { key } = await make(ada, { expiresAt: at(world.now() + DAY) });
  world.wait(DAY - MINUTE);
  expect((await meWith(key)).statusCode).toBe(200);
  world.wait(MINUTE);
  expect((await meWith(key)).statusCode).toBe(401);
});

it('U-3: is refused from the moment it is revoked', async () => {
  const { key, apiKey } = await make(ada);
  expect((await meWith(key)).statusCode).toBe(200);
  expect((await ada('DELETE', `/api/v1/api-keys/${apiKey.id}`)).statusCode).toBe(204);
  expect((await meWith(key)).statusCode).toBe(401);
  expect((await ada('DELETE', `/api/v1/api-keys/${apiKey.id}`)).json()).toMatchObject({ code: 'not_found' });
});

it('T6: keys of others can’t be seen or revoked, those of other organisations not even by administrators', async () => {
  const lin = await world.as(world.users.lin);
  const ofGrace = await make(grace);
  for (const other of [ada, lin]) {
    expect((await other('GET', '/api/v1/api-keys')).body).not.toContain(ofGrace.apiKey.id);
    const refused = await other('DELETE', `/api/v1/api-keys/${ofGrace.apiKey.id}`);
    expect(refused.json()).toMatchObject({ status: 404, code: 'not_found' });
  }
  expect((await meWith(ofGrace.key)).statusCode).toBe(200);
  const ofAda = await make(ada);
  expect((await grace('DELETE', `/api/v1/api-keys/${ofAda.apiKey.id}`)).statusCode).toBe(204);
});

it('U-3: keys make no keys', async () => {
  const { key } = await make(grace, { scopes: ['admin'] });
  const headers = { authorization: `Bearer ${key}` };
  const refused = await world.app.inject({ ...from('POST', '/api/v1/api-keys', wanted), headers });
  expect(refused.json()).toMatchObject({ status: 403, code: 'session_needed' });
});

it('U-3: an inactive user has no keys and no sessions', async () => {
  const { key } = await make(ada);
  const setActive = (active: boolean) =>
    world.database.control((tx) =>
      tx.query(sql`update app_user set active = ${active} where id = ${world.users.ada.id}`),
    );
  await setActive(false);
  expect((await meWith(key)).statusCode).toBe(401);
  expect((await ada('GET', '/api/v1/me')).statusCode).toBe(401);
  await setActive(true);
  expect((await ada('GET', '/api/v1/me')).statusCode).toBe(200);
});
