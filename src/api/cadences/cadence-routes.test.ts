import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#core/time/instant.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type Problem = { severity: string; code: string; path: string; message: string };
type Cadence = { id: string; revision: number; status: string; draft: object | null; problems: Problem[] };
const url = '/api/v1/cadences';
let count = 0;
let name = '';
beforeEach(() => {
  count += 1;
  name = `Cadence ${count}`;
});
const make = (changes: Partial<CadenceFile> = {}) =>
  ok<Cadence>(grace('POST', url, featureAdoption({ name, ...changes })));

describe('a draft', () => {
  it('C-12: tells every problem at once, with its place, and can be saved all the same', async () => {
    const file = featureAdoption({
      name,
      module: 'leads',
      followUps: [
        {
          id: 'a',
          email: { to: 'fax', template: 'None' },
          then: [{ id: 'b', when: ['completed'], task: { subject: '' } }],
        },
      ],
    });
    const made = await make(file);
    expect(made.problems.map(({ code, path }) => `${path}: ${code}`).sort()).toEqual([
      'followUps/a/template: template_unknown',
      'followUps/a/to: email_field_unknown',
      'followUps/b/subject: subject_missing',
      'followUps/b/when: trigger_not_of_channel',
    ]);
    expect(made.problems.every(({ severity, message }) => severity === 'error' && message.length > 5)).toBe(true);
    expect(await ok(grace('POST', `${url}/${made.id}/check`))).toEqual({ problems: made.problems });
    expect(await ok(grace('POST', `${url}/check`, file))).toEqual({ problems: made.problems });
    const refused = await grace('POST', `${url}/${made.id}/publish`, { existing: 'leave', enrolled: 'move' });
    expect(refused.json()).toMatchObject({ status: 422, code: 'cadence_has_problems' });
    expect(
      refused
        .json<{ errors: Problem[] }>()
        .errors.map(({ code }) => code)
        .sort(),
    ).toEqual(made.problems.map(({ code }) => code).sort());
  });

  it('C-13: what has the wrong shape is refused with its place', async () => {
    const refused = await grace('POST', url, {
      ...featureAdoption({ name }),
      followUps: [{ id: 'x', delay: { days: 1, weeks: 1 } }],
    });
    expect(refused.json()).toMatchObject({ status: 422, code: 'invalid_input' });
    expect(refused.json<{ errors: Problem[] }>().errors.map(({ path }) => path)).toContain('body.followUps.0.delay');
  });

  it('R-4: is replaced as it was looked at, or refused with what it is by now', async () => {
    const made = await make();
    const draft = `${url}/${made.id}/draft`;
    const saved = await grace('PUT', draft, {
      file: featureAdoption({ name, description: 'First' }),
      revision: made.revision,
    });
    expect(saved.headers['etag']).toBe(`"${made.revision + 1}"`);
    const stale = await grace('PUT', draft, {
      file: featureAdoption({ name, description: 'Second' }),
      revision: made.revision,
    });
    expect(stale.json()).toMatchObject({ status: 409, code: 'stale', current: { draft: { description: 'First' } } });
    const early = await grace('POST', `${url}/${made.id}/publish`, {
      existing: 'leave',
      enrolled: 'move',
      revision: 1,
    });
    expect(early.json()).toMatchObject({ status: 409, code: 'stale', current: { status: 'draft' } });
    const taken = await grace('POST', url, featureAdoption({ name }));
    expect(taken.json()).toMatchObject({ status: 409, code: 'name_taken' });
    const moved = await grace('PUT', draft, { file: { ...featureAdoption({ name }), module: 'deals' } });
    expect(moved.json()).toMatchObject({ status: 409, code: 'module_changed' });
  });

  it('K-99: two begin to edit what runs at once: one draft; two publish it: one version', async () => {
    const { id } = await publish(grace, featureAdoption({ name }));
    const { revision } = await ok<Cadence>(grace('GET', `${url}/${id}`));
    const both = (send: (description: string) => ReturnType<Sender>) => Promise.all(['One', 'Other'].map(send));
    const edited = await both((description) =>
      grace('PUT', `${url}/${id}/draft`, { file: featureAdoption({ name, description }), revision }),
    );
    expect(edited.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const seen = await ok<Cadence>(grace('GET', `${url}/${id}`));
    expect(seen.revision).toBe(revision + 1);
    const answers = await both(() =>
      grace('POST', `${url}/${id}/publish`, { existing: 'leave', enrolled: 'move', revision: seen.revision }),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({ code: 'stale' });
    expect(await ok(grace('GET', `${url}/${id}`))).toMatchObject({ version: 2, hasDraft: false });
  });

  it('C-12: is thrown away, and what runs is what there is', async () => {
    const { id } = await publish(grace, featureAdoption({ name }));
    const draft = `${url}/${id}/draft`;
    expect((await grace('DELETE', draft)).json()).toMatchObject({ status: 409, code: 'nothing_to_publish' });
    await ok(grace('PUT', draft, { file: featureAdoption({ name, description: 'Never mind' }) }));
    expect(await ok(grace('DELETE', draft))).toMatchObject({ draft: null, hasDraft: false, version: 1 });
    const made = await make({ name: `${name} unpublished` });
    expect((await grace('DELETE', `${url}/${made.id}/draft`)).json()).toMatchObject({ code: 'never_published' });
    const nowhere = `${url}/019a0000-0000-7000-8000-000000000001/draft`;
    expect((await grace('DELETE', nowhere)).statusCode).toBe(404);
  });

  it('C-13: an export with its templates makes the same cadence again', async () => {
    const { id } = await publish(grace, featureAdoption({ name }));
    const file = await ok<CadenceFile>(grace('GET', `${url}/${id}/export`));
    expect(file).toEqual(featureAdoption({ name }));
    const copy = await ok<Cadence>(grace('POST', url, { ...file, name: `${name} copy` }));
    expect(copy).toMatchObject({ status: 'draft', problems: [], activeEnrollments: 0 });
  });
});

describe('the list', () => {
  it('C-62: tells name, module, audience, records in it, goal reached and status, filtered by module and status', async () => {
    await ok(grace('POST', '/api/v1/views', { name: 'Everybody', criteria: { all: [] } }));
    const goal = { id: 'qualified', goal: true, record: { field: 'lead_status', is: 'Qualified' } } as const;
    const running = await publish(
      grace,
      featureAdoption({ name, audience: { view: 'Everybody', manualToo: true }, unenroll: [goal] }),
    );
    const lead = await createLead(grace, { last_name: 'Listed', email: 'listed@example.invalid' });
    await ok(grace('POST', `${url}/${running.id}/enroll`, { records: [lead.id] }));
    const gone = await createLead(grace, { last_name: 'Interested', email: 'interested@example.invalid' });
    await ok(grace('POST', `${url}/${running.id}/enroll`, { records: [gone.id] }));
    await ok(grace('PATCH', `/api/v1/leads/${gone.id}`, { values: { lead_status: 'Qualified' } }));
    await world.settle();
    const { items } = await ok<{ items: Cadence[] }>(grace('GET', `${url}?module=leads&status=active`));
    expect(items.find(({ id }) => id === running.id)).toMatchObject({
      name,
      module: 'leads',
      status: 'active',
      activeEnrollments: 1,
      goalMet: 1,
      version: 1,
      hasDraft: false,
      audience: {
        kind: 'view',
        view: 'Everybody',
        takesManual: true,
      },
    });
    expect(items.every(({ status }) => status === 'active')).toBe(true);
    expect(await ok(grace('GET', `${url}?module=deals`))).toEqual({ items: [] });
    expect((await grace('GET', `${url}?status=sleeping`)).statusCode).toBe(422);
  });
});

describe('publishing again', () => {
  const delayed = (days: number): CadenceFile => ({
    ...featureAdoption({ name }),
    followUps: [{ id: 'task', delay: { days }, task: { subject: 'Look' } }],
    unenroll: [],
  });

  it('C-55: the preview tells who would stop and who goes on, as publishing then does it', async () => {
    const { id } = await publish(grace, delayed(2));
    const lead = await createLead(grace, { last_name: 'Scheduled' });
    await ok(grace('POST', `${url}/${id}/enroll`, { records: [lead.id] }));
    const preview = () => grace('GET', `${url}/${id}/publication-preview`);
    expect((await preview()).json()).toMatchObject({ status: 409, code: 'nothing_to_publish' });
    await ok(grace('PUT', `${url}/${id}/draft`, { file: { ...delayed(2), description: 'Only words' } }));
    expect((await preview()).json()).toMatchObject({ edited: [], stopping: 0, goingOn: 1, exact: true, inView: null });
    await ok(grace('PUT', `${url}/${id}/draft`, { file: delayed(3) }));
    expect((await preview()).json()).toMatchObject({ edited: ['task'], stopping: 1, goingOn: 0, exact: true });
    await ok(grace('POST', `${url}/${id}/publish`, { existing: 'leave', enrolled: 'move' }));
    await world.settle();
    const rounds = await ok(grace('GET', `/api/v1/leads/${lead.id}/enrollments`));
    expect(rounds).toMatchObject({ items: [{ status: 'stopped', reason: { code: 'republished' } }] });
  });

  it('C-55: whose edited follow-up has happened already goes on', async () => {
    const tasks = (subject: string): CadenceFile => ({
      ...featureAdoption({ name }),
      followUps: [
        { id: 'task', task: { subject }, then: [{ id: 'next', when: ['completed'], task: { subject: 'Next' } }] },
      ],
      unenroll: [],
    });
    const { id } = await publish(grace, tasks('Look'));
    const lead = await createLead(grace, { last_name: 'Waiting' });
    await ok(grace('POST', `${url}/${id}/enroll`, { records: [lead.id] }));
    await world.settle();
    await ok(grace('PUT', `${url}/${id}/draft`, { file: tasks('Look closely') }));
    const preview = await ok(grace('GET', `${url}/${id}/publication-preview`));
    expect(preview).toMatchObject({ edited: ['task'], stopping: 0, goingOn: 1 });
    await ok(grace('POST', `${url}/${id}/publish`, { existing: 'leave', enrolled: 'move' }));
    await world.settle();
    expect(await ok(grace('GET', `/api/v1/leads/${lead.id}/enrollments`))).toMatchObject({
      items: [{ status: 'active' }],
    });
  });

  it('C-2: the preview counts the records in the audience’s view', async () => {
    await ok(grace('POST', '/api/v1/views', { name: `In ${name}`, criteria: { field: 'city', is: name } }));
    for (const last_name of ['One', 'Two']) await createLead(grace, { last_name, city: name });
    const made = await make({ audience: { view: `In ${name}` } });
    const preview = await ok(grace('GET', `${url}/${made.id}/publication-preview`));
    expect(preview).toMatchObject({ inView: { count: 2, exact: true }, stopping: 0, goingOn: 0, problems: [] });
  });
});

describe('disabling', () => {
  it('C-53, C-59: stops everybody; enabling revives nobody, and the stopped ones are offered to continue', async () => {
    const { id } = await publish(grace, featureAdoption({ name }));
    const lead = await createLead(grace, { last_name: 'Stopped', email: `${count}@stopped.invalid` });
    await ok(grace('POST', `${url}/${id}/enroll`, { records: [lead.id] }));
    await world.settle();
    const disabled = await ok(grace('POST', `${url}/${id}/disable`));
    expect(disabled).toMatchObject({ stopping: 1, cadence: { status: 'disabled' } });
    expect((await grace('POST', `${url}/${id}/disable`)).json()).toMatchObject({
      status: 409,
      code: 'cadence_not_active',
    });
    await world.settle();
    const rounds = () => ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${lead.id}/enrollments`));
    const refused = { possible: false, reason: 'cadence_not_active' };
    expect(await rounds()).toMatchObject({ items: [{ status: 'stopped', continue: refused, restart: refused }] });
    world.wait(DAY);
    expect(await ok(grace('POST', `${url}/${id}/enable`, { existing: 'leave' }))).toMatchObject({ status: 'active' });
    expect((await grace('POST', `${url}/${id}/enable`, { existing: 'leave' })).json()).toMatchObject({
      code: 'cadence_not_disabled',
    });
    await world.settle();
    const possible = { possible: true };
    expect(await rounds()).toMatchObject({ items: [{ status: 'stopped', continue: possible, restart: possible }] });
    const going = await ok(grace('POST', `${url}/${id}/continue`, { status: 'stopped' }));
    expect(going).toMatchObject({ kind: 'answered', counts: { continued: 1, skipped: 0 } });
    expect(await rounds()).toMatchObject({ items: [{ status: 'active', continue: { possible: false } }] });
  });
});

describe('the report', () => {
  it('C-80: needs a publication, and takes a time range', async () => {
    const made = await make();
    expect((await grace('GET', `${url}/${made.id}/report`)).json()).toMatchObject({
      status: 409,
      code: 'never_published',
    });
    const nowhere = '/019a0000-0000-7000-8000-000000000001/report';
    expect((await grace('GET', `${url}${nowhere}`)).statusCode).toBe(404);
  });

  it('C-80: every number opens the list of rounds behind it', async () => {
    const { id } = await publish(grace, featureAdoption({ name }));
    const [ada, ben] = [
      await createLead(grace, { last_name: 'Ada', email: `ada${count}@example.invalid` }),
      await createLead(grace, { last_name: 'Ben', email: `ben${count}@example.invalid` }),
    ];
    await ok(grace('POST', `${url}/${id}/enroll`, { records: [ada.id, ben.id] }));
    await world.settle();
    await ok(grace('PATCH', `/api/v1/leads/${ben.id}`, { values: { lead_status: 'Not interested' } }));
    await world.settle();
    type Report = { followUps: { followUp: string; executed: number; responses: object }[] };
    const report = await ok<Report>(grace('GET', `${url}/${id}/report`));
    expect(report).toMatchObject({ enrolled: 2, unenrolledByRule: [{ rule: 'not-interested', enrollments: 1 }] });
    expect(report.followUps[0]).toMatchObject({
      followUp: 'update',
      executed: 2,
      responses: { sent: { unique: 2, total: 2 } },
    });
    const behind = async (query: string) => {
      const { items } = await ok<{ items: { record: { name: string } }[] }>(
        grace('GET', `${url}/${id}/enrollments?${query}`),
      );
      return items.map(({ record }) => record.name).sort();
    };
    expect(await behind('followUp=update&figure=executed')).toEqual(['Ada', 'Ben']);
    expect(await behind('followUp=update&figure=responded&response=sent')).toEqual(['Ada', 'Ben']);
    expect(await behind('followUp=update&figure=responded&response=clicked')).toEqual([]);
    expect(await behind('status=unenrolled')).toEqual(['Ben']);
    expect(await behind('reason=rule:not-interested')).toEqual(['Ben']);
    expect(await behind('reason=rule:no-such-rule')).toEqual([]);
    expect(await behind('goal=true')).toEqual([]);
    const later = encodeURIComponent(new Date(world.now() + DAY).toISOString());
    expect(await behind(`followUp=update&figure=executed&from=${later}`)).toEqual([]);
    expect(await ok<Report>(grace('GET', `${url}/${id}/report?from=${later}`))).toMatchObject({
      followUps: [{ executed: 0 }, {}, {}],
    });
    const page = await ok<{ items: object[]; nextCursor: string }>(grace('GET', `${url}/${id}/enrollments?limit=1`));
    const rest = await ok<{ items: object[] }>(grace('GET', `${url}/${id}/enrollments?cursor=${page.nextCursor}`));
    expect([...page.items, ...rest.items]).toMatchObject([{ record: { name: 'Ben' } }, { record: { name: 'Ada' } }]);
  });
});
