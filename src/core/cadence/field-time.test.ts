// C-14: follow-ups and absences that a date field of the record times.
import { describe, expect, it } from 'vitest';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { usualCalendar } from '#core/time/business-calendar.ts';
import { leads } from '#core/records/modules/leads.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { cadence, email, task } from '#test/short-cadences.ts';
import { type Story, tell } from '#test/story.ts';

const clinic = withOwnFields(leads, { starts_at: 'date_time', closing_date: 'date' });

function telling(followUps: readonly FileFollowUp[], zone = 'Asia/Shanghai'): Story {
  return tell(cadence(followUps), { module: clinic, zone, start: '2026-03-02T09:00:00' });
}

describe('a follow-up timed by a date field', () => {
  const before = task('prepare', { timed: { days: 2, before: 'starts_at' } });

  it('C-14 happens so long before the field, at the field’s own time of day', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    expect(story.dueAt('prepare')).toBe('2026-03-08 14:30');
    story.passDays(20);
    expect(story.delivered()).toEqual(['prepare 2026-03-08 14:30']);
    expect(story.status()).toBe('completed');
  });

  it('C-14 happens after it, on it, and at a given time of day', () => {
    const story = telling([
      task('thanks', { timed: { hours: 3, after: 'starts_at' } }),
      task('greet', { timed: { on: 'starts_at', at: '08:00' } }),
      task('start', { timed: { on: 'starts_at' } }),
      task('ask', { timed: { weeks: 1, after: 'starts_at', at: '10:15' } }),
    ]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.passDays(30);
    expect(story.delivered()).toEqual([
      'greet 2026-03-10 08:00',
      'start 2026-03-10 14:30',
      'thanks 2026-03-10 17:30',
      'ask 2026-03-17 10:15',
    ]);
  });

  it('C-14 counts from a bare date at nine, or at the time that is given', () => {
    const story = telling([
      task('nine', { timed: { days: 1, before: 'closing_date' } }),
      task('noon', { timed: { on: 'closing_date', at: '12:00' } }),
    ]);
    story.enroll('Ada', { closing_date: '2026-03-31' });
    story.passDays(40);
    expect(story.delivered()).toEqual(['nine 2026-03-30 09:00', 'noon 2026-03-31 12:00']);
  });

  it('C-14 K-63 keeps the wall clock over a change of the clocks', () => {
    const story = telling([before], 'America/New_York');
    story.enroll('Ada', { starts_at: story.at('2026-03-09 10:00') });
    expect(story.dueAt('prepare')).toBe('2026-03-07 10:00');
  });

  it('C-14 is computed again when the field changes, in both directions', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.passDays(1).changes({ starts_at: story.at('2026-03-20 11:00') });
    expect(story.dueAt('prepare')).toBe('2026-03-18 11:00');
    story.changes({ starts_at: story.at('2026-03-06 11:00') });
    expect(story.dueAt('prepare')).toBe('2026-03-04 11:00');
    story.passDays(30);
    expect(story.delivered()).toEqual(['prepare 2026-03-04 11:00']);
    expect(story.history('follow_up_rescheduled')).toEqual([
      '2026-03-03 09:00 follow_up_rescheduled prepare date_changed',
      '2026-03-03 09:00 follow_up_rescheduled prepare date_changed',
    ]);
  });

  it('C-14 C-39 what falls outside the business hours, planned or moved there, waits for the opening', () => {
    const file = cadence([email('remind', { timed: { on: 'starts_at' } })]);
    const story = tell(file, { module: clinic, start: '2026-03-02T09:00:00', hours: usualCalendar });
    story.enroll('Ada', { starts_at: story.at('2026-03-05 22:00') });
    expect(story.dueAt('remind')).toMatch(/^2026-03-06 09:0/);
    story.changes({ starts_at: story.at('2026-03-14 11:00') });
    expect(story.dueAt('remind')).toMatch(/^2026-03-16 09:0/);
    story.changes({ starts_at: story.at('2026-03-10 11:00') });
    expect(story.dueAt('remind')).toBe('2026-03-10 11:00');
  });

  it('C-14 what changes beside the field moves nothing', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.passDays(1).changes({ city: 'Kochi' });
    expect(story.history('follow_up_rescheduled')).toEqual([]);
    expect(story.dueAt('prepare')).toBe('2026-03-08 14:30');
  });

  it('C-14 C-41 already past at enrolment: skipped with the reason', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-03 14:30') });
    expect(story.state('prepare')).toBe('skipped');
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-02 09:00 follow_up_skipped prepare date_past']);
    expect(story.status()).toBe('completed');
  });

  it('C-14 moved into the past: skipped with the reason, whatever comes after it', () => {
    const story = telling([task('prepare', { ...before, then: [email('next', { when: ['completed'] })] })]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.passDays(3).changes({ starts_at: story.at('2026-03-06 14:30') });
    expect(story.states()).toEqual({ prepare: 'skipped', next: 'waiting' });
    story.changes({ starts_at: story.at('2026-04-06 14:30') }).passDays(60);
    expect(story.delivered()).toEqual([]);
  });

  it('C-14 C-40 an empty field is waited for, and skipped when the window ends', () => {
    const story = telling([before]);
    story.enroll('Ada');
    expect(story.history('held')).toEqual(['2026-03-02 09:00 held prepare date_missing']);
    story.passDays(10).changes({ starts_at: story.at('2026-03-20 11:00') });
    expect(story.dueAt('prepare')).toBe('2026-03-18 11:00');
    story.changes({ starts_at: null }).passDays(60);
    expect(story.history('follow_up_skipped')).toEqual(['2026-04-11 09:00 follow_up_skipped prepare date_missing']);
    expect(story.status()).toBe('completed');
  });

  it('C-14 C-58 nobody is reminded, late, of what is over', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.now = story.at('2026-03-10 15:00');
    story.hears({ kind: 'look_again' });
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-10 15:00 follow_up_skipped prepare date_past']);
  });

  it('C-14 C-58 after an outage that re-spaces the rest, what a date times keeps its time', () => {
    const file = cadence([before, task('call', { delay: { days: 1 } }), task('later', { delay: { days: 3 } })], {
      catchUp: 're_space',
    });
    const story = tell(file, { module: clinic, start: '2026-03-02T09:00:00' });
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.now = story.at('2026-03-05 09:00');
    story.hears({ kind: 'look_again' });
    expect([story.dueAt('prepare'), story.dueAt('later')]).toEqual(['2026-03-08 14:30', '2026-03-07 09:00']);
  });

  it('C-14 C-10 a child is timed by the field, whenever it was triggered', () => {
    const story = telling([
      email('confirm', { then: [task('ready', { when: ['opened'], timed: { days: 1, before: 'starts_at' } })] }),
    ]);
    story.enroll('Ada', { starts_at: story.at('2026-04-20 14:30') });
    story.passDays(1).opens('confirm').passDays(90);
    expect(story.delivered().at(-1)).toBe('ready 2026-04-19 14:30');
  });

  it('C-70 C-14 a continue plans it by the field again', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story
      .passDays(1)
      .unenrolls()
      .passDays(1)
      .changes({ starts_at: story.at('2026-03-12 14:30') });
    expect(story.continues()).toBeNull();
    expect(story.dueAt('prepare')).toBe('2026-03-10 14:30');
  });

  it('C-55 editing when it happens stops who is scheduled on it', () => {
    const story = telling([before]);
    story.enroll('Ada', { starts_at: story.at('2026-03-10 14:30') });
    story.publishes(cadence([task('prepare', { timed: { days: 3, before: 'starts_at' } })]));
    expect(story.status()).toBe('stopped: republished');
  });
});

