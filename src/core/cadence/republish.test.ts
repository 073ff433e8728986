import { describe, expect, it } from 'vitest';
import { definitionFromFile, NO_NUMBERS, type CadenceFile } from '#core/cadence/file.ts';
import { editedFollowUps } from '#core/cadence/republish.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const before = cadence([
  email('welcome', {
    then: [email('remind', { when: ['sent'], delay: { days: 3 } }), call('phone', { when: ['replied'] })],
  }),
]);
const remindLater = cadence([
  email('welcome', {
    then: [email('remind', { when: ['sent'], delay: { days: 5 } }), call('phone', { when: ['replied'] })],
  }),
]);

describe('republishing', () => {
  it('C-55 K-79 the delay of the step she is scheduled on was edited: stopped and released', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).publishes(remindLater);
    expect(story.status()).toBe('stopped: republished');
    expect(story.state('remind')).toBe('cancelled');
    expect(story.passDays(30).delivered()).toEqual(['welcome 2026-03-02 09:00']);
  });

  it('C-55 P6 so too when something else is told at once', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.opens('welcome').publishes(remindLater));
    expect(story.status()).toBe('stopped: republished');
  });

  it('C-55 K-79 whoever waits elsewhere moves to the new version', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(4).publishes(remindLater);
    expect(story.status()).toBe('active');
    expect(story.enrollment().version).toBe(2);
    story.replies('welcome');
    expect(story.state('phone')).toBe('executed');
  });

  it('C-55 C-40 nobody waits for a response that was given before there was a child for it', () => {
    const look = task('look', { when: ['opened'], delay: { days: 2 } });
    const story = tell(cadence([email('welcome', { then: [look] })]));
    story.enroll('Ada');
    story.opens('welcome').passDays(1);
    story.publishes(cadence([email('welcome', { then: [look, task('more', { when: ['opened'] })] })]));
    expect(story.status()).toBe('active');
    story.passDays(1);
    expect([story.state('more'), story.status()]).toEqual(['waiting', 'completed']);
  });

  it('C-55 a step that is on its way is called back when it was edited', () => {
    const story = tell(before);
    story.willEnd('remind', 'later').enroll('Ada');
    story.passDays(3).publishes(remindLater);
    expect(story.status()).toBe('stopped: republished');
    expect(story.heldBack).toEqual(['remind']);
  });

  it('C-55 K-82 a step was removed: stopped, with that reason, and continue is not offered', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).publishes(cadence([email('welcome', { then: [call('phone', { when: ['replied'] })] })]));
    expect(story.status()).toBe('stopped: follow_up_removed');
    expect(story.continues()).toBe('follow_up_deleted');
  });

  it('C-55 K-82 a removed step that needs review stops the round, nothing can be sent for it any more', () => {
    const story = tell(before);
    story.willEnd('remind', 'unknown').enroll('Ada');
    story.passDays(4).publishes(cadence([email('welcome', { then: [call('phone', { when: ['replied'] })] })]));
    expect(story.status()).toBe('stopped: follow_up_removed');
    story.willEnd('remind', 'carried_out').reviews('remind', 'send_again');
    expect(story.delivered()).toHaveLength(2);
  });

  it('C-55 name, description, rules and window stop nobody', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).publishes({
      ...before,
      name: 'Another name',
      description: 'Other words',
      responseWindowDays: 60,
      unenroll: [{ id: 'goal', email: ['bounced'] }],
    });
    expect(story.status()).toBe('active');
    expect(story.passDays(3).delivered()).toEqual(['welcome 2026-03-02 09:00', 'remind 2026-03-05 09:00']);
  });

  it('C-55 new children see only later responses', () => {
    const story = tell(before);
    const more = cadence([
      email('welcome', {
        then: [
          email('remind', { when: ['sent'], delay: { days: 3 } }),
          call('phone', { when: ['replied'] }),
          task('watch', { when: ['opened'] }),
          task('seen', { when: ['clicked'] }),
        ],
      }),
    ]);
    story.enroll('Ada');
    story.passDays(1).opens('welcome').passDays(1).publishes(more);
    expect(story.state('watch')).toBe('waiting');
    story.opens('welcome').passHours(1);
    expect(story.state('watch')).toBe('waiting');
    story.clicks('welcome');
    expect(story.state('seen')).toBe('executed');
  });

  it('C-55 an edited child sees only later responses', () => {
    const withChild = (when: 'clicked' | 'opened') =>
      cadence([email('welcome', { then: [task('watch', { when: [when] }), call('phone', { when: ['replied'] })] })]);
    const story = tell(withChild('clicked'));
    story.enroll('Ada');
    story.passDays(1).opens('welcome').passDays(1).publishes(withChild('opened')).passDays(1);
    expect(story.state('watch')).toBe('waiting');
    const later = tell(withChild('opened'));
    later.enroll('Ada');
    later.passDays(1).publishes(withChild('clicked')).passDays(1).clicks('welcome');
    expect(later.state('watch')).toBe('executed');
  });

  it('C-32 C-55 a response to a follow-up that waits, and never ran, is nothing', () => {
    const story = tell(before);
    const hello = email('hello', { when: ['opened'], then: [task('watch', { when: ['opened'] })] });
    const [welcome] = before.followUps;
    if (welcome === undefined) throw new Error('the tree changed');
    story.enroll('Ada');
    story.passDays(1).publishes({ ...before, followUps: [{ ...welcome, then: [...(welcome.then ?? []), hello] }] });
    const events = story.events.length;
    expect(story.opens('hello').events).toHaveLength(events);
  });

  it('C-55 a new first follow-up is for those enrolled later', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).publishes({ ...before, followUps: [...before.followUps, email('hello')] });
    expect(story.passDays(60).delivered()).toEqual(['welcome 2026-03-02 09:00', 'remind 2026-03-05 09:00']);
    expect(story.status()).toBe('expired');
  });

  it('C-55 new rules are applied to those enrolled', () => {
    const story = tell(before);
    story.enroll('Ada', { country: 'France' });
    story
      .passDays(1)
      .publishes({ ...before, unenroll: [{ id: 'abroad', record: { field: 'country', is: 'France' } }] });
    expect(story.status()).toBe('unenrolled: abroad');
  });

  it('C-30 C-55 a rule that is met comes before the stop', () => {
    const goal = { ...before, unenroll: [{ id: 'goal', goal: true, email: ['replied' as const] }] };
    const story = tell(goal);
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.replies('welcome').publishes({ ...remindLater, unenroll: goal.unenroll }));
    expect(story.status()).toBe('unenrolled: goal');
  });

  it('C-32 told twice of a version it moves once', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).publishes({ ...before, name: 'Another' });
    story.hears({ kind: 'republished', version: 2 });
    expect(story.history('moved_to_version')).toEqual(['2026-03-03 09:00 moved_to_version 2']);
  });

  it('C-55 pinned, a round finishes under its own version', () => {
    const story = tell(before);
    story.enroll('Ada');
    story.passDays(1).publishesSilently(remindLater).passDays(3);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'remind 2026-03-05 09:00']);
    expect(story.enrollment().version).toBe(1);
  });
});

