import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '#core/time/instant.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type Lead = { id: string; revision: number; name: string; values: Record<string, unknown> };
type Page = { items: Lead[]; nextCursor: string | null; count: object | null };
const url = '/api/v1/leads';

/** A request with If-Match, as a program sends it. */
async function ifMatch(method: 'PATCH' | 'DELETE', path: string, etag: string, payload?: object) {
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const headers = { 'if-match': etag, 'sec-fetch-site': 'same-origin' };
  return world.app.inject({ method, url: path, headers, cookies, ...(payload === undefined ? {} : { payload }) });
}

describe('a lead', () => {
  it('X-1: is made and read with its values, and its revision as the ETag', async () => {
    const values = { first_name: 'Ada', last_name: 'Moreau', annual_revenue: '1234567890123456789.5', employees: 12 };
    const made = await grace('POST', url, { values });
    expect(made.statusCode).toBe(201);
    expect(made.headers['etag']).toBe('"1"');
    const lead = made.json<Lead>();
    expect(lead).toMatchObject({ revision: 1, name: 'Ada Moreau', values });
    expect(lead.values).toMatchObject({
      owner: world.users.grace.publicId,
      created_at: new Date(world.now()).toISOString(),
      do_not_email: false,
      email: null,
    });
    const read = await grace('GET', `${url}/${lead.id}`);
    expect(read.json()).toEqual(lead);
    expect(read.headers['etag']).toBe('"1"');
  });

  it('R-3: every wrong value is named, in the caller’s language', async () => {
    const values = {
      email: 'nobody',
      lead_status: 'Dancing',
      employees: 1.5,
      created_at: '2026-01-01T00:00:00Z',
      soul: 1,
    };
    const refused = await grace('POST', url, { values });
    expect(refused.statusCode).toBe(422);
    const { errors } = refused.json<{ errors: { path: string; code: string; message: string }[] }>();
    expect(errors.map(({ path, code }) => `${path}: ${code}`).sort()).toEqual([
      'body.values.created_at: read_only',
      'body.values.email: not_an_email',
      'body.values.employees: not_whole',
      'body.values.last_name: required',
      'body.values.lead_status: not_an_option',
      'body.values.soul: unknown_field',
    ]);
    const headers = { 'accept-language': 'zh-CN', 'sec-fetch-site': 'same-origin' };
    const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
    const chinese = await world.app.inject({ method: 'POST', url, headers, cookies, payload: { values: {} } });
    expect(chinese.json()).toMatchObject({ errors: [{ path: 'body.values.last_name', message: '必须填写。' }] });
  });

  it('R-4: a stale save is refused and shows the other change', async () => {
    const { id } = await createLead(grace, { last_name: 'Okoro' });
    const path = `${url}/${id}`;
    const first = await ifMatch('PATCH', path, '"1"', { values: { city: 'Lagos' } });
    expect(first.statusCode).toBe(200);
    expect(first.headers['etag']).toBe('"2"');
    for (const stale of [
      await ifMatch('PATCH', path, '"1"', { values: { city: 'Abuja' } }),
      await ifMatch('PATCH', path, '"of something else"', { values: { city: 'Abuja' } }),
      await grace('PATCH', path, { values: { city: 'Abuja' }, revision: 1 }),
      await ifMatch('DELETE', path, '"1"'),
    ]) {
      expect(stale.json()).toMatchObject({
        status: 409,
        code: 'stale',
        current: { id, revision: 2, values: { city: 'Lagos' } },
      });
    }
    expect((await grace('PATCH', path, { values: { city: 'Abuja' }, revision: 2 })).statusCode).toBe(200);
    expect((await grace('PATCH', path, { values: { city: 'Ibadan' } })).json()).toMatchObject({ revision: 4 });
  });

  it('R-4: a deleted lead is gone from everywhere', async () => {
    const { id } = await createLead(grace, { last_name: 'Gone' });
    expect((await ifMatch('DELETE', `${url}/${id}`, '"1"')).statusCode).toBe(204);
    for (const path of ['', '/timeline', '/enrollments']) {
      expect((await grace('GET', `${url}/${id}${path}`)).json()).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect((await ok<Page>(grace('GET', url))).items.map(({ name }) => name)).not.toContain('Gone');
  });
});

describe('a list of leads', () => {
  const list = (query: Readonly<Record<string, string>>) =>
    grace('GET', `${url}?${new URLSearchParams(query).toString()}`);
  const fromTown = (town: string, more: object[] = []) =>
    JSON.stringify({ all: [{ field: 'city', is: town }, ...more] });
  beforeAll(async () => {
    for (const last_name of ['Ash', 'Beech', 'Cedar', 'Date', 'Elm']) {
      await createLead(grace, { last_name, city: 'Wood', do_not_call: last_name === 'Elm' });
    }
  });

  it('X-1: is filtered by criteria, sorted, and paged by cursors', async () => {
    const query = { criteria: fromTown('Wood'), sort: '-last_name', limit: '2' };
    const names: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
      const page: Page = await ok(list(cursor === '' ? { ...query, count: 'true' } : { ...query, cursor }));
      expect(page.count).toEqual(cursor === '' ? { count: 5, exact: true } : null);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(['Elm', 'Date', 'Cedar', 'Beech', 'Ash']);
  });

  it('V-1: a view’s own criteria and order hold, and further ones narrow it', async () => {
    const wanted = {
      name: 'Wood',
      criteria: { field: 'city', is: 'Wood' },
      sort: { field: 'last_name', descending: false },
    };
    const view = await ok<{ id: string }>(grace('POST', '/api/v1/views', wanted));
    const all = await ok<Page>(list({ view: view.id }));
    expect(all.items.map(({ name }) => name)).toEqual(['Ash', 'Beech', 'Cedar', 'Date', 'Elm']);
    const some = await ok<Page>(list({ view: view.id, criteria: JSON.stringify({ field: 'do_not_call', is: true }) }));
    expect(some.items.map(({ name }) => name)).toEqual(['Elm']);
    const none = await list({ view: '019a0000-0000-7000-8000-000000000001' });
    expect(none.json()).toMatchObject({ status: 422, code: 'view_unknown' });
  });

  const hostile = [
    ['a sort that isn’t a field', { sort: 'last_name;drop table m_leads' }, 'not_sortable'],
    ['a sort by what has no order', { sort: 'description' }, 'not_sortable'],
    ['a page too long', { limit: '201' }, 'invalid_input'],
    ['a cursor made up', { cursor: 'eyJhIjoxfQ' }, 'cursor_not_valid'],
    ['criteria that aren’t JSON', { criteria: '{' }, 'invalid_input'],
    ['criteria that aren’t an object', { criteria: '[1]' }, 'invalid_input'],
    ['an operator of SQL', { criteria: '{"field":"city","= 1 or":1}' }, 'invalid_input'],
    ['a field of another table', { criteria: '{"field":"api_key.hash","is":"x"}' }, 'invalid_input'],
  ] as const;
  it.each(hostile)('T1: %s is refused', async (_name, query, code) => {
    const refused = await list(query);
    expect(refused.json()).toMatchObject({ status: 422, code });
  });

  it('T2: criteria nested too deep are refused by what is wrong, with its place', async () => {
    const criteria = JSON.stringify({
      all: [
        { field: 'city', is: 1 },
        { field: 'nothing', is: 'x' },
      ],
    });
    const { errors } = (await list({ criteria })).json<{ errors: object[] }>();
    expect(errors).toMatchObject([
      { path: 'query.criteria.all.0.is', code: 'operand_wrong' },
      { path: 'query.criteria.all.1.field', code: 'field_unknown', message: expect.stringContaining('“nothing”') },
    ]);
  });
});

describe('any module', () => {
  it('X-1: has the same addresses as every other, and lookups are told by name', async () => {
    const account = await ok<Lead>(grace('POST', '/api/v1/accounts', { values: { name: 'Weidong' } }));
    const values = { first_name: '伟', last_name: '陈', account: account.id };
    const contact = await ok<Lead>(grace('POST', '/api/v1/contacts', { values }));
    expect(contact).toMatchObject({
      name: '陈伟',
      values: { account: account.id },
      lookups: { account: { module: 'accounts', id: account.id, name: 'Weidong' } },
    });
    const criteria = JSON.stringify({ field: 'account', is: account.id });
    const listed = await ok<{ items: object[] }>(grace('GET', `/api/v1/contacts?${new URLSearchParams({ criteria })}`));
    expect(listed.items).toEqual([contact]);
    await ok(grace('PATCH', `/api/v1/contacts/${contact.id}`, { values: { title: 'CEO' } }));
    const timeline = await ok<{ items: object[] }>(grace('GET', `/api/v1/contacts/${contact.id}/timeline`));
    expect(timeline.items.length).toBeGreaterThan(0);
    expect((await grace('GET', `/api/v1/leads/${contact.id}`)).json()).toMatchObject({ code: 'not_found' });
    await ok(grace('DELETE', `/api/v1/accounts/${account.id}`));
    expect(await ok(grace('GET', `/api/v1/contacts/${contact.id}`))).toMatchObject({ lookups: {} });
  });

  const id = '019a0000-0000-7000-8000-000000000001';
  it.each<[method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object]>([
    ['GET', '/api/v1/spaceships'],
    ['POST', '/api/v1/spaceships', { values: {} }],
    ['GET', `/api/v1/spaceships/${id}`],
    ['PATCH', `/api/v1/spaceships/${id}`, { values: {} }],
    ['DELETE', `/api/v1/spaceships/${id}`],
    ['POST', `/api/v1/spaceships/${id}/restore`],
    ['GET', `/api/v1/spaceships/${id}/timeline`],
    ['GET', `/api/v1/spaceships/${id}/related`],
    ['GET', `/api/v1/spaceships/${id}/enrollments`],
    ['GET', '/api/v1/recycle-bin?module=spaceships'],
    ['GET', '/api/v1/modules/spaceships'],
  ])('R-1: %s %s says that there is no such module', async (method, path, body) => {
    const refused = await grace(method, path, body);
    expect(refused.json()).toMatchObject({
      status: 404,
      code: 'module_unknown',
      detail: expect.stringContaining('“spaceships”'),
    });
  });

  it('R-1: is made, given fields, renamed and retired while everything runs', async () => {
    const label = { en: 'Ships', zh: '船舶' };
    const singular = { en: 'Ship', zh: '船' };
    const made = await grace('POST', '/api/v1/modules', { key: 'ships', label, singular });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      key: 'ships',
      label,
      singular,
      own: true,
      partOf: null,
      retired: false,
      may: expect.arrayContaining(['read', 'bulk']),
    });
    const flag = { key: 'flag', type: 'pick_list', label, options: ['Panama'], default: 'Panama', tracked: false };
    expect((await grace('POST', '/api/v1/modules/ships/fields', flag)).statusCode).toBe(201);
    const ship = await ok<Lead>(grace('POST', '/api/v1/ships', { values: { name: 'Ever Given' } }));
    expect(ship).toMatchObject({ name: 'Ever Given', values: { flag: 'Panama' } });
    await ok(grace('PATCH', `/api/v1/ships/${ship.id}`, { values: { flag: null } }));
    await ok(grace('PATCH', `/api/v1/ships/${ship.id}`, { values: { flag: 'Panama' } }));
    const told = await ok<{ items: object[] }>(grace('GET', `/api/v1/ships/${ship.id}/timeline`));
    expect(told.items).toMatchObject([{ changes: { name: { after: 'Ever Given' } } }]);
    expect(JSON.stringify(told)).not.toContain('flag');
    const change = { choices: [{ value: 'Panama', label: { en: 'Panama', zh: '巴拿马' }, color: 'red' }] };
    const changed = await ok<object>(grace('PATCH', '/api/v1/modules/ships/fields/flag', { ...change, default: null }));
    expect(changed).toMatchObject({ ...change, default: null });
    const { items } = await ok<{ items: { key: string }[] }>(grace('GET', '/api/v1/modules'));
    expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(['leads', 'deals', 'quote_lines', 'ships']));
    await ok(grace('POST', '/api/v1/modules/ships/fields/flag/retire'));
    expect(await ok(grace('GET', '/api/v1/modules/ships'))).toMatchObject({ retired: [{ key: 'flag' }] });
    expect(Object.keys((await ok<Lead>(grace('GET', `/api/v1/ships/${ship.id}`))).values)).not.toContain('flag');
    await ok(grace('POST', '/api/v1/modules/ships/fields/flag/restore'));
    expect(await ok(grace('GET', `/api/v1/ships/${ship.id}`))).toMatchObject({ values: { flag: 'Panama' } });
    await ok(grace('PATCH', '/api/v1/modules/ships', { retired: true }));
    expect((await grace('GET', '/api/v1/ships')).json()).toMatchObject({ code: 'module_unknown' });
    await ok(grace('PATCH', '/api/v1/modules/ships', { retired: false }));
    expect(await ok(grace('GET', `/api/v1/ships/${ship.id}`))).toMatchObject({ id: ship.id });
  });

  it('R-1: what can’t be made is refused by what is wrong', async () => {
    const label = { en: 'X', zh: 'X' };
    const tries = [
      await grace('POST', '/api/v1/modules', { key: 'cadences', label, singular: label }),
      await grace('POST', '/api/v1/modules', { key: 'mailbox', label, singular: label }),
      await grace('POST', '/api/v1/modules', { key: 'My module', label, singular: label }),
      await grace('POST', '/api/v1/modules', { key: 'mine', label: { en: '', zh: '' }, singular: label }),
      await grace('PATCH', '/api/v1/modules/leads', { retired: true }),
      await grace('POST', '/api/v1/modules/leads/fields/email/retire'),
      await grace('POST', '/api/v1/modules/leads/fields', { key: 'ship', type: 'lookup', label, target: 'spaceships' }),
      await grace('PATCH', '/api/v1/modules/leads/fields/city', { fractionDigits: 2 }),
      await grace('PATCH', '/api/v1/modules/leads/fields/shoe_size', { label }),
    ];
    expect(tries.map((each) => each.json<{ code: string }>().code)).toEqual([
      'module_key_taken',
      'module_key_taken',
      'module_key_not_valid',
      'module_label_not_valid',
      'module_of_product',
      'field_of_product',
      'field_target_not_valid',
      'field_limit_not_valid',
      'field_unknown',
    ]);
  });
});

