import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CadenceReport, cadenceReport } from '#actions/reports/cadence-report.ts';
import { readCadenceRounds } from '#actions/enrollments/read-rounds.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { postgresServers } from '#test/database.ts';
import { drop } from '#test/peers/scripted-smtp-server.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const LINK = 'https://harbour.invalid/offer';
const task = (subject: string) => ({ subject });
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, n) => total + n, 0);

describe.each(postgresServers())('reports on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  /** P21, K-130: at every instant the states add up to the enrolled. */
  async function checked(applied: Applied): Promise<CadenceReport> {
    const report = await office.report(applied);
    expect(sum(report.states)).toBe(report.enrolled);
    const over = report.enrolled - report.states.active;
    const explained =
      report.unenrolledByRule.reduce((total, { enrollments }) => total + enrollments, 0) + sum(report.reasons);
    expect(explained + report.states.completed + report.states.expired).toBe(over);
    return report;
  }

  it('K-130 P21 C-81 the states add up at every instant, whatever happens, and each follow-up’s figures are told', async () => {
    const offer = await office.apply(
      cadence('Offer', {
        responseWindowDays: 10,
        followUps: [
          email('offer', {
            then: [
              { id: 'remind', when: [{ not: 'opened', within: { days: 3 } }], task: task('Remind') },
              { id: 'ring', when: ['clicked'], call: { subject: 'Ring', startsAfter: { hours: 1 } } },
            ],
          }),
        ],
        unenroll: [
          { id: 'answered', goal: true, email: ['replied'] },
          { id: 'left', email: ['unsubscribed'] },
        ],
      }),
    );
    expect((await checked(offer)).enrolled).toBe(0);
    const leads = await office.leadsNamed('Offered', 12);
    const [opens, clicks, replies, leaves, bounces, deleted, byHand, addressless, unknown, restarted, silent, refuses] =
      leads;
    if (
      !opens ||
      !clicks ||
      !replies ||
      !leaves ||
      !bounces ||
      !deleted ||
      !byHand ||
      !addressless ||
      !unknown ||
      !restarted ||
      !silent ||
      !refuses
    )
      throw new Error('twelve leads');
    await office.changes(addressless, { email: null });
    await office.changes(refuses, { do_not_email: true });
    await office.enrollAll(
      offer,
      leads.filter((lead) => lead !== unknown),
    );
    expect((await checked(offer)).states.active).toBe(11);
    await office.passMinute();
    await office.sendsTo({ dot: drop });
    await office.enroll(offer, unknown);
    await office.passMinute();
    await office.sendsToMailbox();
    await checked(offer);
    await office.opens(opens);
    await office.clicks(clicks);
    await office.replies(replies);
    await office.unsubscribes(leaves);
    await office.bounces(bounces);
    await office.deletes(deleted);
    await checked(offer);
    await office.passHours(1);
    await office.unenroll(offer, [byHand]);
    await office.enroll(offer, restarted, 'only_restart');
    for (let day = 0; day < 12; day++) {
      await checked(offer);
      await office.passDays(1);
    }
    const report = await checked(offer);
    expect(report).toMatchObject({
      enrolled: 13,
      // Whoever could still have clicked expires; of the one that did and of the one that was not written to nothing is left.
      states: { active: 0, completed: 2, expired: 5, unenrolled: 5, stopped: 0, failed: 1 },
      unenrolledByRule: expect.arrayContaining([
        { rule: 'answered', goal: true, enrollments: 1 },
        { rule: 'left', goal: false, enrollments: 1 },
      ]),
      goalMet: 1,
      reasons: {
        'unenrolled: manual': 1,
        'unenrolled: record_deleted': 1,
        'unenrolled: restarted': 1,
        'failed: no_address': 1,
      },
    });
    expect(report.followUps[0]).toMatchObject({
      followUp: 'offer',
      reached: 13,
      executed: 10,
      suppressed: 1,
      failed: 1,
      needsReview: 1,
      responses: {
        sent: { unique: 10, total: 10 },
        opened: { unique: 3, total: 3 },
        clicked: { unique: 1, total: 1 },
        replied: { unique: 1, total: 1 },
        bounced: { unique: 1, total: 1 },
        unsubscribed: { unique: 1, total: 1 },
      },
    });
    expect(report.followUps[1]).toMatchObject({ followUp: 'remind', reached: 2, executed: 2 });
    expect(report.followUps[2]).toMatchObject({ followUp: 'ring', reached: 1, executed: 1 });
  });

  it('C-82 a follow-up that was scheduled for two reasons counts its round once', async () => {
    const states = await office.apply(
      cadence('States', {
        followUps: [
          {
            id: 'do',
            task: task('Do'),
            then: [{ id: 'ask', when: ['deferred', 'in_progress'], delay: { days: 1 }, task: task('Ask') }],
          },
        ],
      }),
    );
    const lead = await office.lead('Wavering');
    await office.enroll(states, lead);
    await office.passMinute();
    const doing = await office.activity(lead, 'Do');
    for (const status of ['deferred', 'waiting_for_input', 'in_progress'] as const) {
      await office.sets(doing, { status });
      await office.passMinute();
    }
    await office.passDays(2);
    const report = await checked(states);
    expect((await office.history(lead)).filter((line) => line.startsWith('follow_up_scheduled ask'))).toHaveLength(2);
    expect(report.followUps[1]).toMatchObject({ followUp: 'ask', reached: 1, executed: 1, cancelled: 1 });
  });

  it('C-80 a range of time counts what happened in it', async () => {
    const short = await office.apply(
      cadence('Ranged', { followUps: [email('now'), email('then', { delay: { days: 5 } })] }),
    );
    const lead = await office.lead('Ranged');
    const from = office.now;
    await office.enroll(short, lead);
    await office.passDays(6);
    const range = { from, until: from + DAY };
    const report = await cadenceReport({ ...office.at, cadence: short.publicId, range });
    expect(report?.followUps.map(({ executed }) => executed)).toEqual([1, 0]);
  });

  it('C-80 who opens three times counts once, and three times; the list behind it is as long as the number', async () => {
    const often = await office.apply(
      cadence('Often', {
        followUps: [
          email('look', {
            then: [{ id: 'ring', when: [{ link: LINK }], call: { subject: 'Ring', startsAfter: { hours: 1 } } }],
          }),
          { id: 'do', task: task('Do') },
        ],
      }),
    );
    const [opens, clicks, silent] = await office.leadsNamed('Often', 3);
    if (!opens || !clicks || !silent) throw new Error('three leads');
    await office.enrollAll(often, [opens, clicks, silent]);
    await office.passMinute();
    const begun = office.now;
    for (let i = 0; i < 3; i++) await office.opens(opens);
    for (let i = 0; i < 2; i++) await office.clicks(clicks);
    await office.sets(await office.activity(silent, 'Do'), { status: 'in_progress' });
    await office.passDays(1);
    await office.sets(await office.activity(silent, 'Do'), { status: 'not_started' });
    await office.passMinute();
    await office.opens(opens);
    await office.passMinute();
    const { followUps } = await checked(often);
    expect(followUps[0]?.responses).toEqual({
      sent: { unique: 3, total: 3 },
      // A click without pictures is an open that nothing else tells of.
      opened: { unique: 2, total: 5 },
      clicked: { unique: 1, total: 2 },
      [`link:${LINK}`]: { unique: 1, total: 2 },
    });
    expect(followUps.find(({ followUp }) => followUp === 'do')?.responses).toMatchObject({
      not_started: { unique: 3, total: 4 },
      in_progress: { unique: 1, total: 1 },
    });
    const range = { from: begun + DAY, until: null };
    const later = await cadenceReport({ ...office.at, cadence: often.publicId, range });
    expect(later?.followUps[0]?.responses).toEqual({ opened: { unique: 1, total: 1 } });
    const named = (...leads: readonly CrmRecord[]) => leads.map(({ values }) => values.last_name).toSorted();
    const behind = async (detail: string, from: Instant | null) => {
      const happened = { kind: 'response_recorded', followUp: 'look', detail, from, until: null } as const;
      const query = { cadence: often.publicId, status: null, version: null, reason: null, goal: false, happened };
      const page = await readCadenceRounds(
        { ...office.at, definitions: office.definitions },
        { ...query, before: null, limit: 50 },
      );
      return page?.rounds.map(({ record }) => record?.values.last_name).toSorted();
    };
    expect(await behind('opened', null)).toEqual(named(opens, clicks));
    expect(await behind(`link:${LINK}`, null)).toEqual(named(clicks));
    expect(await behind('opened', begun + DAY)).toEqual(named(opens));
  });

  it('C-80 one version, or all of them with what later ones took away', async () => {
    const first = cadence('Versioned', { followUps: [email('old'), { id: 'gone', task: task('Gone') }] });
    const versioned = await office.apply(first);
    const [pinned, moved] = await office.leadsNamed('Versioned', 2);
    if (!pinned || !moved) throw new Error('two leads');
    await office.enroll(versioned, pinned);
    await office.passMinute();
    await office.apply(cadence('Versioned', { followUps: [email('old'), email('fresh')] }), { enrolled: 'pin' });
    await office.enroll(versioned, moved);
    await office.passMinute();
    const of = async (version: number | null) => {
      const report = await cadenceReport({
        ...office.at,
        cadence: versioned.publicId,
        version,
        range: { from: null, until: null },
      });
      return [report?.enrolled, report?.followUps.map(({ title, executed }) => `${title} ${executed}`)];
    };
    expect(await of(null)).toEqual([2, ['old 2', 'fresh 1', 'Gone 1']]);
    expect(await of(1)).toEqual([1, ['old 1', 'Gone 1']]);
    expect(await of(2)).toEqual([1, ['old 1', 'fresh 1']]);
    expect(await of(3)).toEqual([undefined, undefined]);
  });

  it('P1 what was acknowledged survives: every enrolment, timer and input is a committed row when it is answered', async () => {
    const kept = await office.apply(cadence('Kept', { followUps: [email('soon', { delay: { days: 1 } })] }));
    const lead = await office.lead('Kept');
    const { kind } = await office.enroll(kept, lead);
    expect(kind).toBe('enrolled');
    // Seen by another session at once.
    const rows = await office.asOwner(sql`
      select count(*)::int as n from enrollment e join timer t on t.enrollment_id = e.id where e.record_id = ${lead.id}`);
    expect(rows).toEqual([{ n: 1 }]);
    // A worker that never heard of any of it does the rest.
    const { organization } = office.world;
    office.skip(1, 'days');
    const stranger = office.worker();
    await stranger.wake(organization);
    await stranger.deliver(organization);
    expect(await office.got(lead)).toEqual(['soon']);
  });
});
