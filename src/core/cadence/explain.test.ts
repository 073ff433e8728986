import { describe, expect, it } from 'vitest';
import { sayEvent } from '#contract/history-words.ts';
import type { EnrollmentEvent } from '#core/cadence/event.ts';
import { tellHistory } from '#core/cadence/explain.ts';
import { definitionFromFile } from '#core/cadence/file.ts';
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

  it('C-41 C-14 C-15 C-16 says in both languages why a follow-up moved, waits, was skipped or comes again', () => {
    const onlyIf = { record: { field: 'lead_status', is: 'New' }, waitFor: { days: 5 } } as const;
    const story = tell(
      cadence([
        email('news', { repeat: { every: { days: 2 }, times: 2, until: ['replied'] } }),
        email('visit', { timed: { days: 1, before: 'converted_at' } }),
        email('notice', { onlyIf }),
      ]),
    );
    story.enroll('Ada', { lead_status: 'Contacted', converted_at: story.at('2026-03-20 09:00') });
    story
      .changes({ converted_at: story.at('2026-03-15 09:00') })
      .replies('news')
      .passDays(9);
    story.changes({ converted_at: story.at('2026-03-02 09:00') });
    const told = tellHistory(story.events, [story.outline.definition]);
    const said = (language: 'en' | 'zh') => told.map((event) => sayEvent(event, language, story.local.bind(story)));
    expect(said('en')).toEqual(
      expect.arrayContaining([
        '“news” was scheduled again, for time 2, due 2026-03-04 09:00.',
        '“news” was cancelled: the response that ends its repetitions was given.',
        '“visit” is due at another time, because its date in the record was changed: 2026-03-14 09:00.',
        '“visit” was skipped: its time had passed already.',
        '“notice” is held until 2026-03-07 09:00: the record does not meet its condition.',
        '“notice” was skipped: the record did not meet its condition in time.',
      ]),
    );
    expect(said('zh')).toEqual(
      expect.arrayContaining([
        '“news”已安排，第 2 次，到期时间 2026-03-04 09:00。',
        '“visit”的到期时间已变更（记录中的日期已更改）：2026-03-14 09:00。',
        '“notice”已跳过：记录未在期限内符合其条件。',
      ]),
    );
  });

  it('C-41 says of each kind of event how its detail is to be read', () => {
    const about = (kind: EnrollmentEvent['kind'], detail: string | null) => {
      const event: EnrollmentEvent = { at: 1, kind, followUp: null, detail, dueAt: 2, actor: 3 };
      const [told] = tellHistory([event], []);
      expect(told).toMatchObject({ at: 1, kind, followUp: null, dueAt: 2, actor: 3 });
      return [told?.about, told?.detail];
    };
    expect(about('enrolled', 'view')).toEqual(['origin', 'view']);
    expect(about('follow_up_scheduled', 'replied')).toEqual(['trigger', 'replied']);
    expect(about('response_recorded', 'opened')).toEqual(['response', 'opened']);
    expect(about('heard_elsewhere', 'replied')).toEqual(['response', 'replied']);
    expect(about('moved_to_version', '3')).toEqual(['version', '3']);
    expect(about('held', 'replies_not_read')).toEqual(['reason', 'replies_not_read']);
    expect(about('enrolled', null)).toEqual(['nothing', null]);
    // A rule that no version of the cadence knows; and what only looks like one.
    expect(about('unenrolled', 'rule:12')).toEqual(['rule', '#12']);
    expect(about('response_recorded', 'rule:12x')).toEqual(['response', 'rule:12x']);
    expect(about('response_recorded', 'a rule:1')).toEqual(['response', 'a rule:1']);
  });

  it('C-41 of several versions the newest names', () => {
    const followUps = new Map([['old_name', 1]]);
    const rules = new Map([['old_rule', 1]]);
    const older = definitionFromFile(
      cadence([email('old_name')], { unenroll: [{ id: 'old_rule', email: ['replied'] }] }),
      { followUps, rules },
    );
    const newer = definitionFromFile(
      cadence([email('new_name')], { unenroll: [{ id: 'new_rule', email: ['replied'] }] }),
      { followUps: new Map([['new_name', 1]]), rules: new Map([['new_rule', 1]]) },
    );
    const event: EnrollmentEvent = {
      ...{ at: 1, kind: 'trigger_overruled', dueAt: null, actor: null },
      ...{ followUp: 1, detail: 'rule:1' },
    };
    expect(tellHistory([event], [newer, older])).toMatchObject([{ followUp: 'new_name', detail: 'new_rule' }]);
    expect(tellHistory([event], [older, newer])).toMatchObject([{ followUp: 'old_name', detail: 'old_rule' }]);
  });
});
