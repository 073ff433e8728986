import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDefault } from '#actions/access/share-records.ts';
import { addField } from '#actions/modules/own-fields.ts';
import { addModule } from '#actions/modules/own-modules.ts';
import { createRecord } from '#actions/records/create-record.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { everything } from '#core/access/permissions.ts';
import { buildIndexes } from '#storage/indexes/build-indexes.ts';
import { makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { searchRecords } from './search-records.ts';

const leads = [
  {
    first_name: 'Ada',
    last_name: 'Moreau',
    email: 'ada@moreau.invalid',
    company: 'Lumière SARL',
    phone: '+33 1 44 55 66 77',
  },
  { first_name: 'John', last_name: 'Johnson', company: 'Zimmermann GmbH', phone: '+44 (0)20 7946 0958' },
  { first_name: 'Anna', last_name: 'Schmidt', email: 'a.schmidt@example.com', mobile: '0170-5550123' },
  { first_name: '小明', last_name: '王', company: '北京华信科技有限公司', mobile: '+86 138-0013-8000' },
  { first_name: '娜', last_name: '李', company: '上海绿洲贸易', email: 'lina@example.cn' },
  { first_name: 'Jürgen', last_name: 'Müller', city: 'Köln' },
  { first_name: 'Пётр', last_name: 'Иванов', company: 'ООО Ромашка' },
];

describe.each(postgresServers())('search on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
    for (const lead of leads) await world.createLead(lead);
    await create('accounts', { name: 'Schmidt & Söhne', phone: '030 1234567' });
    await create('deals', { name: '王府井 expansion', stage: 'Qualification' });
    const [label, singular] = [
      { en: 'Vessels', zh: '船舶' },
      { en: 'Vessel', zh: '船舶' },
    ];
    const added = await addModule(world.acting(), { key: 'vessels', label, singular });
    expect(added.kind).toBe('added');
    await create('vessels', { name: 'Moreau Star' });
  });
  afterAll(() => world?.drop());

  async function create(module: string, values: Readonly<Record<string, unknown>>): Promise<string> {
    const created = await createRecord(world.acting(), { module, values });
    if (created.kind !== 'created') throw new Error(JSON.stringify(created));
    return created.record.publicId;
  }

  /** 'leads: Ada Moreau (email)', the best first. */
  async function find(typed: string, database = world.database): Promise<string[]> {
    const searched = await searchRecords({ database, organization: world.organization }, { typed, limit: 5 });
    if (searched.kind === 'refused') throw new Error(searched.reason);
    return searched.modules.flatMap(({ module, records }) =>
      records.map(({ name, matched }) => `${module.key}: ${name} (${matched.field})`),
    );
  }

  const WANG = 'leads: 王小明';
  const found: readonly (readonly [typed: string, ...expected: string[]])[] = [
    ['mor', 'leads: Ada Moreau (last_name)', 'vessels: Moreau Star (name)'],
    ['ADA moreau', 'leads: Ada Moreau (first_name)'],
    ['lumiere', 'leads: Ada Moreau (company)'],
    ['lumière', 'leads: Ada Moreau (company)'],
    ['schmidt', 'leads: Anna Schmidt (last_name)', 'accounts: Schmidt & Söhne (name)'],
    ['a.schmidt@ex', 'leads: Anna Schmidt (email)'],
    ['example.com', 'leads: Anna Schmidt (email)'],
    ['王小明', `${WANG} (last_name)`],
    ['小明', `${WANG} (first_name)`],
    ['华信', `${WANG} (company)`],
    ['王', `${WANG} (last_name)`, 'deals: 王府井 expansion (name)'],
    ['иван', 'leads: Пётр Иванов (last_name)'],
    ['müller', 'leads: Jürgen Müller (last_name)'],
    ['müler jür', 'leads: Jürgen Müller (last_name)'],
    ['иваноф', 'leads: Пётр Иванов (last_name)'],
    ['Johson', 'leads: John Johnson (last_name)'],
    ['jhonson', 'leads: John Johnson (last_name)'],
    ['zimerman', 'leads: John Johnson (company)'],
    ['北京华心科技', `${WANG} (company)`],
    ['王小名', `${WANG} (last_name)`],
    ['13800138000', `${WANG} (mobile)`],
    ['+86 138 0013 8000', `${WANG} (mobile)`],
    ['0086-13800138000', `${WANG} (mobile)`],
    ['1380013', `${WANG} (mobile)`],
    ['020 7946 0958', 'leads: John Johnson (phone)'],
    ['+44 20 79460958', 'leads: John Johnson (phone)'],
    ['+49 170 5550123', 'leads: Anna Schmidt (mobile)'],
    ['+49 30 1234567', 'accounts: Schmidt & Söhne (phone)'],
    ['1445566', 'leads: Ada Moreau (phone)'],
    ['schmidt moreau'],
    ['无此公司'],
    ['x'],
    ['  '],
    ["%_\\'"],
  ];

  it.each([...found])(
    'R-8 “%s” finds what is meant, before and after there is an index',
    async (typed, ...expected) => {
      await forgetIndexes();
      expect(await find(typed)).toEqual(expected);
      await buildIndexes(world.database, world.organization.seat, { from: { lists: 1_000, search: 1 } });
      expect(await indexed()).toContain('leads');
      expect(await find(typed)).toEqual(expected);
    },
  );

  const indexed = async (): Promise<string[]> => {
    const rows = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ module: string }>(sql`select module from search_index`),
    );
    return rows.map(({ module }) => module);
  };
  const forgetIndexes = () =>
    world.database.organization(world.organization.seat, (tx) => tx.query(sql`delete from search_index`));

  it('R-8 whole words come before beginnings, beginnings before parts, and of equals the newest', async () => {
    for (const last_name of ['Lindberg', 'Berglind', 'Lind', 'Lindqvist']) await world.createLead({ last_name });
    const names = (await find('lind')).map((one) => one.split(/[ :(]+/)[1]);
    expect(names.slice(0, 4)).toEqual(['Lind', 'Lindqvist', 'Lindberg', 'Berglind']);
  });

  it('R-8 what lies in the recycle bin is not found', async () => {
    const record = await create('accounts', { name: 'Quickly Gone' });
    expect(await find('quickly')).toHaveLength(1);
    await deleteRecord(world.acting(), { module: 'accounts', record, revision: null });
    expect(await find('quickly')).toEqual([]);
  });

  it('R-8 U-2 T8 nobody finds what they may not see: other people’s records, hidden fields, closed modules', async () => {
    const omars = world.database.onBehalfOf(world.omar.id);
    await create('contacts', { last_name: 'Nakamura', email: 'secret.address@example.com', phone: '+81 3 5555 0199' });
    expect(await find('nakamura', omars)).toHaveLength(1);
    const saveFields = (fields: object, modules: object = {}) =>
      world.database.organization(world.organization.seat, (tx) =>
        tx.query(sql`
          update profile set permissions = ${JSON.stringify({ ...everything, fields, modules })}::jsonb where standard`),
      );
    await saveFields({ contacts: { email: 'hidden', phone: 'hidden' } });
    for (const typed of ['secret.address', 'sekret.address', '+81 3 5555 0199', 'nakamura secret.address']) {
      expect(await find(typed)).toHaveLength(1);
      expect(await find(typed, omars)).toEqual([]);
    }
    await saveFields({}, { contacts: [] });
    expect(await find('nakamura', omars)).toEqual([]);
    await saveFields({});
    expect(await changeDefault(world.acting(), { module: 'contacts', level: 'private' })).toBeNull();
    expect(await find('nakamura', omars)).toEqual([]);
    expect(await find('nakamura')).toHaveLength(1);
  });

  it('R-8 a field that comes later is searched as soon as the index covers it, and the old index goes', async () => {
    await buildIndexes(world.database, world.organization.seat, { from: { lists: 1_000, search: 1 } });
    const before = await searchIndexes();
    const label = { en: 'Bridge', zh: '驾驶台电话' };
    await addField(world.acting(), {
      module: 'vessels',
      field: { key: 'bridge', type: 'phone', label, required: false, options: [] },
    });
    await create('vessels', { name: 'Night Heron', bridge: '+47 22 33 44 55' });
    await buildIndexes(world.database, world.organization.seat, { from: { lists: 1_000, search: 1 } });
    expect(await find('22334455')).toEqual(['vessels: Night Heron (bridge)']);
    expect((await searchIndexes()).length).toBe(before.length);
  });

  const searchIndexes = () =>
    world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`select relname from pg_class where relname like 'search\\_%' and relkind = 'i'
        and relnamespace = ${world.organization.seat.schema}::regnamespace and relname <> 'search_index_pkey'`),
    );
});
