import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listViewRecords } from '#actions/views/list-view-records.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Tx } from '#storage/db.ts';
import type { Sort } from '#storage/records/list-order.ts';
import { createLeads, type Leads, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { buildIndexes } from './build-indexes.ts';

const ALWAYS = { lists: 0, search: 0 };
const NEVER = { lists: 1_000, search: 1_000 };

describe.each(postgresServers())('indexes by need on $name', (server) => {
  let world: World;
  let leads: Leads;
  beforeAll(async () => {
    world = await makeWorld(server);
    leads = await createLeads(world);
  });
  afterAll(() => world?.drop());

  const inOrganization = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    world.database.organization(world.organization.seat, work);
  const build = (from = ALWAYS) => buildIndexes(world.database, world.organization.seat, { from });

  async function list(criteria: Criteria | null, sort: Sort | null = null): Promise<string[]> {
    const request = { module: 'leads', view: null, criteria, sort, cursor: null, limit: 10, count: 'with' } as const;
    const listed = await listViewRecords(world.acting(), request);
    if (listed.kind !== 'listed') throw new Error(listed.reason);
    return listed.records.map(({ publicId }) => publicId);
  }

  /** What the indexes of leads are over, without those that every module has. */
  async function indexes(): Promise<string[]> {
    const rows = await inOrganization((tx) =>
      tx.query<{ name: string; definition: string }>(sql`
        select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = 'm_leads'::regclass and i.indisvalid and c.relname ~ '^(order|contains|chosen|search)_'`),
    );
    return rows.map(({ name, definition }) => `${name.split('_')[0]}: ${definition.split(' USING ')[1]}`);
  }

  it('V-5 lists get the indexes that they need, once, whatever they were found with before', async () => {
    const chinese: Criteria = { field: 'country', contains: '中国' };
    expect(await list(chinese)).toEqual([leads.chen.publicId]);
    expect(await list(null, { field: 'last_name', descending: false })).toHaveLength(3);
    expect(await build(NEVER)).toBe(0);
    expect(await indexes()).toEqual([]);
    expect(await build()).toBeGreaterThan(0);
    const made = await indexes();
    expect(made.find((one) => one.startsWith('contains'))).toContain('wide_grams((country__folded');
    expect(made.find((one) => one.startsWith('order') && one.includes('last_name__folded'))).toContain(
      'deleted_at IS NULL',
    );
    expect(made.filter((one) => one.startsWith('search'))).toHaveLength(1);
    expect(await build()).toBe(0);
    expect(await list(chinese)).toEqual([leads.chen.publicId]);
  });

  it('V-5 the indexes are used: for the order in both directions, for a part of a text, for two Chinese characters', async () => {
    await list({ field: 'country', contains: 'Nigeria' });
    await build();
    const plans = await inOrganization(async (tx) => {
      await tx.query(sql`select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`);
      const explain = async (statement: string): Promise<string> => {
        const rows = await tx.query<{ 'QUERY PLAN': string }>(sql`explain ${sql.raw(statement)}`);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      };
      const sorted = 'select id from m_leads where deleted_at is null order by last_name__folded collate "C"';
      const text = 'country__folded collate "C"';
      return [
        await explain(`${sorted} asc, id asc limit 1`),
        await explain(`${sorted} desc, id desc limit 1`),
        await explain(`select id from m_leads where ${text} like '%nig%'`),
        await explain(`select id from m_leads where cadenza_text.wide_grams(${text}) @> '{中国}'`),
      ];
    });
    expect(plans.map((plan) => /\b(order|contains)_/.exec(plan)?.[1])).toEqual([
      'order',
      'order',
      'contains',
      'contains',
    ]);
  });

  it('V-5 one that was left half made is made anew', async () => {
    const schema = world.organization.seat.schema;
    await world.database.owner((tx) =>
      tx.query(sql`
        update pg_index set indisvalid = false where indexrelid in (
          select oid from pg_class where relname like 'contains_%' and relnamespace = ${schema}::regnamespace)`),
    );
    expect(await build()).toBe(1);
    expect(await build()).toBe(0);
  });

  it('T28 nobody but the owner of the tables can put anything where texts are searched with', async () => {
    const replacement = sql`create function cadenza_text.wide_grams(given int) returns int language sql return 1`;
    await expect(inOrganization((tx) => tx.query(replacement))).rejects.toMatchObject({ code: '42501' });
    await expect(world.database.control((tx) => tx.query(replacement))).rejects.toMatchObject({ code: '42501' });
  });
});
