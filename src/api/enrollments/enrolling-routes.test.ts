import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#core/time/instant.ts';
import { type Answered, createLead, featureAdoption, ok, publish, withKey } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type Choice = { possible: boolean; reason?: string; message?: string };
type Round = { id: string; status: string; continue: Choice | null; restart: Choice | null };
const NOBODY = '019a0000-0000-7000-8000-000000000001';
let count = 0;
let name = '';
let cadence = '';
beforeEach(async () => {
  count += 1;
  name = `Cadence ${count}`;
  cadence = `/api/v1/cadences/${(await publish(grace, featureAdoption({ name }))).id}`;
});
const lead = async (last_name: string, values: object = {}) =>
  (await createLead(grace, { last_name, email: `${last_name.toLowerCase()}-${count}@example.invalid`, ...values })).id;
const act = (what: string, body: object) => ok<Answered>(grace('POST', `${cadence}/${what}`, body));
const roundsOf = (id: string) =>
  ok<{ items: Round[]; applicable: { name: string }[] }>(grace('GET', `/api/v1/leads/${id}/enrollments`));

describe('enrolling', () => {
  it('C-23, K-20: who is in it already is left alone and told so; an explicit restart ends the round', async () => {
    const ada = await lead('Ada');
    const first = await act('enroll', { records: [ada] });
    expect(first.items).toMatchObject([{ record: ada, answer: 'enrolled', reason: null, message: null }]);
    for (const earlier of ['skip', 'continue', 'restart']) {
      const again = await act('enroll', { records: [ada, ada], earlier });
      expect(again).toMatchObject({
        counts: { enrolled: 0, already_enrolled: 1 },
        items: [{ answer: 'already_enrolled' }],
      });
      expect(again.items[0]?.enrollment).toBe(first.items[0]?.enrollment);
    }
    const restarted = await act('restart', { records: [ada] });
    expect(restarted).toMatchObject({ counts: { restarted: 1 } });
    const { items } = await roundsOf(ada);
    expect(items).toMatchObject([{ status: 'active' }, { status: 'unenrolled', reason: { code: 'restarted' } }]);
    expect(items[1]).toMatchObject({ continue: null, restart: null });
  });

  it('C-24: only into an active cadence', async () => {
    const draft = await ok<{ id: string }>(
      grace('POST', '/api/v1/cadences', featureAdoption({ name: `${name} draft` })),
    );
    const refused = await grace('POST', `/api/v1/cadences/${draft.id}/enroll`, { records: [NOBODY] });
    expect(refused.json()).toMatchObject({ status: 409, code: 'cadence_not_active' });
    const unknown = await grace('POST', `/api/v1/cadences/${NOBODY}/enroll`, { records: [NOBODY] });
    expect(unknown.json()).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('C-24: nobody enters a draft whose module there isn’t', async () => {
    const file = featureAdoption({ name: `${name} draft`, module: 'boats', unenroll: [] });
    const { id } = await ok<{ id: string }>(grace('POST', '/api/v1/cadences', file));
    const refused = await grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [NOBODY] });
    expect(refused.json()).toMatchObject({ status: 409, code: 'cadence_not_active' });
    const left = await ok<Answered>(grace('POST', `/api/v1/cadences/${id}/unenroll`, { records: [NOBODY] }));
    expect(left.items).toMatchObject([{ record: NOBODY, answer: 'skipped', reason: 'record_gone' }]);
  });

  it('C-2: by hand into a view’s cadence only where it says so', async () => {
    await ok(grace('POST', '/api/v1/views', { name, criteria: { all: [] } }));
    const { id } = await publish(grace, featureAdoption({ name: `${name} by view`, audience: { view: name } }));
    const refused = await grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [await lead('Hand')] });
    expect(refused.json()).toMatchObject({ status: 409, code: 'manual_not_allowed' });
  });

  it('C-22, C-26: every record gets its answer, with the rule that keeps it out', async () => {
    const [ada, out] = [await lead('Ada'), await lead('Out', { lead_status: 'Not interested' })];
    const answered = await act('enroll', { records: [ada, out, NOBODY] });
    expect(answered).toMatchObject({
      counts: { enrolled: 1, skipped: 2 },
      skipped: { unenrolment_rule_met: 1, record_gone: 1 },
    });
    const answers = new Map(answered.items.map((item) => [item.record, item]));
    expect(answers.get(out)).toMatchObject({
      answer: 'skipped',
      reason: 'unenrolment_rule_met',
      rule: 'not-interested',
    });
    expect(answers.get(out)?.message).toContain('rule');
    expect(answers.get(NOBODY)).toMatchObject({ answer: 'skipped', reason: 'record_gone' });
  });

  it('C-26: takes at most 1,000 ids at once', async () => {
    const records = Array.from({ length: 1_001 }, () => NOBODY);
    expect((await grace('POST', `${cadence}/enroll`, { records })).statusCode).toBe(422);
  });

  it('K-23: a view of any size, batch by batch; those that can’t are told, and a re-run changes nothing', async () => {
    const rows = Array.from(
      { length: 2_203 },
      (_, i) => `L${i},k${count}-${i}@example.invalid,${i % 1_000 === 7 ? 'Not interested' : 'New'}`,
    );
    const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
    const headers = { 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' };
    const payload = `last_name,email,lead_status\n${rows.join('\n')}`;
    await ok(world.app.inject({ method: 'POST', url: '/api/v1/leads/import', headers, cookies, payload }));
    const criteria = { field: 'email', starts_with: `k${count}-` };
    const view = await ok<{ id: string }>(grace('POST', '/api/v1/views', { name: `All of ${name}`, criteria }));
    const asJob = async (what: string) => {
      const started = await ok<{ job: string }>(grace('POST', `${cadence}/${what}`, { view: view.id }));
      await world.work();
      return (await ok<{ tally: Answered }>(grace('GET', `/api/v1/jobs/${started.job}`))).tally;
    };
    const first = await asJob('enroll');
    expect(first).toMatchObject({ counts: { enrolled: 2_200, skipped: 3 }, skipped: { unenrolment_rule_met: 3 } });
    expect(first.items).toHaveLength(3);
    expect(first.items.every(({ record, rule }) => record.length === 36 && rule === 'not-interested')).toBe(true);
    expect(await asJob('enroll')).toMatchObject({ counts: { enrolled: 0, already_enrolled: 2_200, skipped: 3 } });
    expect(await asJob('unenroll')).toMatchObject({
      counts: { unenrolled: 2_200, skipped: 3 },
      skipped: { not_enrolled: 3 },
    });
    const unknown = await grace('POST', `${cadence}/enroll`, { view: NOBODY });
    expect(unknown.json()).toMatchObject({ status: 422, code: 'view_unknown' });
  });

  it('C-26: few that a list finds are answered at once; criteria that make no sense are said to', async () => {
    await lead('Dora');
    const criteria = { field: 'last_name', is: 'Dora' };
    const answered = await act('enroll', { matching: { criteria } });
    expect(answered).toMatchObject({ kind: 'answered', counts: { enrolled: 1 } });
    expect(await act('unenroll', { matching: { criteria } })).toMatchObject({ counts: { unenrolled: 1 } });
    const broken = { matching: { criteria: { field: 'shoe_size', is: 'Dora' } } };
    for (const what of ['enroll', 'unenroll', 'continue', 'restart']) {
      const refused = await grace('POST', `${cadence}/${what}`, broken);
      expect(refused.json()).toMatchObject({
        status: 422,
        code: 'invalid_input',
        errors: [{ path: expect.stringMatching(/^body\.matching\.criteria/) }],
      });
    }
    const unknown = await grace('POST', `${cadence}/enroll`, { matching: { view: NOBODY } });
    expect(unknown.json()).toMatchObject({ status: 422, code: 'view_unknown' });
  });
});

