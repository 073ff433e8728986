import { describe, expect, it } from 'vitest';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const reminded = cadence([
  email('welcome', {
    then: [email('remind', { when: ['sent'], delay: { days: 3 } }), call('phone', { when: ['replied'] })],
  }),
]);
const single = cadence([email('welcome', { then: [task('watch', { when: ['opened'], delay: { days: 1 } })] })]);

describe('ending a round', () => {
  it('C-51 C-56 unenrolling by hand on day 1 cancels what is scheduled and names who did it', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).hearsAll([{ kind: 'end', reason: 'manual', at: story.now, actor: 7 }]);
    expect(story.status()).toBe('unenrolled: manual');
    expect(story.events.at(-1)).toMatchObject({ kind: 'unenrolled', actor: 7 });
    expect(story.passDays(30).delivered()).toEqual(['welcome 2026-03-02 09:00']);
  });

  it('C-51 K-2 an unenrolment while the delivery is claimed calls it back', () => {
    const story = tell(reminded);
    story.willEnd('welcome', 'later').enroll('Ada');
    expect(story.state('welcome')).toBe('claimed');
    story.unenrolls();
    expect(story.heldBack).toEqual(['welcome']);
    expect(story.state('welcome')).toBe('cancelled');
  });

  it('C-51 K-3 a message past the gate when the round ends counts as sent, and nothing further happens', () => {
    const story = tell(reminded);
    story.willEnd('welcome', 'later').enroll('Ada');
    story.unenrolls().passMinutes(1).settles('welcome', 'carried_out');
    expect(story.states()).toMatchObject({ welcome: 'executed', remind: 'waiting' });
    expect(story.status()).toBe('unenrolled: manual');
    expect(story.passDays(60).delivered()).toHaveLength(1);
  });

  it('C-51 K-10 the tasks and calls it made are withdrawn, e-mails are not', () => {
    const story = tell(
      cadence([task('visit'), call('phone'), email('welcome', { then: [email('x', { when: ['opened'] })] })]),
    );
    story.enroll('Ada');
    story.unenrolls();
    expect(story.withdrawn).toEqual(['visit', 'phone']);
  });

  it('C-51 only unenrolment withdraws: a round that completes or is stopped leaves its tasks', () => {
    const story = tell(cadence([task('visit'), email('later', { delay: { days: 1 } })]));
    story.enroll('Ada');
    story.disables();
    expect(story.withdrawn).toEqual([]);
  });

  it('C-53 disabling stops the round, cancels what has not happened, and later responses are only recorded', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).disables().passDays(1).replies('welcome').passDays(60);
    expect(story.status()).toBe('stopped: disabled');
    expect(story.states()).toEqual({ welcome: 'executed', remind: 'cancelled', phone: 'waiting' });
    expect(story.history('response_recorded')).toContain('2026-03-04 09:00 response_recorded welcome replied');
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-42 a record that is deleted ends the round', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).deletesRecord();
    expect(story.status()).toBe('unenrolled: record_deleted');
  });

  it('C-31 a request to end comes before a trigger of the same wake', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).atOnce(() => story.replies('welcome').unenrolls());
    expect(story.states()).toEqual({ welcome: 'executed', remind: 'cancelled', phone: 'waiting' });
  });
});

