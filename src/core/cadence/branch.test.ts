import { describe, expect, it } from 'vitest';
import type { FileTrigger } from '#core/cadence/file.ts';
import type { Absence, EmailResponse } from '#core/cadence/response.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const remindOrCall = cadence([
  email('welcome', {
    then: [email('remind', { when: ['sent'], delay: { days: 3 } }), call('phone', { when: ['replied'] })],
  }),
]);

const openedOrClicked = cadence([
  email('welcome', {
    then: [task('watch', { when: ['opened'], delay: { days: 2 } }), call('phone', { when: ['clicked'] })],
  }),
]);

describe('the strongest response decides', () => {
  it('C-10 K-32 a reply on day 1 cancels the reminder and makes the call', () => {
    const story = tell(remindOrCall);
    story.enroll('Ada');
    story.passDays(1).replies('welcome');
    expect(story.state('remind')).toBe('cancelled');
    expect(story.passDays(10).delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-03 09:00']);
    expect(story.history('follow_up_cancelled')).toEqual([
      '2026-03-03 09:00 follow_up_cancelled remind stronger_response',
    ]);
  });

  it('C-10 a reply on day 4 makes the call, and the reminder that went out ends its own branch', () => {
    const story = tell(
      cadence([
        email('welcome', {
          then: [
            email('remind', {
              when: ['sent'],
              delay: { days: 3 },
              then: [task('look', { when: ['sent'], delay: { days: 5 } }), task('praise', { when: ['opened'] })],
            }),
            call('phone', { when: ['replied'] }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(4).replies('welcome');
    expect(story.states()).toMatchObject({ remind: 'executed', look: 'cancelled', phone: 'executed' });
    story.opens('remind').passDays(30);
    expect(story.state('praise')).toBe('waiting');
    expect(story.history('response_recorded')).toContain('2026-03-06 09:00 response_recorded remind opened');
    expect(story.delivered()).toEqual([
      'welcome 2026-03-02 09:00',
      'remind 2026-03-05 09:00',
      'phone 2026-03-06 09:00',
    ]);
  });

  it('C-10 C-8 a silence that strengthens a branch which has begun leaves the weaker one when it is over, not later', () => {
    const silent = { not: 'clicked', within: { hours: 3 } } as const;
    const later = email('later', { when: ['not_started'], delay: { days: 2 } });
    const story = tell(
      cadence([
        email('welcome', {
          then: [task('watch', { when: ['sent'], then: [later] }), task('ask', { when: ['sent', silent] })],
        }),
      ]),
    );
    story.enroll('Ada');
    expect(story.passHours(2).states()).toMatchObject({ watch: 'executed', ask: 'executed', later: 'scheduled' });
    story.passHours(1);
    expect(story.state('later')).toBe('cancelled');
    expect(story.history('follow_up_cancelled')).toEqual([
      '2026-03-02 12:00 follow_up_cancelled later stronger_response',
    ]);
  });

  it('C-10 C-40 a silence after which nothing weaker can start any more ends the round at its deadline', () => {
    const silent = { not: 'clicked', within: { days: 2 } } as const;
    const story = tell(
      cadence([
        email('welcome', { then: [task('ask', { when: ['sent', silent] }), task('thank', { when: ['opened'] })] }),
      ]),
    );
    story.enroll('Ada');
    expect(story.passHours(47).status()).toBe('active');
    expect(story.passHours(1).status()).toBe('completed');
  });

  it('C-10 what is stronger cancels at any depth', () => {
    const deep = email('two', { when: ['opened'], then: [task('three', { when: ['sent'], delay: { weeks: 1 } })] });
    const story = tell(cadence([email('one', { then: [deep, call('phone', { when: ['replied'] })] })]));
    story.enroll('Ada');
    story.passDays(1).opens('one').passDays(1);
    expect(story.states()).toMatchObject({ two: 'executed', three: 'scheduled' });
    story.replies('one');
    expect(story.states()).toMatchObject({ two: 'executed', three: 'cancelled', phone: 'executed' });
  });

  it('C-10 a follow-up of a branch that a stronger response closes in the same wake does not start', () => {
    const deep = email('two', { when: ['sent'], then: [task('three', { when: ['opened'], delay: { days: 1 } })] });
    const story = tell(cadence([email('one', { then: [deep, call('phone', { when: ['replied'] })] })]));
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.opens('two').replies('one'));
    expect(story.states()).toMatchObject({ two: 'executed', three: 'waiting', phone: 'executed' });
    expect(story.history('follow_up_scheduled')).not.toContain('2026-03-03 09:00 follow_up_scheduled three opened');
  });

  it('K-31 opened and clicked folded in the same wake start the clicked branch only', () => {
    const story = tell(openedOrClicked);
    story.enroll('Ada');
    story.passHours(1).atOnce(() => story.opens('welcome').clicks('welcome'));
    expect(story.states()).toEqual({ welcome: 'executed', watch: 'waiting', phone: 'executed' });
  });

  it('C-10 a weaker response that arrives later starts nothing', () => {
    const story = tell(openedOrClicked);
    story.enroll('Ada');
    story.passHours(1).clicks('welcome').passHours(1).opens('welcome').passDays(40);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-02 10:00']);
  });

  it('C-10 only responses that some child names count', () => {
    const story = tell(
      cadence([email('welcome', { then: [task('watch', { when: ['opened'], delay: { days: 2 } })] })]),
    );
    story.enroll('Ada');
    story.passHours(1).opens('welcome').replies('welcome').passDays(3);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'watch 2026-03-04 10:00']);
  });

  it('C-10 children of equal strength all run', () => {
    const story = tell(
      cadence([
        email('welcome', { then: [call('phone', { when: ['replied'] }), task('note', { when: ['replied'] })] }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).replies('welcome');
    expect(story.delivered().slice(1)).toEqual(['phone 2026-03-03 09:00', 'note 2026-03-03 09:00']);
  });

  const order = [
    'sent',
    'not opened',
    'opened',
    'not clicked',
    'clicked',
    'not replied',
    'replied',
    'bounced',
    'unsubscribed',
  ] as const;
  type Happening = (typeof order)[number];
  const pairs = order.slice(1).map((stronger, i) => [order[i] ?? 'sent', stronger] as const);

  it.each(pairs)('C-10 %s < %s', (weaker, stronger) => {
    const trigger = (name: Happening): FileTrigger => {
      if (name === 'not opened' || name === 'not clicked' || name === 'not replied') {
        return { not: name.slice('not '.length) as Absence, within: { days: 2 } };
      }
      return name;
    };
    const weak = task('weak', { when: [trigger(weaker)], delay: { days: 9 } });
    const strong = task('strong', { when: [trigger(stronger)] });
    const story = tell(cadence([email('welcome', { then: [weak, strong] })]));
    const happens = (name: Happening): void => {
      if (name.startsWith('not ')) story.passTo('2026-03-05 09:00');
      else if (name !== 'sent') story.responds('welcome', name as EmailResponse);
    };
    story.enroll('Ada');
    happens(weaker);
    expect(story.state('weak')).toBe('scheduled');
    happens(stronger);
    story.passDays(20);
    expect(story.states()).toMatchObject({ weak: 'cancelled', strong: 'executed' });
  });

  it('C-10 a child with several triggers is timed by the first, a later one raises its strength', () => {
    const story = tell(
      cadence([
        email('welcome', {
          then: [
            task('warm', { when: ['opened', 'replied'], delay: { days: 5 } }),
            call('phone', { when: ['clicked'], delay: { days: 5 } }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).opens('welcome').passDays(1).replies('welcome').passDays(1).clicks('welcome').passDays(10);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'warm 2026-03-08 09:00']);
  });

  it('C-10 of several triggers that came together the earlier one times the child, in whichever order they stand', () => {
    const story = tell(
      cadence([email('welcome', { then: [task('warm', { when: ['replied', 'opened'], delay: { days: 5 } })] })]),
    );
    story.enroll('Ada');
    const opened = story.passDays(1).now;
    story.passDays(1).atOnce(() => story.responds('welcome', 'opened', { at: opened }).replies('welcome'));
    expect(story.dueAt('warm')).toBe('2026-03-08 09:00');
    expect(story.history('follow_up_scheduled').at(-1)).toContain('warm opened');
  });

  it('C-10 C-40 a child with one trigger that is still strong enough is waited for', () => {
    const story = tell(
      cadence([
        email('welcome', {
          then: [task('warm', { when: ['opened', 'replied'] }), call('phone', { when: ['clicked'] })],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).clicks('welcome');
    expect(story.status()).toBe('active');
    expect(story.passDays(5).replies('welcome').state('warm')).toBe('executed');
    expect(story.status()).toBe('completed');
  });

  it('C-10 a child that a stronger one cancelled starts when its own still stronger trigger comes', () => {
    const story = tell(
      cadence([
        email('welcome', {
          then: [
            task('warm', { when: ['opened', 'replied'], delay: { days: 5 } }),
            call('phone', { when: ['clicked'], delay: { days: 5 } }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).opens('welcome').passDays(1).clicks('welcome');
    expect(story.states()).toMatchObject({ warm: 'cancelled', phone: 'scheduled' });
    story.passDays(1).replies('welcome');
    expect(story.states()).toMatchObject({ warm: 'scheduled', phone: 'cancelled' });
    story.passDays(10);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'warm 2026-03-08 09:00']);
  });

  it('C-10 branching all runs every matched child on its own, each once', () => {
    const story = tell(
      cadence([
        email('welcome', {
          branching: 'all',
          then: [
            email('remind', { when: ['sent'], delay: { days: 3 } }),
            task('watch', { when: ['opened', 'clicked'] }),
            call('phone', { when: ['replied'] }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).replies('welcome').passDays(1).opens('welcome').clicks('welcome').passDays(40);
    expect(story.delivered()).toEqual([
      'welcome 2026-03-02 09:00',
      'watch 2026-03-03 09:00',
      'phone 2026-03-03 09:00',
      'remind 2026-03-05 09:00',
    ]);
  });

  it('C-7 clicked may name one link', () => {
    const url = 'https://example.invalid/prices';
    const story = tell(
      cadence([
        email('welcome', {
          then: [call('phone', { when: [{ link: url }] }), task('note', { when: ['unsubscribed'] })],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).clicks('welcome', 'https://example.invalid/other').clicks('welcome');
    expect(story.state('phone')).toBe('waiting');
    expect(story.history('response_recorded').map((line) => line.split(' ').at(-1))).toEqual([
      'sent',
      'opened',
      'clicked',
    ]);
    story.passDays(1).clicks('welcome', url);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-04 09:00']);
  });

  it('C-10 the click on one link is as strong as any click', () => {
    const url = 'https://example.invalid/prices';
    const story = tell(
      cadence([
        email('welcome', { then: [task('watch', { when: ['opened'] }), call('phone', { when: [{ link: url }] })] }),
      ]),
    );
    story.enroll('Ada');
    story.clicks('welcome', url);
    expect(story.states()).toEqual({ welcome: 'executed', watch: 'waiting', phone: 'executed' });
  });

  it('C-7 any of several triggers starts a child, and children of any channel follow parents of any channel', () => {
    const story = tell(
      cadence([
        call('phone', {
          then: [
            email('sorry', {
              when: ['cancelled', 'overdue'],
              then: [task('note', { when: ['bounced'], then: [call('again', { when: ['completed'] })] })],
            }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passHours(2);
    expect(story.delivered()).toEqual(['phone 2026-03-02 09:00', 'sorry 2026-03-02 10:15']);
    story.bounces('sorry').sets('note', 'completed');
    expect(story.states()).toEqual({ phone: 'executed', sorry: 'executed', note: 'executed', again: 'executed' });
  });
});
