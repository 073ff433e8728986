import { afterAll, beforeAll, expect, it } from 'vitest';
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

const hours = '/api/v1/settings/business-hours';
const limits = '/api/v1/settings/contact-limits';
const none = {
  ...{ limits: [], gapHours: null, replyHoldDays: null, holdWhileAway: false },
  ...{ mailsPerHour: null, mailsPerDay: null },
};
const closed = (): { from: string; to: string }[][] => Array.from({ length: 7 }, () => []);

it('C-39: an organisation sets its hours; a week that never opens is refused, and says what to do', async () => {
  expect(await ok(ada('GET', hours))).toMatchObject({ week: null });
  const never = await grace('PUT', hours, { week: closed() });
  expect(never.json()).toMatchObject({ status: 422, code: 'week_never_open' });
  expect(never.json<{ detail: string }>().detail).toContain('at least one day');
  const noon = { from: '09:00', to: '12:00' };
  const overlapping = closed().with(0, [noon, { from: '11:00', to: '15:00' }]);
  expect((await grace('PUT', hours, { week: overlapping })).json()).toMatchObject({ code: 'week_hours_overlap' });
  const reversed = closed().with(0, [{ from: '18:00', to: '09:00' }]);
  expect((await grace('PUT', hours, { week: reversed })).json()).toMatchObject({ code: 'week_hours_reversed' });
  expect((await ada('PUT', hours, { week: null })).json()).toMatchObject({ code: 'scope_missing' });
  const week = closed().with(0, [noon, { from: '13:30', to: '24:00' }]);
  expect(await ok(grace('PUT', hours, { week }))).toMatchObject({ week });
  expect(await ok(ada('GET', hours))).toMatchObject({ week });
});

it('C-42: what waits says until when and why, in both languages', async () => {
  // Open for one minute of the week that is not this one.
  const at = new Date(world.now());
  const away = closed().with((at.getUTCDay() + 2) % 7, [{ from: '12:00', to: '12:01' }]);
  await ok(grace('PUT', hours, { week: away }));
  const lead = await createLead(grace, { last_name: 'Late', email: 'late@example.invalid' });
  const { id } = await publish(grace, featureAdoption({ name: 'Patient' }));
  await ok(grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead.id] }));
  await world.settle();
  type Rounds = { items: { id: string; held: { reason: string; until: string; words: string } | null }[] };
  const [round] = (await ok<Rounds>(grace('GET', `/api/v1/leads/${lead.id}/enrollments`))).items;
  expect(round?.held).toMatchObject({ reason: 'outside_business_hours', words: 'outside business hours' });
  expect(Date.parse(round?.held?.until ?? '')).toBeGreaterThan(world.now());
  const told = async (language: string) => {
    const headers = { 'accept-language': language };
    const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
    const url = `/api/v1/enrollments/${round?.id}/history`;
    type History = { items: { kind: string; sentence: string }[] };
    const { items } = await ok<History>(world.app.inject({ method: 'GET', url, headers, cookies }));
    return items.find(({ kind }) => kind === 'held')?.sentence;
  };
  expect(await told('en')).toMatch(/ is held until .*: outside business hours\.$/);
  expect(await told('zh')).toMatch(/暂缓至.*：不在营业时间内。$/);
  await ok(grace('PUT', hours, { week: null }));
});

it('C-39: the holidays of mainland China, 调休 included, are proposed, edited and kept by year', async () => {
  type Days = { days: { on: string; kind: string; name: string }[] };
  const url = (year: number) => `/api/v1/settings/holidays/${year}`;
  const { days } = await ok<Days>(grace('GET', `${url(2026)}/mainland-china`));
  expect(days).toContainEqual({ on: '2026-10-01', kind: 'closed', name: 'National Day' });
  expect(days).toContainEqual({ on: '2026-10-10', kind: 'open', name: 'National Day' });
  expect(days).not.toContainEqual(expect.objectContaining({ on: '2026-10-11' }));
  expect((await ok<Days>(grace('GET', url(2026)))).days).toEqual([]);
  const own = [...days.slice(1), { on: '2026-12-31', kind: 'closed', name: 'Stocktaking' }];
  expect((await ok<Days>(grace('PUT', url(2026), { days: own }))).days).toEqual(own);
  expect((await ok<Days>(ada('GET', url(2026)))).days).toEqual(own);
  expect((await grace('PUT', url(2027), { days: own })).json()).toMatchObject({ code: 'holiday_of_another_year' });
  const twice = { days: [own[0], own[0]] };
  expect((await grace('PUT', url(2026), twice)).json()).toMatchObject({ code: 'holiday_twice' });
  expect((await grace('GET', `${url(2099)}/mainland-china`)).json()).toMatchObject({ code: 'holidays_not_published' });
});

it('C-93: the contact budget and the limits of sending are kept', async () => {
  expect(await ok(ada('GET', limits))).toEqual(none);
  const set = {
    limits: [{ per: 'person', channel: 'email', touches: 2, days: 7 }],
    gapHours: 24,
    replyHoldDays: 14,
    holdWhileAway: true,
    mailsPerHour: 50,
    mailsPerDay: null,
  };
  expect(await ok(grace('PUT', limits, set))).toEqual(set);
  expect(await ok(ada('GET', limits))).toEqual(set);
  expect(await ok(grace('PUT', limits, none))).toEqual(none);
});
