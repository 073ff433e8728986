// Source scenario 7 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('gym');
const module = withOwnFields(leads, { membership: ['Prospect', 'Trial', 'Member'] });

/** On Monday, 2 March, at nine. */
function prospect(): Story {
  const story = tell(file, { module });
  expect(story.enroll('Ada', { membership: 'Prospect' })).toBeNull();
  return story;
}

describe('gym', () => {
  it('C-3 C-16 scenario 7: plans, diet, workout, and an event each month', () => {
    expect(prospect().passDays(120).delivered()).toEqual([
      'plans 2026-03-02 09:00',
      'diet 2026-03-06 09:00',
      'workout 2026-03-11 09:00',
      'event 2026-03-16 09:00',
      'event 2026-04-16 09:00',
      'event 2026-05-16 09:00',
    ]);
  });

  it('C-7 C-15 scenario 7: whoever looks at the plans is asked in, unless they are on trial already', () => {
    expect(prospect().clicks('plans').passHours(4).delivered()).toContain('trial 2026-03-02 12:00');
    const onTrial = prospect().clicks('plans').changes({ membership: 'Trial' }).passHours(4);
    expect(onTrial.history('follow_up_skipped')).toEqual([
      '2026-03-02 12:00 follow_up_skipped trial condition_not_met',
    ]);
  });

  it('C-16 scenario 7: a reply to the second event ends the series and saves a place', () => {
    const story = prospect().passDays(46).replies('event').passDays(60);
    expect(story.delivered().slice(3)).toEqual([
      'event 2026-03-16 09:00',
      'event 2026-04-16 09:00',
      'save-a-place 2026-04-17 09:00',
    ]);
  });

  it('C-50 scenario 7: becoming a member on day 10 is the goal, and nothing more is sent', () => {
    const story = prospect().passDays(10).changes({ membership: 'Member' }).passDays(60);
    expect(story.status()).toBe('unenrolled: member');
    expect(story.delivered()).toHaveLength(3);
  });

  it('K-92 scenario 7: the templates greet by name, and without one', () => expectGreetings(file));
});
