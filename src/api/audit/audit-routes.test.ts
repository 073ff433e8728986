import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, from, GRACES_PASSWORD, type Sender } from '#test/api-server.ts';
import { until } from '#test/until.ts';

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

type Entry = { id: string; action: string; actor: { name: string } | null; target: { name: string | null } | null };
const log = async (query = '', as = grace) =>
  (await ok<{ items: Entry[]; nextCursor: string | null }>(as('GET', `/api/v1/settings/audit-log${query}`))).items;
const actions = async (query = '') => (await log(query)).map(({ action }) => action);
const asOwner = (statement: ReturnType<typeof sql>) => world.database.owner((tx) => tx.query(statement));
const table = () => sql.id(world.organization.seat.schema, 'audit_entry');

it('U-4: keeps sign-ins, failed ones too, and sign-outs', async () => {
  const signIn = (password: string) =>
    world.app.inject(from('POST', '/api/v1/session', { email: 'grace@sales.invalid', password }));
  await signIn('a wrong one altogether');
  const signedIn = await signIn(GRACES_PASSWORD);
  const cookies = Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value]));
  await world.app.inject({ ...from('DELETE', '/api/v1/session'), cookies });
  await until('the failure is kept', async () => (await actions('?action=sign_in_failed')).length === 1);
  expect(await actions('?area=sign_in')).toEqual(expect.arrayContaining(['signed_out', 'signed_in', 'sign_in_failed']));
  const [failed] = await log('?action=sign_in_failed');
  expect(failed).toMatchObject({ actor: null, target: { kind: 'user', name: 'Grace' } });
});

it('U-4: keeps changes of users, keys and definitions, by whom they were made', async () => {
  const view = await ok<{ id: string }>(ada('POST', '/api/v1/views', { name: 'Warm', criteria: { all: [] } }));
  await ok(ada('PATCH', `/api/v1/views/${view.id}`, { name: 'Warmer' }));
  await ada('DELETE', `/api/v1/views/${view.id}`);
  const cadence = await publish(grace, featureAdoption());
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/disable`));
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enable`, { existing: 'leave' }));
  await ok(grace('PATCH', `/api/v1/settings/users/${world.users.ada.publicId}`, { administrator: true }));
  await ok(grace('PATCH', `/api/v1/settings/users/${world.users.ada.publicId}`, { administrator: false }));
  await ok(ada('POST', '/api/v1/api-keys', { name: 'K', scopes: ['records.read'], expiresAt: null }));
  const field = { key: 'sail_area', type: 'decimal', label: { en: 'Sail area', zh: '帆面积' } };
  await ok(grace('POST', '/api/v1/modules/leads/fields', field));
  await ok(grace('POST', '/api/v1/modules/leads/fields/sail_area/retire'));
  const lead = await ok<{ id: string }>(ada('POST', '/api/v1/leads', { values: { last_name: 'Moreau' } }));
  await ada('DELETE', `/api/v1/leads/${lead.id}`);
  await ok(grace('POST', '/api/v1/settings/sending/resume'));
  const all = await actions();
  expect(all).toEqual(
    expect.arrayContaining([
      ...['view_created', 'view_changed', 'view_deleted', 'cadence_published', 'cadence_disabled', 'cadence_enabled'],
      ...['made_administrator', 'made_member', 'api_key_created', 'field_created', 'field_retired', 'record_deleted'],
      'sending_resumed',
    ]),
  );
  const [deleted] = await log('?action=view_deleted');
  expect(deleted).toMatchObject({ actor: { name: 'Ada' }, target: { name: 'Warmer' } });
});

it('U-4: what is refused or rolled back is not in it', async () => {
  const before = (await log()).length;
  await grace('PATCH', `/api/v1/settings/users/${world.users.grace.publicId}`, { active: false });
  await grace('DELETE', '/api/v1/views/019a0000-0000-7000-8000-000000000001');
  expect((await log()).length).toBe(before);
});

it('U-4: pages and filters by who, what and when', async () => {
  const first = await ok<{ items: Entry[]; nextCursor: string }>(grace('GET', '/api/v1/settings/audit-log?limit=2'));
  const second = await log(`?limit=2&cursor=${first.nextCursor}`);
  const ids = [...first.items, ...second].map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(4);
  const ofAda = await log(`?actor=${world.users.ada.publicId}`);
  expect(new Set(ofAda.map(({ actor }) => actor?.name))).toEqual(new Set(['Ada']));
  const now = new Date(world.now()).toISOString();
  expect(await log(`?until=${now}`)).toEqual([]);
  expect((await log(`?from=${now}`)).length).toBeGreaterThan(4);
  expect(await actions('?area=users&action=signed_in')).toEqual([]);
});

it('T11: holds no secrets and nothing personal', async () => {
  const rows = JSON.stringify(await asOwner(sql`select to_jsonb(a)::text as row from ${table()} a`));
  for (const text of [GRACES_PASSWORD, 'sales.invalid', 'Ada', 'Grace', 'cdz_', 'Moreau'])
    expect(rows).not.toContain(text);
});

it('T7 T6: is for administrators, of their own organisation', async () => {
  expect((await ada('GET', '/api/v1/settings/audit-log')).statusCode).toBe(403);
  const lins = await log('', await world.as(world.users.lin));
  expect(new Set(lins.map(({ actor }) => actor?.name))).toEqual(new Set(['Lin']));
});

it('T31: nothing in it can be changed, not even by the owner of the tables, and whoever forces it is found out', async () => {
  const check = () => ok<{ brokenAt: string | null }>(grace('GET', '/api/v1/settings/audit-log/check'));
  expect(await check()).toEqual({ brokenAt: null });
  for (const statement of [
    sql`update ${table()} set action = 'signed_in'`,
    sql`delete from ${table()}`,
    sql`truncate ${table()}`,
  ]) {
    await expect(asOwner(statement)).rejects.toMatchObject({ code: '42501' });
  }
  const force = (statement: ReturnType<typeof sql>) =>
    world.database.owner(async (tx) => {
      await tx.query(sql`alter table ${table()} disable trigger keep`);
      await tx.query(statement);
      await tx.query(sql`alter table ${table()} enable trigger keep`);
    });
  await force(sql`update ${table()} set action = 'made_member' where id = 2`);
  expect(await check()).toEqual({ brokenAt: '2' });
  await force(sql`delete from ${table()} where id = 2`);
  expect(await check()).toEqual({ brokenAt: '3' });
});

it('U-4: entries of many at once are all kept, each sealed onto the one before', async () => {
  const before = Number((await log())[0]?.id);
  await Promise.all(Array.from({ length: 12 }, () => world.sessionOf(world.users.ada)));
  const ids = (await log('?limit=12')).map(({ id }) => Number(id));
  expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => before + 12 - index));
});
