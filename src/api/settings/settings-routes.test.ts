import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '#core/time/instant.ts';
import { pauseSending } from '#storage/organizations/members.ts';
import { beginStandstill } from '#storage/standstill/standstill.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

const url = '/api/v1/settings/sending';

it('K-38: tells that mail is paused and why; an administrator lets it go on', async () => {
  expect(await ok(ada('GET', url))).toMatchObject({
    paused: false,
    reason: null,
    pausedAt: null,
    developmentMailbox: true,
  });
  await world.database.organization(world.organization.seat, (tx) =>
    pauseSending(tx, '550 5.7.1 blocked', world.now()),
  );
  const pausedAt = new Date(world.now()).toISOString();
  expect(await ok(ada('GET', url))).toMatchObject({ paused: true, reason: '550 5.7.1 blocked', pausedAt });
  const lead = await createLead(grace, { last_name: 'Patient', email: 'patient@example.invalid' });
  const { id } = await publish(grace, featureAdoption());
  await ok(grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead.id] }));
  await world.settle();
  const messages = () => ok<{ items: object[] }>(grace('GET', '/api/v1/development-mailbox/messages'));
  expect((await messages()).items).toEqual([]);
  expect((await ada('POST', `${url}/resume`)).json()).toMatchObject({ code: 'scope_missing' });
  expect(await ok(grace('POST', `${url}/resume`))).toMatchObject({ paused: false, reason: null });
  await world.settle();
  expect((await messages()).items).toHaveLength(1);
});

it('P19: tells that nothing goes out since the database was restored; an administrator confirms it', async () => {
  const stateOf = world.now() - 3 * DAY;
  const lead = await createLead(grace, { last_name: 'Restored', email: 'restored@example.invalid' });
  const { id } = await publish(grace, featureAdoption({ name: 'Restored' }));
  await world.database.organization(world.organization.seat, (tx) =>
    beginStandstill(tx, { cause: 'elsewhere', since: world.now(), stateOf }),
  );
  await ok(grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead.id] }));
  await world.settle();
  const since = new Date(world.now()).toISOString();
  const standstill = {
    cause: 'elsewhere',
    since,
    stateOf: new Date(stateOf).toISOString(),
    waiting: 1,
    confirmed: false,
  };
  expect(await ok(ada('GET', url))).toMatchObject({ paused: false, standstill });
  expect((await ada('POST', `${url}/confirm`, {})).json()).toMatchObject({ code: 'scope_missing' });
  expect(await ok(grace('POST', `${url}/confirm`, {}))).toMatchObject({ standstill: { confirmed: true } });
  await world.settle();
  expect(await ok(grace('GET', url))).toMatchObject({ standstill: null });
  const { items } = await ok<{ items: { enrollment: string }[] }>(grace('GET', '/api/v1/reviews'));
  expect(items).toMatchObject([{ followUp: 'update', attemptedAt: null, record: { id: lead.id } }]);
  await ok(grace('POST', `/api/v1/enrollments/${items[0]?.enrollment}/follow-ups/1/review`, { verdict: 'skip' }));
  await world.settle();
});

it('U-1: lists the users of one’s own organisation', async () => {
  const { items } = await ok<{ items: { name: string }[] }>(ada('GET', '/api/v1/users'));
  expect(items).toEqual([
    { id: world.users.grace.publicId, name: 'Grace', email: 'grace@sales.invalid', active: true },
    { id: world.users.ada.publicId, name: 'Ada', email: 'ada@sales.invalid', active: true },
  ]);
});

it('C-33: a message that may have gone out waits for a verdict', async () => {
  const lead = await createLead(grace, { last_name: 'Doubt', email: 'doubt@example.invalid' });
  const { id } = await publish(grace, featureAdoption({ name: 'In doubt' }));
  type Enrolled = { items: { enrollment: string }[] };
  const enrolled = await ok<Enrolled>(grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead.id] }));
  const enrollment = enrolled.items[0]?.enrollment ?? '';
  await world.database.organization(world.organization.seat, async (tx) => {
    const delivery = sql`enrollment_id = ${enrollment}::bigint`;
    await tx.query(sql`update delivery set state = 'unconfirmed', outcome = 'connection lost' where ${delivery}`);
    await tx.query(sql`
      insert into input (enrollment_id, kind, follow_up, at) values (${enrollment}::bigint, 'unknown', 1, to_timestamp(${world.now()}::float8 / 1000))`);
  });
  await world.settle();
  const { items } = await ok<{ items: object[] }>(grace('GET', '/api/v1/reviews'));
  expect(items).toMatchObject([
    {
      enrollment,
      followUp: 'update',
      number: 1,
      outcome: 'connection lost',
      cadence: {
        id,
        name: 'In doubt',
      },
      record: {
        id: lead.id,
        name: 'Doubt',
      },
    },
  ]);
  expect(await ok(grace('GET', `/api/v1/enrollments/${enrollment}`))).toMatchObject({
    needsReview: true,
    current: { followUp: 'update', state: 'needs_review' },
  });
  const review = `/api/v1/enrollments/${enrollment}/follow-ups/1/review`;
  expect((await grace('POST', review, { verdict: 'mark_sent' })).statusCode).toBe(204);
  expect((await grace('POST', review, { verdict: 'skip' })).json()).toMatchObject({
    status: 409,
    code: 'verdict_not_needed',
  });
  await world.settle();
  expect(await ok(grace('GET', '/api/v1/reviews'))).toEqual({ items: [] });
  expect(await ok(grace('GET', `/api/v1/enrollments/${enrollment}`))).toMatchObject({
    needsReview: false,
    current: { followUp: 'update', state: 'executed' },
  });
});
