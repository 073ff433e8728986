// Source scenario 2 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { contacts } from '#core/records/modules/contacts.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { withOwnFields } from '#test/own-fields.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('clinic');
const module = withOwnFields(contacts, { appointment: 'date_time' });

/** Booked on Monday, 2 March, at nine. */
function booked(appointment: string): Story {
  const story = tell(file, { module });
  expect(story.enroll('Ada', { appointment: story.at(appointment) })).toBeNull();
  return story;
}

describe('clinic', () => {
  it('C-8 C-14 scenario 2: whoever opens nothing is reminded two days before, and rung the day before', () => {
    const story = booked('2026-03-20 14:30').passDays(40);
    expect(story.delivered()).toEqual([
      'confirmation 2026-03-02 09:00',
      'reminder 2026-03-18 14:30',
      'ring 2026-03-19 14:30',
      'afterwards 2026-03-21 10:00',
    ]);
  });

  it('C-8 scenario 2: whoever opens the confirmation on day 10 is left in peace until it is over', () => {
    const story = booked('2026-03-20 14:30').passDays(10).opens('confirmation').passDays(40);
    expect(story.delivered()).toEqual(['confirmation 2026-03-02 09:00', 'afterwards 2026-03-21 10:00']);
    expect(story.status()).toBe('completed');
  });

  it('C-14 scenario 2: moved by the patient on day 15, everything to come moves with it', () => {
    const story = booked('2026-03-20 14:30').passDays(15);
    story.changes({ appointment: story.at('2026-04-02 08:00') }).passDays(40);
    expect(story.delivered().slice(1)).toEqual([
      'reminder 2026-03-31 08:00',
      'ring 2026-04-01 08:00',
      'afterwards 2026-04-03 10:00',
    ]);
  });

  it('C-14 scenario 2: booked for tomorrow, there is no time for a reminder, and the history says so', () => {
    const story = booked('2026-03-03 11:00').passDays(10);
    expect(story.delivered()).toEqual(['confirmation 2026-03-02 09:00', 'afterwards 2026-03-04 10:00']);
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-02 09:00 follow_up_skipped reminder date_past']);
  });

  it('C-50 C-22 scenario 2: called off, the patient hears nothing more; without an appointment nobody is taken in', () => {
    const story = booked('2026-03-20 14:30').passDays(5).changes({ appointment: null }).passDays(40);
    expect(story.status()).toBe('unenrolled: called-off');
    expect(story.delivered()).toHaveLength(1);
    expect(tell(file, { module }).enroll('Ada')).toBe('called-off');
  });

  it('K-92 scenario 2: the templates greet by name, and without one', () => expectGreetings(file));
});
