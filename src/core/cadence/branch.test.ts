import { describe, expect, it } from 'vitest';
import { call, cadence, email, task, tell } from '#test/story.ts';

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
    expect(story.history('follow_up_cancelled')).toEqual(['2026-03-03 09:00 follow_up_cancelled remind stronger_response']);
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
    const story = tell(cadence([email('welcome', { then: [task('watch', { when: ['opened'], delay: { days: 2 } })] })]));
    story.enroll('Ada');
    story.passHours(1).opens('welcome').replies('welcome').passDays(3);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'watch 2026-03-04 10:00']);
  });

  it('C-10 children of equal strength all run', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: ['replied'] }), task('note', { when: ['replied'] })] })]),
    );
    story.enroll('Ada');
    story.passDays(1).replies('welcome');
    expect(story.delivered().slice(1)).toEqual(['phone 2026-03-03 09:00', 'note 2026-03-03 09:00']);
  });

  it.each([
    ['sent', 'not opened'],
    ['not opened', 'opened'],
    ['opened', 'not clicked'],
    ['not clicked', 'clicked'],
    ['clicked', 'not replied'],
    ['not replied', 'replied'],
    ['replied', 'bounced'],
    ['bounced', 'unsubscribed'],
  ] as const)('C-10 %s < %s', (weaker, stronger) => {
    const trigger = (name: string) =>
      name.startsWith('not ')
        ? { not: name.slice(4) as 'opened', within: { days: 2 } }
        : (name as 'sent' | 'opened');
    const children = [
      task('weaker', { when: [trigger(weaker)], delay: { days: 9 } }),
      task('stronger', { when: [trigger(stronger)] }),
    ];
    const story = tell(cadence([email('welcome', { then: children })]));
    const happens = (name: string): void => {
      if (name.startsWith('not ')) story.passDays(3);
      else if (name !== 'sent') story.responds('welcome', name as 'opened');
    };
    story.enroll('Ada');
    story.passDays(1);
    // The answer that the absence waits for comes too late; then both are true.
    happens(weaker);
    story.passDays(3);
    expect(story.state('weaker')).toBe(weaker === 'sent' && stronger === 'not opened' ? 'cancelled' : story.state('weaker'));
    happens(stronger);
    story.passDays(20);
    expect(story.states()).toMatchObject({ weaker: 'cancelled', stronger: 'executed' });
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
      cadence([email('welcome', { then: [call('phone', { when: [{ link: url }] }), task('note', { when: ['unsubscribed'] })] })]),
    );
    story.enroll('Ada');
    story.passDays(1).clicks('welcome', 'https://example.invalid/other').clicks('welcome');
    expect(story.state('phone')).toBe('waiting');
    story.passDays(1).clicks('welcome', url);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-04 09:00']);
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

describe('absences', () => {
  const notOpened = (more = {}) =>
    cadence([
      email('welcome', { then: [email('again', { when: [{ not: 'opened', within: { days: 3 } }], ...more })] }),
    ]);

  it('C-8 not opened within 3 days sends the second email on day 3', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    expect(story.passDays(2).delivered()).toHaveLength(1);
    expect(story.passDays(1).delivered()).toEqual(['welcome 2026-03-02 09:00', 'again 2026-03-05 09:00']);
  });

  it('C-4 not opened within 3 days + 2 days is day 5', () => {
    const story = tell(notOpened({ delay: { days: 2 } }));
    story.enroll('Ada');
    story.passDays(4);
    expect(story.dueAt('again')).toBe('2026-03-07 09:00');
    expect(story.passDays(5).delivered().at(-1)).toBe('again 2026-03-07 09:00');
  });

  it.each(['opens', 'clicks', 'replies'] as const)('C-8 C-11 the email that she %s in time is not sent again', (does) => {
    const story = tell(notOpened());
    story.enroll('Ada');
    story.passDays(2)[does]('welcome').passDays(60);
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-8 an answer on the deadline itself is in time', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    const deadline = story.now + 3 * 86_400_000;
    story.passDays(2).passHours(23).responds('welcome', 'opened', { at: deadline }).passDays(10);
    expect(story.delivered()).toHaveLength(1);
  });

  it.each(['bounces', 'unsubscribes'] as const)('C-8 nobody waits for an answer once she %s', (does) => {
    const story = tell(notOpened());
    story.enroll('Ada');
    story.passDays(1)[does]('welcome').passDays(60);
    expect(story.delivered()).toHaveLength(1);
  });

  it.each([
    ['suppressed', { suppressed: 'unsubscribed' }],
    ['failed', { fails: 'retries_exhausted' }],
  ] as const)('C-8 C-38 no absence is armed of an email that was %s', (state, outcome) => {
    const story = tell(notOpened());
    story.willEnd('welcome', outcome).enroll('Ada');
    story.passDays(60);
    expect(story.state('welcome')).toBe(state);
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-8 an open in time that is learned late withdraws the second email', () => {
    const story = tell(notOpened({ delay: { days: 2 } }));
    story.enroll('Ada');
    const inTime = story.now + 86_400_000;
    story.passDays(4).responds('welcome', 'opened', { at: inTime }).passDays(10);
    expect(story.state('again')).toBe('cancelled');
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-8 an open after the deadline does not take the absence back', () => {
    const story = tell(notOpened({ delay: { days: 2 } }));
    story.enroll('Ada');
    story.passDays(4).opens('welcome').passDays(10);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'again 2026-03-07 09:00']);
  });

  it('C-8 not replied waits until the mailbox was read after the deadline, and says so', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] })]),
    );
    story.enroll('Ada');
    story.passHours(12).mailboxUnread().passHours(14);
    expect(story.state('phone')).toBe('waiting');
    expect(story.history('held')).toEqual(['2026-03-03 09:00 held phone replies_not_read']);
    story.mailboxRead().passMinutes(2);
    expect(story.delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-03 11:01']);
    expect(story.history('follow_up_scheduled').at(-1)).toContain('phone not_replied');
  });

  it('C-8 a reply that was in the unread mailbox counts, and no call is made', () => {
    const story = tell(
      cadence([email('welcome', { then: [call('phone', { when: [{ not: 'replied', within: { days: 1 } }] })] })]),
    );
    story.enroll('Ada');
    const early = story.now + 3_600_000;
    story.mailboxUnread().passHours(26).mailboxRead().responds('welcome', 'replied', { at: early }).passDays(3);
    expect(story.delivered()).toHaveLength(1);
    expect(story.status()).toBe('completed');
  });

  it('C-8 not opened does not ask the mailbox', () => {
    const story = tell(notOpened());
    story.enroll('Ada');
    story.mailboxUnread().passDays(3);
    expect(story.state('again')).toBe('executed');
  });
});