describe('outcomes', () => {
  it('C-33 a delivery that may have gone out is never sent again by itself: it needs review', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    expect(story.state('welcome')).toBe('needs_review');
    expect(story.passDays(29).delivered()).toHaveLength(1);
    expect(story.status()).toBe('active');
  });

  it('C-33 send again sends once more', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(1).willEnd('welcome', 'carried_out').reviews('welcome', 'send_again');
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'welcome 2026-03-03 09:00']);
    expect(story.state('welcome')).toBe('executed');
  });

  it('C-32 C-33 a review said twice sends once', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    const review = { kind: 'reviewed', followUp: story.number('welcome'), verdict: 'send_again' } as const;
    story.passDays(1).willEnd('welcome', 'later');
    const said = story.now;
    story.hears(review, said).passMinutes(1).settles('welcome', 'unknown').hears(review, said);
    expect(story.delivered()).toHaveLength(2);
    expect(story.state('welcome')).toBe('needs_review');
  });

  it('C-33 marked sent on day 10 it counts as sent on day 0, and its children come one by one from day 10', () => {
    const story = tell(
      cadence([
        email('welcome', {
          branching: 'all',
          then: [
            email('a', { when: ['sent'], delay: { days: 1 } }),
            email('b', { when: ['sent'], delay: { days: 2 } }),
            email('c', { when: [{ not: 'opened', within: { days: 3 } }], delay: { days: 3 } }),
          ],
        }),
      ]),
    );
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(10).reviews('welcome', 'mark_sent');
    expect(story.executedAt('welcome')).toBe('2026-03-02 09:00');
    expect(story.passDays(9).delivered()).toEqual([
      'welcome 2026-03-02 09:00',
      'a 2026-03-13 09:00',
      'b 2026-03-14 09:00',
      'c 2026-03-15 09:00',
    ]);
  });

  it('C-33 skipped, its branch ends', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(1).reviews('welcome', 'skip');
    expect(story.states()).toEqual({ welcome: 'skipped', watch: 'waiting' });
    expect(story.status()).toBe('completed');
  });

  it.each(['opens', 'replies', 'bounces'] as const)('C-33 a person who %s proves that it was sent', (does) => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(1)[does]('welcome');
    expect(story.state('welcome')).toBe('executed');
    expect(story.executedAt('welcome')).toBe('2026-03-03 09:00');
    story.passHours(1).reviews('welcome', 'send_again');
    expect(story.delivered().filter((line) => line.startsWith('welcome'))).toHaveLength(1);
  });

  it('C-33 a response that overtakes the outcome proves it sent, and the outcome dates it', () => {
    const story = tell(single);
    story.willEnd('welcome', 'later').enroll('Ada');
    const sent = story.now;
    story.passHours(2).opens('welcome').passHours(1).settles('welcome', 'carried_out', sent);
    expect(story.executedAt('welcome')).toBe('2026-03-02 09:00');
    expect(story.dueAt('watch')).toBe('2026-03-03 11:00');
  });

  it('P6 C-33 an open that a wrong clock dates before the sending does not date the sending', () => {
    const story = tell(single);
    story.willEnd('welcome', 'later').enroll('Ada');
    story.passMinutes(10);
    const early = story.now - 60_000;
    story.atOnce(() => story.responds('welcome', 'opened', { at: early }).settles('welcome', 'carried_out'));
    expect(story.executedAt('welcome')).toBe('2026-03-02 09:10');
  });

  it('C-33 K-25 a review that is answered after the round ended sends nothing, and a continue sends it', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(1).unenrolls();
    expect(story.continues()).toBe('needs_review');
    story.willEnd('welcome', 'carried_out').reviews('welcome', 'send_again');
    expect(story.delivered()).toHaveLength(1);
    story.passDays(1);
    expect(story.continues()).toBeNull();
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'welcome 2026-03-04 09:00']);
  });

  it('C-33 K-86 a message past the gate when the round ended, whose fate is unknown, is not sent by a continue', () => {
    const story = tell(single);
    story.willEnd('welcome', 'later').enroll('Ada');
    story.unenrolls();
    expect(story.state('welcome')).toBe('cancelled');
    story.settles('welcome', 'unknown');
    expect(story.state('welcome')).toBe('needs_review');
    expect(story.continues()).toBe('needs_review');
  });

  it('C-33 K-25 after the round ended late proof of sending is still stored', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(1).unenrolls().passDays(1).opens('welcome');
    expect(story.state('welcome')).toBe('executed');
    expect(story.status()).toBe('unenrolled: manual');
  });

  it('C-51 send again and an end in one wake send nothing', () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.passDays(1).atOnce(() => story.reviews('welcome', 'send_again').unenrolls());
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-10 C-33 send again in a branch that a stronger response has closed sends nothing', () => {
    const phone = call('phone', { when: ['replied'], delay: { days: 5 } });
    const remind = email('remind', { when: ['sent'], delay: { days: 3 } });
    const story = tell(cadence([email('welcome', { then: [remind, phone] })]));
    story.willEnd('remind', 'unknown').enroll('Ada');
    story.passDays(4).replies('welcome').willEnd('remind', 'carried_out').reviews('remind', 'send_again');
    expect(story.delivered().filter((line) => line.startsWith('remind'))).toHaveLength(1);
    expect(story.state('remind')).toBe('cancelled');
  });

  it('C-34 a refusal of the recipient is bounced, and the bounced branch is tried', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: ['bounced'] }), email('next', { when: ['sent'] })] })]),
    );
    story.willEnd('welcome', 'refused').enroll('Ada');
    expect(story.states()).toEqual({ welcome: 'executed', phone: 'executed', next: 'waiting' });
  });

  it.each(['no_address', 'invalid_address', 'template_error', 'template_missing', 'refused_as_ours'] as const)(
    'C-34 %s is our failure: the enrollment fails and shows it',
    (fails) => {
      const story = tell(
        cadence([
          email('welcome', { then: [call('phone', { when: ['bounced'] })] }),
          email('later', { delay: { days: 1 } }),
        ]),
      );
      story.willEnd('welcome', { fails }).enroll('Ada');
      expect(story.status()).toBe(`failed: ${fails}`);
      expect(story.states()).toEqual({ welcome: 'failed', phone: 'waiting', later: 'cancelled' });
      expect(story.passDays(9).delivered()).toHaveLength(1);
    },
  );

  it('C-33 retried for 72 hours in vain the follow-up fails, the others go on, and the round ends failed', () => {
    const story = tell(cadence([email('welcome'), email('later', { delay: { days: 5 } })]));
    story.willEnd('welcome', 'later').enroll('Ada');
    story.passDays(3).settles('welcome', { fails: 'retries_exhausted' });
    expect(story.status()).toBe('active');
    story.passDays(2);
    expect(story.states()).toEqual({ welcome: 'failed', later: 'executed' });
    expect(story.status()).toBe('failed: follow_up_failed');
  });

  it('P6 C-34 two failures in one wake: the same one is the reason, whichever was told first', () => {
    const reasons = [
      ['a', 'b'],
      ['b', 'a'],
    ].map((order) => {
      const story = tell(cadence([email('a'), email('b')]));
      story.willEnd('a', 'later').willEnd('b', 'later').enroll('Ada');
      const how = { a: { fails: 'no_address' }, b: { fails: 'template_error' } } as const;
      story.atOnce(() => order.forEach((id) => story.settles(id, how[id as 'a'])));
      return story.status();
    });
    expect(reasons).toEqual(['failed: no_address', 'failed: no_address']);
  });

  it('C-30 C-31 a rule that is met comes before a failure of ours', () => {
    const story = tell(
      cadence([email('welcome')], {
        unenroll: [{ id: 'lost', record: { field: 'lead_status', is: 'Not interested' } }],
      }),
    );
    story.willEnd('welcome', 'later').enroll('Ada');
    story.atOnce(() => story.settles('welcome', { fails: 'no_address' }).changes({ lead_status: 'Not interested' }));
    expect(story.status()).toBe('unenrolled: lost');
    expect(story.state('welcome')).toBe('failed');
  });

  it('C-38 suppressed at the moment of sending: its branch ends, the rest goes on', () => {
    const story = tell(
      cadence([
        email('welcome', {
          then: [email('next', { when: ['sent'] }), call('phone', { when: ['bounced', 'unsubscribed'] })],
        }),
        task('visit', { delay: { days: 2 } }),
      ]),
    );
    story.willEnd('welcome', { suppressed: 'do_not_email' }).enroll('Ada');
    expect(story.history('follow_up_suppressed')).toEqual([
      '2026-03-02 09:00 follow_up_suppressed welcome do_not_email',
    ]);
    story.passDays(40);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'visit 2026-03-04 09:00']);
    expect(story.status()).toBe('completed');
  });

  it('C-38 a call to someone who is not to be called is suppressed too', () => {
    const story = tell(cadence([call('phone', { then: [email('next', { when: ['scheduled'] })] })]));
    story.willEnd('phone', { suppressed: 'do_not_call' }).enroll('Ada');
    expect(story.states()).toEqual({ phone: 'suppressed', next: 'waiting' });
  });
});

