// C-90 a draft tried out on the real audience, over the API: the worker carries it out, nothing leaves, nothing is enrolled.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Simulation = {
  id: string;
  state: string;
  percent: number;
  message: string | null;
  result: {
    records: number;
    enrolled: number;
    leftOut: { reason: string; rule: string | null; records: number; sentence: string }[];
    followUps: {
      followUp: string;
      carriedOut: number;
      suppressed: object;
      failed: object;
      answering: { source: string };
      never: { code: string; sentence: string } | null;
    }[];
    volumes: { on: string; channel: string; sender: string | null; times: number }[];
    ends: { status: string; records: number; sentence: string }[];
  } | null;
};
type Records = {
  items: {
    record: { name: string } | null;
    status: string | null;
    sentence: string;
    steps: { at: string; title: string; sentence: string }[];
  }[];
  nextCursor: string | null;
};

const SILENT = { opened: 0, clicked: 0, replied: 0, bounced: 0, unsubscribed: 0 };

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
let draft: string;

beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
  const reached = { city: 'Lagos', email: 'one@example.invalid' };
  await createLead(grace, { ...reached, last_name: 'One' });
  await createLead(grace, { ...reached, last_name: 'Two', email: null });
  await createLead(grace, { ...reached, last_name: 'Three', email: 'three@example.invalid', do_not_email: true });
  await createLead(grace, { ...reached, last_name: 'Four', lead_status: 'Not interested' });
  await createLead(grace, { last_name: 'Elsewhere', city: 'Accra', email: 'else@example.invalid' });
  const view = {
    module: 'leads',
    name: 'Lagos',
    criteria: { field: 'city', is: 'Lagos' },
    columns: ['last_name'],
    sort: null,
  };
  await ok(grace('POST', '/api/v1/views', view));
  const file = featureAdoption({ name: 'In Lagos', audience: { view: 'Lagos' } });
  draft = (await ok<{ id: string }>(grace('POST', '/api/v1/cadences', file))).id;
});
afterAll(() => world.close());

const start = (cadence: string, body: object) => grace('POST', `/api/v1/cadences/${cadence}/simulations`, body);
const simulate = async (cadence: string, body: object): Promise<Simulation> => {
  const { id } = await ok<Simulation>(start(cadence, body));
  await world.settle();
  return ok(grace('GET', `/api/v1/simulations/${id}`));
};
const count = async (table: string) => {
  const rows = await world.database.organization(world.organization.seat, (tx) =>
    tx.query<{ n: number }>(sql`select count(*)::int as n from ${sql.table(table)}`),
  );
  return rows[0]?.n;
};

it('C-90 a draft is tried on the records of its view; who is skipped and why is told, and nothing is written', async () => {
  const before = await Promise.all(['enrollment', 'delivery', 'input', 'step_log'].map(count));
  const done = await simulate(draft, { rates: { update: SILENT, second: SILENT } });
  expect(done).toMatchObject({ state: 'done', message: null });
  expect(done.result).toMatchObject({
    records: 4,
    enrolled: 3,
    leftOut: [
      {
        reason: 'unenrolment_rule_met',
        rule: 'not-interested',
        records: 1,
        sentence: expect.stringContaining('not-interested'),
      },
    ],
  });
  const [update, call, second] = done.result?.followUps ?? [];
  expect(update).toMatchObject({
    carriedOut: 1,
    suppressed: { do_not_email: 1 },
    failed: { no_address: 1 },
    answering: { source: 'given' },
  });
  expect(call).toMatchObject({ carriedOut: 0, answering: { source: 'usual' }, never: { code: 'trigger_never_met' } });
  expect(second).toMatchObject({ carriedOut: 1, never: null });
  const day = (days: number) => new Date(world.now() + days * 86_400_000).toISOString();
  expect(done.result?.volumes.map(({ on, channel, times }) => [on, channel, times])).toEqual([
    [day(0).slice(0, 10), 'email', 1],
    [day(3).slice(0, 10), 'email', 1],
  ]);
  const records = await ok<Records>(grace('GET', `/api/v1/simulations/${done.id}/records?limit=2`));
  expect(records.items[0]).toMatchObject({
    record: { name: 'One' },
    steps: [
      { at: day(0), title: 'Update' },
      { at: day(3), title: 'Second look' },
    ],
  });
  expect(records.items[1]).toMatchObject({
    record: { name: 'Two' },
    status: 'failed',
    sentence: 'Failed: the record has no e-mail address.',
  });
  const rest = await ok<Records>(grace('GET', `/api/v1/simulations/${done.id}/records?cursor=${records.nextCursor}`));
  expect(rest).toMatchObject({
    items: [{ record: { name: 'Three' } }, { record: { name: 'Four' }, status: null }],
    nextCursor: null,
  });
  expect(await Promise.all(['enrollment', 'delivery', 'input', 'step_log'].map(count))).toEqual(before);
});

