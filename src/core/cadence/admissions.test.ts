// Source scenario 5 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('admissions');
const module = withOwnFields(leads, {
  application_deadline: 'date',
  admission_status: ['Applied', 'Admitted', 'Refused', 'Enrolled'],
});

/** On Monday, 2 March, at nine; the deadline is Friday, 15 May. */
function interested(): Story {
  const story = tell(file, { module });
  expect(story.enroll('Ada', { application_deadline: '2026-05-15', admission_status: null })).toBeNull();
  return story;
}

describe('admissions', () => {
  it('C-14 scenario 5: whoever does not apply is reminded three times before the deadline', () => {
    const story = interested().passDays(80);
    expect(story.delivered()).toEqual([
      'details 2026-03-02 09:00',
      'four-weeks 2026-04-17 09:00',
      'one-week 2026-05-08 09:00',
      'last-day 2026-05-14 09:00',
    ]);
  });

  it('C-15 scenario 5: applied on day 50, the other reminders are skipped; the notices come with the status', () => {
    const story = interested().passDays(50).changes({ admission_status: 'Applied' }).passDays(30);
    story.changes({ admission_status: 'Admitted' }).passDays(10).changes({ admission_status: 'Enrolled' });
    expect(story.delivered()).toEqual([
      'details 2026-03-02 09:00',
      'four-weeks 2026-04-17 09:00',
      'applied 2026-04-21 09:00',
      'admitted 2026-05-21 09:00',
    ]);
    expect(story.history('follow_up_skipped')).toEqual([
      '2026-05-08 09:00 follow_up_skipped one-week condition_not_met',
      '2026-05-14 09:00 follow_up_skipped last-day condition_not_met',
    ]);
    expect(story.status()).toBe('unenrolled: enrolled');
  });

  it('C-15 scenario 5: refused on day 90, told so, and nothing else', () => {
    const story = interested().passDays(20).changes({ admission_status: 'Applied' }).passDays(70);
    story.changes({ admission_status: 'Refused' });
    expect(story.delivered().slice(1)).toEqual(['applied 2026-03-22 09:00', 'refused 2026-05-31 09:00']);
  });

  it('C-14 scenario 5: a deadline that is put off puts the reminders off', () => {
    const story = interested().passDays(60).changes({ application_deadline: '2026-06-15' }).passDays(50);
    expect(story.delivered().slice(2)).toEqual(['one-week 2026-06-08 09:00', 'last-day 2026-06-14 09:00']);
  });

  it('C-7 scenario 5: a click on the details on day 2 makes a call', () => {
    const story = interested().passDays(2).clicks('details');
    expect(story.delivered().at(-1)).toBe('advice 2026-03-04 09:00');
  });

  it('C-40 scenario 5: whoever never applies is let go after half a year', () => {
    expect(interested().passDays(190).status()).toBe('expired');
  });

  it('K-92 scenario 5: the templates greet by name, and without one', () => expectGreetings(file));
});
