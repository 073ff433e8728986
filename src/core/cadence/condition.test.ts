// C-15: follow-ups that ask for a condition of the record when they are due.
import { describe, expect, it } from 'vitest';
import type { FileFollowUp } from '#core/cadence/file.ts';
import { cadence, email, task } from '#test/short-cadences.ts';
import { type Story, tell } from '#test/story.ts';

const contacted = { field: 'lead_status', is: 'Contacted' } as const;

function telling(...followUps: readonly FileFollowUp[]): Story {
  return tell(cadence(followUps));
}

describe('a condition', () => {
  const later = email('notice', {
    delay: { days: 3 },
    onlyIf: { record: contacted },
    then: [task('next', { when: ['opened'] })],
  });

  it('C-15 is judged when the follow-up is due, not before', () => {
    const story = telling(later);
    story.enroll('Ada', { lead_status: 'New' });
    story.passDays(2).changes({ lead_status: 'Contacted' }).passDays(1);
    expect(story.delivered()).toEqual(['notice 2026-03-05 09:00']);
  });

  it('C-15 C-41 not met: skipped with the reason, and nothing comes after it', () => {
    const story = telling(later);
    story.enroll('Ada', { lead_status: 'Contacted' });
    story.passDays(2).changes({ lead_status: 'New' }).passDays(1);
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-05 09:00 follow_up_skipped notice condition_not_met']);
    expect(story.changes({ lead_status: 'Contacted' }).delivered()).toEqual([]);
    expect(story.status()).toBe('completed');
  });

  it('C-31 C-15 an unenrolment rule comes first', () => {
    const story = tell(cadence([later], { unenroll: [{ id: 'won', record: contacted }] }));
    story.enroll('Ada', { lead_status: 'New' });
    story.passDays(3).changes({ lead_status: 'Contacted' });
    expect(story.delivered()).toEqual([]);
  });
});

describe('a condition that is waited for', () => {
  const notice = email('notice', { onlyIf: { record: contacted, waitFor: { days: 20 } } });

  it('C-15 it happens as soon as the record meets it', () => {
    const story = telling(notice);
    story.enroll('Ada', { lead_status: 'New' });
    story.passDays(10).changes({ city: 'Kochi' }).passDays(1).changes({ lead_status: 'Contacted' });
    expect(story.delivered()).toEqual(['notice 2026-03-13 09:00']);
    expect(story.history('held')).toEqual(['2026-03-02 09:00 held notice condition_not_met']);
  });

  it('C-15 C-42 until then it is held, and says until when', () => {
    const story = telling(notice);
    story.enroll('Ada', { lead_status: 'New' });
    const held = story.enrollment().followUps.get(story.number('notice'))?.held;
    expect(held).toEqual({ reason: 'condition_not_met', until: story.at('2026-03-22 09:00') });
    expect(story.passDays(10).changes({ lead_status: 'Contacted' }).state('notice')).toBe('executed');
  });

  it('C-15 C-40 not met within the deadline: skipped with the reason', () => {
    const story = telling(notice);
    story.enroll('Ada', { lead_status: 'New' });
    story.passDays(40).changes({ lead_status: 'Contacted' });
    expect(story.history('follow_up_skipped')).toEqual([
      '2026-03-22 09:00 follow_up_skipped notice condition_not_met_in_time',
    ]);
    expect(story.status()).toBe('completed');
  });

  it('C-15 met from the beginning, nothing waits', () => {
    const story = telling(notice);
    story.enroll('Ada', { lead_status: 'Contacted' });
    expect(story.delivered()).toEqual(['notice 2026-03-02 09:00']);
    expect(story.history('held')).toEqual([]);
  });

  it('C-15 C-10 a stronger response of the branch ends the wait', () => {
    const story = telling(
      email('ask', {
        then: [
          task('call-in', { when: ['opened'], onlyIf: { record: contacted, waitFor: { days: 20 } } }),
          task('answer', { when: ['replied'] }),
        ],
      }),
    );
    story.enroll('Ada', { lead_status: 'New' });
    story.passDays(1).opens('ask').passDays(1).replies('ask');
    expect(story.state('call-in')).toBe('cancelled');
    expect(story.changes({ lead_status: 'Contacted' }).delivered().at(-1)).toBe('answer 2026-03-04 09:00');
  });

  it('C-70 C-15 a continue waits anew', () => {
    const story = telling(notice);
    story.enroll('Ada', { lead_status: 'New' });
    story.passDays(10).unenrolls().passDays(1).continues();
    story.passDays(15).changes({ lead_status: 'Contacted' });
    expect(story.delivered()).toEqual(['notice 2026-03-28 09:00']);
  });

  it('C-15 K-110 its criteria are judged by the module as it is: an unknown field is no "not met"', () => {
    const story = telling(notice);
    story.enroll('Ada', { lead_status: 'New' });
    expect(() => tell(cadence([email('a', { onlyIf: { record: { field: 'gone', is: 'x' } } })]))).toThrow(
      'criteria_broken',
    );
  });
});
