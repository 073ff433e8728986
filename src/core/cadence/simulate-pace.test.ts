// C-90 what holds messages back in a simulation: asked one by one, as the simulation asks.
import { describe, expect, it } from 'vitest';
import { noBudget, type Reply, type Touch } from '#core/cadence/contact-budget.ts';
import type { Held } from '#core/cadence/enrollment.ts';
import { type Outgoing, Pace, type PaceSettings } from '#core/cadence/simulate-pace.ts';
import { noLimits } from '#core/message/sender-limits.ts';
import { calendarOf } from '#core/time/business-calendar.ts';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';
import { unhurried } from '#test/unhurried.ts';

/** Monday, 2 March 2026, nine o'clock in Shanghai. */
const MONDAY = Date.UTC(2026, 2, 2, 1);
const MIDNIGHT = MONDAY + 15 * HOUR;
const OFFICE = calendarOf([[{ from: 9 * 60, to: 18 * 60 }], [], [], [], [], [], []], []);

function pace(settings: Partial<PaceSettings> = {}, businessHours?: 'ignored'): Pace {
  const definition = businessHours === undefined ? {} : { businessHours };
  return new Pace({ zone: 'Asia/Shanghai', ...unhurried, ...settings }, definition);
}

function email(more: Partial<Outgoing> = {}): Outgoing {
  const asOthers = { channel: 'email', person: 'ada@a.example', account: 'a', sender: 'sales@us.example' } as const;
  return { ...asOthers, record: {}, now: MONDAY, ...more };
}

function touch(more: Partial<Touch> = {}): Touch {
  return { channel: 'email', person: 'ada@a.example', account: 'a', at: MONDAY - DAY, ...more };
}

/** Those that wait for an opening go in turn, in its first hour. */
function expectHeldForOpening(held: Held | null, opening: number): void {
  expect(held?.reason).toBe('outside_business_hours');
  expect(held?.until).toBeGreaterThanOrEqual(opening);
  expect(held?.until).toBeLessThan(opening + HOUR);
}

describe('hours', () => {
  it('C-90 C-39 hold until the opening, and nothing where it is open, where they are ignored, where there are none', () => {
    const early = email({ now: MONDAY - HOUR });
    expectHeldForOpening(pace({ hours: OFFICE }).hold(early), MONDAY);
    expect(pace({ hours: OFFICE }).hold(email())).toBeNull();
    expect(pace({ hours: OFFICE }, 'ignored').hold(early)).toBeNull();
    expect(pace().hold(early)).toBeNull();
  });

  it('C-90 K-65 are those of the record’s own zone', () => {
    const record = { time_zone: 'Europe/Paris' };
    expectHeldForOpening(pace({ hours: OFFICE }).hold(email({ record })), MONDAY + 7 * HOUR);
  });

  it('C-90 come first: before the budget and the limits of the mailbox', () => {
    const full = pace({ hours: OFFICE, limitsOf: () => ({ perHour: 0, perDay: 0 }), touches: [touch()] });
    expect(full.hold(email({ now: MONDAY - HOUR }))?.reason).toBe('outside_business_hours');
    expect(full.hold(email())?.reason).toBe('mailbox_day_full');
  });
});

describe('what a mailbox may send', () => {
  const limitsOf = (sender: string) => (sender === 'sales@us.example' ? { perHour: 2, perDay: 5 } : noLimits);

  it('C-90 C-39 counts what goes, an hour and a day at a time, each sender apart', () => {
    const some = pace({ limitsOf });
    const sendAt = (now: number) => {
      expect(some.heldBySender(email({ now }))).toBeNull();
      some.count(email({ now }));
    };
    sendAt(MONDAY);
    sendAt(MONDAY + 10 * MINUTE);
    const hourFull = { reason: 'mailbox_hour_full', until: MONDAY + HOUR };
    expect(some.heldBySender(email({ now: MONDAY + HOUR - 1 }))).toEqual(hourFull);
    expect(some.heldBySender(email({ now: MONDAY, sender: 'other@us.example' }))).toBeNull();
    expect(some.heldBySender(email({ now: MONDAY, sender: null }))).toBeNull();
    sendAt(MONDAY + HOUR);
    sendAt(MONDAY + HOUR);
    expect(some.heldBySender(email({ now: MONDAY + HOUR }))).toMatchObject({ until: MONDAY + 2 * HOUR });
    sendAt(MONDAY + 2 * HOUR);
    const dayFull = { reason: 'mailbox_day_full', until: MIDNIGHT };
    expect(some.heldBySender(email({ now: MIDNIGHT - 1 }))).toEqual(dayFull);
    for (let sent = 0; sent < 2; sent++) sendAt(MIDNIGHT);
    expect(some.heldBySender(email({ now: MIDNIGHT }))).toMatchObject({ until: MIDNIGHT + HOUR });
    for (const now of [MIDNIGHT + HOUR, MIDNIGHT + HOUR, MIDNIGHT + 2 * HOUR]) sendAt(now);
    expect(some.heldBySender(email({ now: MIDNIGHT + 9 * HOUR }))).toMatchObject({ until: MIDNIGHT + DAY });
  });

  it('C-90 C-39 what was sent before the simulation counts', () => {
    const uses = new Map([['sales@us.example', { thisHour: 2, today: 4 }]]);
    expect(pace({ limitsOf, uses }).heldBySender(email())).toMatchObject({ reason: 'mailbox_hour_full' });
    const next = pace({ limitsOf, uses });
    expect(next.heldBySender(email())).not.toBeNull();
    next.count(email({ now: MONDAY + HOUR }));
    expect(next.heldBySender(email({ now: MONDAY + HOUR }))).toMatchObject({ reason: 'mailbox_day_full' });
  });

  it('C-90 a call uses no mailbox', () => {
    const none = pace({ limitsOf: () => ({ perHour: 0, perDay: 0 }) });
    const call = email({ channel: 'call', sender: null });
    none.count(call);
    expect(none.hold(call)).toBeNull();
  });
});

