// After a time in which nothing ran, nobody is flooded.
import { describe, expect, it } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import { usualCalendar } from '#core/time/business-calendar.ts';
import { DAY, HOUR } from '#core/time/instant.ts';
import { cadence, email } from '#test/short-cadences.ts';
import { type Story, type StoryOptions, tell } from '#test/story.ts';

const three = [
  email('day-1', { delay: { days: 1 }, then: [email('after', { when: ['sent'], delay: { days: 2 } })] }),
  email('day-2', { delay: { days: 2 } }),
  email('day-9', { delay: { days: 9 } }),
];

/** Enrolled on Monday at nine; nothing runs for so long. */
function downFor(days: number, more: Partial<CadenceFile> = {}, options: StoryOptions = {}): Story {
  const story = tell(cadence(three, more), options);
  story.enroll('Ada');
  story.now += days * DAY;
  story.hearsAll([]);
  return story;
}

describe('C-58 catching up', () => {
  it('K-68 one overdue follow-up runs, the other as much later as it was meant to be; delays count from the real sending', () => {
    const story = downFor(4);
    expect(story.delivered()).toEqual(['day-1 2026-03-06 09:00']);
    expect(story.history('held')).toEqual(['2026-03-06 09:00 held day-2 catching_up']);
    story.passDays(6);
    expect(story.delivered()).toEqual([
      'day-1 2026-03-06 09:00',
      'day-2 2026-03-07 09:00',
      'after 2026-03-08 09:00',
      'day-9 2026-03-11 09:00',
    ]);
  });

  it('K-68 what was due at the same time keeps a gap', () => {
    const story = tell(cadence([email('a', { delay: { days: 1 } }), email('b', { delay: { days: 1 } })]));
    story.enroll('Ada');
    story.now += 3 * DAY;
    story.hearsAll([]).passHours(2);
    expect(story.delivered()).toEqual(['a 2026-03-05 09:00', 'b 2026-03-05 10:00']);
  });

  it.each([HOUR / 2, HOUR])('what is only a little late runs as it is: %i ms', (late) => {
    const story = tell(cadence([email('a', { delay: { days: 1 } }), email('b', { delay: { days: 1 } })]));
    story.enroll('Ada');
    story.now += DAY + late;
    story.hearsAll([]);
    expect(story.delivered()).toHaveLength(2);
  });

  it('skip: what is late by more than that never happens, the rest does', () => {
    const story = downFor(4, { catchUp: { skipLaterThan: { hours: 60 } } });
    expect(story.states()).toMatchObject({ 'day-1': 'skipped', 'day-2': 'executed' });
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-06 09:00 follow_up_skipped day-1 too_late']);
    story.passDays(7);
    expect(story.delivered()).toEqual(['day-2 2026-03-06 09:00', 'day-9 2026-03-11 09:00']);
    expect(story.status()).toBe('completed');
  });

  it('skip: what is late by exactly that still happens', () => {
    const story = downFor(3.5, { catchUp: { skipLaterThan: { hours: 60 } } });
    expect(story.delivered()).toEqual(['day-1 2026-03-05 21:00']);
    expect(story.history('follow_up_skipped')).toEqual([]);
  });

  it('skip: where all is too late nothing happens, and what is hardly late is not held', () => {
    const all = downFor(4, { catchUp: { skipLaterThan: { hours: 1 } } });
    expect(all.delivered()).toEqual([]);
    expect(all.states()).toMatchObject({ 'day-1': 'skipped', 'day-2': 'skipped' });
    const together = { delay: { days: 3 } };
    const catchUp = { skipLaterThan: { hours: 5 } };
    const some = tell(
      cadence([email('a', { delay: { days: 1 } }), email('b', together), email('c', together)], { catchUp }),
    );
    some.enroll('Ada');
    some.now += 3 * DAY + HOUR / 2;
    some.hearsAll([]);
    expect(some.delivered()).toEqual(['b 2026-03-05 09:30', 'c 2026-03-05 09:30']);
  });

  it('C-15 re-space: how long a record is waited for stays as it was', () => {
    const onlyIf = { record: { field: 'lead_status', is: 'Qualified' }, waitFor: { days: 5 } } as const;
    const story = tell(
      cadence([email('late', { delay: { days: 1 } }), email('waits', { onlyIf })], { catchUp: 're_space' }),
    );
    story.enroll('Ada');
    story.now += 3 * DAY;
    story.hearsAll([]);
    expect(story.delivered()).toEqual(['late 2026-03-05 09:00']);
    expect(story.dueAt('waits')).toBe('2026-03-07 09:00');
  });

  it('re-space: everything keeps its distance', () => {
    const story = downFor(4, { catchUp: 're_space' });
    story.passDays(12);
    expect(story.delivered()).toEqual([
      'day-1 2026-03-06 09:00',
      'day-2 2026-03-07 09:00',
      'after 2026-03-08 09:00',
      'day-9 2026-03-14 09:00',
    ]);
  });

  it('C-39 holds: nothing is caught up with at night', () => {
    const story = downFor(4.5, {}, { hours: usualCalendar });
    expect(story.delivered()).toEqual([]);
    story.passDays(5);
    expect(story.delivered().map((line) => line.slice(-16, -1))).toEqual([
      '2026-03-09 09:0',
      '2026-03-10 09:0',
      '2026-03-11 09:0',
      '2026-03-11 09:0',
    ]);
  });

  it('K-67 a clock that goes back fires nothing again; one that leaps a day does not flood', () => {
    const story = tell(cadence(three));
    story.enroll('Ada');
    story.passDays(1);
    story.now -= HOUR;
    story.hearsAll([]);
    expect(story.delivered()).toEqual(['day-1 2026-03-03 09:00']);
    story.now += HOUR + 2 * DAY;
    story.hearsAll([]);
    expect(story.delivered()).toHaveLength(2);
  });
});