it('C-90 one’s own trials are listed, told in the reader’s language, and can be ended; nobody else’s are shown', async () => {
  const { id } = await ok<Simulation>(start(draft, { records: 2 }));
  expect((await ada('GET', `/api/v1/simulations/${id}`)).statusCode).toBe(404);
  expect((await ada('GET', `/api/v1/simulations/${id}/records`)).statusCode).toBe(404);
  expect((await ada('POST', `/api/v1/simulations/${id}/cancel`)).statusCode).toBe(404);
  expect(await ok(grace('POST', `/api/v1/simulations/${id}/cancel`))).toMatchObject({ state: 'cancelled' });
  await world.settle();
  expect(await ok(grace('GET', `/api/v1/simulations/${id}`))).toMatchObject({ state: 'cancelled', result: null });
  const { items } = await ok<{ items: Simulation[] }>(grace('GET', `/api/v1/cadences/${draft}/simulations`));
  expect(items[0]).toMatchObject({ id, state: 'cancelled' });
  expect((await ok<{ items: object[] }>(ada('GET', `/api/v1/cadences/${draft}/simulations`))).items).toEqual([]);
  for (let more = 0; more < 6; more++) await ok(start(draft, { records: 1 }));
  await world.settle();
  await ok(start(draft, { records: 1 }));
  const kept = await ok<{ items: Simulation[] }>(grace('GET', `/api/v1/cadences/${draft}/simulations`));
  expect(kept.items).toHaveLength(5);
});

it('C-90 C-73 a cadence that runs is tried on everybody; who is in it is left out when newcomers are asked for', async () => {
  const { id } = await publish(grace, featureAdoption({ name: 'Running' }));
  const lead = (await createLead(grace, { last_name: 'Five', email: 'five@example.invalid' })).id;
  await ok(grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead] }));
  await world.settle();
  const everybody = await simulate(id, {});
  expect(everybody.result).toMatchObject({ records: 6, leftOut: [{ reason: 'unenrolment_rule_met' }] });
  const newcomers = await simulate(id, { whom: 'newcomers' });
  expect(newcomers.result?.leftOut).toContainEqual(expect.objectContaining({ reason: 'already_enrolled', records: 1 }));
});

it('C-90 what can’t be tried out is refused at once, and says what to do', async () => {
  const strange = await start(draft, { rates: { update: { completed: 1 } } });
  expect(strange.json()).toMatchObject({
    status: 422,
    code: 'simulation_rate_unknown',
    detail: expect.stringContaining('“completed”'),
  });
  expect((await start(draft, { rates: { nothing: { opened: 1 } } })).json()).toMatchObject({
    code: 'simulation_follow_up_unknown',
  });
  const contacts = featureAdoption({ name: 'Nobody', module: 'contacts', unenroll: [] });
  const empty = await ok<{ id: string }>(grace('POST', '/api/v1/cadences', contacts));
  expect((await start(empty.id, {})).json()).toMatchObject({ code: 'simulation_without_records' });
  const broken = featureAdoption({ name: 'Broken', audience: { view: 'No such view' } });
  const { id } = await ok<{ id: string }>(grace('POST', '/api/v1/cadences', broken));
  expect((await start(id, {})).json()).toMatchObject({ code: 'cadence_has_problems' });
});
