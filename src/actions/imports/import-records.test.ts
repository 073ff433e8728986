import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf } from '#actions/exports/export-records.ts';
import { addField } from '#actions/modules/own-fields.ts';
import { textFromValue } from '#core/records/convert.ts';
import { leads as leadsModule } from '#core/records/modules/leads.ts';
import { checkValues } from '#core/records/validate.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords, selectIds } from '#storage/records/read-records.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { ERRORS_KEPT_MAX, type ImportRequest, type ImportResult, importRecords } from './import-records.ts';

/** Beside the project, not in it. */
const REAL_LEADS = fileURLToPath(new URL('../../../../shared/data/leads/leads.csv', import.meta.url));

/** In chunks that cut characters and line ends apart. */
async function* bytes(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const all = typeof content === 'string' ? Buffer.from(content) : content;
  for (let from = 0; from < all.length; from += size) yield all.subarray(from, from + size);
}

describe.each(postgresServers())('imports on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
  });
  afterAll(() => world?.drop());

  async function run(content: string | Uint8Array, more: Partial<ImportRequest> & { size?: number } = {}) {
    const { size, ...request } = more;
    const source = { bytes: bytes(content, size), encoding: 'utf-8', delimiter: null } as const;
    const importing = { ...world.acting(), clock: () => MONDAY };
    return importRecords(importing, {
      module: 'leads',
      source,
      columns: null,
      derive: null,
      duplicates: { kind: 'add' },
      ...request,
    });
  }

  async function imported(content: string | Uint8Array, more: Parameters<typeof run>[1] = {}): Promise<ImportResult> {
    const result = await run(content, more);
    if (result.kind === 'refused') throw new Error(JSON.stringify(result));
    expect(result.read).toBe(result.created + result.updated + result.skipped + result.failed);
    return result;
  }

  async function leadsWhere(condition: ReturnType<typeof sql>) {
    return world.database.organization(world.organization.seat, async (tx) => {
      const catalogue = await loadCatalogue(tx, 'leads');
      if (catalogue === null) throw new Error('no leads');
      const rows = await tx.query<{ id: string }>(sql`select id from m_leads where ${condition} order by id`);
      const loaded = await loadRecords(
        tx,
        catalogue,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id }) => loaded.get(id)?.values);
    });
  }

  it('I-1 R-2 takes any module in: lookups by name, what is unique once, and says which rows broke that', async () => {
    const accounts = await imported('客户名称,Website\n伟东集团,weidong.example\nRhein GmbH,', { module: 'accounts' });
    expect(accounts).toMatchObject({ created: 2 });
    const deals =
      'Deal name,Account,Amount,Stage\nCranes, ＲHEIN gmbh ,100,Proposal\n龙门吊,伟东集团,5.5,\nShips,Rhien,1,';
    const result = await imported(deals, { module: 'deals' });
    expect(result).toMatchObject({
      created: 2,
      failed: 1,
      errors: [{ row: 4, field: 'account', rule: 'not_a_record', value: 'Rhien' }],
    });
    const stored = await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`
        select d.name, a.name as account, d.expected_revenue::float as expected
        from m_deals d join m_accounts a on a.public_id = d.account order by d.id`),
    );
    expect(stored).toEqual([
      { name: 'Cranes', account: 'Rhein GmbH', expected: 50 },
      { name: '龙门吊', account: '伟东集团', expected: 0.55 },
    ]);
    const products = 'Product name,Product code\nCrane,KR-1\nShip,SH-1\nCrane again,kr-1';
    const first = await imported(products, { module: 'products' });
    expect(first).toMatchObject({
      created: 2,
      failed: 1,
      errors: [{ row: 4, field: 'product_code', rule: 'not_unique' }],
    });
    const key = { kind: 'update', key: 'product_code' } as const;
    const second = await imported(products, { module: 'products', duplicates: key });
    expect(second).toMatchObject({ created: 0, updated: 3, failed: 0 });
  });

  it('I-1 R-5 guesses columns by key and by label in both languages, and tells what it left out', async () => {
    const file =
      '\ufeff姓,First Name,E-MAIL,do_not_email,Created at,Shoe size,,employees,Email\r\n陈,伟,Chen@weidong.invalid,是,x,42,,"1,200",second@x.invalid\r\n';
    const result = await imported(file);
    expect(result).toMatchObject({ read: 1, created: 1, errors: [], brokenOff: null });
    expect(result.columns).toEqual({
      姓: 'last_name',
      'First Name': 'first_name',
      'E-MAIL': 'email',
      do_not_email: 'do_not_email',
      employees: 'employees',
    });
    expect(result.unmapped).toEqual(['Created at', 'Shoe size', 'Email']);
    const [chen] = await leadsWhere(sql`last_name = '陈'`);
    expect(chen).toMatchObject({
      email: 'Chen@weidong.invalid',
      do_not_email: true,
      employees: 1200,
      created_at: MONDAY,
      owner: world.mei.publicId,
    });
    const causes = await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`select cause, actor from record_event order by id desc limit 1`),
    );
    expect(causes).toEqual([{ cause: `import:${result.id}`, actor: world.mei.id }]);
  });

  it('R-3 I-1 a bad row never stops the rest; every error names row, field, rule and value', async () => {
    const file = [
      'Last name;Email;Employees;Owner;Lead status',
      'Good;good@x.invalid;5;omar@harbour.invalid;contacted',
      ';bad;many;nobody@x.invalid;Gone',
      '',
      'Surplus;;;;;more',
      '"Quoted;',
      'name";q@x.invalid;;;',
      'Broken\u0000;;;;',
    ].join('\n');
    const result = await imported(file);
    expect(result).toMatchObject({ read: 5, created: 2, failed: 3, errorsTotal: 7, unmapped: [] });
    expect(result.errors).toEqual([
      { row: 3, field: 'owner', rule: 'not_a_member', value: 'nobody@x.invalid' },
      { row: 3, field: 'email', rule: 'not_an_email', value: 'bad' },
      { row: 3, field: 'employees', rule: 'wrong_type', value: 'many' },
      { row: 3, field: 'lead_status', rule: 'not_an_option', value: 'Gone' },
      { row: 3, field: 'last_name', rule: 'required', value: null },
      { row: 5, field: '', rule: 'broken_row', value: 'more' },
      { row: 7, field: 'last_name', rule: 'bad_characters', value: 'Broken\u0000' },
    ]);
    expect(await leadsWhere(sql`last_name in ('Good', 'Quoted; name')`)).toMatchObject([
      { owner: world.omar.publicId, lead_status: 'Contacted' },
      { email: 'q@x.invalid' },
    ]);
  });

  it('I-1 GB18030 when told; what is no text in the encoding is refused cell by cell', async () => {
    // 姓,城市 / 李,上海 in GB18030.
    const file = Buffer.from('d0d52cb3c7cad00ac0ee2cc9cfbaa30a', 'hex');
    const source = { bytes: bytes(file, 3), encoding: 'gb18030', delimiter: null } as const;
    expect(await imported('', { source })).toMatchObject({ created: 1, columns: { 姓: 'last_name', 城市: 'city' } });
    expect(await leadsWhere(sql`city = '上海'`)).toMatchObject([{ last_name: '李' }]);
    const wrong = Buffer.concat([
      Buffer.from('last_name,city\nLi,'),
      Buffer.from('c9cfbaa3', 'hex'),
      Buffer.from('\nWu,X\n'),
    ]);
    const result = await imported(wrong);
    expect(result).toMatchObject({ created: 1, failed: 1, errors: [{ row: 2, field: 'city', rule: 'bad_encoding' }] });
  });

  const file = 'last_name,email,city\nKim,KIM@x.invalid,Oslo\nKim two,kim@x.invalid,\nNo mail,,Rome\n';
  it('I-1 duplicates by a chosen key: skip, update, add; also within the file', async () => {
    const key = 'email';
    expect(await imported(file, { duplicates: { kind: 'skip', key } })).toMatchObject({ created: 2, skipped: 1 });
    expect(await imported(file, { duplicates: { kind: 'skip', key } })).toMatchObject({ created: 1, skipped: 2 });
    const kims = sql`email__folded = 'kim@x.invalid'`;
    expect(await leadsWhere(kims)).toMatchObject([{ last_name: 'Kim', city: 'Oslo' }]);
    expect(await imported(file, { duplicates: { kind: 'update', key } })).toMatchObject({ created: 1, updated: 2 });
    // The later row wins, and its empty cell leaves what was there.
    expect(await leadsWhere(kims)).toMatchObject([{ last_name: 'Kim two', city: 'Oslo', email: 'kim@x.invalid' }]);
    expect(await imported(file)).toMatchObject({ created: 3 });
    expect(await leadsWhere(kims)).toHaveLength(3);
    const numbers = 'last_name,employees\nN,77\nN again,77\n';
    const byNumber = { kind: 'update', key: 'employees' } as const;
    expect(await imported(numbers, { duplicates: byNumber })).toMatchObject({ created: 1, updated: 1 });
    expect(await imported(numbers, { duplicates: byNumber })).toMatchObject({ created: 0, updated: 2 });
  });

  it('C-30 an import that changes a record lets its rounds look again', async () => {
    const lead = await world.createLead({ last_name: 'Enrolled', email: 'enrolled@x.invalid' });
    await world.database.organization(world.organization.seat, async (tx) => {
      await tx.query(sql`insert into cadence (public_id, module, name, status, created_at, modified_at)
        values (gen_random_uuid(), 'leads', 'Imported', 'active', now(), now())`);
      await tx.query(sql`insert into enrollment (record_id, enrolled_at, cadence_id, version, revision, status, engine, state)
        select ${lead.id}, now(), max(id), 1, 1, 0, 1, '' from cadence`);
    });
    const inputs = () =>
      world.database.organization(world.organization.seat, (tx) => tx.query(sql`select kind from input`));
    const duplicates = { kind: 'update', key: 'email' } as const;
    const row = (status: string) => `last_name,email,lead_status\nEnrolled,ENROLLED@x.invalid,${status}\n`;
    await imported('last_name,email\nEnrolled,enrolled@x.invalid\n', { duplicates });
    expect(await inputs()).toEqual([]);
    await imported(row('Not interested'), { duplicates });
    expect(await inputs()).toEqual([{ kind: 'look_again' }]);
  });

  it('I-1 says no before it reads on, when the file or the request can’t be right', async () => {
    const good = 'last_name,email\nA,\n';
    expect(await run('')).toMatchObject({ reason: 'empty_file' });
    expect(await run(' , \nx,y\n')).toMatchObject({ reason: 'empty_file' });
    expect(await run(good, { module: 'ships' })).toMatchObject({ reason: 'unknown_module' });
    expect(await run(good, { columns: { Name: 'last_name' } })).toMatchObject({
      reason: 'unknown_columns',
      columns: ['Name'],
    });
    expect(await run(good, { columns: { email: 'mail' } })).toMatchObject({
      reason: 'unknown_fields',
      fields: ['mail'],
    });
    expect(await run(good, { columns: { email: 'created_at' } })).toMatchObject({ reason: 'read_only_fields' });
    const twice = { email: 'last_name', last_name: 'last_name' };
    expect(await run(good, { columns: twice })).toMatchObject({ reason: 'fields_mapped_twice' });
    expect(await run(good, { duplicates: { kind: 'skip', key: 'nope' } })).toMatchObject({ reason: 'bad_key' });
  });

  it('I-1 columns as told, and fields derived from the row', async () => {
    const derive = (row: ReadonlyMap<string, string>) => ({ email: `${row.get('Id')}@derived.invalid` });
    const result = await imported('Id,Name,email\n7,Derived,x@x.invalid\n', { columns: { Name: 'last_name' }, derive });
    expect(result).toMatchObject({ created: 1, columns: { Name: 'last_name' }, unmapped: ['Id', 'email'] });
    expect(await leadsWhere(sql`last_name = 'Derived'`)).toMatchObject([{ email: '7@derived.invalid' }]);
  });

  it('I-1 a quote that never ends, or an endless row: what came before is kept, and it is told where reading stopped', async () => {
    const open = await imported('last_name,city\nBefore,"x"\nOpen,"never\nAfter,y\n');
    expect(open).toMatchObject({ created: 1, brokenOff: { row: 3, why: 'quote_not_closed' } });
    const long = await imported(`last_name,city\nBefore,"x"\nLong,${'x'.repeat(1_100_000)}\nAfter,y\n`, {
      size: 65_536,
    });
    expect(long).toMatchObject({ created: 1, brokenOff: { row: 3, why: 'row_too_long' } });
  });

  it('I-1 batches, progress, and only the first 1,000 errors kept while all are handed on', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => (index % 2 === 0 ? `Row ${index}` : ','));
    const progress: number[] = [];
    let errors = 0;
    const result = await imported(
      `last_name,city\n${lines.map((line) => (line === ',' ? ',Nowhere' : line)).join('\n')}`,
      {
        size: 4096,
        onProgress: ({ read }) => progress.push(read),
        onError: () => errors++,
      },
    );
    expect(result).toMatchObject({ read: 2_500, created: 1_250, failed: 1_250, errorsTotal: 1_250 });
    expect(result.errors).toHaveLength(ERRORS_KEPT_MAX);
    expect([progress, errors]).toEqual([[1000, 2000, 2500], 1_250]);
    expect(result.errors[999]?.row).toBe(2001);
  });

  it('I-1 I-2 what is written into a file comes back as it was', async () => {
    const keys = [
      'last_name',
      'company',
      'description',
      'annual_revenue',
      'employees',
      'do_not_call',
      'industry',
    ] as const;
    const fields = leadsModule.fields.filter(({ key }) => (keys as readonly string[]).includes(key));
    const row = fc.record({
      last_name: fc.string({ unit: 'grapheme', minLength: 1 }),
      company: fc.string({ unit: 'binary' }),
      description: fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', '\t', ' ', '中', '🌊') }),
      annual_revenue: fc.bigInt({ min: -(10n ** 29n), max: 10n ** 29n }).map((digits) => `${digits}e-10`),
      employees: fc.option(fc.maxSafeInteger()),
      do_not_call: fc.boolean(),
      industry: fc.constantFrom(null, 'Banking and insurance', 'Media'),
    });
    const sample = fc.sample(row, 600).map((input) => checkValues(leadsModule, input, 'create'));
    const values = sample.flatMap((checked) => (checked.ok ? [checked.values] : []));
    expect(values.length).toBeGreaterThan(100);
    const rows = (async function* () {
      for (const each of values) yield fields.map((field) => textFromValue(field, each[field.key] ?? null));
    })();
    const headings = fields.map(({ key }) => key);
    let file = '';
    for await (const line of csvOf({ kind: 'exported', module: leadsModule, headings, fields, rows })) file += line;
    const result = await imported(file, { size: 1000 });
    expect(result.errors).toEqual([]);
    expect(result).toMatchObject({ created: values.length, failed: 0 });
    const stored = await leadsWhere(sql`id in (
      select record_id from record_event where cause = ${`import:${result.id}`})`);
    const back = stored.map((each) => Object.fromEntries(fields.map(({ key }) => [key, each?.[key]])));
    expect(back).toEqual(values.map((each) => Object.fromEntries(fields.map(({ key }) => [key, each[key] ?? null]))));
  });

  const present = existsSync(REAL_LEADS);
  it.skipIf(!present)(`I-1 the 9,240 real leads${present ? '' : ` (not here: ${REAL_LEADS})`}`, async () => {
    for (const [key, type, en] of [
      ['prospect', 'text', 'Prospect ID'],
      ['last_activity', 'text', 'Last Activity'],
      ['total_visits', 'integer', 'TotalVisits'],
      ['pages_per_visit', 'decimal', 'Page Views Per Visit'],
    ] as const) {
      const field = { key, type, label: { en, zh: en }, required: false, options: [] };
      expect(await addField(world.acting(), { module: 'leads', field })).toMatchObject({ kind: 'added' });
    }
    const derive = (row: ReadonlyMap<string, string>) => ({
      last_name: `Lead ${row.get('Lead Number')}`,
      email: `${row.get('Prospect ID')}@leads.invalid`,
      lead_source: row.get('Lead Source') === 'Google' ? 'Paid search' : '',
    });
    const columns = {
      'Prospect ID': 'prospect',
      'Do Not Email': 'do_not_email',
      'Do Not Call': 'do_not_call',
      TotalVisits: 'total_visits',
      'Page Views Per Visit': 'pages_per_visit',
      'Last Activity': 'last_activity',
      Country: 'country',
      City: 'city',
    };
    const once = async (duplicates: ImportRequest['duplicates']): Promise<[ImportResult, number]> => {
      const handle = await open(REAL_LEADS);
      const source = { bytes: handle.createReadStream(), encoding: 'utf-8', delimiter: null } as const;
      const start = performance.now();
      const result = await imported('', { source, derive, columns, duplicates });
      return [result, Math.round(result.read / ((performance.now() - start) / 1000))];
    };
    const [added, addedPerSecond] = await once({ kind: 'skip', key: 'email' });
    expect(added).toMatchObject({ read: 9_240, created: 9_240, failed: 0, errors: [], brokenOff: null });
    const [updated, updatedPerSecond] = await once({ kind: 'update', key: 'email' });
    expect(updated).toMatchObject({ read: 9_240, updated: 9_240 });
    console.info(`${server.name}: ${addedPerSecond} rows/s created, ${updatedPerSecond} rows/s matched`);
    const count = await world.database.organization(world.organization.seat, async (tx) => {
      const catalogue = await loadCatalogue(tx, 'leads');
      if (catalogue === null) throw new Error('no leads');
      const criteria = {
        all: [
          { field: 'do_not_email', is: true },
          { field: 'email', contains: '@LEADS.invalid' },
        ],
      };
      const context = { now: MONDAY, zone: 'UTC' };
      return selectIds(tx, catalogue, criteria, { context, selection: { after: null, limit: 10_000 } });
    });
    expect(count).toHaveLength(734);
  });
});
