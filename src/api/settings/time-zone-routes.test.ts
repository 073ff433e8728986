// The organisation moves to another time zone, or the world's time zone data becomes another, with follow-ups scheduled.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followClocks } from '#actions/settings/follow-clocks.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

const URL = '/api/v1/settings/time-zone';

let world: ApiWorld;
let grace: Sender;
let round: string;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  const followUps = [
    { id: 'elapsed', delay: { hours: 40 }, task: { subject: 'Elapsed' } },
    { id: 'by-the-clock', timed: { days: 1, after: 'converted_at', at: '09:00' }, task: { subject: 'By the clock' } },
  ];
  const file = featureAdoption({ followUps, unenroll: [], templates: {} });
  const days = (count: number) => new Date(world.now() + count * 86_400_000).toISOString();
  const { id } = await publish(grace, file);
  const lead = (await createLead(grace, { last_name: 'Ada' })).id;
  await world.database.organization(world.organization.seat, (tx) =>
    tx.query(sql`update m_leads set converted_at = ${days(20)}`),
  );
  const enrolled = await ok<{ items: { enrollment: string }[] }>(
    grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead] }),
  );
  round = enrolled.items[0]?.enrollment ?? '';
  await world.settle();
});
afterAll(() => world.close());

type Round = { followUps: { followUp: string; dueAt: string | null }[] };
const due = async () => {
  const { followUps } = await ok<Round>(grace('GET', `/api/v1/enrollments/${round}`));
  return Object.fromEntries(followUps.map(({ followUp, dueAt }) => [followUp, dueAt]));
};
const history = async () =>
  (
    await ok<{ items: { kind: string; sentence: string }[] }>(grace('GET', `/api/v1/enrollments/${round}/history`))
  ).items
    .filter(({ kind }) => kind === 'follow_up_rescheduled')
    .map(({ sentence }) => sentence);

it('K-64 another zone is shown before it is saved; then the wall clock is followed, and elapsed time stays', async () => {
  const before = await due();
  expect(await ok(grace('POST', `${URL}/preview`, { timeZone: 'Asia/Tokyo' }))).toEqual({
    moving: 1,
    rounds: 1,
    exact: true,
  });
  expect(await due()).toEqual(before);
  await ok(grace('PUT', URL, { timeZone: 'Asia/Tokyo' }));
  // By a worker that knows the organisation from before it moved.
  await world.settle();
  const after = await due();
  expect(after['elapsed']).toBe(before['elapsed']);
  expect(after['by-the-clock']).toMatch(/T00:00:00\.000Z$/); // nine in Tokyo
  expect(await history()).toEqual([expect.stringContaining('time zone was changed')]);
  const { items } = await ok<{ items: { action: string }[] }>(grace('GET', '/api/v1/settings/audit-log?limit=5'));
  expect(items.map(({ action }) => action)).toContain('time_zone_changed');
});

it('K-64 what is no time zone is refused, and only administrators choose', async () => {
  expect((await grace('PUT', URL, { timeZone: 'Moon/Base' })).json()).toMatchObject({ code: 'time_zone_unknown' });
  const ada = await world.as(world.users.ada);
  expect((await ada('PUT', URL, { timeZone: 'Asia/Tokyo' })).json()).toMatchObject({ code: 'scope_missing' });
});

it('K-66 other time zone data is told to every active round once, whoever looks and however often', async () => {
  const following = { database: world.database, organization: world.organization, now: world.now() };
  const told = await Promise.all([1, 2, 3].map(() => followClocks({ ...following, zoneData: '2099a' })));
  expect(told.sort()).toEqual([0, 0, 1]);
  await world.settle();
  expect(await history()).toHaveLength(1);
});
