import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadNeeds } from '#storage/indexes/needs.ts';
import { listViews } from '#storage/views/views.ts';
import { createLeads, type Leads, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { type ListRequest, listViewRecords } from './list-view-records.ts';
import { updateView } from './update-view.ts';

const everyone: ListRequest = {
  module: 'leads',
  view: null,
  criteria: null,
  sort: null,
  cursor: null,
  limit: 50,
  count: 'with',
};

describe.each(postgresServers())('views on $name', (server) => {
  let world: World;
  let leads: Leads;
  beforeAll(async () => {
    world = await makeWorld(server);
    leads = await createLeads(world);
  });
  afterAll(() => world?.drop());

  const abroad = (name: string) => ({
    name,
    criteria: { field: 'country', is_not: '中国' },
    columns: ['last_name', 'country'],
    sort: { field: 'last_name', descending: false },
  });

  async function makeView(name: string) {
    const created = await createView(world.acting(), { module: 'leads', view: abroad(name) });
    if (created.kind !== 'created') throw new Error(JSON.stringify(created));
    return created.view;
  }

  async function addCadence(view: number, intakeDoneUntil: boolean): Promise<number> {
    const [row] = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ id: number }>(sql`
        insert into cadence (public_id, module, name, status, view_id, intake_done_until, created_at, modified_at)
        values (gen_random_uuid(), 'leads', gen_random_uuid()::text, 'active', ${view},
          ${intakeDoneUntil ? sql`now()` : null}, now(), now()) returning id`),
    );
    if (row === undefined) throw new Error('no cadence');
    return row.id;
  }

  it('T29 a list that takes too long is given up, and its indexes are noted', async () => {
    const { database, organization } = world;
    const narrow = { ...everyone, criteria: { field: 'company', contains: 'harbour' } };
    const listed = await database.owner(async (tx) => {
      await tx.query(sql`lock table ${sql.id(organization.seat.schema, 'm_leads')} in access exclusive mode`);
      return listViewRecords(world.acting(), narrow);
    });
    expect(listed).toEqual({ kind: 'refused', reason: 'too_slow' });
    const needs = await database.organization(organization.seat, loadNeeds);
    expect(needs).toContainEqual({ module: 'leads', field: 'company', kind: 'contains' });
    expect(await listViewRecords(world.acting(), narrow)).toMatchObject({ kind: 'listed', records: [] });
  });

  it('V-3 a view keeps criteria, columns and sort, and lists what meets them', async () => {
    const view = await makeView('Abroad');
    expect(view).toMatchObject({ ...abroad('Abroad'), module: 'leads', revision: 1 });
    const listed = await listViewRecords(world.acting(), { ...everyone, view: view.publicId });
    expect(listed).toMatchObject({
      kind: 'listed',
      records: [leads.ada, leads.ben],
      next: null,
      count: { count: 2, exact: true },
    });
    const criteria = { field: 'first_name', starts_with: 'ＢE' };
    const narrowed = await listViewRecords(world.acting(), { ...everyone, view: view.publicId, criteria });
    expect(narrowed).toMatchObject({ records: [leads.ben] });
    const names = await world.database.organization(world.organization.seat, (tx) => listViews(tx, 'leads'));
    expect(names.map(({ name }) => name)).toEqual(['Abroad']);
  });

  it('V-3 pages follow each other by their cursor', async () => {
    const sort = { field: 'email', descending: true };
    const first = await listViewRecords(world.acting(), { ...everyone, sort, limit: 2, count: 'without' });
    expect(first).toMatchObject({ records: [leads.chen, leads.ben], count: null });
    const cursor = first.kind === 'listed' ? first.next : null;
    const second = await listViewRecords(world.acting(), { ...everyone, sort, limit: 2, cursor });
    expect(second).toMatchObject({ records: [leads.ada], next: null });
    const other = await listViewRecords(world.acting(), { ...everyone, cursor });
    expect(other).toMatchObject({ kind: 'refused', reason: 'bad_cursor' });
  });

  it('V-1 V-3 what a view can’t be is told all at once', async () => {
    const view = {
      name: ' ',
      criteria: {
        all: [
          { field: 'shoe_size', is: 4 },
          { field: 'country', is: 5 },
        ],
      },
      columns: ['email', 'nope', 'email'],
      sort: { field: 'description', descending: false },
    };
    const refused = await createView(world.acting(), { module: 'leads', view });
    expect(refused).toMatchObject({
      reason: 'invalid_input',
      problems: [
        { field: 'name', rule: 'required' },
        { field: 'columns', rule: 'unknown_field', value: 'nope' },
        { field: 'columns', rule: 'named_twice', value: 'email' },
        { field: 'sort', rule: 'not_sortable' },
        { field: 'criteria', problem: { code: 'field_unknown', path: 'all/0/field' } },
        { field: 'criteria', problem: { code: 'operand_wrong' } },
      ],
    });
    await makeView('Taken');
    const twin = await createView(world.acting(), { module: 'leads', view: abroad(' Taken ') });
    expect(twin).toEqual({ kind: 'refused', reason: 'name_taken' });
  });

  it('V-3 a stale edit is refused and shows the view as it is', async () => {
    const view = await makeView('Edited');
    const edit = { view: view.publicId, revision: 1, content: { ...abroad('Renamed'), columns: [] } };
    expect(await updateView(world.acting(), edit)).toMatchObject({
      kind: 'updated',
      view: { name: 'Renamed', columns: [], revision: 2 },
    });
    expect(await updateView(world.acting(), edit)).toMatchObject({ reason: 'stale', current: { revision: 2 } });
    const taken = { ...edit, revision: null, content: abroad('Taken') };
    expect(await updateView(world.acting(), taken)).toMatchObject({ reason: 'name_taken' });
  });

  it('K-16 a view is not deleted while a cadence refers to it', async () => {
    const view = await makeView('Used');
    const cadence = await addCadence(view.id, false);
    const refused = await deleteView(world.acting(), { view: view.publicId });
    expect(refused).toMatchObject({ reason: 'in_use', cadences: [{ id: cadence, status: 'active' }] });
    await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`update cadence set view_id = null where id = ${cadence}`),
    );
    expect(await deleteView(world.acting(), { view: view.publicId })).toEqual({ kind: 'deleted' });
    expect(await deleteView(world.acting(), { view: view.publicId })).toMatchObject({ reason: 'not_found' });
  });

  it('V-4 other criteria: those enrolled look again, and a dynamic audience is looked through anew', async () => {
    const view = await makeView('Audience');
    const [still, dynamic] = [await addCadence(view.id, false), await addCadence(view.id, true)];
    await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`insert into enrollment (record_id, enrolled_at, cadence_id, version, revision, status, engine, state)
        values (${leads.ada.id}, now(), ${still}, 1, 1, 0, 1, ''), (${leads.ben.id}, now(), ${still}, 1, 1, 1, 1, '')`),
    );
    const state = () =>
      world.database.organization(world.organization.seat, async (tx) => ({
        inputs: await tx.query(
          sql`select e.record_id, i.kind from input i join enrollment e on e.id = i.enrollment_id`,
        ),
        toLookAt: await tx.query(sql`select id from cadence where intake_done_until = to_timestamp(0)`),
      }));
    const renamed = { view: view.publicId, revision: 1, content: abroad('Audience, renamed') };
    await updateView(world.acting(), renamed);
    expect(await state()).toEqual({ inputs: [], toLookAt: [] });
    const content = { ...abroad('Audience'), criteria: { field: 'country', is: 'Italy' } };
    await updateView(world.acting(), { view: view.publicId, revision: 2, content });
    expect(await state()).toEqual({
      inputs: [{ record_id: leads.ada.id, kind: 'look_again' }],
      toLookAt: [{ id: dynamic }],
    });
  });
});
