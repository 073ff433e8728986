import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { audienceBars } from '#core/cadence/audience-bars.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type View = { id: string; revision: number; name: string; criteria: object; board: string | null };
const url = '/api/v1/views';
const abroad = { name: 'Abroad', criteria: { field: 'country', is_not: '中国' }, columns: ['last_name', 'country'] };

it('V-3: a view is made, listed by name, changed in parts, and deleted', async () => {
  const made = await grace('POST', url, abroad);
  expect(made.statusCode).toBe(201);
  expect(made.headers['etag']).toBe('"1"');
  const view = made.json<View>();
  expect(view).toMatchObject({ ...abroad, module: 'leads', sort: null, revision: 1 });
  await ok(grace('POST', url, { ...abroad, name: 'A list before it' }));
  const { items } = await ok<{ items: View[] }>(grace('GET', url));
  expect(items.map(({ name }) => name)).toEqual(['A list before it', 'Abroad']);
  const changed = await ok<View>(grace('PATCH', `${url}/${view.id}`, { sort: { field: 'country', descending: true } }));
  expect(changed).toMatchObject({ ...abroad, sort: { field: 'country', descending: true }, revision: 2 });
  const read = await ok<View>(grace('GET', `${url}/${view.id}`));
  expect(read).toEqual({ ...changed, inWords: 'Country is not “中国”' });
  expect((await grace('DELETE', `${url}/${view.id}`)).statusCode).toBe(204);
  expect((await grace('GET', `${url}/${view.id}`)).statusCode).toBe(404);
});

it('V-3: everything that is wrong with it is named', async () => {
  const wrong = {
    name: ' ',
    criteria: { all: [{ field: 'country', is: '' }] },
    columns: ['soul', 'city', 'city'],
    sort: { field: 'description', descending: false },
  };
  const { errors } = (await grace('POST', url, wrong)).json<{ errors: { path: string; code: string }[] }>();
  expect(errors.map(({ path, code }) => `${path}: ${code}`).sort()).toEqual([
    'body.columns: named_twice',
    'body.columns: unknown_field',
    'body.criteria.all.0.is: text_empty',
    'body.name: required',
    'body.sort: not_sortable',
  ]);
});

it('R-4: a stale change is refused and shows the other one; a name is taken once', async () => {
  const view = await ok<View>(grace('POST', url, { ...abroad, name: 'Stale' }));
  await ok(grace('PATCH', `${url}/${view.id}`, { name: 'Fresh', revision: 1 }));
  const stale = await grace('PATCH', `${url}/${view.id}`, { name: 'Other', revision: 1 });
  expect(stale.json()).toMatchObject({ status: 409, code: 'stale', current: { name: 'Fresh', revision: 2 } });
  const taken = await grace('POST', url, { ...abroad, name: 'Fresh' });
  expect(taken.json()).toMatchObject({ status: 409, code: 'name_taken' });
});

it('R-4: two changes of different parts at the same time undo nothing of each other', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const view = await ok<View>(grace('POST', url, { ...abroad, name: `Both ${round}` }));
    const changes = [{ name: `Renamed ${round}` }, { columns: ['city'] }];
    const answers = await Promise.all(changes.map((change) => grace('PATCH', `${url}/${view.id}`, change)));
    const now = await ok(grace('GET', `${url}/${view.id}`));
    for (const [index, { statusCode }] of answers.entries()) {
      if (statusCode === 200) expect(now).toMatchObject(changes[index] ?? {});
      else expect(statusCode).toBe(409);
    }
  }
});

it('V-3: a view is shown as a board by a pick list of its module, and as a list again; a board needs a pick list', async () => {
  const board = { module: 'deals', name: 'Pipeline', criteria: { all: [] }, board: 'stage' };
  const view = await ok<View>(grace('POST', url, board));
  expect(await ok(grace('GET', `${url}/${view.id}`))).toMatchObject({ board: 'stage' });
  await ok(grace('PATCH', `${url}/${view.id}`, { name: 'By stage' }));
  expect(await ok(grace('PATCH', `${url}/${view.id}`, { board: null }))).toMatchObject({
    name: 'By stage',
    board: null,
  });
  for (const [wrong, code] of [
    ['amount', 'not_a_pick_list'],
    ['soul', 'unknown_field'],
  ]) {
    const refused = await grace('POST', url, { ...board, name: 'Wrong', board: wrong });
    expect(refused.json()).toMatchObject({ errors: [{ path: 'body.board', code }] });
  }
});

it('K-16: a view that is an audience isn’t deleted, and the cadences are named', async () => {
  const view = await ok<View>(grace('POST', url, { ...abroad, name: 'Audience' }));
  await publish(grace, featureAdoption({ audience: { view: 'Audience' } }));
  const refused = await grace('DELETE', `${url}/${view.id}`);
  const detail = expect.stringContaining('Feature adoption');
  expect(refused.json()).toMatchObject({ status: 409, code: 'view_in_use', detail });
});

