import { afterAll, beforeAll, expect, it } from 'vitest';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type View = { id: string; revision: number; name: string; criteria: object };
const url = '/api/v1/views';
const abroad = { name: 'Abroad', criteria: { field: 'country', is_not: '中国' }, columns: ['last_name', 'country'] };

it('V-3: a view is made, listed by name, changed in parts, and deleted', async () => {
  const made = await grace('POST', url, abroad);
  expect(made.statusCode).toBe(201);
  expect(made.headers['etag']).toBe('"1"');
  const view = made.json<View>();
  expect(view).toMatchObject({ ...abroad, module: 'leads', sort: null, revision: 1 });
  await ok(grace('POST', url, { ...abroad, name: 'A list before it' }));
  const { items } = await ok<{ items: View[] }>(grace('GET', url));
  expect(items.map(({ name }) => name)).toEqual(['A list before it', 'Abroad']);
  const changed = await ok<View>(grace('PATCH', `${url}/${view.id}`, { sort: { field: 'country', descending: true } }));
  expect(changed).toMatchObject({ ...abroad, sort: { field: 'country', descending: true }, revision: 2 });
  const read = await ok<View>(grace('GET', `${url}/${view.id}`));
  expect(read).toEqual({ ...changed, inWords: 'Country is not “中国”' });
  expect((await grace('DELETE', `${url}/${view.id}`)).statusCode).toBe(204);
  expect((await grace('GET', `${url}/${view.id}`)).statusCode).toBe(404);
});

it('V-3: everything that is wrong with it is named', async () => {
  const wrong = {
    name: ' ',
    criteria: { all: [{ field: 'country', is: '' }] },
    columns: ['soul', 'city', 'city'],
    sort: { field: 'description', descending: false },
  };
  const { errors } = (await grace('POST', url, wrong)).json<{ errors: { path: string; code: string }[] }>();
  expect(errors.map(({ path, code }) => `${path}: ${code}`).sort()).toEqual([
    'body.columns: named_twice',
    'body.columns: unknown_field',
    'body.criteria.all.0.is: text_empty',
    'body.name: required',
    'body.sort: not_sortable',
  ]);
});

it('R-4: a stale change is refused and shows the other one; a name is taken once', async () => {
  const view = await ok<View>(grace('POST', url, { ...abroad, name: 'Stale' }));
  await ok(grace('PATCH', `${url}/${view.id}`, { name: 'Fresh', revision: 1 }));
  const stale = await grace('PATCH', `${url}/${view.id}`, { name: 'Other', revision: 1 });
  expect(stale.json()).toMatchObject({ status: 409, code: 'stale', current: { name: 'Fresh', revision: 2 } });
  const taken = await grace('POST', url, { ...abroad, name: 'Fresh' });
  expect(taken.json()).toMatchObject({ status: 409, code: 'name_taken' });
});

it('R-4: two changes of different parts at the same time undo nothing of each other', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const view = await ok<View>(grace('POST', url, { ...abroad, name: `Both ${round}` }));
    const changes = [{ name: `Renamed ${round}` }, { columns: ['city'] }];
    const answers = await Promise.all(changes.map((change) => grace('PATCH', `${url}/${view.id}`, change)));
    const now = await ok(grace('GET', `${url}/${view.id}`));
    for (const [index, { statusCode }] of answers.entries()) {
      if (statusCode === 200) expect(now).toMatchObject(changes[index] ?? {});
      else expect(statusCode).toBe(409);
    }
  }
});

it('K-16: a view that is an audience isn’t deleted, and the cadences are named', async () => {
  const view = await ok<View>(grace('POST', url, { ...abroad, name: 'Audience' }));
  await publish(grace, featureAdoption({ audience: { view: 'Audience' } }));
  const refused = await grace('DELETE', `${url}/${view.id}`);
  const detail = expect.stringContaining('Feature adoption');
  expect(refused.json()).toMatchObject({ status: 409, code: 'view_in_use', detail });
});