describe('exactly once', () => {
  it('C-32 K-29 a hundred opens are one trigger', () => {
    const story = tell(single);
    story.enroll('Ada');
    story.passDays(1);
    for (let i = 0; i < 100; i++) story.opens('welcome').passMinutes(1);
    story.passDays(30);
    expect(story.history('response_recorded').filter((line) => line.endsWith('welcome opened'))).toHaveLength(1);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'watch 2026-03-04 09:00']);
  });

  it('C-32 an outcome reported twice, and after others, executes once', () => {
    const story = tell(single);
    story.enroll('Ada');
    story
      .settles('welcome', 'carried_out')
      .settles('welcome', 'unknown')
      .settles('welcome', { fails: 'template_error' });
    expect(story.status()).toBe('active');
    expect(story.history('follow_up_executed')).toHaveLength(1);
  });

  it('C-32 a wake without a reason changes nothing', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1);
    const before = [story.states(), story.events.length, story.nextTimer()];
    story.hearsAll([]).hearsAll([]);
    expect([story.states(), story.events.length, story.nextTimer()]).toEqual(before);
  });

  it('C-32 a response to a follow-up that this round never had is nothing', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.hears({ kind: 'response', followUp: 99, response: 'replied', link: null });
    story.replies('phone');
    expect(story.status()).toBe('active');
    expect(story.state('phone')).toBe('waiting');
  });

  it('K-75 due the same instant, follow-ups are handed over in order of creation', () => {
    const story = tell(
      cadence([
        email('a', { delay: { days: 1 } }),
        email('b', { delay: { hours: 24 } }),
        email('c', { delay: { minutes: 90 } }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(2);
    expect(story.delivered().map((line) => line.slice(0, 1))).toEqual(['c', 'a', 'b']);
    const late = tell(
      cadence([
        email('a', { delay: { days: 2 } }),
        email('b', { delay: { days: 1 } }),
        email('c', { delay: { days: 1 } }),
      ]),
    );
    late.enroll('Ada');
    late.now += 3 * 86_400_000; // the worker was away: all of them in one wake, the earliest first
    late.hearsAll([]);
    late.passDays(2);
    expect(late.delivered().map((line) => line.slice(0, 1))).toEqual(['b', 'c', 'a']);
  });

  it('K-75 the order of creation is that of the numbers, not of a later edit', () => {
    const story = tell(cadence([email('a'), email('b')]));
    story.publishesSilently(cadence([email('b'), email('a')]));
    story.enroll('Ada');
    expect(story.delivered()).toEqual(['a 2026-03-02 09:00', 'b 2026-03-02 09:00']);
  });
});

describe('the history', () => {
  it('C-41 tells the whole way with times, causes and actors', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).replies('welcome').passHours(1).sets('phone', 'completed', 'interested');
    expect(story.history()).toEqual([
      '2026-03-02 09:00 enrolled manual',
      '2026-03-02 09:00 follow_up_scheduled welcome',
      '2026-03-02 09:00 follow_up_claimed welcome',
      '2026-03-02 09:00 follow_up_executed welcome',
      '2026-03-02 09:00 response_recorded welcome sent',
      '2026-03-02 09:00 follow_up_scheduled remind sent',
      '2026-03-03 09:00 response_recorded welcome opened',
      '2026-03-03 09:00 response_recorded welcome replied',
      '2026-03-03 09:00 follow_up_cancelled remind stronger_response',
      '2026-03-03 09:00 follow_up_scheduled phone replied',
      '2026-03-03 09:00 follow_up_claimed phone',
      '2026-03-03 09:00 follow_up_executed phone',
      '2026-03-03 09:00 response_recorded phone scheduled',
      '2026-03-03 09:00 completed',
      '2026-03-03 10:00 response_recorded phone completed',
      '2026-03-03 10:00 response_recorded phone result:interested',
    ]);
    expect(story.events[0]).toMatchObject({ kind: 'enrolled', actor: 1, dueAt: null });
    expect(story.events[5]).toMatchObject({ kind: 'follow_up_scheduled', dueAt: story.at('2026-03-05 09:00') });
  });

  it('C-42 a follow-up is waiting, scheduled, claimed, executed', () => {
    const story = tell(single);
    story.willEnd('watch', 'later').enroll('Ada');
    expect(story.state('watch')).toBe('waiting');
    story.opens('welcome');
    expect(story.state('watch')).toBe('scheduled');
    story.passDays(1);
    expect(story.state('watch')).toBe('claimed');
    story.settles('watch', 'carried_out');
    expect(story.state('watch')).toBe('executed');
    expect(story.status()).toBe('completed');
  });
});