describe('an absence until a time by a date field', () => {
  const reminded = email('confirm', {
    then: [email('remind', { when: [{ not: 'opened', until: { days: 1, before: 'starts_at' } }] })],
  });
  const enrolled = (starts: string): Story => {
    const story = telling([reminded]);
    story.enroll('Ada', { starts_at: story.at(starts) });
    return story;
  };

  it('C-8 C-14 comes true at that time', () => {
    const story = enrolled('2026-03-20 14:30').passDays(60);
    expect(story.delivered()).toEqual(['confirm 2026-03-02 09:00', 'remind 2026-03-19 14:30']);
  });

  it('C-8 C-14 the response arriving before cancels it', () => {
    const story = enrolled('2026-03-20 14:30').passDays(16).opens('confirm').passDays(60);
    expect(story.delivered()).toEqual(['confirm 2026-03-02 09:00']);
    expect(story.history('follow_up_skipped')).toEqual([]);
    expect(story.status()).toBe('completed');
  });

  it('C-8 C-14 moves with the field', () => {
    const story = enrolled('2026-03-20 14:30')
      .passDays(5)
      .changes({ starts_at: Date.UTC(2026, 3, 10, 6) });
    story.passDays(60);
    expect(story.delivered().at(-1)).toBe('remind 2026-04-09 14:00');
  });

  it('C-40 C-14 a date beyond the response window is waited for, up to a year', () => {
    const far = enrolled('2026-10-20 14:30').passDays(300);
    expect(far.delivered().at(-1)).toBe('remind 2026-10-19 14:30');
    const tooFar = enrolled('2028-10-20 14:30').passDays(60);
    expect(tooFar.status()).toBe('completed');
  });

  it('C-40 C-14 nothing else is waited for longer because of a date that is too far ahead', () => {
    const [remind] = reminded.then ?? [];
    const story = telling([
      email('confirm', { then: [...(remind ? [remind] : []), task('praise', { when: ['clicked'] })] }),
    ]);
    story.enroll('Ada', { starts_at: story.at('2028-10-20 14:30') });
    expect(story.passDays(29).status()).toBe('active');
    expect(story.passDays(1).status()).toBe('expired');
  });

  it('C-14 what something else may still start is not skipped when its time had passed', () => {
    const when = [{ not: 'opened' as const, until: { days: 1, before: 'starts_at' } }, 'clicked' as const];
    const story = telling([email('confirm', { then: [email('remind', { when })] })]);
    story.enroll('Ada', { starts_at: story.at('2026-03-02 20:00') });
    expect(story.history('follow_up_skipped')).toEqual([]);
    expect(story.passDays(1).clicks('confirm').state('remind')).toBe('executed');
  });

  it('C-14 C-41 a time that had passed before it began: skipped with the reason', () => {
    const story = enrolled('2026-03-02 20:00');
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-02 09:00 follow_up_skipped remind date_past']);
    expect(story.status()).toBe('completed');
  });

  it('C-14 moved into the past: it comes at once, unless the date itself is over', () => {
    const moved = enrolled('2026-03-20 14:30')
      .passDays(5)
      .changes({ starts_at: Date.UTC(2026, 2, 8, 1) });
    expect(moved.delivered().at(-1)).toBe('remind 2026-03-07 09:00');
    const over = enrolled('2026-03-20 14:30')
      .passDays(5)
      .changes({ starts_at: Date.UTC(2026, 2, 6, 1) });
    expect(over.history('follow_up_skipped')).toEqual(['2026-03-07 09:00 follow_up_skipped remind date_past']);
  });

  it('C-14 C-40 an empty field is waited for as long as a response', () => {
    const story = telling([reminded]);
    story.enroll('Ada');
    story.passDays(29);
    expect(story.status()).toBe('active');
    story.passDays(1);
    expect(story.status()).toBe('expired');
  });
});