describe('what counts as edited', () => {
  const edited = (after: CadenceFile): string[] => {
    const numbers = {
      ...NO_NUMBERS,
      followUps: new Map([
        ['welcome', 1],
        ['remind', 2],
        ['phone', 3],
        ['hello', 4],
      ]),
    };
    const numbersChanged = editedFollowUps(definitionFromFile(before, numbers), definitionFromFile(after, numbers));
    return [...numbers.followUps].filter(([, number]) => numbersChanged.has(number)).map(([id]) => id);
  };
  const [welcome] = before.followUps;
  const [remind, phone] = welcome?.then ?? [];
  if (!welcome || !remind || !phone) throw new Error('the tree changed');

  it.each([
    ['nothing', before, []],
    ['the name', { ...before, name: 'Other', description: 'x' }, []],
    ['a delay', remindLater, ['remind']],
    ['a trigger', cadence([{ ...welcome, then: [{ ...remind, when: ['opened'] }, phone] }]), ['remind']],
    ['the branching', cadence([{ ...welcome, branching: 'all' }]), ['welcome']],
    ['channel settings', cadence([{ ...welcome, email: { to: 'email', template: 'other' } }]), ['welcome']],
    ['the parent', cadence([{ ...welcome, then: [{ ...remind, then: [phone] }] }]), ['phone']],
    ['a removal', cadence([{ ...welcome, then: [remind] }]), ['phone']],
    ['an addition', cadence([welcome, email('hello')]), []],
    ['the order', cadence([{ ...welcome, then: [phone, remind] }]), []],
  ] as const)('C-55 %s', (_, after, expected) => {
    expect(edited(after as CadenceFile)).toEqual(expected);
  });
});
