// Imports by file: looked at, tried, taken in by the worker, told row by row, undone.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import { WORKBOOK_TYPE } from '#api/csv-body.ts';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Import = {
  id: string;
  state: string;
  total: number;
  counts: Record<string, number>;
  columns: { heading: string; examples: string[] }[];
  settings: { columns: Record<string, string>; meanings: object; dayOrder: string; duplicates: object };
  remembered: boolean;
  undone: number;
  undoneAs: Record<string, number>;
};

const CANCELLED = encodeURIComponent(JSON.stringify({ field: 'last_name', starts_with: 'Cancel ' }));

type Tried = {
  counts: Record<string, number>;
  errors: object[];
  unknown: { field: string; cell: string; rows: number; suggestion: string | null }[];
};

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

async function send(file: string | Buffer, query: Readonly<Record<string, string>> = {}, type = 'text/csv') {
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
  const url = `/api/v1/imports?${new URLSearchParams({ module: 'leads', ...query }).toString()}`;
  return world.app.inject({ method: 'POST', url, headers, cookies, payload: file });
}

async function staged(...given: Parameters<typeof send>): Promise<Import> {
  const answer = await send(...given);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<Import>();
}

const read = (id: string) => ok<Import>(grace('GET', `/api/v1/imports/${id}`));
const attempt = (id: string, settings: object) => ok<Tried>(grace('POST', `/api/v1/imports/${id}/try`, settings));

async function takeIn(id: string, settings: object): Promise<Import> {
  await ok(grace('POST', `/api/v1/imports/${id}/start`, settings));
  await world.work();
  return read(id);
}

async function undo(id: string): Promise<Import> {
  await ok(grace('POST', `/api/v1/imports/${id}/undo`));
  await world.work();
  return read(id);
}

const fileOf = async (id: string, what: string) => (await grace('GET', `/api/v1/imports/${id}/${what}`)).body;
const leads = async (criteria: object) => {
  const query = `criteria=${encodeURIComponent(JSON.stringify(criteria))}&sort=last_name&limit=200`;
  return (
    await ok<{ items: { id: string; values: Record<string, unknown> }[] }>(grace('GET', `/api/v1/leads?${query}`))
  ).items;
};

it('I-1 a file is looked at, tried and taken in; its rows that can’t be are a file to correct and send again', async () => {
  const csv = 'Last name,Email,Lead source,City\nMoreau,ada@m.invalid,Google,=HYPERLINK(1)\nOkoro,bad,Partner,Lagos\n';
  const file = await staged(csv, { name: 'people.csv' });
  expect(file).toMatchObject({
    state: 'staged',
    total: 2,
    columns: [{ heading: 'Last name', examples: ['Moreau', 'Okoro'] }, {}, {}, {}],
    settings: { duplicates: { kind: 'skip', key: 'email' }, columns: { 'Lead source': 'lead_source' } },
    remembered: false,
  });
  const tried = await attempt(file.id, file.settings);
  expect(tried).toMatchObject({
    counts: { read: 2, created: 0, failed: 2 },
    unknown: [{ field: 'lead_source', cell: 'Google', rows: 1, suggestion: null }],
  });
  expect(await leads({ field: 'last_name', is: 'Moreau' })).toEqual([]);

  const meanings = { lead_source: { Google: { as: 'Organic search' } } };
  const done = await takeIn(file.id, { ...file.settings, meanings });
  expect(done).toMatchObject({ state: 'done', counts: { read: 2, created: 1, failed: 1 } });
  expect(await leads({ field: 'last_name', is: 'Moreau' })).toMatchObject([
    { values: { lead_source: 'Organic search' } },
  ]);
  expect(await fileOf(file.id, 'failures')).toBe(
    '\ufeff"Last name","Email","Lead source","City","Row in the file","What is wrong"\r\n' +
      '"Okoro","bad","Partner","Lagos","3","Email: This is not a mail address."\r\n',
  );
  expect((await grace('POST', `/api/v1/imports/${file.id}/start`, file.settings)).json()).toMatchObject({
    code: 'import_not_now',
  });

  // The next file of this shape is read the same way.
  const next = await staged(csv);
  expect(next).toMatchObject({ remembered: true, settings: { meanings } });
});

it('T6 T23 an import is its owner’s alone', async () => {
  const { id } = await staged('Last name\nPrivate\n');
  for (const path of ['', '/failures', '/undone']) {
    expect((await ada('GET', `/api/v1/imports/${id}${path}`)).statusCode).toBe(404);
  }
  expect((await ada('POST', `/api/v1/imports/${id}/start`, { columns: {} })).statusCode).toBe(404);
  expect((await ada('POST', `/api/v1/imports/${id}/undo`)).statusCode).toBe(404);
});

