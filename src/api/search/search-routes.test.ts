import { afterAll, beforeAll, expect, it } from 'vitest';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type Found = { items: { module: string; records: { id: string; name: string; matched: object }[] }[] };
const search = (sender: Sender, query: string) => sender('GET', `/api/v1/search?${query}`);

it('R-8 records are found by module, with what they were found by, and lead to themselves', async () => {
  const values = { last_name: '诸葛', first_name: '明', mobile: '+86 138 0013 8000' };
  const { id } = await ok<{ id: string }>(grace('POST', '/api/v1/leads', { values }));
  const { items } = await ok<Found>(search(grace, `q=${encodeURIComponent('诸葛明')}`));
  const label = { en: 'Last name', zh: '姓' };
  const record = { id, name: '诸葛明', matched: { field: 'last_name', label, value: '诸葛' } };
  const leads = { module: 'leads', label: { en: 'Leads', zh: '线索' }, singular: { en: 'Lead', zh: '线索' } };
  expect(items).toEqual([{ ...leads, records: [record] }]);
  const byPhone = await ok<Found>(search(grace, 'q=13800138000&limit=1'));
  expect(byPhone.items[0]?.records[0]).toMatchObject({ id, matched: { field: 'mobile', value: '+86 138 0013 8000' } });
  expect((await grace('GET', `/api/v1/leads/${id}`)).statusCode).toBe(200);
});

it('R-8 U-2 another organisation finds nothing of it; nothing typed finds nothing; what is no search is refused', async () => {
  const lin = await world.as(world.users.lin);
  expect(await ok(search(lin, `q=${encodeURIComponent('诸葛明')}`))).toEqual({ items: [] });
  expect(await ok(search(grace, 'q='))).toEqual({ items: [] });
  for (const wrong of ['', 'q=x&limit=0', 'q=x&limit=21', 'q=x&module=leads', `q=${'x'.repeat(201)}`]) {
    expect((await search(grace, wrong)).statusCode).toBe(422);
  }
});
