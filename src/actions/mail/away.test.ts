// K-40: mail to somebody whose automatic reply says when they are back waits for that morning, where the organisation wants it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleDoubtfulReply } from '#actions/mail/settle-doubtful-reply.ts';
import { readDoubtfulReplies } from '#actions/mail/read-doubtful-replies.ts';
import { changeContactLimits } from '#actions/settings/contact-limits.ts';
import { noBudget } from '#core/cadence/contact-budget.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { addDuration, dayOfDate, localDate, reachedOnDay } from '#core/time/calendar.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const dateIn = (office: Office, days: number) =>
  localDate(
    addDuration(office.now, { amount: days, unit: 'days' }, office.world.organization.timeZone),
    office.world.organization.timeZone,
  );
const morning = (office: Office, date: string): Instant =>
  reachedOnDay(dayOfDate(date), 9 * HOUR, office.world.organization.timeZone);

describe.each(postgresServers())('people who are away on $name', (server) => {
  let office: Office;
  let letters: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    letters = await office.apply(
      cadence('Letters', {
        followUps: [email('one', { then: [email('two', { when: ['sent'], delay: { days: 2 } })] })],
      }),
    );
    await holds(true);
  });
  afterAll(() => office?.close());

  const holds = (holdWhileAway: boolean) =>
    changeContactLimits(office.acting, { budget: noBudget, sender: { perHour: null, perDay: null }, holdWhileAway });
  const reader = (name: string) => office.newcomer(letters, name);
  const saysBackIn = async (lead: CrmRecord, days: number) => {
    const date = dateIn(office, days);
    await office.acts(lead, { kind: 'auto_reply', text: `I am on leave and back on ${date}.` });
    return morning(office, date);
  };
  const heldUntil = async (lead: CrmRecord) => {
    const { events } = await office.story((await office.round(lead)).id);
    return events.flatMap((one) => (one.kind === 'held' ? [[one.detail, one.dueAt]] : []));
  };

  it('K-40 C-42 what is due waits for the morning of their return, says why, and goes out by itself', async () => {
    const lead = await reader('Away');
    const back = await saysBackIn(lead, 7);
    await office.passDays(3);
    expect(await office.got(lead)).toEqual(['one']);
    expect(await heldUntil(lead)).toEqual([['recipient_away', back]]);
    await office.passUntil(back - 1);
    expect(await office.got(lead)).toEqual(['one']);
    await office.passUntil(back);
    expect(await office.got(lead)).toEqual(['one', 'two']);
    expect((await office.latest(lead)).receivedAt).toBeGreaterThanOrEqual(back);
    expect(await office.status(lead)).toBe('completed');
  });

  it('K-40 who answers in person is back', async () => {
    const lead = await reader('Early');
    await saysBackIn(lead, 20);
    await office.passDays(3);
    expect(await office.got(lead)).toEqual(['one']);
    await office.replies(lead);
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['one', 'two']);
  });

  it('K-40 K-43 so it is when a person has decided that it was an absence note', async () => {
    const lead = await reader('Undeclared');
    const date = dateIn(office, 9);
    await office.acts(lead, { kind: 'reply', text: `I am currently out of the office, back on ${date}.` });
    const [doubt] = await readDoubtfulReplies({ ...office.at, definitions: office.definitions });
    const id = doubt?.waiting.id ?? '0';
    await settleDoubtfulReply({ ...office.at, id, verdict: 'no_reply', actor: null });
    await office.passDays(3);
    expect(await office.got(lead)).toEqual(['one']);
    expect(await heldUntil(lead)).toEqual([['recipient_away', morning(office, date)]]);
  });

  it('K-40 is optional: switched off, what waits goes out', async () => {
    const lead = await reader('Optional');
    await saysBackIn(lead, 20);
    await office.passDays(3);
    expect(await office.got(lead)).toEqual(['one']);
    await holds(false);
    await office.passMinute();
    expect(await office.got(lead)).toEqual(['one', 'two']);
  });
});
