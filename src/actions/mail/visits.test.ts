// Opens and clicks from outside, graded (C-37): what they start, what they prove, and when.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { takeVisits } from '#actions/mail/take-visits.ts';
import { DAY, HOUR } from '#core/time/instant.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';
import { drop } from '#test/peers/scripted-smtp-server.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const APPLE = 'Mozilla/5.0';
const SECOND = 1000;

describe.each(postgresServers())('visits on $name', (server) => {
  let office: Office;
  let letters: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    letters = await office.apply(
      cadence('Letters', {
        followUps: [
          email('one', {
            then: [
              { id: 'opened', when: ['opened'], task: { subject: 'Opened' } },
              { id: 'unread', when: [{ not: 'opened', within: { days: 1 } }], task: { subject: 'Unread' } },
            ],
          }),
        ],
      }),
    );
  });
  afterEach(() => office.sendsToMailbox());
  afterAll(() => office?.close());

  const reader = (name: string) => office.newcomer(letters, name);
  const deliveryOf = async (lead: CrmRecord) => (await office.deliveries(lead))[0]?.id ?? '0';
  async function comes(delivery: string, program: string, at = office.now): Promise<void> {
    const signs = { method: 'GET', program, ahead: false, from: 'anywhere' } as const;
    const visit = { kind: 'opened', link: null, url: null, at, signs, key: randomUUID(), delivery } as const;
    await takeVisits({ ...office.at, visits: [visit] });
  }
  const responses = async (lead: CrmRecord) =>
    (await office.history(lead)).filter((line) => line.startsWith('response_recorded'));
  const events = (lead: CrmRecord) =>
    office.query<{ kind: string; grade: string; reason: string }>(sql`
      select e.kind, e.grade, e.grade_reason as reason from email_event e join delivery d on d.id = e.delivery_id
      where d.record_id = ${lead.id} order by e.id`);

  it('K-50 C-80 an open by Apple Mail Privacy is kept with its reason, starts nothing and counts for nothing', async () => {
    const lead = await reader('Private');
    await comes(await deliveryOf(lead), APPLE);
    await office.passHours(1);
    expect(await events(lead)).toEqual([{ kind: 'opened', grade: 'machine', reason: 'apple_mail_privacy' }]);
    expect(await responses(lead)).toEqual(['response_recorded one sent']);
    await comes(await deliveryOf(lead), BROWSER);
    await comes(await deliveryOf(lead), APPLE);
    await office.passHours(1);
    expect(await office.toDo(lead)).toEqual(['Opened']);
    const { followUps } = await office.report(letters);
    expect(followUps[0]?.responses['opened']).toEqual({ unique: 1, total: 1 });
  });

  it('C-8 C-37 whoever opened just before the deadline did, though it counts only after it; a machine did not', async () => {
    const [inTime, never] = [await reader('In time'), await reader('Never')];
    const [first] = await office.query<{ at: number }>(sql`
      select dot_at as at from delivery where id = ${await deliveryOf(inTime)}::bigint`);
    await office.passUntil((first?.at ?? 0) + DAY - 10 * SECOND);
    await comes(await deliveryOf(inTime), BROWSER);
    await office.passUntil(office.now + 15 * SECOND);
    expect(await office.toDo(inTime)).toEqual([]);
    await office.passHours(1);
    expect(await office.toDo(inTime)).toEqual(['Opened']);
    expect(await office.toDo(never)).toEqual(['Unread']);
    expect(await office.history(inTime)).not.toContain('held unread replies_not_read');
  });

  it('K-27 a visit proves that a message of unknown fate was sent; a machine’s too, which is no open', async () => {
    await office.sendsTo({ dot: drop });
    const lead = await reader('Silent server');
    expect(await office.deliveryStates(lead)).toEqual(['unconfirmed']);
    await comes(await deliveryOf(lead), APPLE);
    await office.settle();
    expect(await office.deliveryStates(lead)).toEqual(['sent']);
    expect((await office.round(lead)).states['one']).toBe('executed');
    expect(await responses(lead)).toEqual(['response_recorded one sent']);
  });

  it('K-27 one that comes while the final dot is pending is kept, proves it, and counts when its window has passed', async () => {
    await office.sendsTo({ dot: drop });
    const lead = await office.lead('Quick');
    await office.enroll(letters, lead);
    office.atTheGate = {
      after: async () => {
        office.atTheGate = {};
        await comes(await deliveryOf(lead), APPLE);
        office.skip(1, 'minutes');
        await comes(await deliveryOf(lead), BROWSER);
      },
    };
    await office.passMinute();
    expect((await office.deliveryStates(lead))[0]).toBe('sent');
    await office.passHours(1);
    expect(await office.toDo(lead)).toEqual(['Opened']);
  });

  it('K-28 a visit of a delivery that is not there yet waits for it, for a day', async () => {
    const [last] = await office.query<{ id: string }>(sql`select max(id) as id from delivery`);
    const [next, never] = [String(Number(last?.id) + 1), String(Number(last?.id) + 1_000)];
    await comes(next, BROWSER, office.now + 2 * HOUR);
    await comes(never, BROWSER);
    await office.passHours(1);
    const lead = await reader('Late');
    expect(await deliveryOf(lead)).toBe(next);
    await office.steps.sweep(office.world.organization);
    await office.passHours(2);
    expect(await office.toDo(lead)).toEqual(['Opened']);
    const kept = () => office.query(sql`select from visit where delivery_id = ${never}::bigint`);
    office.skip(20, 'hours');
    await office.steps.sweep(office.world.organization);
    expect(await kept()).toHaveLength(1);
    office.skip(2, 'hours');
    await office.steps.sweep(office.world.organization);
    expect(await kept()).toEqual([]);
  });
});
