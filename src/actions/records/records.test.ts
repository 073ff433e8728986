import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '#core/time/instant.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { findIds, findRecord, loadRecords, loadValues } from '#storage/records/read-records.ts';
import { loadEvents } from '#storage/records/record-events.ts';
import { createLeads, type Leads, MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { addField } from '../modules/own-fields.ts';
import { createRecord } from './create-record.ts';
import { deleteRecord } from './delete-record.ts';
import { updateRecord } from './update-record.ts';

const later = MONDAY + HOUR;

describe.each(postgresServers())('records on $name', (server) => {
  let world: World;
  let leads: Leads;
  beforeAll(async () => {
    world = await makeWorld(server);
    leads = await createLeads(world);
  });
  afterAll(() => world?.drop());

  const inOrganization: World['database']['organization'] = (_, work) =>
    world.database.organization(world.organization.seat, work);
  const query = <Row>(statement: ReturnType<typeof sql<Row>>) =>
    world.database.organization(world.organization.seat, (tx) => tx.query<Row>(statement));

  async function events(record: string) {
    return world.database.organization(world.organization.seat, (tx) => loadEvents(tx, record, { limit: 10 }));
  }

  /** A round, with the least that the tables ask for. */
  async function enroll(record: string): Promise<string> {
    await query(sql`insert into cadence (public_id, module, name, status, created_at, modified_at)
      values (gen_random_uuid(), 'leads', 'Welcome', 'active', now(), now()) on conflict do nothing`);
    const [row] = await query<{ id: string }>(sql`
      insert into enrollment (record_id, enrolled_at, cadence_id, version, revision, status, engine, state)
      select ${record}, now(), min(id), 1, 1, 0, 1, '' from cadence returning id`);
    if (row === undefined) throw new Error('not enrolled');
    return row.id;
  }

  const inputsOf = (enrollment: string) =>
    query<{ kind: string; detail: string | null; actor: number | null }>(
      sql`select kind, detail, actor from input where enrollment_id = ${enrollment} order by id`,
    );

  it('R-4 R-5 a created record has its owner, its creator, its times, its event', async () => {
    const acting = world.acting({ actor: world.omar, now: later });
    const created = await createRecord(acting, {
      module: 'leads',
      values: { last_name: ' Diaz ', annual_revenue: '10.50', employees: 9007199254740991, do_not_call: true },
    });
    if (created.kind !== 'created') throw new Error(JSON.stringify(created));
    const { record } = created;
    expect(record.revision).toBe(1);
    expect(record.values).toMatchObject({
      last_name: 'Diaz',
      annual_revenue: '10.5',
      employees: 9007199254740991,
      do_not_call: true,
      do_not_email: false,
      email: null,
      owner: world.omar.publicId,
      created_by: world.omar.publicId,
      created_at: later,
      modified_at: later,
    });
    expect(await events(record.id)).toEqual([
      {
        at: later,
        actor: world.omar.id,
        cause: 'user',
        changes: {
          created_at: [null, later],
          last_name: [null, 'Diaz'],
          annual_revenue: [null, '10.5'],
          employees: [null, 9007199254740991],
          do_not_call: [null, true],
          owner: [null, world.omar.publicId],
        },
      },
    ]);
  });

  it('R-3 a refused record leaves nothing behind; owners must be active members', async () => {
    const before = await query(sql`select count(*) from m_leads`);
    const acting = world.acting();
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect(await createRecord(acting, { module: 'leads', values: { email: 'x' } })).toMatchObject({
      reason: 'invalid_input',
      problems: [{ rule: 'not_an_email' }, { field: 'last_name', rule: 'required' }],
    });
    expect(await createRecord(acting, { module: 'leads', values: { last_name: 'X', owner: nobody } })).toMatchObject({
      problems: [{ field: 'owner', rule: 'not_a_member', value: nobody }],
    });
    expect(await createRecord(acting, { module: 'ships', values: {} })).toMatchObject({ reason: 'unknown_module' });
    expect(await query(sql`select count(*) from m_leads`)).toEqual(before);
  });

  it('R-4 a stale save is refused and shows the record as it is by now', async () => {
    const { publicId: record, revision } = await world.createLead({ last_name: 'Stale' });
    const edit = { module: 'leads', record, revision };
    const first = await updateRecord(world.acting({ now: later }), { ...edit, values: { city: 'Lyon' } });
    expect(first).toMatchObject({
      kind: 'updated',
      record: { revision: 2, values: { city: 'Lyon', modified_at: later } },
    });
    const second = await updateRecord(world.acting(), { ...edit, values: { city: 'Paris' } });
    expect(second).toMatchObject({ reason: 'stale', current: { record: { revision: 2, values: { city: 'Lyon' } } } });
    const whatever = await updateRecord(world.acting(), { ...edit, revision: null, values: { city: 'Paris' } });
    expect(whatever).toMatchObject({ kind: 'updated', record: { revision: 3 } });
  });

  it('R-4 of 20 saves of one revision at the same moment one wins', async () => {
    const { publicId: record, revision } = await world.createLead({ last_name: 'Rush' });
    const saves = Array.from({ length: 20 }, (_, index) =>
      updateRecord(world.acting(), { module: 'leads', record, revision, values: { city: `City ${index}` } }),
    );
    const kinds = (await Promise.all(saves)).map((save) => (save.kind === 'updated' ? 'updated' : save.reason));
    expect(kinds.filter((kind) => kind === 'updated')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'stale')).toHaveLength(19);
  });

  it('R-5 the event says before and after of what really changed; no change, no event, no revision', async () => {
    const { ben } = leads;
    const edit = { module: 'leads', record: ben.publicId, revision: null };
    const same = await updateRecord(world.acting(), { ...edit, values: { country: 'Nigeria', first_name: 'Ben ' } });
    expect(same).toMatchObject({ kind: 'updated', record: { revision: 1 } });
    const values = { country: null, first_name: 'Ben', lead_status: 'contacted' };
    await updateRecord(world.acting({ actor: world.omar, now: later }), { ...edit, values });
    const [latest, creation, ...more] = await events(ben.id);
    expect(latest).toEqual({
      at: later,
      actor: world.omar.id,
      cause: 'user',
      changes: { country: ['Nigeria', null], lead_status: [null, 'Contacted'] },
    });
    expect(creation?.changes).toHaveProperty('created_at');
    expect(more).toEqual([]);
    // What the action answered is what the table holds.
    const updated = await updateRecord(world.acting(), { ...edit, values: {} });
    const stored = await world.database.organization(world.organization.seat, async (tx) => {
      const catalogue = await loadCatalogue(tx, 'leads');
      return catalogue === null ? null : findRecord(tx, catalogue, ben.publicId);
    });
    expect(updated).toMatchObject({ kind: 'updated', record: stored });
  });

  it('R-5 the history can’t be changed by the organisation itself', async () => {
    await expect(query(sql`update record_event set cause = 'nobody'`)).rejects.toMatchObject({ code: '42501' });
    await expect(query(sql`delete from record_event`)).rejects.toMatchObject({ code: '42501' });
  });

  it('C-30 a change lets the active rounds of the record look again; no change doesn’t', async () => {
    const round = await enroll(leads.ada.id);
    const edit = { module: 'leads', record: leads.ada.publicId, revision: null };
    await updateRecord(world.acting(), { ...edit, values: { country: 'France' } });
    expect(await inputsOf(round)).toEqual([]);
    await updateRecord(world.acting(), { ...edit, values: { country: 'Italy' } });
    expect(await inputsOf(round)).toEqual([{ kind: 'look_again', detail: null, actor: null }]);
  });

  it('R-4 K-100 a deleted record is in the recycle bin, and its rounds are asked to end', async () => {
    const doomed = await world.createLead({ last_name: 'Doomed' });
    const round = await enroll(doomed.id);
    const wanted = { module: 'leads', record: doomed.publicId, revision: 7 };
    expect(await deleteRecord(world.acting(), wanted)).toMatchObject({
      reason: 'stale',
      current: { record: { revision: 1 } },
    });
    expect(await deleteRecord(world.acting({ now: later }), { ...wanted, revision: 1 })).toEqual({ kind: 'deleted' });
    expect(await deleteRecord(world.acting(), { ...wanted, revision: null })).toMatchObject({ reason: 'not_found' });
    expect(await inputsOf(round)).toEqual([{ kind: 'end', detail: 'record_deleted', actor: world.mei.id }]);
    const [event] = await events(doomed.id);
    expect(event?.changes).toEqual({ deleted_at: [null, later] });
    await inOrganization(world.organization.seat, async (tx) => {
      const catalogue = await loadCatalogue(tx, 'leads');
      if (catalogue === null) throw new Error('no leads');
      expect(await findRecord(tx, catalogue, doomed.publicId)).toBeNull();
      expect(await findIds(tx, catalogue, [doomed.publicId])).toEqual(new Map());
      const both = [doomed.id, leads.chen.id];
      expect(await loadRecords(tx, catalogue, both)).toEqual(new Map([[leads.chen.id, leads.chen]]));
      const { values } = leads.chen;
      expect(await loadValues(tx, catalogue, both, { share: true })).toEqual(new Map([[leads.chen.id, { values }]]));
    });
  });

  it('R-2 a field is added while the product runs: nothing is lost, nothing restarted', async () => {
    const before = await world.createLead({ last_name: 'Before' });
    const types = ['text', 'long_text', 'integer', 'decimal', 'date', 'date_time', 'boolean', 'user'] as const;
    for (const type of types) {
      const field = { key: `my_${type}`, type, label: { en: type, zh: type }, required: false, options: [] };
      expect(await addField(world.acting(), { module: 'leads', field })).toMatchObject({ kind: 'added' });
    }
    const regions = { type: 'multi_select', label: { en: 'Regions', zh: '地区' }, required: false } as const;
    const field = { ...regions, key: 'regions', options: ['North', 'South'] };
    expect(await addField(world.acting(), { module: 'leads', field })).toMatchObject({ kind: 'added' });
    const values = {
      my_text: 'Ｗide',
      my_long_text: 'a\nb',
      my_integer: -5,
      my_decimal: '0.0000000001',
      my_date: '0001-01-01',
      my_date_time: '9876-05-04T03:02:01.987Z',
      my_boolean: true,
      my_user: world.mei.publicId,
      regions: ['South', 'North'],
    };
    const after = await world.createLead({ last_name: 'After', ...values });
    const typed = { ...values, my_date_time: Date.parse('9876-05-04T03:02:01.987Z'), regions: ['North', 'South'] };
    expect(after.values).toMatchObject(typed);
    const edit = { module: 'leads', record: before.publicId, revision: 1, values: { regions: ['South'] } };
    const updated = await updateRecord(world.acting({ now: MONDAY }), edit);
    expect(updated).toMatchObject({
      record: { revision: 2, values: { ...before.values, my_text: null, my_boolean: false, regions: ['South'] } },
    });
    expect(await query(sql`select c_my_text__folded as folded from m_leads where id = ${after.id}`)).toEqual([
      { folded: 'wide' },
    ]);
  });

  it('R-2 of two who add the same key at once one is told that it is taken', async () => {
    const field = {
      key: 'twice',
      type: 'text',
      label: { en: 'Twice', zh: '两次' },
      required: false,
      options: [],
    } as const;
    const both = await Promise.all([1, 2, 3].map(() => addField(world.acting(), { module: 'leads', field })));
    expect(both.map((each) => (each.kind === 'added' ? 'added' : each.reason)).sort()).toEqual([
      'added',
      'key_taken',
      'key_taken',
    ]);
  });

  it('R-2 a long transaction makes adding wait, not everybody behind it', async () => {
    const field = { key: 'patient', type: 'text', label: { en: 'P', zh: 'P' }, required: false, options: [] } as const;
    const adding = world.database.organization(world.organization.seat, async (tx) => {
      await tx.query(sql`lock table m_leads in row exclusive mode`);
      const added = addField(world.acting(), { module: 'leads', field });
      for (let read = 0; read < 20; read++) {
        await query(sql`select count(*) from m_leads`); // would wait for ever behind one who waits for this transaction
        await tx.query(sql`select pg_sleep(0.03)`);
      }
      return { added };
    });
    expect(await (await adding).added).toMatchObject({ kind: 'added' });
  });
});