it('I-1 undone: what it made lies in the bin, what it changed is as before, except what was changed since', async () => {
  const before = await staged('Last name,Email,City\nKeep,keep@u.invalid,Lyon\nBack,back@u.invalid,Oslo\n');
  await takeIn(before.id, before.settings);
  const csv =
    'Last name,Email,City,Title\nNew,new@u.invalid,Rome,\nKeep,keep@u.invalid,Paris,CEO\nBack,back@u.invalid,Bergen,CTO\n';
  const file = await staged(csv);
  const settings = { ...file.settings, duplicates: { kind: 'update', key: 'email' } };
  expect((await takeIn(file.id, settings)).counts).toMatchObject({ created: 1, updated: 2 });
  const [keep] = await leads({ field: 'email', is: 'keep@u.invalid' });
  await ok(grace('PATCH', `/api/v1/leads/${keep?.id}`, { values: { city: 'Nice' } }));

  expect(await undo(file.id)).toMatchObject({ state: 'undone', undoneAs: { binned: 1, restored: 1, kept: 1 } });
  expect(await leads({ field: 'email', is: 'new@u.invalid' })).toEqual([]);
  expect(await leads({ field: 'email', is: 'back@u.invalid' })).toMatchObject([
    { values: { city: 'Oslo', title: null } },
  ]);
  expect(await leads({ field: 'email', is: 'keep@u.invalid' })).toMatchObject([
    { values: { city: 'Nice', title: null } },
  ]);
  const told = (await fileOf(file.id, 'undone')).split('\r\n');
  expect(told).toHaveLength(5);
  expect(told.find((line) => line.startsWith('"Keep"'))).toMatch(/"City"$/);
  expect((await grace('POST', `/api/v1/imports/${file.id}/undo`)).json()).toMatchObject({ code: 'import_not_now' });
});

it('I-1 P15 cancelled: the batch at hand is finished, the rest is not read and told, and all of it can be undone', async () => {
  const rows = Array.from({ length: 2_500 }, (_, i) => `Cancel ${i},${i === 7 ? 'bad' : `c${i}@c.invalid`}`);
  const file = await staged(`Last name,Email\n${rows.join('\n')}\n`, { name: 'many.csv' });
  const cancel = (by: Sender) => by('POST', `/api/v1/imports/${file.id}/cancel`);
  expect((await cancel(grace)).json()).toMatchObject({ code: 'import_not_now' });
  await ok(grace('POST', `/api/v1/imports/${file.id}/start`, file.settings));
  const { database, organization } = world;
  const batch = () => runJobBatch({ database, organization, definitions: keepDefinitions(), now: world.now() });
  await batch();
  expect((await cancel(ada)).statusCode).toBe(404);
  const [cancelled] = await Promise.all([ok<Import>(cancel(grace)), batch()]);
  await world.work();

  const after = await read(file.id);
  expect(after).toMatchObject({ ...cancelled, state: 'cancelled', total: 2_500 });
  const { read: rowsRead = 0, created = 0 } = after.counts;
  expect([1_000, 2_000]).toContain(rowsRead);
  expect(created).toBe(rowsRead - 1);
  const count = await ok<object>(grace('GET', `/api/v1/leads?limit=1&count=true&criteria=${CANCELLED}`));
  expect(count).toMatchObject({ count: { count: created } });
  const lines = (await fileOf(file.id, 'failures')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 1 + 2_500 - rowsRead);
  expect(lines[1]).toBe('"Cancel 7","bad","9","Email: This is not a mail address."');
  expect(lines.at(-1)).toBe('"Cancel 2499","c2499@c.invalid","2501","Not read: the import ended before this row"');
  expect((await cancel(grace)).statusCode).toBe(409);
  expect(await undo(file.id)).toMatchObject({ state: 'undone', undoneAs: { binned: created } });
  expect((await fileOf(file.id, 'failures')).trimEnd().split('\r\n')).toHaveLength(lines.length);
});

it('I-1 an Excel workbook is a file like any other; a broken one is refused with what to do', async () => {
  const sheet = await writeExcelFile([
    [{ value: 'Last name' }, { value: 'Employees' }, { value: 'Email' }],
    [{ value: '陈' }, { value: 12, type: Number }, { value: 'chen@x.invalid' }],
  ]).toBuffer();
  const file = await staged(sheet, {}, WORKBOOK_TYPE);
  expect(file.columns.map(({ examples }) => examples)).toEqual([['陈'], ['12'], ['chen@x.invalid']]);
  expect(await takeIn(file.id, file.settings)).toMatchObject({ counts: { created: 1 } });
  const broken = await send(Buffer.concat([sheet.subarray(0, 200), Buffer.alloc(500)]), {}, WORKBOOK_TYPE);
  expect(broken.json()).toMatchObject({ code: 'workbook_unreadable' });
});