describe('unenrolling', () => {
  it('C-56: takes out who is in it; nothing goes out any more', async () => {
    const [ada, ben] = [await lead('Ada'), await lead('Ben')];
    await act('enroll', { records: [ada] });
    const out = await act('unenroll', { records: [ada, ben] });
    expect(out).toMatchObject({ counts: { unenrolled: 1, skipped: 1 }, skipped: { not_enrolled: 1 } });
    await world.settle();
    const { items } = await ok<{ items: { recipient: string }[] }>(
      grace('GET', '/api/v1/development-mailbox/messages'),
    );
    expect(items.map(({ recipient }) => recipient)).not.toContain(`ada-${count}@example.invalid`);
    expect((await roundsOf(ada)).items).toMatchObject([{ status: 'unenrolled', reason: { code: 'manual' } }]);
  });
});

describe('entering again', () => {
  it('C-70, C-74: an unfinished round may continue or restart, a completed one only restart', async () => {
    const ada = await lead('Ada');
    await act('enroll', { records: [ada] });
    await world.settle();
    await act('unenroll', { records: [ada] });
    const possible = { possible: true };
    expect((await roundsOf(ada)).items).toMatchObject([{ continue: possible, restart: possible }]);
    expect(await act('enroll', { records: [ada] })).toMatchObject({ skipped: { was_enrolled_before: 1 } });
    expect(await act('continue', { records: [ada] })).toMatchObject({ counts: { continued: 1 } });
    const messages = await ok<{ items: { id: string }[] }>(
      grace('GET', '/api/v1/development-mailbox/messages?limit=1'),
    );
    await ok(grace('POST', `/api/v1/development-mailbox/messages/${messages.items[0]?.id}/click`, { link: 0 }));
    await world.settle();
    const done = (await roundsOf(ada)).items;
    expect(done).toMatchObject([
      { status: 'completed', continue: { possible: false, reason: 'already_completed' }, restart: possible },
    ]);
    expect(await act('enroll', { records: [ada], earlier: 'continue' })).toMatchObject({
      skipped: { completed_before: 1 },
    });
    expect(await act('enroll', { records: [ada], earlier: 'restart' })).toMatchObject({ counts: { restarted: 1 } });
    const [round] = (await roundsOf(ada)).items;
    const { items } = await ok<{ items: { sentence: string }[] }>(
      grace('GET', `/api/v1/enrollments/${round?.id}/history`),
    );
    expect(items[0]).toMatchObject({ sentence: 'Enrolled (restarted).', actor: { name: 'Grace' } });
  });

  it('C-72: continue and restart take in nobody new', async () => {
    const ada = await lead('Ada');
    expect(await act('restart', { records: [ada] })).toMatchObject({
      counts: { restarted: 0, skipped: 1 },
      skipped: { never_enrolled: 1 },
    });
    expect(await act('continue', { records: [ada, NOBODY] })).toMatchObject({
      skipped: { never_enrolled: 1, record_gone: 1 },
    });
    expect((await roundsOf(ada)).items).toEqual([]);
  });

  it('C-71, K-84: what can’t be continued is a 409, and in bulk an answer per record', async () => {
    const tasks = (subject: string) => ({
      ...featureAdoption({ name: `${name} of tasks` }),
      followUps: [
        {
          id: 'task',
          task: { subject },
          then: [{ id: 'next', when: ['completed' as const], task: { subject: 'Next' } }],
        },
      ],
      unenroll: [],
    });
    const { id } = await publish(grace, tasks('Look'));
    cadence = `/api/v1/cadences/${id}`;
    const [ada, ben] = [await lead('Ada'), await lead('Ben')];
    await act('enroll', { records: [ada, ben] });
    await world.settle();
    const { items } = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/activities?record=${ada}`));
    await ok(grace('DELETE', `/api/v1/activities/${items[0]?.id}`));
    await act('unenroll', { records: [ada, ben] });
    const refused = await grace('POST', `${cadence}/continue`, { records: [ada] });
    expect(refused.json()).toMatchObject({
      status: 409,
      code: 'cannot_continue',
      errors: [{ code: 'follow_up_deleted' }],
    });
    expect((await roundsOf(ada)).items[0]).toMatchObject({
      continue: { possible: false, reason: 'follow_up_deleted' },
      restart: { possible: true },
    });
    const both = await act('continue', { records: [ada, ben] });
    expect(both).toMatchObject({ counts: { continued: 1, skipped: 1 }, skipped: { follow_up_deleted: 1 } });
  });

  it('C-22: a continue is no way around a rule, and the button says so', async () => {
    const ada = await lead('Ada');
    await act('enroll', { records: [ada] });
    await ok(grace('PATCH', `/api/v1/leads/${ada}`, { values: { lead_status: 'Not interested' } }));
    await world.settle();
    const no = { possible: false, reason: 'unenrolment_rule_met' };
    expect((await roundsOf(ada)).items).toMatchObject([
      { status: 'unenrolled', reason: { rule: 'not-interested' }, continue: no, restart: no },
    ]);
    const refused = await grace('POST', `${cadence}/continue`, { records: [ada] });
    expect(refused.json()).toMatchObject({ code: 'cannot_continue', errors: [{ code: 'unenrolment_rule_met' }] });
  });
});

describe('the record page', () => {
  it('C-64, C-74: tells where each round stands, and the cadences that the record can join', async () => {
    const ada = await lead('Ada');
    const before = await roundsOf(ada);
    expect(before.items).toEqual([]);
    expect(before.applicable.map((one) => one.name)).toContain(name);
    const enrolled = await act('enroll', { records: [ada] });
    const round = `/api/v1/enrollments/${enrolled.items[0]?.enrollment}`;
    await world.settle();
    const after = await roundsOf(ada);
    expect(after.applicable.map((one) => one.name)).not.toContain(name);
    expect(after.items).toMatchObject([
      {
        status: 'active',
        reason: null,
        needsReview: false,
        next: null,
        cadence: {
          name,
          status: 'active',
        },
        record: { name: 'Ada' },
        current: {
          followUp: 'update',
          channel: 'email',
          state: 'executed',
        },
        continue: {
          possible: false,
          reason: 'already_active',
        },
      },
    ]);
    const state = await ok<{ followUps: object[]; wakeAt: string }>(grace('GET', round));
    expect(state).toMatchObject({
      version: 1,
      wakeAt: new Date(world.now() + 3 * DAY).toISOString(),
      followUps: [
        { followUp: 'update', number: 1, parent: null, state: 'executed', responses: [{ response: 'sent' }] },
        { followUp: 'call', parent: 'update', state: 'waiting', dueAt: null },
        { followUp: 'second', parent: 'update', state: 'waiting' },
      ],
    });
    world.wait(HOUR);
    const timeline = (query: string) =>
      ok<{ items: { kind: string; at: string }[] }>(grace('GET', `/api/v1/leads/${ada}/timeline${query}`));
    expect((await timeline('')).items).toMatchObject([
      { kind: 'email_sent', state: 'sent', cadence: { name, followUp: 'update' }, events: [] },
      { kind: 'cadence', event: 'enrolled', sentence: 'Enrolled (by hand).', actor: { name: 'Grace' } },
      { kind: 'change' },
    ]);
    expect((await timeline('?only=mail')).items.map(({ kind }) => kind)).toEqual(['email_sent']);
    expect((await timeline('?only=changes')).items.map(({ kind }) => kind)).toEqual(['change']);
    await act('unenroll', { records: [ada] });
    expect((await timeline('?only=cadences')).items).toMatchObject([
      { kind: 'cadence', cadence: { name }, event: 'unenrolled', sentence: 'Unenrolled: by hand.' },
      { kind: 'cadence', event: 'enrolled' },
    ]);
  });

  it('X-1: an enrollment that isn’t there is not found, whatever its id looks like', async () => {
    for (const id of ['999999999999', '1']) {
      const lin = await world.as(world.users.lin);
      expect((await lin('GET', `/api/v1/enrollments/${id}`)).statusCode).toBe(404);
      expect((await lin('GET', `/api/v1/enrollments/${id}/history`)).statusCode).toBe(404);
    }
    for (const id of ['0', '-1', '1e3', 'x', '99999999999999999999']) {
      expect((await grace('GET', `/api/v1/enrollments/${id}`)).statusCode).toBe(422);
    }
  });
});

describe('a caller who may enroll but not read', () => {
  it('C-21, T9, K-22: gets the same answer for records that are there, kept out, in it, and missing', async () => {
    const blind = await withKey(world, grace, ['enrollments.write']);
    const [ada, out] = [await lead('Ada'), await lead('Out', { lead_status: 'Not interested' })];
    const bodies: string[] = [];
    for (const record of [ada, ada, out, NOBODY]) {
      for (const what of ['enroll', 'continue', 'unenroll', 'restart']) {
        const response = await blind('POST', `${cadence}/${what}`, { records: [record] });
        bodies.push(`${response.statusCode} ${response.body}`);
      }
    }
    expect(new Set(bodies)).toEqual(new Set(['200 {"kind":"accepted"}']));
    await blind('POST', `${cadence}/restart`, { records: [ada] });
    expect((await roundsOf(ada)).items.some(({ status }) => status === 'active')).toBe(true);
  });

  it('C-20: a key’s enrolment is told as the API’s', async () => {
    const key = await withKey(world, grace, ['enrollments.write', 'records.read']);
    const enrolled = await ok<Answered>(key('POST', `${cadence}/enroll`, { records: [await lead('Ada')] }));
    const round = `/api/v1/enrollments/${enrolled.items[0]?.enrollment}`;
    const { items } = await ok<{ items: object[] }>(grace('GET', `${round}/history`));
    expect(items[0]).toMatchObject({ sentence: 'Enrolled (by the API).', about: 'origin', detail: 'api' });
  });
});
