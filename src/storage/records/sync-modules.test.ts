import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecord } from '#actions/records/create-record.ts';
import { readRecord } from '#actions/records/read-record.ts';
import { systemModules } from '#core/records/modules.ts';
import { migrateOrganization } from '#storage/migrate.ts';
import { makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { columnOf, tableOf } from './catalogue.ts';

/** What m_leads had when it was the only module. */
const FIRST_COLUMNS = [
  ...['id', 'public_id', 'revision', 'owner', 'created_at', 'created_by', 'modified_at', 'deleted_at', 'first_name'],
  ...['last_name', 'email', 'phone', 'mobile', 'company', 'title', 'website', 'lead_source', 'lead_status', 'industry'],
  ...['annual_revenue', 'employees', 'country', 'city', 'description', 'do_not_email', 'do_not_call'],
];

describe.each(postgresServers())('an organisation of an earlier version on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
  });
  afterAll(() => world.drop());

  it('R-1 R-2 gets the tables and columns that it misses, once, and loses nothing', async () => {
    const { database, organization } = world;
    const { seat } = organization;
    const lead = await world.createLead({ last_name: 'Moreau', city: 'Lyon', do_not_email: true });
    await makeEarlier();
    await Promise.all([1, 2].map(() => migrateOrganization(database, seat)));
    for (const { key, fields } of systemModules) {
      const columns = await columnsOf(tableOf(key));
      expect(fields.map((field) => columnOf(field).name).filter((name) => !columns.includes(name))).toEqual([]);
    }
    const found = await readRecord(world.acting(), { module: 'leads', record: lead.publicId });
    if (found.kind === 'refused') throw new Error('the lead is gone');
    // Its own field of that name was there first.
    expect(found.record.values).toMatchObject({ last_name: 'Moreau', city: 'Lyon', do_not_email: true, rating: 7 });
    expect(found.module.fields.filter(({ key }) => key === 'rating')).toMatchObject([{ system: false }]);
    const values = { last_name: 'Okoro', rating: 8, wechat: 'okoro' };
    expect(await createRecord(world.acting(), { module: 'leads', values })).toMatchObject({ record: { values } });
  });

  async function columnsOf(table: string): Promise<string[]> {
    const rows = await world.database.owner((tx) =>
      tx.query<{ name: string }>(sql`
        select column_name as name from information_schema.columns
        where table_schema = ${world.organization.seat.schema} and table_name = ${table}`),
    );
    return rows.map(({ name }) => name);
  }

  /** As version 0.1 left it, with an own field whose key the product took later. */
  async function makeEarlier(): Promise<void> {
    const surplus = (await columnsOf('m_leads')).filter(
      (name) => !FIRST_COLUMNS.includes(name.replace('__folded', '')),
    );
    const others = systemModules.map(({ key }) => tableOf(key)).filter((table) => table !== 'm_leads');
    await world.database.owner(async (tx) => {
      await tx.query(sql`set local search_path to ${sql.id(world.organization.seat.schema)}`);
      for (const name of surplus) await tx.query(sql`alter table m_leads drop column ${sql.id(name)} cascade`);
      await tx.query(sql`drop table ${sql.join(others.map((table) => sql.table(table)))} cascade`);
      await tx.query(sql`
        insert into custom_field (module, key, type, label_en, label_zh, required, options, created_at)
        values ('leads', 'rating', 'integer', 'Rating', '评分', false, '{}', now())`);
      await tx.query(sql`alter table m_leads add column c_rating bigint`);
      await tx.query(sql`update m_leads set c_rating = 7`);
    });
  }
});
