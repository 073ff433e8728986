import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cadenceReport } from '#actions/reports/cadence-report.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });

describe.each(postgresServers())('disabling and enabling on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  function lettersNamed(name: string, on?: string) {
    return cadence(name, {
      followUps: [
        email('now', { then: [{ id: 'ring', when: ['opened'], task: task('Ring') }] }),
        email('later', { delay: { days: 2 } }),
      ],
      unenroll: on === undefined ? [] : [{ id: 'over', on }],
    });
  }

  it('K-76 with 1,000 scheduled: nothing passes from the answer on, the rounds are stopped behind it', async () => {
    const crowd = await office.apply(
      cadence('Crowd', { followUps: [{ id: 'visit', delay: { days: 1 }, task: task('Visit') }] }),
    );
    // Made by SQL: only their number matters.
    await office.query(sql`
      insert into m_leads (public_id, created_at, modified_at, last_name)
      select gen_random_uuid(), now(), now(), 'Crowd' from generate_series(1, 1000)`);
    const leads = await office.query<{ id: string }>(sql`select id from m_leads where last_name = 'Crowd'`);
    const records = leads.map(({ id }) => ({ id, publicId: '', module: 'leads', revision: 1, values: {} }));
    await office.enrollAll(crowd, records);
    office.skip(1, 'days');
    await office.steps.wake(office.world.organization);
    const [{ epoch } = { epoch: 0 }] = await office.query<{ epoch: number }>(
      sql`select epoch from cadence where id = ${crowd.id}`,
    );
    expect(await office.disable(crowd)).toMatchObject({
      kind: 'switched',
      stopping: 1000,
      cadence: { epoch: epoch + 1 },
    });
    // The worker that carries out what was handed over comes first.
    await office.steps.deliver(office.world.organization);
    expect(await office.query(sql`select id from activity where subject = 'Visit'`)).toEqual([]);
    await office.settle();
    expect(
      await office.query(sql`
      select status, reason, count(*)::int as n from enrollment where cadence_id = ${crowd.id} group by 1, 2`),
    ).toEqual([{ status: 4, reason: 'disabled', n: 1000 }]);
    const left = sql`select id from delivery where cadence_id = ${crowd.id} and state <> 'cancelled'`;
    expect(await office.query(left)).toEqual([]);
    expect(await office.disable(crowd)).toMatchObject({ reason: 'not_active' });
  });

  it('C-53 what has not happened is aborted; responses are only recorded from then on', async () => {
    const letters = await office.apply(lettersNamed('Recorded'));
    const lead = await office.lead('Ada');
    await office.enroll(letters, lead);
    await office.passMinute();
    await office.disable(letters);
    await office.settle();
    expect(await office.status(lead)).toBe('stopped: disabled');
    await office.opens(lead);
    await office.passDays(5);
    expect(await office.got(lead)).toEqual(['now']);
    expect(await office.activities(lead)).toEqual([]);
    expect(await office.history(lead)).toContain('response_recorded now opened');
    expect(await office.history(lead)).toContain('follow_up_cancelled later enrollment_ended');
  });

  it('K-77 C-59 enabled after a minute: nobody revives, nothing bursts; continue and restart are offered', async () => {
    const letters = await office.apply(lettersNamed('Revived'));
    const [one, two, three] = await office.leadsNamed('Revived', 3);
    if (!one || !two || !three) throw new Error('three leads');
    await office.enrollAll(letters, [one, two, three]);
    await office.passMinute();
    await office.disable(letters);
    // Before any worker has looked.
    expect(await office.enable(letters)).toMatchObject({ kind: 'switched' });
    await office.passDays(5);
    for (const lead of [one, two, three]) {
      expect(await office.status(lead)).toBe('stopped: disabled');
      expect(await office.got(lead)).toEqual(['now']);
    }
    expect(await office.enroll(letters, one, 'continue')).toMatchObject({ kind: 'continued' });
    expect(await office.enroll(letters, two, 'restart')).toMatchObject({ kind: 'restarted' });
    await office.passDays(3);
    expect(await office.got(one)).toEqual(['now', 'later']);
    expect(await office.got(two)).toEqual(['now', 'now', 'later']);
    expect(await office.got(three)).toEqual(['now']);
    expect(await office.enable(letters)).toMatchObject({ reason: 'not_disabled' });
  });

  it('K-77 handed over before the disabling, claimed after the enabling: the gate knows the epoch, nothing goes out', async () => {
    const letters = await office.apply(lettersNamed('Epoch'));
    const lead = await office.lead('Epoch');
    await office.enroll(letters, lead);
    await office.disable(letters);
    await office.enable(letters);
    await office.steps.deliver(office.world.organization);
    expect(await office.got(lead)).toEqual([]);
    await office.passDays(3);
    expect(await office.got(lead)).toEqual([]);
    expect(await office.status(lead)).toBe('stopped: disabled');
  });

  it('K-78 claimed sends: before the dot they are dropped, after it they are recorded', async () => {
    const letters = await office.apply(lettersNamed('Claimed'));
    const [dropped, sent] = [await office.lead('Dropped'), await office.lead('Sent')];
    await office.enrollAll(letters, [sent, dropped]);
    let sentIsOut: () => void = () => {};
    const isOut = new Promise<void>((resolve) => {
      sentIsOut = resolve;
    });
    office.atTheGate = {
      before: async ({ to }) => {
        if (to.address !== dropped.values['email']) return;
        await isOut;
        await office.disable(letters);
      },
      after: async ({ to }) => void (to.address === sent.values['email'] && sentIsOut()),
    };
    await office.settle();
    office.atTheGate = {};
    await office.passDays(3);
    expect([await office.got(sent), await office.got(dropped)]).toEqual([['now'], []]);
    expect((await office.round(sent)).states).toMatchObject({ now: 'executed', later: 'cancelled' });
    expect((await office.round(dropped)).states).toMatchObject({ now: 'cancelled' });
    expect([await office.status(sent), await office.status(dropped)]).toEqual([
      'stopped: disabled',
      'stopped: disabled',
    ]);
  });

  it('K-70 C-54 a dated unenrolment takes place while the cadence is disabled', async () => {
    const letters = await office.apply(lettersNamed('Dated', '2026-06-10'));
    const lead = await office.lead('Dated');
    await office.passUntil(Date.parse('2026-06-08T12:00:00+08:00'));
    await office.enroll(letters, lead);
    await office.passHours(1);
    await office.disable(letters);
    await office.passUntil(Date.parse('2026-06-10T23:59:00+08:00'));
    expect(await office.status(lead)).toBe('stopped: disabled');
    await office.passUntil(Date.parse('2026-06-11T00:00:00+08:00'));
    expect(await office.status(lead)).toBe('unenrolled: over');
    await office.enable(letters);
    expect(await office.enroll(letters, lead, 'continue')).toMatchObject({ reason: 'unenrolment_rule_met' });
  });

  it('P21 the report of a disabled cadence adds up', async () => {
    const letters = await office.apply(lettersNamed('Adds up'));
    await office.enrollAll(letters, await office.leadsNamed('Adds up', 5));
    await office.passMinute();
    await office.disable(letters);
    await office.settle();
    const range = { from: null, until: null };
    const report = await cadenceReport({ ...office.at, cadence: letters.publicId, range });
    expect(report).toMatchObject({ enrolled: 5, states: { stopped: 5 }, reasons: { 'stopped: disabled': 5 } });
  });
});
