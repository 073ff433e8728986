// Follow-ups and the organisation's hours: what waits, for how long, and what the next ones count from.
import { describe, expect, it } from 'vitest';
import { stateFromText, stateToText } from '#core/cadence/state-text.ts';
import { calendarOf, usualCalendar, usualWeek } from '#core/time/business-calendar.ts';
import { cadence, call, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const open = { hours: usualCalendar };
/** Friday evening: the next opening is Monday at nine. */
const friday = { ...open, start: '2026-03-06T20:00:00' };

describe('C-39 business hours', () => {
  it('an e-mail that comes due at night goes out after the opening; what follows counts from then', () => {
    const story = tell(
      cadence([email('hello', { then: [email('more', { when: ['sent'], delay: { hours: 2 } })] })]),
      friday,
    );
    story.enroll('Ada');
    expect(story.delivered()).toEqual([]);
    expect(story.status()).toBe('active');
    story.passDays(4);
    expect(story.delivered()).toEqual(['hello 2026-03-09 09:00', 'more 2026-03-09 11:00']);
  });

  it('C-41, C-42: the round says until when and why', () => {
    const story = tell(cadence([email('hello', { delay: { days: 1 } })]), friday);
    story.enroll('Ada');
    expect(story.history()).toEqual([
      '2026-03-06 20:00 enrolled manual',
      '2026-03-06 20:00 follow_up_scheduled hello',
      '2026-03-06 20:00 held hello outside_business_hours',
    ]);
    const held = story.enrollment().followUps.get(1)?.held;
    expect(held?.reason).toBe('outside_business_hours');
    expect(story.local(held?.until ?? 0)).toMatch(/^2026-03-09 09:0\d$/);
    expect(story.dueAt('hello')).toBe(story.local(held?.until ?? 0));
    story.passDays(4);
    expect(story.enrollment().followUps.get(1)?.held).toBeNull();
  });

  it('calls wait, tasks disturb nobody', () => {
    const story = tell(cadence([call('ring'), task('note')]), friday);
    story.enroll('Ada');
    expect(story.delivered()).toEqual(['note 2026-03-06 20:00']);
    story.passDays(3);
    expect(story.delivered().map((line) => line.slice(0, 20))).toEqual([
      'note 2026-03-06 20:0',
      'ring 2026-03-09 09:0',
    ]);
  });

  it('a cadence may ignore them', () => {
    const story = tell(cadence([email('code')], { businessHours: 'ignored' }), friday);
    story.enroll('Ada');
    expect(story.delivered()).toEqual(['code 2026-03-06 20:00']);
  });

  it('K-65, K-69: the recipient’s own zone counts for e-mails where the record has one; nonsense is the organisation’s', () => {
    const inZone = (time_zone: string) => {
      const story = tell(cadence([email('hello')]), { ...open, start: '2026-03-03T10:00:00' });
      story.enroll('Ada', { time_zone });
      return story.passDays(1).delivered();
    };
    // Ten in the morning in Shanghai is nine in the evening of Monday in New York.
    expect(inZone('America/New_York')).toEqual([expect.stringMatching(/^hello 2026-03-03 22:0\d$/)]);
    expect(inZone('Nowhere/Special')).toEqual(['hello 2026-03-03 10:00']);
  });

  it('C-31 whoever answers meanwhile is not written to in the morning', () => {
    const file = cadence([email('first'), email('second', { delay: { hours: 11 } })], {
      unenroll: [{ id: 'answered', email: ['replied'] }],
    });
    const story = tell(file, { ...open, start: '2026-03-02T09:00:00' });
    story.enroll('Ada');
    story.passHours(12).replies('first').passDays(3);
    expect(story.status()).toBe('unenrolled: answered');
    expect(story.delivered()).toEqual(['first 2026-03-02 09:00']);
  });

  it('a day that becomes a holiday after it was planned is one', () => {
    const options = { hours: usualCalendar, start: '2026-03-06T20:00:00' };
    const story = tell(cadence([email('hello')]), options);
    story.enroll('Ada');
    options.hours = calendarOf(usualWeek, [{ on: '2026-03-09', kind: 'closed' }]);
    story.passDays(5);
    expect(story.delivered()).toEqual([expect.stringMatching(/^hello 2026-03-10 09:0\d$/)]);
  });

  it('the mark is kept as text', () => {
    const story = tell(cadence([email('hello')]), friday);
    story.enroll('Ada');
    const enrollment = story.enrollment();
    expect(stateFromText(stateToText(enrollment), enrollment.enrolledAt).followUps).toEqual(enrollment.followUps);
  });
});

describe('C-4 delays in business hours and days', () => {
  it('count open time, by the usual week where the organisation has said nothing', () => {
    const file = cadence([
      email('hours', { delay: { businessHours: 3 } }),
      email('days', { delay: { businessDays: 2 } }),
    ]);
    const story = tell(file, { start: '2026-03-06T17:00:00' });
    story.enroll('Ada');
    story.passDays(7);
    expect(story.delivered()).toEqual(['hours 2026-03-09 11:00', 'days 2026-03-10 17:00']);
  });
});
