// Source scenario 3 as the example file has it, told with its days.
import { describe, expect, it } from 'vitest';
import { createLiquid } from '#channels/email/liquid.ts';
import { renderTemplate } from '#core/message/template.ts';
import { exampleCadence } from '#test/example-cadences.ts';
import { tell } from '#test/story.ts';

const file = exampleCadence('feature-adoption');
const enrolled = () => {
  const story = tell(file);
  expect(story.enroll('Ada')).toBeNull();
  return story;
};

describe('feature adoption', () => {
  it('C-13 scenario 3: whoever clicks on day 1 gets a call with guidance, and no second email', () => {
    const story = enrolled();
    story
      .passDays(1)
      .opens('announcement')
      .clicks('announcement', 'https://example.invalid/features/boards')
      .passDays(30);
    expect(story.delivered()).toEqual(['announcement 2026-03-02 09:00', 'guidance 2026-03-03 09:00']);
    expect(story.status()).toBe('completed');
  });

  it('C-8 scenario 3: whoever only opens gets the second email on day 3; a click on it makes the call', () => {
    const story = enrolled();
    story.passDays(2).opens('announcement').passDays(1);
    expect(story.delivered()).toEqual(['announcement 2026-03-02 09:00', 'second-look 2026-03-05 09:00']);
    story.passDays(1).clicks('second-look');
    expect(story.delivered().at(-1)).toBe('late-guidance 2026-03-06 09:00');
  });

  it('C-10 scenario 3: a click on the first email on day 5 makes the call, and the second email leads to no other', () => {
    const story = enrolled();
    story.passDays(5).clicks('announcement').passHours(1).clicks('second-look').passDays(30);
    expect(story.delivered().map((line) => line.split(' ')[0])).toEqual(['announcement', 'second-look', 'guidance']);
  });

  it('C-31 C-50 scenario 3: a reply on day 1 meets the goal, and nothing more is sent', () => {
    const story = enrolled();
    story.passDays(1).replies('announcement').passDays(40);
    expect(story.status()).toBe('unenrolled: replied');
    expect(file.unenroll?.find(({ id }) => id === 'replied')?.goal).toBe(true);
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-31 C-50 scenario 3: a reply to the second email meets the goal too', () => {
    const story = enrolled();
    story.passDays(4).replies('second-look');
    expect(story.status()).toBe('unenrolled: replied');
  });

  it('C-50 scenario 3: whoever unsubscribes is out', () => {
    const story = enrolled();
    story.passDays(1).unsubscribes('announcement').passDays(40);
    expect(story.status()).toBe('unenrolled: unsubscribed');
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-8 C-40 scenario 3: a bounce arms no second email; whoever is silent is done within 24 days', () => {
    const bounced = enrolled();
    bounced.bounces('announcement').passDays(24);
    expect(bounced.delivered()).toHaveLength(1);
    const silent = enrolled();
    silent.passDays(24);
    expect(silent.status()).toBe('expired');
    expect(bounced.status()).toBe('expired');
  });

  it('K-92 scenario 3: the templates greet by name, and without one', () => {
    const language = createLiquid();
    const organization = { name: 'Harbour Trading' };
    const owner = { name: 'Omar Haddad', email: 'omar@harbour.invalid' };
    for (const { subject, html } of Object.values(file.templates ?? {})) {
      for (const [name, greeting] of [
        ['Ada', 'Hi Ada,'],
        [null, 'Hi there,'],
      ] as const) {
        const data = {
          record: { first_name: name },
          owner,
          organization,
          unsubscribe_url: 'https://example.invalid/u',
        };
        const rendered = renderTemplate(language, { subject, html, text: null }, data);
        expect(rendered).toMatchObject({ kind: 'rendered', html: expect.stringContaining(greeting) });
        expect(rendered.kind === 'rendered' && rendered.text).toContain('https://example.invalid/features/boards');
      }
    }
  });
});
