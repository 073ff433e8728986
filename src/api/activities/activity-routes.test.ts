import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import { HOUR } from '#core/time/instant.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

type Activity = { id: string; kind: string; status: string; subject: string; record: { name: string } };
type Page = { items: Activity[]; nextCursor: string | null };

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
let lead: string;
const url = '/api/v1/activities';

/** A task that is due tomorrow, one that isn't due, and a call in an hour; the task's completion leads to another one. */
const work: CadenceFile = {
  ...featureAdoption({ name: 'Work' }),
  followUps: [
    {
      id: 'task',
      task: { subject: 'Due', due: { days: 1 } },
      then: [{ id: 'next', when: ['completed'], task: { subject: 'Next' } }],
    },
    { id: 'some-day', task: { subject: 'Some day' } },
    { id: 'call', call: { subject: 'Call', startsAfter: { hours: 1 } } },
  ],
  unenroll: [],
};

beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
  const cadence = await publish(grace, work);
  lead = (await createLead(grace, { last_name: 'Moreau', owner: world.users.ada.publicId })).id;
  const other = await createLead(grace, { last_name: 'Okoro' });
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead, other.id] }));
  await world.settle();
});
afterAll(() => world.close());

const list = (as: Sender, query: string) => ok<Page>(as('GET', `${url}?${query}`));
const find = async (subject: string) => {
  const { items } = await list(grace, `record=${lead}`);
  const found = items.find((each) => each.subject === subject);
  if (found === undefined) throw new Error(`no ${subject}`);
  return found;
};

it('T-1: lists one’s own and those of a record, what is due first first', async () => {
  const own = await list(ada, 'mine=true&open=true');
  expect(own.items.map(({ subject }) => subject)).toEqual(['Call', 'Due', 'Some day']);
  expect(own.items[0]).toMatchObject({
    kind: 'call',
    status: 'scheduled',
    result: null,
    record: {
      id: lead,
      name: 'Moreau',
    },
    owner: {
      id: world.users.ada.publicId,
      name: 'Ada',
    },
    startsAt: new Date(world.now() + HOUR).toISOString(),
  });
  expect((await list(grace, `record=${lead}`)).items).toEqual(own.items);
  expect((await list(grace, '')).items).toHaveLength(6);
  const nobody = await grace('GET', `${url}?record=019a0000-0000-7000-8000-000000000001`);
  expect(nobody.json()).toMatchObject({ status: 404 });
});

it('X-1: pages follow each other by their cursor, to the last without a date', async () => {
  const all = (await list(grace, '')).items.map(({ id }) => id);
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
    const page: Page = await list(grace, cursor === '' ? 'limit=1' : `limit=1&cursor=${cursor}`);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all);
  expect((await grace('GET', `${url}?cursor=WzEsMl0`)).json()).toMatchObject({ code: 'cursor_not_valid' });
});

it('T-1: a completed task is a response: the next one appears', async () => {
  const due = await find('Due');
  expect(await ok(ada('PATCH', `${url}/${due.id}`, { status: 'completed' }))).toMatchObject({
    status: 'completed',
    revision: 2,
  });
  await world.settle();
  expect(await find('Next')).toMatchObject({ status: 'not_started' });
});

it('L-1: a result completes a call; what doesn’t fit is refused and named', async () => {
  const call = `${url}/${(await find('Call')).id}`;
  const task = `${url}/${(await find('Some day')).id}`;
  const at = (hours: number) => new Date(world.now() + hours * HOUR).toISOString();
  const time = { startsAt: at(2), endsAt: at(3) };
  expect(await ok(grace('PATCH', call, { time }))).toMatchObject({ ...time, status: 'scheduled' });
  const refusals = [
    [call, { status: 'deferred' }, 'status_not_valid'],
    [task, { result: 'busy' }, 'result_not_valid'],
    [task, { time }, 'time_not_valid'],
    [call, { time: { startsAt: at(3), endsAt: at(2) } }, 'time_not_valid'],
    [call, { result: 'bored' }, 'invalid_input'],
  ] as const;
  for (const [address, body, code] of refusals) {
    expect((await grace('PATCH', address, body)).json()).toMatchObject({ status: 422, code });
  }
  expect(await ok(grace('PATCH', call, { result: 'no_response' }))).toMatchObject({
    status: 'completed',
    result: 'no_response',
  });
});

it('T-1: a deleted one is gone', async () => {
  const task = `${url}/${(await find('Some day')).id}`;
  expect((await grace('DELETE', task)).statusCode).toBe(204);
  expect((await grace('DELETE', task)).json()).toMatchObject({ status: 404 });
  expect((await grace('PATCH', task, { status: 'completed' })).json()).toMatchObject({ status: 404 });
  expect((await list(grace, `record=${lead}`)).items.map(({ subject }) => subject)).not.toContain('Some day');
});
