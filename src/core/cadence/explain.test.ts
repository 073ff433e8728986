import { describe, expect, it } from 'vitest';
import { tellHistory } from '#core/cadence/explain.ts';
import { call, cadence, email } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const file = cadence([email('welcome', { then: [call('phone', { when: ['replied'] })] })], {
  unenroll: [{ id: 'lost', record: { field: 'lead_status', is: 'Not interested' } }],
});

describe('the history, told', () => {
  it('C-41 names follow-ups and rules by their ids, and says how each detail is to be read', () => {
    const story = tell(file);
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.replies('welcome').changes({ lead_status: 'Not interested' }));
    const told = tellHistory(story.events, [story.outline.definition]);
    expect(told.map(({ kind, followUp, detail, about }) => [kind, followUp, detail, about])).toEqual([
      ['enrolled', null, 'manual', 'origin'],
      ['follow_up_scheduled', 'welcome', null, 'nothing'],
      ['follow_up_claimed', 'welcome', null, 'nothing'],
      ['follow_up_executed', 'welcome', null, 'nothing'],
      ['response_recorded', 'welcome', 'sent', 'response'],
      ['response_recorded', 'welcome', 'opened', 'response'],
      ['response_recorded', 'welcome', 'replied', 'response'],
      ['trigger_overruled', 'phone', 'lost', 'rule'],
      ['unenrolled', null, 'lost', 'rule'],
    ]);
  });

  it('C-41 a follow-up that was removed keeps the name it had; one nobody knows is told by its number', () => {
    const story = tell(file);
    story.enroll('Ada');
    story.replies('welcome');
    const before = story.outline.definition;
    story.publishesSilently(cadence([email('welcome')]));
    const after = story.outline.definition;
    const names = (definitions: Parameters<typeof tellHistory>[1]) =>
      tellHistory(story.events, definitions).map((e) => e.followUp);
    expect(names([after, before])).toContain('phone');
    expect(names([after])).toContain(`#${story.number('phone')}`);
  });
});
