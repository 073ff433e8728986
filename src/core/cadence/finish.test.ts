import { describe, expect, it } from 'vitest';
import { decide } from '#core/cadence/decide.ts';
import type { Fact } from '#core/cadence/input.ts';
import type { Instant } from '#core/time/instant.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { type Story, tell } from '#test/story.ts';

describe('when a round is over', () => {
  it('C-40 completed as soon as nothing is scheduled and no child can be triggered', () => {
    const story = tell(cadence([email('one'), email('two', { delay: { days: 2 } })]));
    story.enroll('Ada');
    expect(story.passDays(1).status()).toBe('active');
    expect(story.passDays(1).status()).toBe('completed');
    expect(story.nextTimer()).toBeNull();
  });

  it('C-40 rules alone do not keep it alive', () => {
    const story = tell(
      cadence([email('one')], {
        unenroll: [
          { id: 'goal', email: ['replied'] },
          { id: 'fair', on: '2027-01-01' },
        ],
      }),
    );
    story.enroll('Ada');
    expect(story.status()).toBe('completed');
    story.passDays(1).replies('one');
    expect(story.status()).toBe('completed');
    expect(story.history('response_recorded')).toContain('2026-03-03 09:00 response_recorded one replied');
  });

  it('C-40 C-54 a round that is over waits for nothing; one that was disabled waits for the date of a rule', () => {
    const later = task('later', { delay: { days: 9 } });
    const file = cadence([later], { unenroll: [{ id: 'fair', on: '2026-04-10' }] });
    const enrolled = () => {
      const story = tell(file);
      story.enroll('Ada');
      return story;
    };
    const timer = (story: Story): string | null => {
      const enrollment = { ...story.enrollment(), wakeAt: null };
      const { timerAt } = decide({ ...story, published: null, enrollment, inputs: [], world: story.world() });
      return timerAt === null ? null : story.local(timerAt);
    };
    expect(timer(enrolled())).toBe('2026-03-11 09:00');
    expect(timer(enrolled().disables())).toBe('2026-04-11 00:00');
    expect(timer(enrolled().unenrolls())).toBeNull();
    const edited = enrolled().publishes({ ...file, followUps: [{ ...later, delay: { days: 3 } }] });
    expect([edited.status(), timer(edited)]).toEqual(['stopped: republished', null]);
  });

  it('C-40 a timer that stands is not set again, unless an earlier one is wanted', () => {
    const soon = task('soon', { when: ['replied'], delay: { days: 1 } });
    const story = tell(cadence([email('welcome', { then: [soon] }), task('later', { delay: { days: 5 } })]));
    story.enroll('Ada');
    const timerAfter = (fact: Fact): Instant | null => {
      const inputs = [{ ...fact, at: story.now, actor: null }];
      return decide({ ...story, published: null, enrollment: story.enrollment(), inputs, world: story.world() })
        .timerAt;
    };
    expect(timerAfter({ kind: 'look_again' })).toBeNull();
    const replied = { kind: 'response', followUp: story.number('welcome'), response: 'replied', link: null } as const;
    expect(timerAfter(replied)).toBe(story.at('2026-03-03 09:00'));
  });

  it('C-40 children that wait for a response stop after the window: 30 days, then expired', () => {
    const story = tell(cadence([email('one', { then: [call('phone', { when: ['replied'] })] })]));
    story.enroll('Ada');
    story.passTo('2026-04-01 08:59');
    expect(story.status()).toBe('active');
    story.passMinutes(1);
    expect(story.status()).toBe('expired');
    story.replies('one').passDays(1);
    expect(story.state('phone')).toBe('waiting');
  });

  it('C-40 the window is the cadence’s own, and counts calendar days from each execution', () => {
    const file = cadence(
      [
        email('one', {
          delay: { days: 3 },
          then: [call('phone', { when: ['replied'], then: [task('note', { when: ['completed'] })] })],
        }),
      ],
      { responseWindowDays: 5 },
    );
    const story = tell(file, { zone: 'America/New_York' });
    story.enroll('Ada');
    // Executed on March 5; summer time begins on March 8.
    story.passTo('2026-03-10 08:59').replies('one').passTo('2026-03-15 08:58');
    expect(story.status()).toBe('active');
    expect(story.passMinutes(1).status()).toBe('expired');
  });

  it('C-40 an absence as long as the window still counts, over the end of summer time too', () => {
    const file = cadence([
      email('one', {
        then: [
          email('again', { when: [{ not: 'opened', within: { days: 30 } }] }),
          call('phone', { when: ['replied'] }),
        ],
      }),
    ]);
    for (const start of ['2026-10-20T09:00:00', '2026-03-01T09:00:00', '2026-06-01T09:00:00']) {
      const story = tell(file, { zone: 'America/New_York', start });
      story.enroll('Ada');
      story.passDays(31);
      expect(story.state('again')).toBe('executed');
    }
  });

  it('C-40 a response after the window of its follow-up starts nothing, although the round still runs', () => {
    const story = tell(
      cadence([email('one', { then: [call('phone', { when: ['opened'] })] }), email('late', { delay: { days: 9 } })], {
        responseWindowDays: 5,
      }),
    );
    story.enroll('Ada');
    story.passDays(6).opens('one');
    expect(story.state('phone')).toBe('waiting');
    expect(story.passDays(3).status()).toBe('expired');
  });

  it('C-40 a response on the last instant of the window is in time', () => {
    const story = tell(
      cadence([email('one', { then: [call('phone', { when: ['opened'] })] })], { responseWindowDays: 5 }),
    );
    story.enroll('Ada');
    const last = story.at('2026-03-07 09:00');
    story.passDays(4).passHours(23).responds('one', 'opened', { at: last });
    expect(story.state('phone')).not.toBe('waiting');
  });

  it('C-40 once the strongest branch ran, nobody waits for the weaker', () => {
    const story = tell(
      cadence([email('one', { then: [task('note', { when: ['opened'] }), call('phone', { when: ['replied'] })] })]),
    );
    story.enroll('Ada');
    story.replies('one');
    expect(story.status()).toBe('completed');
  });

  it('C-40 after a reply nobody waits for a click any more', () => {
    const children = [task('note', { when: ['clicked'] }), call('phone', { when: ['replied'] })];
    const story = tell(cadence([email('one', { then: children })]));
    story.enroll('Ada');
    story.replies('one');
    expect(story.states()).toEqual({ one: 'executed', note: 'waiting', phone: 'executed' });
    expect(story.status()).toBe('completed');
  });

  it('C-40 a stronger response may still come: it waits', () => {
    const story = tell(
      cadence([email('one', { then: [task('note', { when: ['opened'] }), call('phone', { when: ['replied'] })] })]),
    );
    story.enroll('Ada');
    story.opens('one');
    expect(story.status()).toBe('active');
    expect(story.passDays(30).status()).toBe('expired');
  });

  it('C-40 K-117 a task nobody touches ends the round by its window', () => {
    const story = tell(cadence([task('visit', { then: [email('thanks', { when: ['completed'] })] })]));
    story.enroll('Ada');
    expect(story.passDays(30).status()).toBe('expired');
  });

  it('C-40 the response window ends an unresolved review too', () => {
    const story = tell(cadence([email('one')]));
    story.willEnd('one', 'unknown').enroll('Ada');
    expect(story.passDays(29).status()).toBe('active');
    expect(story.passDays(1).status()).toBe('expired');
  });

  it('C-40 an unresolved review past its window does not spin while the rest goes on', () => {
    const story = tell(cadence([email('one'), email('late', { delay: { days: 60 } })]));
    story.willEnd('one', 'unknown').enroll('Ada');
    story.passDays(59);
    expect(story.wakes).toBeLessThan(5);
    expect(story.passDays(1).status()).toBe('expired');
  });

  it('C-40 C-8 a mailbox that is never read again ends the wait by the window', () => {
    const story = tell(
      cadence([email('one', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] })], {
        responseWindowDays: 2,
      }),
    );
    story.enroll('Ada');
    story.mailboxUnread().passDays(3);
    expect(story.status()).toBe('expired');
    expect(story.history('held')).toHaveLength(1);
  });

  it('C-40 C-8 a mailbox that is never read again does not wake the round beyond the window', () => {
    const story = tell(
      cadence(
        [
          email('one', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] }),
          email('late', { delay: { days: 60 } }),
        ],
        { responseWindowDays: 2 },
      ),
    );
    story.enroll('Ada');
    story.passHours(23).mailboxUnread().passHours(26);
    const before = story.wakes;
    expect(story.passDays(50).wakes).toBe(before);
  });

  it('C-40 a withdrawn child may come again until the window ends', () => {
    const story = tell(
      cadence([task('visit', { then: [email('later', { when: ['deferred'], delay: { days: 3 } })] })]),
    );
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(1).sets('visit', 'completed');
    expect(story.status()).toBe('active');
    expect(story.passDays(29).status()).toBe('expired');
  });

  it('C-40 a follow-up planned beyond its parent’s window still runs', () => {
    const story = tell(cadence([email('one', { then: [email('two', { when: ['opened'], delay: { months: 3 } })] })]));
    story.enroll('Ada');
    story.opens('one').passDays(100);
    expect(story.delivered()).toEqual(['one 2026-03-02 09:00', 'two 2026-06-02 09:00']);
    expect(story.status()).toBe('completed');
  });
});