it('I-1 GB18030 and days that begin with the month are seen by themselves', async () => {
  const gb = Buffer.from([0xd0, 0xd5, 0x0a, 0xb3, 0xc2, 0x0a]); // 姓, 陈
  expect((await staged(gb)).columns).toEqual([{ heading: '姓', examples: ['陈'] }]);
  const deals = await staged('Deal name,Closing date\nCranes,3/1/2017\nShips,10/20/2017\n', { module: 'deals' });
  expect(deals.settings.dayOrder).toBe('month_first');
  expect(await takeIn(deals.id, deals.settings)).toMatchObject({ counts: { created: 2 } });
  const found = await ok<{ items: object[] }>(grace('GET', '/api/v1/deals?sort=name'));
  expect(found.items).toMatchObject([
    { values: { closing_date: '2017-03-01' } },
    { values: { closing_date: '2017-10-20' } },
  ]);
});

const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const dataFile = (name: string) => readFileSync(DATA + name);

describe.skipIf(!existsSync(DATA))('the real files', () => {
  it('I-1 9,240 leads go in whole once every value has a meaning, and out again', async () => {
    const file = await staged(dataFile('leads/leads.csv'), { name: 'leads.csv' });
    expect(file.total).toBe(9240);
    const columns = { 'Prospect ID': 'last_name', 'Lead Source': 'lead_source', City: 'city', Country: 'country' };
    const settings = { ...file.settings, columns: { ...columns, 'Do Not Email': 'do_not_email' } };
    const { unknown, counts } = await attempt(file.id, settings);
    expect(counts['failed']).toBeGreaterThan(2000);
    expect(unknown[0]).toMatchObject({ field: 'lead_source', cell: 'Google', rows: 2873 });
    const lead_source = Object.fromEntries(unknown.map(({ cell }) => [cell, 'add']));
    const meanings = { lead_source, city: { Select: 'empty' } };
    expect((await ada('POST', `/api/v1/imports/${file.id}/start`, settings)).statusCode).toBe(404);
    const done = await takeIn(file.id, { ...settings, meanings });
    expect(done).toMatchObject({ state: 'done', counts: { read: 9240, created: 9240, failed: 0 } });
    expect(await undo(file.id)).toMatchObject({ state: 'undone', undoneAs: { binned: 9240 } });
  });

  it('I-1 accounts, products and deals: misspelt references are offered for mapping', async () => {
    const accounts = await staged(dataFile('crm-opportunities/accounts.csv'), { module: 'accounts' });
    const columns = { account: 'name', employees: 'employees', revenue: 'annual_revenue', sector: 'industry' };
    const tried = await attempt(accounts.id, { columns });
    const industry = Object.fromEntries(tried.unknown.map(({ cell }) => [cell, 'add']));
    expect(tried.unknown.map(({ cell }) => cell)).toContain('technolgy');
    const inAccounts = await takeIn(accounts.id, { columns, meanings: { industry } });
    expect(inAccounts.counts).toMatchObject({ created: 85, failed: 0 });
    const products = await staged(dataFile('crm-opportunities/products.csv'), { module: 'products' });
    const ofProduct = { columns: { product: 'name', sales_price: 'unit_price' } };
    expect((await takeIn(products.id, ofProduct)).counts).toMatchObject({ created: 7 });
    const label = { en: 'Sold product', zh: '所售产品' };
    const lookup = { key: 'sold_product', type: 'lookup', label, target: 'products' };
    await ok(grace('POST', '/api/v1/modules/deals/fields', lookup));
    const deals = await staged(dataFile('crm-opportunities/sales_pipeline.csv'), { module: 'deals' });
    expect(deals.settings.dayOrder).toBe('month_first');
    const settings = {
      columns: {
        opportunity_id: 'name',
        account: 'account',
        product: 'sold_product',
        deal_stage: 'stage',
        close_date: 'closing_date',
        close_value: 'amount',
      },
      dayOrder: 'month_first',
    };
    const { unknown } = await attempt(deals.id, settings);
    expect(unknown.filter(({ field }) => field === 'stage').map(({ cell }) => cell)).toEqual([
      'Won',
      'Lost',
      'Engaging',
      'Prospecting',
    ]);
    expect(unknown.filter(({ field }) => field === 'sold_product')).toEqual([
      { field: 'sold_product', cell: 'GTXPro', rows: 1480, suggestion: 'GTX Pro' },
    ]);
    const stage = {
      Won: { as: 'Closed won' },
      Lost: { as: 'Closed lost' },
      Engaging: { as: 'Negotiation' },
      Prospecting: { as: 'Qualification' },
    };
    const done = await takeIn(deals.id, {
      ...settings,
      meanings: { stage, sold_product: { GTXPro: { as: 'GTX Pro' } } },
    });
    expect(done.counts).toMatchObject({ read: 8800, created: 8800, failed: 0 });
    expect(await undo(deals.id)).toMatchObject({ undoneAs: { binned: 8800 } });
  });
});
