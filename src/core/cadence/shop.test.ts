// Source scenario 1 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { contacts } from '#core/records/modules/contacts.ts';
import { exampleCadence, expectGreetings } from '#test/example-cadences.ts';
import { type Story, tell } from '#test/story.ts';

const file = exampleCadence('shop');

/** On Monday, 2 March, at nine. */
function ordered(): Story {
  const story = tell(file, { module: contacts });
  expect(story.enroll('Ada')).toBeNull();
  return story;
}

describe('shop', () => {
  it('C-4 scenario 1: asked on day 3; whoever replies on day 5 is talked to in person, and hears no reminder', () => {
    const story = ordered().passDays(5).replies('feedback').passDays(30);
    expect(story.delivered()).toEqual(['feedback 2026-03-05 09:00', 'in-person 2026-03-07 09:00']);
    expect(story.state('reminder')).toBe('waiting');
  });

  it('C-8 scenario 1: whoever is silent for five days is reminded once; an answer to that makes the task', () => {
    const story = ordered().passDays(9).replies('reminder').passDays(1);
    expect(story.delivered()).toEqual([
      'feedback 2026-03-05 09:00',
      'reminder 2026-03-10 09:00',
      'late-in-person 2026-03-11 09:00',
    ]);
  });

  it('C-40 C-50 scenario 1: with the task made nothing is left to happen; whoever unsubscribes is out at once', () => {
    expect(ordered().passDays(5).replies('feedback').status()).toBe('completed');
    const out = ordered().passDays(4).unsubscribes('feedback').passDays(30);
    expect(out.status()).toBe('unenrolled: unsubscribed');
    expect(out.delivered()).toHaveLength(1);
  });

  it('C-40 scenario 1: whoever never answers is let go, without another word', () => {
    const story = ordered().passDays(60);
    expect(story.delivered()).toHaveLength(2);
    expect(story.status()).toBe('expired');
  });

  it('K-92 scenario 1: the templates greet by name, and without one', () => expectGreetings(file));
});