it('K-14: other criteria that would take many out of a cadence are counted first, and need a confirmation', async () => {
  const criteria = { field: 'company', is: 'Harbour works' };
  const view = await ok<View>(grace('POST', url, { name: 'Harbour', criteria, columns: [] }));
  const people = ['Kiel', 'Kiel', 'Kiel', 'Kiel', 'Bremen'].map((city, index) => {
    const email = `${index}@buyers.invalid`;
    return createLead(grace, { last_name: `One ${index}`, company: 'Harbour works', city, email });
  });
  const records = (await Promise.all(people)).map(({ id }) => id);
  const unenroll = [{ id: 'left', leftView: true }] as const;
  const file = featureAdoption({ name: 'Harbour letters', audience: { view: 'Harbour' }, unenroll: [...unenroll] });
  await publish(grace, file, 'take_in');
  await world.settle();
  const counted = async (one: object) =>
    (await ok<{ cadences: object[] }>(grace('POST', `${url}/${view.id}/preview`, { criteria: one }))).cadences;
  const without = (city: string) => ({ all: [criteria, { field: 'city', is_not: city }] });
  const name = 'Harbour letters';
  expect(await counted(without('Bremen'))).toMatchObject([{ name, active: 5, leaving: 1, needsConfirmation: false }]);
  expect(await counted(without('Kiel'))).toMatchObject([{ name, active: 5, leaving: 4, needsConfirmation: true }]);
  const refused = await grace('PATCH', `${url}/${view.id}`, { criteria: without('Kiel') });
  const detail = expect.stringContaining('Harbour letters 4/5');
  expect(refused.json()).toMatchObject({ status: 409, code: 'many_would_leave', detail });
  expect((await ok<View>(grace('GET', `${url}/${view.id}`))).revision).toBe(view.revision);
  await ok(grace('PATCH', `${url}/${view.id}`, { criteria: without('Kiel'), leaving: 'confirmed' }));
  await world.settle();
  expect(await counted(without('Kiel'))).toMatchObject([{ active: 1, leaving: 0, needsConfirmation: false }]);
  await ok(grace('POST', '/api/v1/leads/bulk/delete', { records }));
});

type Refused = { status: number; code: string; errors: { path: string; code: string; message: string }[] };
const undecided = { name: 'Without campaign', criteria: { not: { field: 'campaign', is_empty: true } }, columns: [] };

it('C-25: a view that can’t be an audience is listed with the reason, and refused where it is chosen', async () => {
  await ok(grace('POST', url, undecided));
  type Listed = { name: string; whyNoAudience: { code: string; message: string } | null };
  const { items } = await ok<{ items: Listed[] }>(grace('GET', url));
  const why = items.find(({ name }) => name === undecided.name)?.whyNoAudience;
  expect(why).toMatchObject({ code: 'audience_asks_campaign', message: expect.stringContaining('Campaign is empty') });
  expect(items.find(({ name }) => name === 'Audience')?.whyNoAudience).toBeNull();
  const file = featureAdoption({ name: 'For nobody', audience: { view: undecided.name } });
  const refused = (await grace('POST', '/api/v1/cadences', file)).json<Refused>();
  expect(refused).toMatchObject({ status: 422, code: 'cadence_has_problems' });
  expect(refused.errors).toMatchObject([{ path: 'audience', code: 'audience_asks_campaign', message: why?.message }]);
  const manual = await ok<{ id: string; revision: number }>(
    grace('POST', '/api/v1/cadences', featureAdoption({ name: 'For nobody' })),
  );
  const draft = `/api/v1/cadences/${manual.id}/draft`;
  expect((await grace('PUT', draft, { file, revision: manual.revision })).json()).toMatchObject({ status: 422 });
  const mine = { name: 'Mine', criteria: { field: 'owner', is_me: true }, columns: [] };
  await ok(grace('POST', url, mine));
  const ofMe = (
    await grace('PUT', draft, { file: { ...file, audience: { view: 'Mine' } }, revision: manual.revision })
  ).json();
  expect(ofMe).toMatchObject({ status: 422, errors: [{ code: 'audience_asks_me' }] });
});

