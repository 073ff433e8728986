// What goes out where hours, limits of senders or a contact budget are set: who waits, until when, in which order, and that
// nobody is forgotten.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changeBusinessWeek } from '#actions/settings/business-hours.ts';
import { changeContactLimits } from '#actions/settings/contact-limits.ts';
import { type ContactBudget, noBudget } from '#core/cadence/contact-budget.ts';
import { noLimits, type SenderLimits } from '#core/message/sender-limits.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { usualWeek } from '#core/time/business-calendar.ts';
import { localDate } from '#core/time/calendar.ts';
import { HOUR } from '#core/time/instant.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('what goes out on $name', (server) => {
  let office: Office;
  let first: Applied;
  let second: Applied;

  beforeAll(async () => {
    office = await openOffice(server);
    first = await office.apply(cadence('First', { followUps: [email('hello')] }));
    second = await office.apply(cadence('Second', { followUps: [email('news')] }));
  });
  afterEach(async () => {
    await limits({});
    await changeBusinessWeek(office.acting, null);
    await office.sendsToMailbox();
    await office.passDays(2);
  });
  afterAll(() => office?.close());

  const limits = ({ budget = {}, sender = {} }: { budget?: Partial<ContactBudget>; sender?: Partial<SenderLimits> }) =>
    changeContactLimits(office.acting, { budget: { ...noBudget, ...budget }, sender: { ...noLimits, ...sender } });
  const written = async (leads: readonly CrmRecord[]) =>
    (await Promise.all(leads.map((lead) => office.got(lead)))).filter((got) => got.length > 0).length;
  const sentAt = async (lead: CrmRecord) => (await office.latest(lead)).receivedAt;
  const holds = async (lead: CrmRecord, of?: Applied) => {
    const { events } = await office.story((await office.round(lead, of)).id);
    return events.filter(({ kind }) => kind === 'held').map(({ detail, dueAt }) => ({ detail, dueAt }));
  };

  it('K-126, C-39: a full mailbox sends the rest the next day, first come first served, cadences by turns; its rounds say so', async () => {
    await limits({ sender: { perDay: 2 } });
    const many = await office.leadsNamed('Many', 4);
    const few = await office.lead('Few');
    for (const lead of many) await office.enroll(first, lead);
    await office.enroll(second, few);
    await office.settle();
    const from = office.now;
    expect(await Promise.all([...many, few].map((lead) => office.got(lead)))).toEqual([
      ['hello'],
      [],
      [],
      [],
      ['news'],
    ]);
    const [told] = await holds(many[1] ?? few);
    expect(told?.detail).toBe('mailbox_day_full');
    expect(localDate(told?.dueAt ?? 0, 'Asia/Shanghai')).toBe('2026-03-03');
    expect((await office.round(many[1] ?? few)).states).toEqual({ hello: 'claimed' });
    await office.passDays(1);
    expect(await written(many)).toBe(3);
    await office.passDays(1);
    expect(await written(many)).toBe(4);
    const times = await Promise.all(many.map(sentAt));
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(times[0]).toBe(from);
    expect(await office.status(many[3] ?? few)).toBe('completed');
  });

  it('P11 two workers never send more than the hour allows', async () => {
    await limits({ sender: { perHour: 5 } });
    const leads = await office.leadsNamed('Hourly', 13);
    await office.enrollAll(first, leads);
    const other = office.worker();
    const { organization } = office.world;
    await office.steps.wake(organization);
    await Promise.all([office.steps.deliver(organization), other.deliver(organization)]);
    expect(await written(leads)).toBe(5);
    await office.passHours(1);
    expect(await written(leads)).toBe(10);
    await office.passHours(1);
    expect(await written(leads)).toBe(13);
    // A queue that is full for the hour says so once.
    expect((await holds(leads[12] ?? (leads[0] as CrmRecord))).map(({ detail }) => detail)).toEqual([
      'mailbox_hour_full',
    ]);
  });

  it('K-26, K-108, T26: the cap of a person holds across cadences and records; what is above waits, nothing is dropped', async () => {
    await limits({ budget: { limits: [{ per: 'person', channel: 'email', touches: 1, days: 1 }] } });
    const lead = await office.lead('Twice');
    const twin = await office.lead('Twin', { email: lead.values['email'] });
    await office.enroll(first, lead);
    await office.enroll(second, lead);
    await office.enroll(first, twin);
    await office.settle();
    const at = office.now;
    expect([await office.got(lead), await office.got(twin)]).toEqual([['hello'], []]);
    expect(await holds(lead, second)).toEqual([{ detail: 'person_touched_enough', dueAt: at + 24 * HOUR }]);
    await office.passHours(23);
    expect((await office.got(lead)).length + (await office.got(twin)).length).toBe(1);
    await office.passHours(1);
    await office.passDays(2);
    expect([await office.got(lead), await office.got(twin)]).toEqual([['hello', 'news'], ['hello']]);
    expect([await office.status(lead, second), await office.status(twin)]).toEqual(['completed', 'completed']);
  });

  it('C-93: a minimum gap, so much per company, a pause when a colleague replied', async () => {
    await limits({
      budget: { limits: [{ per: 'account', channel: 'any', touches: 2, days: 3 }], gapHours: 5, replyHoldDays: 7 },
    });
    const at = office.now;
    const [ada, ben, cleo] = await Promise.all(
      ['Ada', 'Ben', 'Cleo'].map((name) => office.lead(name, { company: 'Analytical Engines' })),
    );
    if (ada === undefined || ben === undefined || cleo === undefined) throw new Error('three were made');
    await office.enroll(first, ada);
    await office.enroll(second, ada);
    await office.enroll(first, ben);
    await office.settle();
    expect(await holds(ada, second)).toEqual([{ detail: 'touched_just_now', dueAt: at + 5 * HOUR }]);
    await office.passHours(5);
    // Ada and Ben were the two of the company.
    expect((await holds(ada, second)).at(-1)).toEqual({ detail: 'account_touched_enough', dueAt: at + 72 * HOUR });
    await office.replies(ben);
    const replied = office.now;
    await office.enroll(first, cleo);
    await office.settle();
    expect(await holds(cleo)).toEqual([{ detail: 'colleague_replied', dueAt: replied + 168 * HOUR }]);
    await office.passDays(8);
    expect([await office.got(cleo), await office.got(ada)]).toEqual([['hello'], ['hello', 'news']]);
  });

  it('C-93: calls count with e-mails where the budget says so; tasks go to nobody and wait for nothing', async () => {
    await limits({ budget: { limits: [{ per: 'person', channel: 'any', touches: 1, days: 2 }] } });
    const lead = await office.lead('Rung');
    const both = await office.apply(
      cadence('Both', {
        followUps: [
          email('word'),
          { id: 'ring', delay: { minutes: 1 }, call: { subject: 'Ring', startsAfter: { hours: 1 } } },
          { id: 'note', delay: { minutes: 1 }, task: { subject: 'Note' } },
        ],
      }),
    );
    const subjects = async () => (await office.activities(lead)).map(({ subject }) => subject).sort();
    await office.enroll(both, lead);
    await office.passHours(1);
    expect(await office.got(lead)).toEqual(['word']);
    expect(await subjects()).toEqual(['Note']);
    await office.passDays(2);
    expect(await subjects()).toEqual(['Note', 'Ring']);
  });

  it('C-39: what a mail server put off is not tried again at night; new settings are heeded at once', async () => {
    await changeBusinessWeek(office.acting, usualWeek);
    const lead = await office.lead('Deferred');
    // Monday of another week, a minute before six.
    await office.passUntil(Date.parse('2026-04-13T17:59:00+08:00'));
    await office.sendsTo({ rcpt: '451 later' });
    await office.enroll(first, lead);
    await office.settle();
    await office.sendsToMailbox();
    await office.passHours(3);
    expect(await office.got(lead)).toEqual([]);
    expect((await holds(lead)).map(({ detail }) => detail)).toEqual(['outside_business_hours']);
    await changeBusinessWeek(office.acting, null);
    await office.settle();
    expect(await office.got(lead)).toEqual(['hello']);
  });
});
