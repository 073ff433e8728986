import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Pile = { result: string; count: number; errors: { message: string }[]; records: string[] };
type Change = { id: string; state: string; total: number; done: number; piles: Pile[]; message: string | null };
type Answer = { kind: string; id: string; piles: Pile[] };

let world: ApiWorld;
let grace: Sender;
let ada: Sender;

/** 700 leads in Lagos and a few elsewhere. */
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
  await createLead(grace, { last_name: 'First', city: 'Lagos' });
  await inOrganization(sql`
    insert into m_leads (public_id, created_at, modified_at, last_name, last_name__folded, city, city__folded)
    select gen_random_uuid(), created_at, modified_at, 'Lead ' || g, 'lead ' || g, city, city__folded
    from m_leads, generate_series(1, 699) g where last_name = 'First'`);
  for (const last_name of ['Near', 'Far'])
    await createLead(grace, { last_name, city: 'Accra', email: `${last_name}@x.test` });
});
afterAll(() => world.close());

const inOrganization = (statement: ReturnType<typeof sql>) =>
  world.database.organization(world.organization.seat, (tx) => tx.query(statement));
const url = '/api/v1/bulk-changes';
const inCity = (city: string) => ({ criteria: { field: 'city', is: city } });
const asked = (change: object, matching: object) => ({ module: 'leads', matching, change });
const ask = (change: object, matching: object) => ok<Answer>(grace('POST', url, asked(change, matching)));
const changeOf = (id: string) => ok<Change>(grace('GET', `${url}/${id}`));
const batch = () =>
  runJobBatch({
    database: world.database,
    organization: world.organization,
    definitions: keepDefinitions(),
    now: world.now(),
  });
const counted = async (criteria: object) => {
  const query = `criteria=${encodeURIComponent(JSON.stringify(criteria))}&count=true&limit=1`;
  return (await ok<{ count: { count: number } }>(grace('GET', `/api/v1/leads?${query}`))).count.count;
};

it('X-1 a few are changed, tagged and deleted at once', async () => {
  const changed = await ask({ kind: 'update', values: { lead_status: 'Contacted' } }, inCity('Accra'));
  expect(changed).toEqual({ kind: 'answered', piles: [{ result: 'updated', count: 2, errors: [], records: [] }] });
  await ask({ kind: 'tag', add: ['fair'] }, inCity('Accra'));
  expect(
    await counted({
      all: [
        { field: 'lead_status', is: 'Contacted' },
        { field: 'tags', contains_any: ['fair'] },
      ],
    }),
  ).toBe(2);
  const gone = await ask({ kind: 'delete' }, { criteria: { field: 'last_name', is: 'Far' } });
  expect(gone.piles).toEqual([{ result: 'deleted', count: 1, errors: [], records: [] }]);
  expect(await counted({ field: 'city', is: 'Accra' })).toBe(1);
});

it('X-1 more than 200 go on in the background: how far it is, cancelled with the batch at hand, nobody else’s', async () => {
  const values = { lead_status: 'Contacted', city: 'Abuja' };
  const { kind, id } = await ask({ kind: 'update', values }, inCity('Lagos'));
  expect(kind).toBe('started');
  expect(await changeOf(id)).toMatchObject({ state: 'waiting', kind: 'update', total: 700, done: 0, piles: [] });
  await batch();
  expect(await changeOf(id)).toMatchObject({ state: 'running', done: 500 });
  expect((await ada('GET', `${url}/${id}`)).statusCode).toBe(404);
  expect((await ada('POST', `${url}/${id}/cancel`)).statusCode).toBe(404);
  expect(await ok(grace('POST', `${url}/${id}/cancel`))).toMatchObject({ state: 'cancelled' });
  await world.settle();
  expect(await changeOf(id)).toMatchObject({ state: 'cancelled', piles: [{ result: 'updated', count: 500 }] });
  expect(await counted({ field: 'city', is: 'Lagos' })).toBe(200);
  expect((await ok<{ items: Change[] }>(grace('GET', url))).items.map((one) => one.id)).toEqual([id]);
  expect((await ok<{ items: Change[] }>(ada('GET', url))).items).toEqual([]);
  expect((await ok<{ items: object[] }>(grace('GET', '/api/v1/jobs'))).items).toEqual([]);
  expect((await grace('GET', `/api/v1/jobs/${id}`)).statusCode).toBe(404);
});

it('R-4 all of a view are deleted in the background, to the last', async () => {
  const { id } = await ask({ kind: 'delete' }, inCity('Abuja'));
  await world.settle();
  expect(await changeOf(id)).toMatchObject({ state: 'done', done: 500, piles: [{ result: 'deleted', count: 500 }] });
  expect(await counted({ field: 'city', is: 'Abuja' })).toBe(0);
});

it('R-3 U-1 what can only be refused is refused before anything changes', async () => {
  const codes = async (change: object, matching: object = {}) => {
    const { code, errors = [] } = (await grace('POST', url, asked(change, matching))).json<{
      code: string;
      errors?: { path: string; code: string }[];
    }>();
    return [code, ...errors.map((one) => `${one.path}: ${one.code}`)];
  };
  expect(await codes({ kind: 'update', values: { email: 'nowhere', shoe: 4 } })).toEqual([
    'invalid_input',
    'body.change.values.email: not_an_email',
    'body.change.values.shoe: unknown_field',
  ]);
  expect(await codes({ kind: 'tag', add: [' '] })).toEqual(['tag_name_not_valid']);
  expect(await codes({ kind: 'delete' }, { criteria: { field: 'shoe', is: 4 } })).toEqual([
    'invalid_input',
    'body.matching.criteria.field: field_unknown',
  ]);
  expect(await codes({ kind: 'delete' }, { view: '00000000-0000-7000-8000-000000000000' })).toEqual(['view_unknown']);
  const nowhere = await grace('POST', url, { module: 'souls', matching: {}, change: { kind: 'delete' } });
  expect(nowhere.json()).toMatchObject({ code: 'module_unknown' });
});