describe('the recycle bin', () => {
  it('R-4: holds what was deleted, the last first, page by page, and gives it back', async () => {
    const made = ['One', 'Two', 'Three'].map((name) =>
      ok<Lead>(grace('POST', '/api/v1/products', { values: { name, product_code: `bin-${name}` } })),
    );
    for (const { id } of await Promise.all(made)) {
      world.wait(HOUR);
      await ok(grace('DELETE', `/api/v1/products/${id}`));
    }
    type Bin = { items: { id: string; name: string; deletedBy: string }[]; nextCursor: string | null };
    const bin = (query: string) => ok<Bin>(grace('GET', `/api/v1/recycle-bin?module=products&${query}`));
    const first = await bin('limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['Three', 'Two']);
    expect(first.items[0]?.deletedBy).toBe(world.users.grace.publicId);
    const second = await bin(`limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ name: 'One' }], nextCursor: null });
    const one = `/api/v1/products/${second.items[0]?.id}`;
    const taken = await ok<Lead>(grace('POST', '/api/v1/products', { values: { name: 'X', product_code: 'BIN-ONE' } }));
    expect((await grace('POST', `${one}/restore`)).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'body.values.product_code', code: 'not_unique' }],
    });
    await ok(grace('DELETE', `/api/v1/products/${taken.id}`));
    expect(await ok(grace('POST', `${one}/restore`))).toMatchObject({ name: 'One', revision: 3 });
    expect(await ok(grace('GET', one))).toMatchObject({ values: { product_code: 'bin-One' } });
    expect((await grace('POST', `${one}/restore`)).json()).toMatchObject({ code: 'not_found' });
    expect((await bin('')).items.map(({ name }) => name)).toEqual(['X', 'Three', 'Two']);
    expect((await grace('GET', '/api/v1/recycle-bin?cursor=bm9uZQ')).json()).toMatchObject({
      code: 'cursor_not_valid',
    });
  });
});

describe('what belongs together', () => {
  it('R-7: a lead becomes a contact, an account and a deal, which lead to each other; and only once', async () => {
    const lead = await createLead(grace, {
      ...{ first_name: 'Ada', last_name: 'Moreau', email: 'ada@convert.invalid', company: 'Moreau SA', city: 'Lyon' },
      ...{ industry: 'Manufacturing', do_not_call: true },
    });
    const path = `/api/v1/leads/${lead.id}/convert`;
    const refused = await grace('POST', path, { deal: { values: { name: 'Cranes', amount: 'much' } } });
    expect(refused.json()).toMatchObject({
      errors: [{ path: 'body.deal.values.amount', code: 'not_a_decimal' }],
    });
    const converted = await ok<Lead & { lookups: Record<string, { id: string; name: string }> }>(
      grace('POST', path, { deal: { values: { name: 'Cranes', amount: '1000' } } }),
    );
    const { converted_contact: contact, converted_account: account, converted_deal: deal } = converted.lookups;
    expect([contact?.name, account?.name, deal?.name]).toEqual(['Ada Moreau', 'Moreau SA', 'Cranes']);
    expect(await ok(grace('GET', `/api/v1/contacts/${contact?.id}`))).toMatchObject({
      values: { email: 'ada@convert.invalid', city: 'Lyon', do_not_call: true, account: account?.id },
    });
    expect(await ok(grace('GET', `/api/v1/accounts/${account?.id}`))).toMatchObject({
      values: { billing_city: 'Lyon', industry: 'Manufacturing', email: null },
    });
    expect((await grace('POST', path, {})).json()).toMatchObject({ code: 'lead_converted_already' });
    const { items } = await ok<{ items: { module: string; field: string; readOnly: boolean; count: object }[] }>(
      grace('GET', `/api/v1/accounts/${account?.id}/related`),
    );
    const filled = items.filter(({ count }) => JSON.stringify(count) !== '{"count":0,"exact":true}');
    expect(filled.map(({ module, field }) => `${module}.${field}`).sort()).toEqual([
      'contacts.account',
      'deals.account',
      'leads.converted_account',
    ]);
    // Nobody writes down by hand that a lead became this account.
    expect(filled.filter(({ readOnly }) => readOnly).map(({ field }) => field)).toEqual(['converted_account']);
    const into = await createLead(grace, { last_name: 'Okoro' });
    const second = await ok(grace('POST', `/api/v1/leads/${into.id}/convert`, { account: { id: account?.id } }));
    expect(second).toMatchObject({
      lookups: { converted_account: { id: account?.id } },
      values: { converted_deal: null },
    });
  });
});

describe('a module', () => {
  it('R-2: tells its fields, and takes new ones while everything runs', async () => {
    const field = { key: 'plan', type: 'pick_list', label: { en: 'Plan', zh: '方案' }, options: ['Basic', 'Pro'] };
    const added = await grace('POST', '/api/v1/modules/leads/fields', field);
    expect(added.json()).toMatchObject({ ...field, system: false, sortable: true });
    const { fields } = await ok<{ fields: { key: string }[] }>(grace('GET', '/api/v1/modules/leads'));
    expect(fields.find(({ key }) => key === 'plan')).toEqual(added.json());
    expect(await createLead(grace, { last_name: 'Payne', plan: 'pro' })).toMatchObject({ values: { plan: 'Pro' } });
    const again = await grace('POST', '/api/v1/modules/leads/fields', field);
    expect(again.json()).toMatchObject({
      status: 409,
      code: 'field_key_taken',
      detail: expect.stringContaining('“plan”'),
    });
    const unknown = await grace('GET', '/api/v1/modules/spaceships');
    expect(unknown.json()).toMatchObject({ status: 404 });
  });

  it('R-2: only administrators add fields', async () => {
    const ada = await world.as(world.users.ada);
    const field = { key: 'mine', type: 'text', label: { en: 'Mine', zh: '我的' } };
    expect((await ada('POST', '/api/v1/modules/leads/fields', field)).json()).toMatchObject({ code: 'scope_missing' });
  });
});

it('R-5: the timeline tells changes with who and what, the newest first, page by page', async () => {
  const { id } = await createLead(grace, { last_name: 'Story', city: 'Rome' });
  world.wait(HOUR);
  await ok(grace('PATCH', `${url}/${id}`, { values: { city: 'Oslo' } }));
  type Timeline = { items: object[]; nextCursor: string | null };
  const first = await ok<Timeline>(grace('GET', `${url}/${id}/timeline?limit=1`));
  expect(first.items).toMatchObject([
    { kind: 'change', actor: { name: 'Grace' }, cause: 'user', changes: { city: { before: 'Rome', after: 'Oslo' } } },
  ]);
  const second = await ok<Timeline>(grace('GET', `${url}/${id}/timeline?cursor=${first.nextCursor}`));
  expect(second).toMatchObject({ items: [{ changes: { created_at: { before: null } } }], nextCursor: null });
  expect((await grace('GET', `${url}/${id}/timeline?cursor=bm9uZQ`)).json()).toMatchObject({
    code: 'cursor_not_valid',
  });
});
