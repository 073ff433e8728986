import { type RawBuilder, sql } from 'kysely';
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

const fields = '/api/v1/modules/deals/fields';
const label = { en: 'Margin', zh: '毛利' };
const cost = { key: 'cost', type: 'currency', label: { en: 'Cost', zh: '成本' } };
const margin = { key: 'margin', type: 'currency', label, formula: 'amount - cost' };
type Shown = {
  id: string;
  revision: number;
  values: Record<string, unknown>;
  problems: Record<string, { en: string }>;
};
type Refused = { status: number; code: string; errors: { path: string; code: string; message: string }[] };
type FieldShown = { key: string; readOnly: boolean; formula: { text: string; problem: { en: string } | null } | null };

const make = (values: object) => ok<Shown>(grace('POST', '/api/v1/deals', { values: { name: 'Boat', ...values } }));
const read = ({ id }: Shown) => ok<Shown>(grace('GET', `/api/v1/deals/${id}`));
const edit = ({ id }: Shown, values: object) => ok<Shown>(grace('PATCH', `/api/v1/deals/${id}`, { values }));
const fieldsOf = async () => (await ok<{ fields: FieldShown[] }>(grace('GET', '/api/v1/modules/deals'))).fields;

it('R-2: a formula is worked out for the records that there are, and with every saving', async () => {
  await ok(grace('POST', fields, cost));
  const before = await make({ amount: '100.10', cost: '40' });
  const empty = await make({ amount: '1' });
  const added = await ok<FieldShown>(grace('POST', fields, margin));
  expect(added).toMatchObject({ readOnly: true, formula: { text: 'amount - cost', problem: null } });
  expect((await read(before)).values['margin']).toBeNull();
  await world.settle();
  expect((await read(before)).values['margin']).toBe('60.1');
  expect(await read(empty)).toMatchObject({ values: { margin: null }, revision: 1, problems: {} });
  expect((await edit(empty, { cost: '0.75' })).values['margin']).toBe('0.25');
  expect((await make({ amount: '3', cost: '5' })).values['margin']).toBe('-2');
  const refused = await grace('PATCH', `/api/v1/deals/${before.id}`, { values: { margin: '1' } });
  expect(refused.json<Refused>().errors).toMatchObject([{ path: 'body.values.margin', code: 'read_only' }]);
});

it('R-2 V-1: filters and sorts know it as any other field, and its change is told', async () => {
  type Listed = { items: Shown[] };
  const criteria = encodeURIComponent(JSON.stringify({ field: 'margin', less_than: 60 }));
  const listed = await ok<Listed>(grace('GET', `/api/v1/deals?criteria=${criteria}&sort=-margin`));
  expect(listed.items.map(({ values }) => values['margin'])).toEqual(['0.25', '-2']);
  const [first] = listed.items;
  const timeline = await ok<{ items: object[] }>(grace('GET', `/api/v1/deals/${first?.id}/timeline`));
  expect(JSON.stringify(timeline)).toContain('margin');
});

it('R-2: a changed formula is worked out anew, one that can’t be used changes nothing', async () => {
  const deal = await make({ amount: '100', cost: '40' });
  const rate = { key: 'rate', type: 'percent', label, formula: 'margin / cost * 100', fractionDigits: 1 };
  await ok(grace('POST', fields, rate));
  await world.settle();
  await ok(grace('PATCH', `${fields}/margin`, { formula: 'amount - coalesce(cost, 0) - 10' }));
  await world.settle();
  expect((await read(deal)).values).toMatchObject({ margin: '50', rate: '125' });
  const wrong = (await grace('PATCH', `${fields}/margin`, { formula: 'amount - rate - prize' })).json<Refused>();
  expect(wrong).toMatchObject({ status: 422, code: 'field_formula_not_valid' });
  expect(wrong.errors).toEqual([
    { path: 'body.formula', code: 'formulas_in_circle', message: expect.stringMatching(/^At character 10 \(“rate/) },
    { path: 'body.formula', code: 'field_unknown', message: expect.stringContaining('prize') },
  ]);
  expect((await grace('PATCH', `${fields}/margin`, { formula: null })).json()).toMatchObject({
    code: 'field_formula_not_for_it',
  });
  expect((await grace('PATCH', `${fields}/cost`, { formula: 'amount' })).json()).toMatchObject({
    code: 'field_formula_not_for_it',
  });
  expect((await grace('POST', fields, { ...rate, key: 'mail', type: 'email', formula: 'name' })).json()).toMatchObject({
    status: 422,
  });
  expect((await grace('POST', fields, { ...margin, key: 'must', required: true })).json()).toMatchObject({
    code: 'field_limit_not_valid',
  });
});

it('R-2: what can’t be calculated is empty, and the record says why', async () => {
  const deal = await make({ amount: '10', cost: '0' });
  expect(deal).toMatchObject({
    values: { margin: '0', rate: null },
    problems: { rate: { en: expect.stringContaining('zero') } },
  });
  expect(await edit(deal, { cost: '5' })).toMatchObject({ values: { rate: '-100' }, problems: {} });
});

it('R-2: without a field that it names a formula stands still, and goes on when the field is back', async () => {
  const deal = await make({ amount: '30', cost: '10' });
  await ok(grace('POST', `${fields}/cost/retire`));
  await world.settle();
  const shown = (await fieldsOf()).find(({ key }) => key === 'margin');
  expect(shown?.formula).toMatchObject({ problem: { en: expect.stringContaining('“cost”') } });
  expect((await edit(deal, { amount: '50' })).values).toMatchObject({ amount: '50', margin: '10', rate: '100' });
  await ok(grace('POST', `${fields}/cost/restore`));
  await world.settle();
  expect((await read(deal)).values).toMatchObject({ margin: '30', rate: '300' });
  expect((await fieldsOf()).find(({ key }) => key === 'margin')?.formula?.problem).toBeNull();
});

it('R-2: goes through more records than a batch holds', async () => {
  const many = 1_200;
  const { database, organization } = world;
  const count = (where: RawBuilder<unknown>) =>
    database.organization(organization.seat, async (tx) => {
      const [row] = await tx.query<{ count: number }>(sql`select count(*)::int as count from m_deals where ${where}`);
      return row?.count;
    });
  await database.organization(organization.seat, (tx) =>
    tx.query(sql`
      insert into m_deals (public_id, amount, c_cost, created_at, modified_at)
      select gen_random_uuid(), 5, 1, now(), now() from generate_series(1, ${many})`),
  );
  await ok(grace('PATCH', `${fields}/margin`, { formula: 'amount - cost' }));
  expect(await count(sql`amount = 5 and c_cost = 1 and c_margin is null`)).toBe(many);
  await world.settle();
  expect(await count(sql`amount = 5 and c_cost = 1 and c_margin = 4 and c_rate = 400`)).toBe(many);
});

it('R-2 R-4: a record that lay in the recycle bin comes back with what the formula gives by now', async () => {
  const deal = await make({ amount: '30', cost: '10' });
  expect((await grace('DELETE', `/api/v1/deals/${deal.id}`)).statusCode).toBe(204);
  await ok(grace('PATCH', `${fields}/margin`, { formula: 'amount - cost * 2' }));
  await world.settle();
  const restored = await ok<Shown>(grace('POST', `/api/v1/deals/${deal.id}/restore`));
  expect(restored.values).toMatchObject({ margin: '10', rate: '100' });
});
