import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addField, changeField, readFieldUses, restoreField, retireField } from '#actions/modules/own-fields.ts';
import { addModule, changeModule, listModules, readModuleWithRetired } from '#actions/modules/own-modules.ts';
import { createRecord } from '#actions/records/create-record.ts';
import { deleteRecord } from '#actions/records/delete-record.ts';
import { readRecord } from '#actions/records/read-record.ts';
import { recordName } from '#actions/records/record-name.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import { createView } from '#actions/views/create-view.ts';
import { listViewRecords } from '#actions/views/list-view-records.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';

describe.each(postgresServers())('modules on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
  });
  afterAll(() => world.drop());

  async function create(module: string, values: Readonly<Record<string, unknown>>): Promise<CrmRecord> {
    const created = await createRecord(world.acting(), { module, values });
    if (created.kind === 'refused') throw new Error(JSON.stringify(created));
    return created.record;
  }
  const refusedFor = async (module: string, values: Readonly<Record<string, unknown>>) => {
    const created = await createRecord(world.acting(), { module, values });
    return created.kind === 'refused' && created.reason === 'invalid_input'
      ? created.problems.map(({ field, rule }) => `${field}: ${rule}`)
      : created.kind;
  };
  const administering = () => ({
    ...world.acting(),
    readTemplate: () => ({ kind: 'fine', fields: [] }) as const,
  });
  const edit = (record: CrmRecord, values: Readonly<Record<string, unknown>>) =>
    updateRecord(world.acting(), { module: record.module, record: record.publicId, revision: null, values });

  it('R-1 every module of the product has its table, and its records are made, read and listed', async () => {
    for (const { key, partOf = null } of await listModules(world.acting())) {
      if (partOf !== null) continue;
      const person = key === 'leads' || key === 'contacts';
      const times = key === 'meetings' ? { starts_at: '2026-03-03T01:00:00Z', ends_at: '2026-03-03T02:00:00Z' } : {};
      const record = await create(key, { [person ? 'last_name' : 'name']: 'Harbour', ...times });
      expect(recordName(record)).toBe('Harbour');
      const everything = { view: null, criteria: { field: 'owner', is: world.mei.publicId }, sort: null, cursor: null };
      const listed = await listViewRecords(world.acting(), { module: key, ...everything, limit: 10, count: 'with' });
      expect(listed).toMatchObject({ kind: 'listed', count: { count: 1 } });
    }
  });

  it('R-2 a lookup leads to a living record of its module and is told by name', async () => {
    const account = await create('accounts', { name: 'Weidong' });
    const contact = await create('contacts', { last_name: '陈', first_name: '伟', account: account.publicId });
    const read = () => readRecord(world.acting(), { module: 'contacts', record: contact.publicId });
    const found = await read();
    expect(found.kind === 'found' && found.names.get(account.publicId)?.name).toBe('Weidong');
    expect(await refusedFor('contacts', { last_name: 'X', account: contact.publicId })).toEqual([
      'account: not_a_record',
    ]);
    await deleteRecord(world.acting(), { module: 'accounts', record: account.publicId, revision: null });
    const after = await read();
    expect(after.kind === 'found' && after.names.size).toBe(0);
    expect(await refusedFor('contacts', { last_name: 'X', account: account.publicId, birthday: 'soon' })).toEqual([
      'birthday: not_a_date',
    ]);
    expect(await refusedFor('contacts', { last_name: 'X', account: account.publicId })).toEqual([
      'account: not_a_record',
    ]);
    // What stands there already may stay.
    expect(await edit(contact, { account: account.publicId, title: 'CEO' })).toMatchObject({ kind: 'updated' });
  });

  it('R-2 a deal follows its stage, and says what it is worth', async () => {
    const deal = await create('deals', { name: 'Cranes', amount: '1000.50' });
    expect(deal.values).toMatchObject({ stage: 'Qualification', pipeline: 'Standard', probability: '10' });
    expect(deal.values['expected_revenue']).toBe('100.05');
    expect(await edit(deal, { stage: 'Negotiation' })).toMatchObject({
      record: { values: { probability: '75', expected_revenue: '750.38' } },
    });
    expect(await edit(deal, { stage: 'Proposal', probability: '60' })).toMatchObject({
      record: { values: { probability: '60', expected_revenue: '600.3' } },
    });
    expect(await refusedFor('deals', { name: 'X', amount: '1.005', expected_revenue: '1' })).toEqual([
      'amount: too_many_decimals',
      'expected_revenue: read_only',
    ]);
  });

  it('R-1 a quote is numbered and sums up its lines, whatever happens to them', async () => {
    const quotes = [await create('quotes', { name: 'First' }), await create('quotes', { name: 'Second' })];
    const [first, second] = quotes.map(({ values }) => String(values['number']));
    expect(first).toMatch(/^Q-\d{5}$/);
    expect(second).not.toBe(first);
    const quote = quotes[0]?.publicId ?? '';
    const total = async () => {
      const found = await readRecord(world.acting(), { module: 'quotes', record: quote });
      if (found.kind === 'refused') throw new Error('no quote');
      const { subtotal, tax, total: sum } = found.record.values;
      return [subtotal, tax, sum];
    };
    const line = { quote, name: 'Crane', quantity: '3', unit_price: '99.99', discount_rate: '10', tax_rate: '13' };
    const crane = await create('quote_lines', line);
    expect(crane.values).toMatchObject({ amount: '269.97', tax: '35.1' });
    await create('quote_lines', { quote, name: 'Delivery', unit_price: '50' });
    expect(await total()).toEqual(['319.97', '35.1', '355.07']);
    await edit(crane, { quantity: '1' });
    expect(await total()).toEqual(['139.99', '11.7', '151.69']);
    await deleteRecord(world.acting(), { module: 'quote_lines', record: crane.publicId, revision: null });
    expect(await total()).toEqual(['50', '0', '50']);
  });

  it('R-2 what is unique is so in the database, whoever is faster; a deleted record is in nobody’s way', async () => {
    const values = { name: 'Crane', product_code: 'KR-1' };
    const made = await create('products', values);
    expect(await refusedFor('products', { ...values, product_code: 'kr-1' })).toEqual(['product_code: not_unique']);
    await deleteRecord(world.acting(), { module: 'products', record: made.publicId, revision: null });
    const both = await Promise.all([1, 2, 3, 4].map(() => refusedFor('products', values)));
    expect(both.filter((each) => each === 'created')).toHaveLength(1);
    expect(both.filter((each) => String(each) === 'product_code: not_unique')).toHaveLength(3);
  });

  it('R-2 settings of an own field hold: default, length, help, uniqueness that comes later, tracking', async () => {
    const label = { en: 'Region', zh: '地区' };
    const wanted = { key: 'region', type: 'text', label, required: false, options: [], default: 'North' } as const;
    const help = { en: 'Where', zh: '在哪里' };
    const field = { ...wanted, lengthMax: 6, help, tracked: false };
    expect(await addField(world.acting(), { module: 'campaigns', field })).toMatchObject({ kind: 'added' });
    const [one, two] = [await create('campaigns', { name: 'One' }), await create('campaigns', { name: 'Two' })];
    expect(one.values['region']).toBe('North');
    expect(await refusedFor('campaigns', { name: 'X', region: 'Far away' })).toEqual(['region: too_long']);
    const change = { module: 'campaigns', field: 'region', content: { unique: true, default: null } };
    expect(await changeField(world.acting(), change)).toMatchObject({ reason: 'values_not_unique' });
    await edit(two, { region: 'South' });
    expect(await changeField(world.acting(), change)).toMatchObject({ field: { unique: true, help, lengthMax: 6 } });
    expect(await refusedFor('campaigns', { name: 'Three', region: 'SOUTH' })).toEqual(['region: not_unique']);
    expect(await changeField(world.acting(), { ...change, content: { unique: false } })).toMatchObject({
      kind: 'changed',
    });
    expect(await refusedFor('campaigns', { name: 'Three', region: 'SOUTH' })).toBe('created');
  });

  it('R-2 options and names of the product’s fields are the organisation’s to change', async () => {
    const options = ['New', 'Warm'];
    const choices = [{ value: 'Warm', label: { en: 'Warm', zh: '有兴趣' }, color: 'orange' }] as const;
    const content = { label: { en: 'State', zh: '状态' }, options, choices };
    const changed = await changeField(world.acting(), { module: 'leads', field: 'lead_status', content });
    expect(changed).toMatchObject({ field: { system: true, options, label: content.label } });
    expect(await refusedFor('leads', { last_name: 'X', lead_status: 'Contacted' })).toEqual([
      'lead_status: not_an_option',
    ]);
    expect(await refusedFor('leads', { last_name: 'X', lead_status: 'warm' })).toBe('created');
    const module = await readModuleWithRetired(world.acting(), 'leads');
    const field = module?.module.fields.find(({ key }) => key === 'lead_status');
    expect(field?.choices?.map(({ color }) => color)).toEqual(['gray', 'orange']);
  });

  it('R-2 a retired field keeps its values and comes back with them; views that filter by it say so', async () => {
    const label = { en: 'Fleet', zh: '车队' };
    const field = { key: 'fleet', type: 'integer', label, required: true, options: [] } as const;
    await addField(world.acting(), { module: 'accounts', field });
    const account = await create('accounts', { name: 'Rhein', fleet: 12 });
    const content = { name: 'Fleets', criteria: { field: 'fleet', greater_than: 10 }, columns: ['fleet'], sort: null };
    const made = await createView(world.acting(), { module: 'accounts', view: content });
    if (made.kind === 'refused') throw new Error(JSON.stringify(made));
    const place = { module: 'accounts', field: 'fleet' };
    expect(await readFieldUses(administering(), place)).toMatchObject({ cadences: [], views: ['Fleets'] });
    expect(await retireField(administering(), place)).toMatchObject({ kind: 'done' });
    expect(await edit(account, { fleet: 13 })).toMatchObject({ problems: [{ field: 'fleet', rule: 'unknown_field' }] });
    expect(await refusedFor('accounts', { name: 'Main' })).toBe('created');
    const list = () =>
      listViewRecords(world.acting(), {
        ...{ module: 'accounts', view: made.view.publicId, criteria: null, sort: null, cursor: null },
        limit: 10,
        count: 'without',
      });
    expect(await list()).toMatchObject({ kind: 'refused', reason: 'view_invalid' });
    expect(await addField(world.acting(), { module: 'accounts', field })).toMatchObject({ reason: 'key_taken' });
    const module = await readModuleWithRetired(world.acting(), 'accounts');
    expect(module?.retired.map(({ key }) => key)).toEqual(['fleet']);
    expect(await restoreField(administering(), place)).toMatchObject({ kind: 'done' });
    expect(await list()).toMatchObject({ records: [{ values: { fleet: 12 } }] });
    expect(await retireField(administering(), { module: 'accounts', field: 'name' })).toMatchObject({
      reason: 'field_of_product',
    });
  });

  it('R-1 an own module is made, linked, renamed, retired and brought back while everything runs', async () => {
    const module = {
      key: 'ships',
      label: { en: 'Ships', zh: '船舶' },
      singular: { en: 'Ship', zh: '船' },
    };
    expect(await addModule(world.acting(), module)).toMatchObject({ kind: 'added' });
    expect(await addModule(world.acting(), module)).toMatchObject({ reason: 'key_taken' });
    expect(await addModule(world.acting(), { ...module, key: 'cadences' })).toMatchObject({ reason: 'key_reserved' });
    const number = { key: 'number', type: 'auto_number', label: module.label, required: false, options: [] } as const;
    const numbering = { prefix: 'S/', digits: 3 };
    const ever = await create('ships', { name: 'Ever Given' });
    const added = await addField(world.acting(), { module: 'ships', field: { ...number, numbering } });
    expect(added).toMatchObject({ kind: 'added', field: { readOnly: true } });
    const label = { en: 'Ship', zh: '船' };
    const lookup = { key: 'ship', type: 'lookup', label, required: false, options: [], target: 'ships' } as const;
    expect(await addField(world.acting(), { module: 'deals', field: lookup })).toMatchObject({ kind: 'added' });
    expect(await create('ships', { name: 'Ever Ace' })).toMatchObject({
      values: { number: 'S/002', name: 'Ever Ace' },
    });
    const deal = await create('deals', { name: 'Charter', ship: ever.publicId });
    const [{ folded } = { folded: null }] = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ folded: string }>(sql`select c_number__folded as folded from c_ships where id = ${ever.id}`),
    );
    expect(folded).toBe('s/001');
    const renamed = await changeModule(administering(), { key: 'ships', label: { en: 'Vessels', zh: '船只' } });
    expect(renamed).toMatchObject({ module: { label: { en: 'Vessels' }, singular: module.singular } });
    expect(await changeModule(administering(), { key: 'ships', retired: true })).toMatchObject({ kind: 'changed' });
    expect(await createRecord(world.acting(), { module: 'ships', values: {} })).toMatchObject({
      reason: 'unknown_module',
    });
    const read = async () => readRecord(world.acting(), { module: 'deals', record: deal.publicId });
    const found = await read();
    expect(found.kind === 'found' && found.names.size).toBe(0);
    await changeModule(administering(), { key: 'ships', retired: false });
    const again = await read();
    expect(again.kind === 'found' && again.names.get(ever.publicId)?.name).toBe('Ever Given');
    expect(await changeModule(administering(), { key: 'leads', retired: true })).toMatchObject({
      reason: 'module_of_product',
    });
  });

  it('R-4 says who changed a record last', async () => {
    const record = await create('products', { name: 'Changed' });
    const by = world.acting({ actor: world.omar, now: MONDAY + 1 });
    const change = { module: 'products', record: record.publicId, revision: null, values: { category: 'Service' } };
    expect(record.values['modified_by']).toBe(world.mei.publicId);
    expect(await updateRecord(by, change)).toMatchObject({ record: { values: { modified_by: world.omar.publicId } } });
    const found = await readRecord(world.acting(), { module: 'products', record: record.publicId });
    expect(found).toMatchObject({ record: { values: { modified_by: world.omar.publicId, modified_at: MONDAY + 1 } } });
  });
});
