import { describe, expect, it } from 'vitest';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

describe('time', () => {
  it('C-3 C-4 all first follow-ups start at enrolment, each with its own delay', () => {
    const story = tell(
      cadence([
        email('now'),
        task('minutes', { delay: { minutes: 30 } }),
        email('hours', { delay: { hours: 5 } }),
        call('days', { delay: { days: 2 } }),
        email('weeks', { delay: { weeks: 1 } }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(10);
    expect(story.delivered()).toEqual([
      'now 2026-03-02 09:00',
      'minutes 2026-03-02 09:30',
      'hours 2026-03-02 14:00',
      'days 2026-03-04 09:00',
      'weeks 2026-03-09 09:00',
    ]);
  });

  it('P9 whatever wakes a round, a follow-up does not come a moment early', () => {
    const story = tell(cadence([email('welcome'), task('minute', { delay: { minutes: 1 } })]));
    story.enroll('Ada');
    story.responds('welcome', 'opened');
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00']);
    expect(story.passHours(1).delivered()).toEqual(['welcome 2026-03-02 09:00', 'minute 2026-03-02 09:01']);
  });

  it('C-4 a child counts from the response, not from the wake that learned of it', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: ['opened'], delay: { days: 1 } })] })]),
    );
    story.enroll('Ada');
    const opened = story.now + 3_600_000;
    story.passHours(5).responds('welcome', 'opened', { at: opened });
    expect(story.dueAt('phone')).toBe('2026-03-03 10:00');
  });

  it('C-4 a child of a delayed follow-up counts from its real execution', () => {
    const story = tell(cadence([email('welcome', { then: [email('next', { when: ['sent'], delay: { days: 1 } })] })]));
    story.willEnd('welcome', 'later').enroll('Ada');
    story.passHours(7).settles('welcome', 'carried_out');
    expect(story.dueAt('next')).toBe('2026-03-03 16:00');
  });

  it('K-59 Jan 31 10:00 + 1 month is Feb 28 10:00, and the next month counts from there', () => {
    const monthly = email('first', {
      delay: { months: 1 },
      then: [email('second', { when: ['sent'], delay: { months: 1 } })],
    });
    const story = tell(cadence([monthly]), { start: '2026-01-31T10:00:00', zone: 'Europe/Berlin' });
    story.enroll('Ada');
    story.passDays(80);
    expect(story.delivered()).toEqual(['first 2026-02-28 10:00', 'second 2026-03-28 10:00']);
    const leap = tell(cadence([monthly]), { start: '2028-01-31T10:00:00' });
    leap.enroll('Ada');
    expect(leap.passDays(31).delivered()).toEqual(['first 2028-02-29 10:00']);
  });

  it('C-4 a day across a change of the clocks keeps the wall clock', () => {
    const story = tell(
      cadence([email('a', { delay: { days: 1 }, then: [email('b', { when: ['sent'], delay: { weeks: 1 } })] })]),
      {
        zone: 'America/New_York',
        start: '2026-03-07T09:00:00',
      },
    );
    story.enroll('Ada');
    expect(story.passDays(20).delivered()).toEqual(['a 2026-03-08 09:00', 'b 2026-03-15 09:00']);
  });

  it('C-4 days are those of the organisation, not of UTC: an absence over the end of summer time', () => {
    const story = tell(
      cadence([email('welcome', { then: [email('again', { when: [{ not: 'opened', within: { days: 2 } }] })] })]),
      { zone: 'America/New_York', start: '2026-10-31T09:00:00' },
    );
    story.enroll('Ada');
    expect(story.passDays(3).delivered()).toEqual(['welcome 2026-10-31 09:00', 'again 2026-11-02 09:00']);
  });
});
