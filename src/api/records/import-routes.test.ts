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

async function upload(csv: string | Buffer, query: Readonly<Record<string, string>> = {}, type = 'text/csv') {
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
  const url = `/api/v1/leads/import?${new URLSearchParams(query).toString()}`;
  return world.app.inject({ method: 'POST', url, headers, cookies, payload: csv });
}

it('I-1: columns go where they are told to, the others are named', async () => {
  const mapping = JSON.stringify({ Surname: 'last_name', Town: 'city' });
  const imported = await upload('Surname;Town;Shoe size\nMoreau;Lyon;38\nOkoro;Lagos;44\n', {
    mapping,
    delimiter: ';',
  });
  expect(imported.json()).toMatchObject({
    read: 2,
    created: 2,
    updated: 0,
    skipped: 0,
    failed: 0,
    errorsTotal: 0,
    brokenOff: null,
    columns: {
      Surname: 'last_name',
      Town: 'city',
    },
    unmapped: ['Shoe size'],
  });
  const { items } = await ok<{ items: { name: string }[] }>(grace('GET', '/api/v1/leads?sort=last_name'));
  expect(items).toMatchObject([{ name: 'Moreau', values: { city: 'Lyon' } }, { name: 'Okoro' }]);
});

it('I-1: doubles are updated by the key that is chosen', async () => {
  await upload('Last name,Email\nMoreau,ada@moreau.invalid\n');
  const again = await upload('Last name,Email,City\nMoreau,ADA@moreau.invalid,Paris\n', {
    duplicates: 'update',
    key: 'email',
  });
  expect(again.json()).toMatchObject({ created: 0, updated: 1 });
});

it('I-1: a bad row is told with its number, its field and what stood there', async () => {
  const imported = await upload('Last name,Email\n,a@b.invalid\nOkoro,not an address\n');
  expect(imported.json()).toMatchObject({
    read: 2,
    failed: 2,
    errors: [
      { row: 2, field: 'last_name', code: 'required', message: 'A value is needed.' },
      { row: 3, field: 'email', code: 'not_an_email', value: 'not an address' },
    ],
  });
});

it('I-1: GB18030 is read', async () => {
  const text = Buffer.from([...Buffer.from('Last name,City\nChen,'), 0xb1, 0xb1, 0xbe, 0xa9, 0x0a]);
  expect((await upload(text, { encoding: 'gb18030' })).json()).toMatchObject({ created: 1 });
  const { items } = await ok<{ items: object[] }>(grace('GET', '/api/v1/leads?limit=1'));
  expect(items).toMatchObject([{ values: { city: '北京' } }]);
});

it.each([
  ['an empty file', '', {}, 'file_empty', ''],
  ['a column that isn’t there', 'A\n1\n', { mapping: '{"B":"city"}' }, 'columns_unknown', 'B'],
  ['a field that isn’t there', 'A\n1\n', { mapping: '{"A":"soul"}' }, 'fields_unknown', 'soul'],
  ['a field that is the product’s', 'A\n1\n', { mapping: '{"A":"created_at"}' }, 'fields_read_only', 'created_at'],
  ['two columns to one field', 'A,B\n1,2\n', { mapping: '{"A":"city","B":"city"}' }, 'fields_mapped_twice', 'city'],
  [
    'a key that tells nothing apart',
    'A\n1\n',
    { duplicates: 'skip', key: 'do_not_email' },
    'duplicate_key_not_valid',
    'do_not_email',
  ],
  ['a mapping that isn’t JSON', 'A\n1\n', { mapping: 'x' }, 'invalid_input', ''],
])('I-1: %s is refused and named', async (_name, csv, query, code, named) => {
  const refused = await upload(csv, query);
  expect(refused.json()).toMatchObject({ status: 422, code, detail: expect.stringContaining(named) });
});

it('X-1: a body of another type is refused', async () => {
  expect((await upload('{}', {}, 'application/json')).json()).toMatchObject({ status: 415 });
});
