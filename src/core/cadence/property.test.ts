// Source scenario 4 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { leads } from '#core/records/modules/leads.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('property');
const module = withOwnFields(leads, { property_stage: ['Enquired', 'Visit arranged', 'Bought', 'Lost'] });

/** On Monday, 2 March, at nine. */
function enquired(): Story {
  const story = tell(file, { module });
  expect(story.enroll('Ada', { property_stage: 'Enquired' })).toBeNull();
  return story;
}

describe('property', () => {
  it('C-7 scenario 4: whoever looks at the plan on day 1 is rung up, and gets no more information', () => {
    const story = enquired().passDays(1).clicks('details').passDays(20);
    expect(story.delivered()).toEqual(['details 2026-03-02 09:00', 'arrange 2026-03-03 11:00']);
  });

  it('C-9 scenario 4: not reached by phone, they choose a time by email; their answer makes the visit', () => {
    const story = enquired().passDays(1).clicks('details').passHours(3).sets('arrange', 'completed', 'no_response');
    story.passDays(1).replies('choose-a-time').passHours(1);
    expect(story.delivered().slice(2)).toEqual(['choose-a-time 2026-03-03 12:00', 'note-the-time 2026-03-04 12:00']);
    expect(story.status()).toBe('completed');
  });

  it('C-8 scenario 4: whoever does nothing hears of the neighbourhood on day 3, of other flats on day 7', () => {
    expect(enquired().passDays(20).delivered()).toEqual([
      'details 2026-03-02 09:00',
      'neighbourhood 2026-03-05 09:00',
      'similar 2026-03-09 09:00',
    ]);
  });

  it('C-50 scenario 4: a visit arranged on day 2 is the goal, and nothing more is sent', () => {
    const story = enquired().passDays(2).changes({ property_stage: 'Visit arranged' }).passDays(20);
    expect(story.status()).toBe('unenrolled: visit-arranged');
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-50 scenario 4: not interested on the phone, or lost: nothing more is sent', () => {
    const said = enquired().passDays(1).clicks('details').passHours(3).sets('arrange', 'completed', 'not_interested');
    expect(said.status()).toBe('unenrolled: not-wanted');
    expect(enquired().passDays(2).changes({ property_stage: 'Lost' }).status()).toBe('unenrolled: lost');
  });

  it('K-92 scenario 4: the templates greet by name, and without one', () => expectGreetings(file));
});
