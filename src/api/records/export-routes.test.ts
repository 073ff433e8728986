import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let view: string;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  const criteria = { field: 'city', is: 'Lagos' };
  const sort = { field: 'last_name', descending: true };
  const content = { name: 'Lagos', criteria, sort, columns: ['last_name', 'company', 'employees', 'owner'] };
  view = (await ok<{ id: string }>(grace('POST', '/api/v1/views', content))).id;
  await createLead(grace, { last_name: 'Adeyemi', city: 'Lagos', company: '=HYPERLINK("x")', employees: -5 });
  await createLead(grace, { last_name: 'Balogun "B"', city: 'Lagos', company: '陈记, 上海' });
  await createLead(grace, { last_name: 'Moreau', city: 'Lyon' });
});
afterAll(() => world.close());

const exported = (query: string) => grace('GET', `/api/v1/leads/export?${query}`);

it('I-2 T22 a view’s columns in its order; texts are never formulas, numbers stay numbers', async () => {
  const answer = await exported(`view=${view}`);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': "attachment; filename*=UTF-8''Leads.csv",
    'x-content-type-options': 'nosniff',
  });
  expect(answer.body).toBe(
    [
      '\ufeff"Last name","Company","Employees","Owner"',
      '"Balogun ""B""","陈记, 上海","","Grace"',
      '"Adeyemi","\'=HYPERLINK(""x"")","-5","Grace"',
      '',
    ]
      .join('\r\n')
      .replaceAll('"Grace"', `"${world.users.grace.name}"`),
  );
});

it('I-2 as an Excel workbook, in which texts are texts', async () => {
  const { rawPayload } = await exported(`view=${view}&format=xlsx`);
  const sheet = await readSheet(rawPayload);
  expect(sheet.map((row) => row.slice(0, 3))).toEqual([
    ['Last name', 'Company', 'Employees'],
    ['Balogun "B"', '陈记, 上海', null],
    ['Adeyemi', '=HYPERLINK("x")', -5],
  ]);
});

it('I-2 more than a page, all fields, what criteria leave; what can’t be read is refused', async () => {
  for (let number = 0; number < 250; number += 1)
    await createLead(grace, { last_name: `Many ${number}`, city: 'Oslo' });
  const oslo = encodeURIComponent(JSON.stringify({ field: 'city', is: 'Oslo' }));
  const lines = (await exported(`criteria=${oslo}&sort=last_name`)).body.trim().split('\r\n');
  expect(lines).toHaveLength(251);
  expect(new Set(lines).size).toBe(251);
  expect((await exported('view=019a0000-0000-7000-8000-000000000001')).json()).toMatchObject({ code: 'view_unknown' });
  expect((await exported('sort=nothing')).json()).toMatchObject({ code: 'not_sortable' });
});

it('T6 another organisation’s records are in nobody’s file', async () => {
  const lin = await world.as(world.users.lin);
  const { body } = await lin('GET', '/api/v1/leads/export');
  expect(body.trim().split('\r\n')).toHaveLength(1);
  expect((await lin('GET', `/api/v1/leads/export?view=${view}`)).json()).toMatchObject({ code: 'view_unknown' });
});
