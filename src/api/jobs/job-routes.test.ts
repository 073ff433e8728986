import { sql } from 'kysely';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Job = {
  id: string;
  state: string;
  total: number;
  done: number;
  tally: { counts: Record<string, number>; skipped: object; items: object[] } | null;
  message: string | null;
};

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
let view: string;
let cadence: string;
let count = 0;

/** 1,200 leads of one city, made as an import would. */
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
  await createLead(grace, { last_name: 'First', city: 'Lagos' });
  await inOrganization(sql`
    insert into m_leads (public_id, created_at, modified_at, last_name, last_name__folded, city, city__folded)
    select gen_random_uuid(), created_at, modified_at, 'Lead ' || g, 'lead ' || g, city, city__folded
    from m_leads, generate_series(1, 1199) g where last_name = 'First'`);
  const content = {
    module: 'leads',
    name: 'Lagos',
    criteria: { field: 'city', is: 'Lagos' },
    columns: ['last_name'],
    sort: null,
  };
  view = (await ok<{ id: string }>(grace('POST', '/api/v1/views', content))).id;
});
afterAll(() => world.close());
beforeEach(async () => {
  const file = featureAdoption({ name: `Bulk ${++count}` });
  const followUps = [{ id: 'visit', delay: { days: 1 }, task: { subject: 'Visit' } }];
  cadence = `/api/v1/cadences/${(await publish(grace, { ...file, followUps, unenroll: [] })).id}`;
});

const inOrganization = (statement: ReturnType<typeof sql>) =>
  world.database.organization(world.organization.seat, (tx) => tx.query(statement));
const start = async (what: string, body: object) => {
  const answer = await ok<{ kind: string; job: string }>(grace('POST', `${cadence}/${what}`, body));
  expect(answer.kind).toBe('started');
  return answer.job;
};
const jobOf = (id: string) => ok<Job>(grace('GET', `/api/v1/jobs/${id}`));
const batch = () =>
  runJobBatch({
    database: world.database,
    organization: world.organization,
    definitions: keepDefinitions(),
    now: world.now(),
  });

it('C-26 more than 200 are taken in by the worker, which tells how far it is; nobody else’s job is shown', async () => {
  const id = await start('enroll', { view });
  expect(await jobOf(id)).toMatchObject({ state: 'waiting', total: 1200, done: 0, tally: null });
  await batch();
  expect(await jobOf(id)).toMatchObject({ state: 'running', done: 500, tally: { counts: { enrolled: 500 } } });
  await world.settle();
  expect(await jobOf(id)).toMatchObject({
    state: 'done',
    done: 1200,
    tally: { counts: { enrolled: 1200, skipped: 0 } },
  });
  expect((await ada('GET', `/api/v1/jobs/${id}`)).statusCode).toBe(404);
  expect((await ok<{ items: Job[] }>(ada('GET', '/api/v1/jobs'))).items).toEqual([]);
  expect((await ok<{ items: Job[] }>(grace('GET', '/api/v1/jobs'))).items[0]).toMatchObject({ id, state: 'done' });

  // Repeated, nothing happens twice; out again, all of them.
  const again = await start('enroll', { view });
  await world.settle();
  expect(await jobOf(again)).toMatchObject({ tally: { counts: { enrolled: 0, already_enrolled: 1200 } } });
  const out = await start('unenroll', { view });
  await world.settle();
  expect(await jobOf(out)).toMatchObject({ state: 'done', tally: { counts: { unenrolled: 1200 } } });
});

it('C-26 cancelled, it ends with the batch at hand and what is done stays done', async () => {
  const id = await start('enroll', { view });
  await batch();
  expect((await ada('POST', `/api/v1/jobs/${id}/cancel`)).statusCode).toBe(404);
  const cancelled = await ok<Job>(grace('POST', `/api/v1/jobs/${id}/cancel`));
  expect(cancelled).toMatchObject({ state: 'cancelled', done: 500 });
  await world.settle();
  expect(await jobOf(id)).toMatchObject({ state: 'cancelled', done: 500 });
  const enrolled = await inOrganization(sql`
    select count(*)::int as n from enrollment e join cadence c on c.id = e.cadence_id
    where '/api/v1/cadences/' || c.public_id = ${cadence} and e.status = 0`);
  expect(enrolled).toEqual([{ n: 500 }]);
});

it('C-26 a cadence that is disabled meanwhile: the job says so; two workers at once take nobody in twice', async () => {
  const id = await start('enroll', { view });
  await Promise.all([batch(), batch()]);
  await ok(grace('POST', `${cadence}/disable`));
  await world.settle();
  const failed = await jobOf(id);
  expect(failed).toMatchObject({ state: 'failed', message: expect.stringMatching(/active/) });
  expect(failed.tally?.counts['enrolled']).toBe(failed.done);
});

it('C-26 everything that a list finds, looked for with each batch; the list of jobs tells numbers only', async () => {
  const not42 = { not: { field: 'last_name', is: 'Lead 42' } };
  const id = await start('enroll', { matching: { view, criteria: not42 } });
  expect(await jobOf(id)).toMatchObject({ state: 'waiting', total: 1199 });
  await world.settle();
  expect(await jobOf(id)).toMatchObject({ state: 'done', tally: { counts: { enrolled: 1199 } } });
  const again = await start('enroll', { matching: { criteria: { field: 'city', is: 'Lagos' } } });
  await world.settle();
  expect(await jobOf(again)).toMatchObject({ tally: { counts: { enrolled: 1, already_enrolled: 1199 } } });
  const [newest] = (await ok<{ items: Job[] }>(grace('GET', '/api/v1/jobs'))).items;
  expect(newest).toMatchObject({ id: again, tally: { counts: { enrolled: 1 } } });
  expect(newest?.tally).not.toHaveProperty('items');
});

it('C-2 C-26 what can only be refused is refused at once, however many are meant', async () => {
  const file = featureAdoption({ name: `View only ${count}` });
  const followUps = [{ id: 'visit', delay: { days: 1 }, task: { subject: 'Visit' } }];
  const { id } = await publish(grace, { ...file, audience: { view: 'Lagos' }, followUps, unenroll: [] });
  const refused = await grace('POST', `/api/v1/cadences/${id}/enroll`, { view });
  expect(refused.json()).toMatchObject({ code: 'manual_not_allowed' });
  await ok(grace('POST', `${cadence}/disable`));
  const disabled = await grace('POST', `${cadence}/enroll`, { view });
  expect(disabled.json()).toMatchObject({ code: 'cadence_not_active' });
});

it('C-26 the 201st makes the difference', async () => {
  const { items } = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/leads?view=${view}&limit=200`));
  const records = items.map((lead) => lead.id);
  expect(await ok(grace('POST', `${cadence}/enroll`, { records }))).toMatchObject({
    kind: 'answered',
    counts: { enrolled: 200 },
  });
  const other = (await createLead(grace, { last_name: 'Elsewhere' })).id;
  const id = await start('enroll', { records: [...records, other] });
  await world.settle();
  const job = await jobOf(id);
  expect(job).toMatchObject({ state: 'done', total: 201, tally: { counts: { enrolled: 1, already_enrolled: 200 } } });
  expect(job.tally?.items).toHaveLength(201);
});