it('K-15: a view in use isn’t changed into one that can’t be an audience, which is a setting', async () => {
  const view = await ok<View>(grace('POST', url, { ...abroad, name: 'In use' }));
  await publish(grace, featureAdoption({ name: 'Uses it', audience: { view: 'In use' } }));
  const { criteria } = undecided;
  const refused = (await grace('PATCH', `${url}/${view.id}`, { criteria })).json<Refused>();
  expect(refused).toMatchObject({ status: 422, errors: [{ path: 'body.criteria', code: 'not_for_audience' }] });
  const [told] = refused.errors;
  expect(told?.message).toContain('Uses it');
  expect(told?.message).toContain('Campaign is empty');
  expect(await ok(grace('GET', `${url}/${view.id}`))).toMatchObject({ criteria: abroad.criteria, revision: 1 });
  const setting = '/api/v1/settings/audience-bars';
  expect(await ok(grace('GET', setting))).toEqual({ bars: [...audienceBars] });
  expect(await ok(grace('PUT', setting, { bars: ['multi_select'] }))).toEqual({ bars: ['multi_select'] });
  await ok(grace('PATCH', `${url}/${view.id}`, { criteria }));
  // What it asks already it may go on asking.
  await ok(grace('PUT', setting, { bars: [...audienceBars] }));
  await ok(grace('PATCH', `${url}/${view.id}`, { name: 'Still in use' }));
});

it('C-25 (c) (d) K-15: neither a related module nor “belongs to” is asked of an audience, until that is allowed', async () => {
  const team = await ok<{ id: string }>(grace('POST', '/api/v1/settings/teams', { name: 'North', members: [] }));
  const related = { field: 'campaign.status', is: 'Active' };
  const belongs = { field: 'owner', belongs_to: { team: team.id } };
  const view = await ok<View>(grace('POST', url, { ...abroad, name: 'Of nobody yet' }));
  await publish(grace, featureAdoption({ name: 'Of somebody', audience: { view: 'Of nobody yet' } }));
  const setting = '/api/v1/settings/audience-bars';
  for (const [criteria, bar, words] of [
    [related, 'related', 'Campaign › Status is “Active”'],
    [belongs, 'belongs_to', 'Owner belongs to the team “North”'],
  ] as const) {
    await ok(grace('PUT', setting, { bars: [bar] }));
    const refused = (await grace('PATCH', `${url}/${view.id}`, { criteria })).json<Refused>();
    expect(refused).toMatchObject({ status: 422, errors: [{ path: 'body.criteria', code: 'not_for_audience' }] });
    expect(refused.errors[0]?.message).toContain(words);
    const other = await ok<View>(grace('POST', url, { name: `Asks ${bar}`, criteria, columns: [] }));
    expect(await ok(grace('GET', `${url}/${other.id}`))).toMatchObject({ criteria, inWords: words });
    const file = featureAdoption({ name: 'Refused', audience: { view: `Asks ${bar}` } });
    const named = (await grace('POST', '/api/v1/cadences', file)).json<Refused>();
    expect(named.errors).toMatchObject([{ path: 'audience', code: `audience_asks_${bar}` }]);
    expect(named.errors[0]?.message).toContain(words);
    await ok(grace('PUT', setting, { bars: [] }));
    await ok(grace('PATCH', `${url}/${view.id}`, { criteria }));
  }
  await ok(grace('PUT', setting, { bars: [...audienceBars] }));
  const gone = await grace('DELETE', `/api/v1/settings/teams/${team.id}`);
  const detail = expect.stringContaining('Asks belongs_to');
  expect(gone.json()).toMatchObject({ status: 409, code: 'team_in_use', detail });
});

it('V-1 T1: what there isn’t can’t be asked beyond the record, and is named', async () => {
  const nobody = '0198f0a0-0000-7000-8000-0000000000aa';
  const { errors } = (
    await grace('POST', url, {
      name: 'Wrong',
      criteria: {
        all: [
          { field: 'campaign.nope', is: 'x' },
          { field: 'owner.name', is: 'x' },
          { field: 'owner', belongs_to: { role: nobody } },
          { field: 'owner', belongs_to: {} },
        ],
      },
    })
  ).json<Refused>();
  expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'body.criteria.all.0.field field_unknown',
    'body.criteria.all.1.field field_unknown',
    'body.criteria.all.2.belongs_to.role people_unknown',
    'body.criteria.all.3.belongs_to people_wrong',
  ]);
  expect(errors[2]?.message).toContain(nobody);
});

it('V-1: “me” is whoever looks at the list', async () => {
  const ada = await world.as(world.users.ada);
  await ok(
    grace('POST', '/api/v1/leads', {
      values: { last_name: 'Graces', owner: world.users.grace.publicId },
    }),
  );
  await ok(grace('POST', '/api/v1/leads', { values: { last_name: 'Adas', owner: world.users.ada.publicId } }));
  const view = (await ok<{ items: View[] }>(grace('GET', url))).items.find(({ name }) => name === 'Mine');
  type Records = { items: { values: { last_name: string } }[] };
  const listed = async (who: Sender) =>
    (await ok<Records>(who('GET', `/api/v1/leads?view=${view?.id}`))).items.map(({ values }) => values.last_name);
  expect(await listed(grace)).toEqual(['Graces']);
  expect(await listed(ada)).toEqual(['Adas']);
});