describe('states of tasks and calls', () => {
  const onDeferredOrDone = cadence([
    task('visit', {
      then: [
        email('later', { when: ['deferred'], delay: { days: 3 } }),
        email('thanks', { when: ['completed'], delay: { days: 1 } }),
      ],
    }),
  ]);

  it('C-11 the first status at creation counts', () => {
    const story = tell(cadence([task('visit', { then: [email('soon', { when: ['not_started'], delay: { days: 1 } })] })]));
    story.enroll('Ada');
    expect(story.passDays(1).delivered()).toEqual(['visit 2026-03-02 09:00', 'soon 2026-03-03 09:00']);
  });

  it('C-11 the state must still hold when the child executes, else it is cancelled', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(1).sets('visit', 'in_progress').passDays(10);
    expect(story.history('follow_up_cancelled')).toEqual(['2026-03-03 09:00 follow_up_cancelled later no_longer_holds']);
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-11 entering again schedules an unexecuted child again, from the latest entry', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(2).sets('visit', 'in_progress').passDays(2).sets('visit', 'deferred');
    expect(story.dueAt('later')).toBe('2026-03-09 09:00');
    expect(story.passDays(10).delivered()).toEqual(['visit 2026-03-02 09:00', 'later 2026-03-09 09:00']);
  });

  it('C-11 entering again within one wake counts from the latest entry too', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(2).atOnce(() => story.sets('visit', 'in_progress').sets('visit', 'deferred'));
    expect(story.dueAt('later')).toBe('2026-03-07 09:00');
  });

  it('C-11 a child that was executed stands and does not run again', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(3).sets('visit', 'completed').passDays(1).sets('visit', 'deferred').passDays(9);
    expect(story.delivered()).toEqual([
      'visit 2026-03-02 09:00',
      'later 2026-03-05 09:00',
      'thanks 2026-03-06 09:00',
    ]);
  });

  it('K-113 not started to completed directly starts only the completed branch', () => {
    const story = tell(
      cadence([
        task('visit', {
          then: [email('nudge', { when: ['not_started'], delay: { days: 2 } }), email('thanks', { when: ['completed'] })],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(1).sets('visit', 'completed').passDays(9);
    expect(story.delivered()).toEqual(['visit 2026-03-02 09:00', 'thanks 2026-03-03 09:00']);
    expect(story.state('nudge')).toBe('cancelled');
  });

  it('K-114 the same status set twice is one response', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(2).sets('visit', 'deferred');
    expect(story.dueAt('later')).toBe('2026-03-05 09:00');
    expect(story.history('response_recorded')).toEqual([
      '2026-03-02 09:00 response_recorded visit not_started',
      '2026-03-02 09:00 response_recorded visit deferred',
    ]);
  });

  it('K-118 a task completed in the transaction that made it is one trigger', () => {
    const story = tell(onDeferredOrDone);
    story.willEnd('visit', 'later').enroll('Ada');
    story.atOnce(() => story.settles('visit', 'carried_out').sets('visit', 'completed'));
    expect(story.passDays(5).delivered()).toEqual(['visit 2026-03-02 09:00', 'thanks 2026-03-03 09:00']);
  });

  it('K-119 a call completed before the overdue child executed cancels that child, the completed branch follows', () => {
    const story = tell(
      cadence([
        call('phone', {
          then: [task('chase', { when: ['overdue'], delay: { hours: 2 } }), email('thanks', { when: ['completed'] })],
        }),
      ]),
    );
    story.enroll('Ada');
    story.passTo('2026-03-02 11:00');
    expect(story.dueAt('chase')).toBe('2026-03-02 12:15');
    story.sets('phone', 'completed').passDays(2);
    expect(story.delivered()).toEqual(['phone 2026-03-02 09:00', 'thanks 2026-03-02 11:00']);
    expect(story.state('chase')).toBe('cancelled');
  });

  it('K-119 after the overdue child executed it stands, and the completed branch follows', () => {
    const story = tell(
      cadence([
        call('phone', { then: [task('chase', { when: ['overdue'] }), email('thanks', { when: ['completed'] })] }),
      ]),
    );
    story.enroll('Ada');
    story.passHours(3).sets('phone', 'completed');
    expect(story.states()).toEqual({ phone: 'executed', chase: 'executed', thanks: 'executed' });
  });

  it('C-9 the result of a call is a trigger too', () => {
    const story = tell(
      cadence([call('phone', { then: [call('retry', { when: [{ result: 'busy' }], delay: { days: 1 } })] })]),
    );
    story.enroll('Ada');
    story.sets('phone', 'completed', 'interested').passDays(1);
    expect(story.state('retry')).toBe('waiting');
    story.sets('phone', 'completed', 'busy').passDays(1);
    expect(story.delivered()).toEqual(['phone 2026-03-02 09:00', 'retry 2026-03-04 09:00']);
  });
});

describe('time', () => {
  it('C-3 C-4 all first follow-ups start at enrolment, each with its own delay', () => {
    const story = tell(
      cadence([
        email('now'),
        task('minutes', { delay: { minutes: 30 } }),
        email('hours', { delay: { hours: 5 } }),
        call('days', { delay: { days: 2 } }),
        email('weeks', { delay: { weeks: 1 } }),
      ]),
    );
    story.enroll('Ada');
    story.passDays(10);
    expect(story.delivered()).toEqual([
      'now 2026-03-02 09:00',
      'minutes 2026-03-02 09:30',
      'hours 2026-03-02 14:00',
      'days 2026-03-04 09:00',
      'weeks 2026-03-09 09:00',
    ]);
  });

  it('C-4 a child counts from the response, not from the wake that learned of it', () => {
    const story = tell(cadence([email('welcome', { then: [call('phone', { when: ['opened'], delay: { days: 1 } })] })]));
    story.enroll('Ada');
    const opened = story.now + 3_600_000;
    story.passHours(5).responds('welcome', 'opened', { at: opened });
    expect(story.dueAt('phone')).toBe('2026-03-03 10:00');
  });

  it('C-4 a child of a delayed follow-up counts from its real execution', () => {
    const story = tell(cadence([email('welcome', { then: [email('next', { when: ['sent'], delay: { days: 1 } })] })]));
    story.willEnd('welcome', 'later').enroll('Ada');
    story.passHours(7).settles('welcome', 'carried_out');
    expect(story.dueAt('next')).toBe('2026-03-03 16:00');
  });

  it('K-59 Jan 31 10:00 + 1 month is Feb 28 10:00, and the next month counts from there', () => {
    const monthly = email('first', {
      delay: { months: 1 },
      then: [email('second', { when: ['sent'], delay: { months: 1 } })],
    });
    const story = tell(cadence([monthly]), { start: '2026-01-31T10:00:00', zone: 'Europe/Berlin' });
    story.enroll('Ada');
    story.passDays(80);
    expect(story.delivered()).toEqual(['first 2026-02-28 10:00', 'second 2026-03-28 10:00']);
    const leap = tell(cadence([monthly]), { start: '2028-01-31T10:00:00' });
    leap.enroll('Ada');
    expect(leap.passDays(31).delivered()).toEqual(['first 2028-02-29 10:00']);
  });

  it('C-4 a day across a change of the clocks keeps the wall clock', () => {
    const story = tell(cadence([email('a', { delay: { days: 1 }, then: [email('b', { when: ['sent'], delay: { weeks: 1 } })] })]), {
      zone: 'America/New_York',
      start: '2026-03-07T09:00:00',
    });
    story.enroll('Ada');
    expect(story.passDays(20).delivered()).toEqual(['a 2026-03-08 09:00', 'b 2026-03-15 09:00']);
  });

  it('C-4 days are those of the organisation, not of UTC: an absence over the end of summer time', () => {
    const story = tell(
      cadence([email('welcome', { then: [email('again', { when: [{ not: 'opened', within: { days: 2 } }] })] })]),
      { zone: 'America/New_York', start: '2026-10-31T09:00:00' },
    );
    story.enroll('Ada');
    expect(story.passDays(3).delivered()).toEqual(['welcome 2026-10-31 09:00', 'again 2026-11-02 09:00']);
  });
});