describe('the contact budget', () => {
  const perPerson = { ...noBudget, limits: [{ per: 'person', channel: 'any', touches: 1, days: 7 }] } as const;
  const perAccount = { ...noBudget, limits: [{ per: 'account', channel: 'email', touches: 2, days: 7 }] } as const;

  it('C-90 C-93 looks at what the person got before and meanwhile, nobody else', () => {
    const before = pace({ budget: perPerson, touches: [touch()] });
    const held = { reason: 'person_touched_enough', until: MONDAY + 6 * DAY };
    expect(before.hold(email())).toEqual(held);
    expect(before.hold(email({ person: 'bo@a.example' }))).toBeNull();
    before.count(email({ person: 'bo@a.example' }));
    expect(before.hold(email({ person: 'bo@a.example' }))).toMatchObject({ until: MONDAY + 7 * DAY });
    before.count(email({ person: 'cy@a.example', channel: 'call', sender: null }));
    expect(before.hold(email({ person: 'cy@a.example' }))).not.toBeNull();
  });

  it('C-90 C-93 counts an account’s people together, a touch of the person once', () => {
    const colleagues = pace({ budget: perAccount, touches: [touch()] });
    expect(colleagues.hold(email())).toBeNull();
    colleagues.count(email({ person: 'bo@a.example' }));
    const held = { reason: 'account_touched_enough', until: MONDAY + 6 * DAY };
    expect(colleagues.hold(email())).toEqual(held);
    expect(colleagues.hold(email({ person: 'cy@a.example' }))).toEqual(held);
    expect(colleagues.hold(email({ person: 'di@b.example', account: 'b' }))).toBeNull();
    expect(colleagues.hold(email({ account: null }))).toBeNull();
    const alone = pace({ budget: perAccount, touches: [touch({ account: null })] });
    expect(alone.hold(email({ account: null }))).toBeNull();
  });

  it('C-90 C-93 a gap alone, a colleague’s reply alone are looked at too', () => {
    const gap = pace({ budget: { ...noBudget, gapHours: 48 }, touches: [touch()] });
    expect(gap.hold(email())).toEqual({ reason: 'touched_just_now', until: MONDAY + DAY });
    const reply: Reply = { person: 'bo@a.example', account: 'a', at: MONDAY - DAY };
    const replied = pace({ budget: { ...noBudget, replyHoldDays: 3 }, replies: [reply] });
    expect(replied.hold(email())).toEqual({ reason: 'colleague_replied', until: MONDAY + 2 * DAY });
    expect(replied.hold(email({ person: 'bo@a.example' }))).toBeNull();
    expect(replied.hold(email({ account: 'b' }))).toBeNull();
    expect(replied.hold(email({ account: null }))).toBeNull();
    replied.noteReply({ person: 'di@b.example', account: 'b', at: MONDAY });
    replied.noteReply({ person: 'ed@nowhere.example', account: null, at: MONDAY });
    replied.noteReply({ person: 'fy@b.example', account: 'b', at: MONDAY - HOUR });
    expect(replied.hold(email({ account: 'b' }))).toMatchObject({ until: MONDAY + 3 * DAY });
    expect(replied.hold(email({ account: null }))).toBeNull();
  });

  it('C-90 C-93 replies hold nobody where the budget doesn’t say so', () => {
    const reply: Reply = { person: 'bo@a.example', account: 'a', at: MONDAY };
    expect(pace({ budget: perPerson, replies: [reply] }).hold(email())).toBeNull();
    expect(pace({ replies: [reply], touches: [touch(), touch()] }).hold(email())).toBeNull();
  });
});
