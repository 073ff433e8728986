import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  const own = await list(ada, 'mine=true&state=open');
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

it('T-1 K-116: a task completed by the API is a response: the next one appears', async () => {
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

describe('by hand', () => {
  const make = (as: Sender, body: object) => as('POST', url, body);
  const at = (hours: number) => new Date(world.now() + hours * HOUR).toISOString();

  it('T-1, R-4: a task for a colleague, who is told; everything about it can be changed', async () => {
    const due = at(24);
    const wanted = {
      kind: 'task',
      record: lead,
      subject: '  Send   the offer ',
      description: 'Two\nlines',
      dueAt: due,
    };
    const owner = world.users.ada.publicId;
    const made = await ok<Activity & { revision: number }>(make(grace, { ...wanted, owner, priority: 'high' }));
    expect(made).toMatchObject({
      kind: 'task',
      subject: 'Send the offer',
      description: 'Two\nlines',
      status: 'not_started',
      priority: 'high',
      owner: { name: 'Ada' },
      record: { id: lead, module: 'leads' },
      enrollment: null,
      dueAt: due,
      revision: 1,
    });
    const told = await ok<{ items: { activity: { subject: string } }[] }>(ada('GET', '/api/v1/notifications'));
    expect(told.items[0]).toMatchObject({ activity: { subject: 'Send the offer' } });
    const mine = `${url}/${made.id}`;
    const change = { subject: 'Send it', description: '', dueAt: null, owner: world.users.grace.publicId };
    expect(await ok(grace('PATCH', mine, { ...change, priority: 'low', revision: 1 }))).toMatchObject({
      subject: 'Send it',
      description: null,
      dueAt: null,
      owner: { name: 'Grace' },
      priority: 'low',
      revision: 2,
    });
    const late = await ada('PATCH', mine, { subject: 'Forget it', revision: 1 });
    expect(late.json()).toMatchObject({ status: 409, code: 'stale', current: { subject: 'Send it', revision: 2 } });
    const { items } = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${lead}/timeline?only=activities`));
    expect(items[0]).toMatchObject({ subject: 'Send it', actor: { name: 'Grace' } });
  });

  it('L-1: a call that is planned, and one that was made', async () => {
    const planned = { kind: 'call', subject: 'Ring', time: { startsAt: at(1), endsAt: at(2) }, agenda: 'Prices' };
    expect(await ok(make(ada, planned))).toMatchObject({
      status: 'scheduled',
      result: null,
      agenda: 'Prices',
      record: null,
      owner: { name: 'Ada' },
    });
    const logged = { ...planned, time: { startsAt: at(-2), endsAt: at(-1) }, result: 'interested' };
    const made = await ok<Activity>(make(ada, logged));
    expect(made).toMatchObject({ status: 'completed', result: 'interested' });
    const reopened = await ok(ada('PATCH', `${url}/${made.id}`, { status: 'scheduled' }));
    expect(reopened).toMatchObject({ status: 'scheduled', result: null });
  });

  it('R-3: what is wrong is named, field by field', async () => {
    const task = { kind: 'task', subject: 'Do' };
    const nobody = '019a0000-0000-7000-8000-000000000001';
    const wrong = await make(grace, { ...task, subject: ' ', description: 'x'.repeat(32_001), owner: nobody });
    expect(wrong.json()).toMatchObject({
      status: 422,
      code: 'invalid_input',
      errors: expect.arrayContaining([
        expect.objectContaining({ path: 'body.subject', code: 'required' }),
        expect.objectContaining({ path: 'body.description', code: 'too_long' }),
      ]),
    });
    const refusals = [
      [{ ...task, owner: nobody }, 'invalid_input'],
      [{ ...task, record: nobody }, 'not_found'],
      [{ ...task, agenda: 'None' }, 'invalid_input'],
      [{ kind: 'call', subject: 'Ring' }, 'invalid_input'],
      [{ kind: 'call', subject: 'Ring', time: { startsAt: at(2), endsAt: at(1) } }, 'time_not_valid'],
    ] as const;
    for (const [body, code] of refusals) expect((await make(grace, body)).json()).toMatchObject({ code });
  });

  it('C-11: what becomes of them is no response, whatever cadence the lead is in', async () => {
    const unenroll: CadenceFile['unenroll'] = [
      { id: 'done', task: ['completed'] },
      { id: 'missed', call: ['overdue'] },
    ];
    const cadence = await publish(grace, { ...work, name: 'Watching', unenroll });
    const { id } = await createLead(grace, { last_name: 'Watched' });
    await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [id] }));
    await world.settle();
    const { id: task } = await ok<Activity>(make(grace, { kind: 'task', record: id, subject: 'By hand' }));
    await ok(make(grace, { kind: 'call', record: id, subject: 'Missed', time: { startsAt: at(-2), endsAt: at(-1) } }));
    await ok(grace('PATCH', `${url}/${task}`, { status: 'completed' }));
    await world.settle();
    const rounds = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${id}/enrollments`));
    expect(rounds.items).toMatchObject([{ status: 'active' }]);
    expect((await list(grace, `record=${id}`)).items.find(({ subject }) => subject === 'Missed')?.status).toBe(
      'overdue',
    );
  });

  it('X-1: done ones stand the newest first, page by page, of one kind where that is asked for', async () => {
    const { id } = await createLead(grace, { last_name: 'Done' });
    for (const subject of ['first', 'second', 'third']) {
      await ok(make(grace, { kind: 'task', record: id, subject, status: 'completed' }));
      world.wait(HOUR);
    }
    await ok(make(grace, { kind: 'task', record: id, subject: 'open' }));
    const time = { startsAt: at(-2), endsAt: at(-1) };
    await ok(make(grace, { kind: 'call', record: id, subject: 'rung', time, result: 'busy' }));
    const done = `record=${id}&state=done`;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await list(grace, `${done}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ subject }) => subject));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['rung', 'third', 'second', 'first']);
    expect((await list(grace, `${done}&kind=call`)).items.map(({ subject }) => subject)).toEqual(['rung']);
    expect((await list(grace, `record=${id}&state=open`)).items.map(({ subject }) => subject)).toEqual(['open']);
  });
});
