// The contact budget and the limits of senders, on days of generated traffic.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Asking,
  budgetReachesBack,
  type ContactBudget,
  type Contacts,
  heldByBudget,
  noBudget,
  type Touch,
  touchChannels,
} from '#core/cadence/contact-budget.ts';
import { heldByLimits, type SenderLimits, windowsAt } from '#core/message/sender-limits.ts';
import { DAY, HOUR, type Instant, MINUTE } from '#core/time/instant.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const ada = { person: 'ada', account: 'engines' };
const ben = { person: 'ben', account: 'engines' };
const nobody: Contacts = { touches: [], replies: [] };

function asks(budget: Partial<ContactBudget>, contacts: Partial<Contacts>, asking: Partial<Asking> = {}) {
  const whole = { ...ada, channel: 'email', now: NOW, ...asking } as const;
  return heldByBudget({ ...noBudget, ...budget }, whole, { ...nobody, ...contacts });
}

describe('C-93 contact budget', () => {
  const touched = (who: Pick<Touch, 'person' | 'account'>, hoursAgo: number, channel: Touch['channel'] = 'email') => ({
    ...who,
    channel,
    at: NOW - hoursAgo * HOUR,
  });

  it('what is above waits until the oldest that counts is out of the period', () => {
    const budget = { limits: [{ per: 'person', channel: 'email', touches: 2, days: 7 }] } as const;
    expect(asks(budget, { touches: [touched(ada, 5)] })).toBeNull();
    expect(asks(budget, { touches: [touched(ada, 5), touched(ada, 50), touched(ada, 500)] })).toEqual({
      reason: 'person_touched_enough',
      until: NOW + 7 * DAY - 50 * HOUR,
    });
    expect(asks(budget, { touches: [touched(ben, 5), touched(ben, 6)] })).toBeNull();
    expect(asks(budget, { touches: [touched(ada, 5, 'call'), touched(ada, 6, 'call')] })).toBeNull();
    expect(asks(budget, { touches: [touched(ada, 5), touched(ada, 6)] }, { channel: 'call' })).toBeNull();
  });

  it('so far back contacts are looked for as the longest of its periods', () => {
    const limits = [{ per: 'person', channel: 'any', touches: 2, days: 7 }] as const;
    expect(budgetReachesBack({ limits, gapHours: 48, replyHoldDays: 3 })).toBe(7 * DAY);
    expect(budgetReachesBack({ limits, gapHours: 200, replyHoldDays: 8 })).toBe(200 * HOUR);
    expect(budgetReachesBack({ limits: [], gapHours: 6, replyHoldDays: 3 })).toBe(3 * DAY);
    expect(budgetReachesBack(noBudget)).toBe(0);
  });

  it('an account counts all its people, whoever has none counts alone', () => {
    const budget = { limits: [{ per: 'account', channel: 'any', touches: 2, days: 1 }] } as const;
    const touches = [touched(ben, 2), touched(ben, 3, 'call')];
    expect(asks(budget, { touches })?.reason).toBe('account_touched_enough');
    expect(asks(budget, { touches: touches.map((one) => ({ ...one, account: null })) }, { account: null })).toBeNull();
  });

  it('a minimum gap; a colleague’s reply; of several reasons the one that lasts longest', () => {
    const replies = [{ ...ben, at: NOW - DAY }];
    expect(asks({ gapHours: 6 }, { touches: [touched(ada, 2, 'call')] })).toEqual({
      reason: 'touched_just_now',
      until: NOW + 4 * HOUR,
    });
    expect(asks({ gapHours: 6, replyHoldDays: 3 }, { touches: [touched(ada, 2)], replies })).toEqual({
      reason: 'colleague_replied',
      until: NOW + 2 * DAY,
    });
    // One’s own reply is no colleague’s.
    expect(asks({ replyHoldDays: 3 }, { replies: [{ ...ada, at: NOW }] })).toBeNull();
  });

  it('T26 whatever wants to go, nobody gets more than the budget allows, and everything goes in the end', () => {
    const wish = fc.record({
      person: fc.constantFrom('ada', 'ben', 'cleo'),
      channel: fc.constantFrom(...touchChannels),
      at: fc.integer({ min: 0, max: 10 * 24 * 60 }).map((minutes) => NOW + minutes * MINUTE),
    });
    const limit = fc.record({
      per: fc.constantFrom('person' as const, 'account' as const),
      channel: fc.constantFrom(...touchChannels, 'any' as const),
      touches: fc.integer({ min: 1, max: 4 }),
      days: fc.integer({ min: 1, max: 5 }),
    });
    const budgets = fc.record({
      limits: fc.array(limit, { maxLength: 3 }),
      gapHours: fc.option(fc.integer({ min: 1, max: 48 })),
      replyHoldDays: fc.constant(null),
    });
    fc.assert(
      fc.property(budgets, fc.array(wish, { maxLength: 25 }), (budget, wishes) => {
        const went = carriedOut(budget, wishes);
        expect(went).toHaveLength(wishes.length);
        for (const { per, channel, touches, days } of budget.limits) {
          for (const last of went) {
            const within = went.filter(
              (one) =>
                one.at <= last.at &&
                one.at > last.at - days * DAY &&
                one[per] === last[per] &&
                (channel === 'any' || one.channel === channel),
            );
            expect(within.length).toBeLessThanOrEqual(touches);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  /** Each is asked for again when it was said to be. */
  function carriedOut(
    budget: ContactBudget,
    wishes: readonly { person: string; channel: Touch['channel']; at: Instant }[],
  ) {
    const went: Touch[] = [];
    const waiting = wishes.map((wish) => ({ ...wish, account: 'engines' }));
    for (let asked = 0; waiting.length > 0; asked++) {
      if (asked > 10_000) throw new Error('somebody waits for ever');
      waiting.sort((a, b) => a.at - b.at);
      const [first] = waiting.splice(0, 1);
      if (first === undefined) break;
      const held = heldByBudget(budget, { ...first, now: first.at }, { touches: went, replies: [] });
      if (held === null) went.push(first);
      else waiting.push({ ...first, at: held.until });
    }
    return went;
  }
});

describe('C-39 limits of a sender', () => {
  const limits: SenderLimits = { perHour: 10, perDay: 50 };
  const windows = windowsAt(Date.UTC(2026, 2, 2, 9, 20), 'Asia/Shanghai');

  it('K-126 the hour is the clock’s, the day the organisation’s; the day is the longer wait', () => {
    expect(heldByLimits(limits, { thisHour: 9, today: 49 }, windows)).toBeNull();
    const full = { reason: 'mailbox_hour_full', until: Date.UTC(2026, 2, 2, 10) };
    expect(heldByLimits(limits, { thisHour: 10, today: 49 }, windows)).toEqual(full);
    const done = { reason: 'mailbox_day_full', until: Date.UTC(2026, 2, 2, 16) };
    expect(heldByLimits(limits, { thisHour: 10, today: 50 }, windows)).toEqual(done);
    expect(heldByLimits({ perHour: null, perDay: null }, { thisHour: 1e6, today: 1e6 }, windows)).toBeNull();
  });
});
