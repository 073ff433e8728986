import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addField, retireField } from '#actions/modules/own-fields.ts';
import { listViewRecords } from '#actions/views/list-view-records.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { createLeads, MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { until } from '#test/until.ts';
import { buildIndexes } from './build-indexes.ts';
import { dropIndexes } from './drop-indexes.ts';

const label = { en: 'Nickname', zh: '昵称' };
const text = { type: 'text', label, required: false, options: [] } as const;

describe.each(postgresServers())('the life of indexes on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
    await createLeads(world);
  });
  afterAll(() => world?.drop());

  const build = () => buildIndexes(world.database, world.organization.seat, { from: { lists: 0, search: 1_000 } });
  const drop = (now: Instant) => dropIndexes(world.database, world.organization.seat, { now });
  async function list(field: string, now: Instant): Promise<void> {
    const asked = { module: 'leads', view: null, criteria: { field, contains: 'ada' }, cursor: null, limit: 10 };
    const listed = await listViewRecords(world.acting({ now }), { ...asked, sort: null, count: 'with' });
    expect(listed.kind).toBe('listed');
  }
  /** Of what leads have one for a part of a text. */
  async function contained(): Promise<string[]> {
    const rows = await world.database.owner((tx) =>
      tx.query<{ definition: string }>(sql`
        select pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = ${world.organization.seat.schema}::regnamespace and i.indisvalid
          and c.relname like 'contains\\_%'`),
    );
    return rows.map(({ definition }) => /(\w+)__folded/.exec(definition)?.[1] ?? definition).toSorted();
  }

  it('V-5 one that no list needed for 90 days is dropped, one that was asked for is kept', async () => {
    await list('company', MONDAY);
    await list('city', MONDAY);
    await build();
    expect(await contained()).toEqual(['city', 'company']);
    await list('company', MONDAY + 60 * DAY);
    expect(await drop(MONDAY + 89 * DAY)).toBe(0);
    expect(await drop(MONDAY + 91 * DAY)).toBeGreaterThan(0);
    expect(await contained()).toEqual(['company']);
    await build();
    expect(await contained()).toEqual(['company']);
  });

  it('R-2 V-5 the index of a retired field is dropped', async () => {
    const added = await addField(world.acting(), { module: 'leads', field: { key: 'nickname', ...text } });
    expect(added.kind).toBe('added');
    await list('nickname', MONDAY);
    await build();
    expect(await contained()).toContain('c_nickname');
    const administering = { ...world.acting(), readTemplate: () => ({ kind: 'fine', fields: [] }) as const };
    expect((await retireField(administering, { module: 'leads', field: 'nickname' })).kind).toBe('done');
    expect(await drop(MONDAY)).toBe(1);
    expect(await contained()).not.toContain('c_nickname');
  });

  it('R-2 V-5 a field is added while an index is being made: that gives way, and is made another time', async () => {
    await list('last_name', MONDAY);
    // An index that is made beside the work waits for everybody who may still see the table without it.
    const reader = new pg.Client({ connectionString: world.database.appUrl });
    await reader.connect();
    await reader.query('begin isolation level repeatable read; select from pg_class limit 1');
    const building = build();
    const isWaiting = sql`select from pg_stat_activity where query like 'create index concurrently%' and wait_event_type = 'Lock'`;
    await until('the index waits', async () => (await world.database.owner((tx) => tx.query(isWaiting))).length > 0);

    const field = { key: 'birthplace', ...text };
    expect((await addField(world.acting(), { module: 'leads', field })).kind).toBe('added');
    expect(await building).toBe(0);
    await reader.end();
    expect(await build()).toBeGreaterThan(0);
    expect(await contained()).toContain('last_name');
  });
});
