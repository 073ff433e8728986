import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CadenceReport, cadenceReport } from '#actions/reports/cadence-report.ts';
import { DAY } from '#core/time/instant.ts';
import { postgresServers } from '#test/database.ts';
import { drop } from '#test/peers/scripted-smtp-server.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

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
      responses: { sent: 10, opened: 3, clicked: 1, replied: 1, bounced: 1, unsubscribed: 1 },
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
    for (const status of ['deferred', 'waiting_for_input', 'in_progress']) {
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
