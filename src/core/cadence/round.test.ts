import { describe, expect, it } from 'vitest';
import { continueRound, mayRestart, whyNotContinue } from '#core/cadence/round.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const reminded = cadence([
  email('welcome', {
    then: [
      email('remind', {
        when: ['sent'],
        delay: { days: 3 },
        then: [email('last', { when: ['sent'], delay: { days: 3 } })],
      }),
      call('phone', { when: ['replied'], delay: { days: 1 } }),
    ],
  }),
]);

describe('continue', () => {
  it('C-70 C-73 unenrolled after 2 of 3, it goes on with the third, its delay counting from the continue', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(4).unenrolls().passDays(10);
    expect(story.continues()).toBeNull();
    expect(story.status()).toBe('active');
    expect(story.dueAt('last')).toBe('2026-03-19 09:00');
    expect(story.passDays(5).delivered()).toEqual([
      'welcome 2026-03-02 09:00',
      'remind 2026-03-05 09:00',
      'last 2026-03-19 09:00',
    ]);
  });

  it('C-70 it keeps the round and its identity, and what is executed stays executed', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    const { id, enrolledAt } = story.enrollment();
    story.passDays(1).unenrolls().passDays(1).continues();
    expect(story.enrollment()).toMatchObject({ id, enrolledAt, resumedAt: story.now });
    expect(story.history('follow_up_executed')).toEqual(['2026-03-02 09:00 follow_up_executed welcome']);
  });

  it('C-70 K-85 a response that arrived while unenrolled is followed at once, delays counting from the continue', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).unenrolls().passDays(1).replies('welcome').passDays(8);
    story.continues();
    expect(story.dueAt('phone')).toBe('2026-03-13 09:00');
    expect(story.state('remind')).toBe('cancelled');
    expect(story.passDays(9).delivered()).toEqual(['welcome 2026-03-02 09:00', 'phone 2026-03-13 09:00']);
  });

  it('C-70 a failed round retries the follow-up that failed', () => {
    const story = tell(
      cadence([
        email('welcome', { then: [email('next', { when: ['sent'] })] }),
        email('later', { delay: { days: 4 } }),
      ]),
    );
    story.willEnd('welcome', { fails: 'no_address' }).enroll('Ada');
    story.passDays(2).willEnd('welcome', 'carried_out');
    expect(story.continues()).toBeNull();
    expect(story.passDays(9).delivered()).toEqual([
      'welcome 2026-03-02 09:00',
      'welcome 2026-03-04 09:00',
      'next 2026-03-04 09:00',
      'later 2026-03-08 09:00',
    ]);
    expect(story.status()).toBe('completed');
  });

  it('C-70 an expired round waits anew, for a whole window', () => {
    const story = tell(cadence([email('one', { then: [call('phone', { when: ['replied'] })] })]));
    story.enroll('Ada');
    story.passDays(40);
    expect(story.status()).toBe('expired');
    story.continues();
    expect(story.passDays(29).status()).toBe('active');
    story.replies('one');
    expect(story.state('phone')).toBe('executed');
  });

  it('C-59 C-70 a stopped round goes on only when it is asked to', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).disables().passDays(60);
    expect(story.delivered()).toHaveLength(1);
    story.continues();
    expect(story.dueAt('remind')).toBe('2026-05-05 09:00');
  });

  it('C-11 C-70 a child whose state was left while the round stood still is not made', () => {
    const story = tell(
      cadence([task('visit', { then: [email('thanks', { when: ['completed'], delay: { days: 2 } })] })]),
    );
    story.enroll('Ada');
    story.sets('visit', 'completed').disables().passDays(1).sets('visit', 'deferred');
    story.continues();
    expect(story.passDays(9).delivered()).toHaveLength(1);
    expect(story.state('thanks')).toBe('cancelled');
  });

  it('C-32 a message that had passed the gate when the round ended is not sent again by a continue', () => {
    const story = tell(reminded);
    story.willEnd('welcome', 'later').enroll('Ada');
    story.unenrolls().settles('welcome', 'carried_out').passDays(1);
    story.continues();
    expect(
      story
        .passDays(9)
        .delivered()
        .filter((line) => line.startsWith('welcome')),
    ).toHaveLength(1);
  });

  it('C-33 a response to what a continue has planned again proves that it was sent before', () => {
    const story = tell(
      cadence([email('welcome', { delay: { days: 1 }, then: [email('next', { when: ['opened'] })] })]),
    );
    story.willEnd('welcome', 'later').enroll('Ada');
    story.passDays(1).unenrolls().passDays(1);
    story.continues();
    expect(story.state('welcome')).toBe('scheduled');
    story.opens('welcome').passDays(9);
    expect(story.delivered().map((line) => line.split(' ')[0])).toEqual(['welcome', 'next']);
  });

  it('C-70 C-73 K-87 a completed round is only restarted', () => {
    const story = tell(cadence([email('one')]));
    story.enroll('Ada');
    expect(story.status()).toBe('completed');
    expect(story.continues()).toBe('already_completed');
    expect(mayRestart(story.enrollment())).toBe(true);
    story.passDays(1);
    expect(story.restarts()).toBeNull();
    expect(story.delivered()).toEqual(['one 2026-03-02 09:00', 'one 2026-03-03 09:00']);
  });

  it('C-70 an active round is not continued', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    expect(story.continues()).toBe('already_active');
    expect(mayRestart(story.enrollment())).toBe(false);
  });

  it('C-70 a record that is gone is not continued', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.deletesRecord();
    expect(story.continues()).toBe('record_gone');
  });

  it('K-86 the last step unconfirmed must be resolved first', () => {
    const story = tell(reminded);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    story.unenrolls();
    expect(story.continues()).toBe('needs_review');
    story.reviews('welcome', 'mark_sent');
    expect(story.continues()).toBeNull();
    expect(story.state('remind')).toBe('scheduled');
  });

  it('C-71 K-117 the task that the round would go on from was deleted: only restart is offered', () => {
    const story = tell(cadence([task('visit', { then: [email('thanks', { when: ['completed'] })] })]));
    story.enroll('Ada');
    story.passDays(1).deletesActivity('visit').passDays(40);
    expect(story.status()).toBe('expired');
    expect(story.continues()).toBe('follow_up_deleted');
    expect(mayRestart(story.enrollment())).toBe(true);
  });

  it('C-71 a task of long ago, already followed up, may be deleted', () => {
    const story = tell(
      cadence([
        task('visit', {
          then: [
            email('thanks', { when: ['completed'], then: [email('more', { when: ['sent'], delay: { days: 5 } })] }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.sets('visit', 'completed').passDays(1).deletesActivity('visit').unenrolls().passDays(1);
    expect(story.continues()).toBeNull();
    expect(story.passDays(9).delivered().at(-1)).toBe('more 2026-03-09 09:00');
  });

  it('C-71 K-84 the follow-up to go on with was removed: refused', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).unenrolls();
    story.publishesSilently(cadence([email('welcome', { then: [call('phone', { when: ['replied'] })] })]));
    expect(story.continues()).toBe('follow_up_deleted');
  });

  it('K-84 a removed follow-up that a stronger branch had closed keeps nobody out', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).replies('welcome').unenrolls();
    story.publishesSilently(
      cadence([email('welcome', { then: [call('phone', { when: ['replied'], delay: { days: 1 } })] })]),
    );
    expect(story.continues()).toBeNull();
    expect(story.passDays(2).delivered().at(-1)).toBe('phone 2026-03-04 09:00');
  });

  it('K-84 nor does one that was executed before a stronger response closed its branch', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(4).replies('welcome').unenrolls();
    expect(story.state('remind')).toBe('executed');
    const withoutRemind = email('welcome', { then: [call('phone', { when: ['replied'], delay: { days: 1 } })] });
    story.publishesSilently(cadence([withoutRemind]));
    expect(story.continues()).toBeNull();
  });

  it('C-10 C-70 a follow-up that failed in a branch that was closed since is not retried', () => {
    const story = tell(reminded);
    story.willEnd('remind', { fails: 'retries_exhausted' }).enroll('Ada');
    story.passDays(4).replies('welcome').unenrolls().willEnd('remind', 'carried_out').passDays(1);
    expect(story.continues()).toBeNull();
    story.passDays(9);
    expect(story.delivered().map((line) => line.split(' ')[0])).toEqual(['welcome', 'remind', 'phone']);
    expect(story.state('remind')).toBe('failed');
  });

  it('C-70 K-89 step 3 edited since: it goes on with the present version of step 3', () => {
    const edited = cadence([
      email('welcome', {
        then: [
          email('remind', {
            when: ['sent'],
            delay: { days: 3 },
            then: [email('last', { when: ['sent'], delay: { weeks: 2 } })],
          }),
          call('phone', { when: ['replied'], delay: { days: 1 } }),
        ],
      }),
    ]);
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(4).unenrolls().passDays(1).publishesSilently(edited);
    expect(story.continues()).toBeNull();
    expect(story.dueAt('last')).toBe('2026-03-21 09:00');
    expect(story.enrollment().version).toBe(2);
    expect(story.history('moved_to_version')).toEqual(['2026-03-07 09:00 moved_to_version 2']);
  });

  it('K-85 K-89 a reply that arrived while unenrolled starts the edited branch too', () => {
    const edited = cadence([email('welcome', { then: [call('phone', { when: ['replied'], delay: { days: 5 } })] })]);
    const story = tell(cadence([email('welcome', { then: [call('phone', { when: ['replied'] })] })]));
    story.enroll('Ada');
    story.passDays(1).unenrolls().passDays(1).replies('welcome').publishesSilently(edited).continues();
    expect(story.dueAt('phone')).toBe('2026-03-09 09:00');
  });

  it('C-70 continuing asks for the same reason as the button', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).unenrolls();
    expect(whyNotContinue(story.enrollment(), story.outline, new Set())).toBeNull();
    expect(whyNotContinue(story.enrollment(), story.outline, new Set([story.number('welcome')]))).toBeNull();
    const { outline, version } = story;
    const request = {
      enrollment: story.enrollment(),
      outline,
      published: { version, outline },
      world: story.world(),
      actor: 4,
    };
    const result = continueRound({ ...request, deletedActivities: new Set() });
    expect('decision' in result && result.decision.events[0]).toMatchObject({ kind: 'continued', actor: 4 });
  });
});

describe('restart', () => {
  it('C-70 a restart is a new round from the first follow-ups', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).unenrolls().passDays(10);
    story.restarts();
    expect(story.enrollment().id).toBe('2');
    expect(story.history().slice(0, 2)).toEqual([
      '2026-03-13 09:00 enrolled restart',
      '2026-03-13 09:00 follow_up_scheduled welcome',
    ]);
    expect(story.passDays(3).delivered().at(-1)).toBe('remind 2026-03-16 09:00');
  });

  it('K-20 a restart ends an active round and calls back what is on its way', () => {
    const story = tell(cadence([task('visit'), email('welcome', { delay: { days: 1 } })]));
    story.willEnd('welcome', 'later').enroll('Ada');
    story.passDays(1).restarts();
    expect(story.heldBack).toEqual(['welcome']);
    expect(story.withdrawn).toEqual(['visit']);
    expect(story.enrollment()).toMatchObject({ id: '2', status: 'active' });
  });

  it('C-70 a response to the earlier round is nothing to the new one', () => {
    const story = tell(reminded);
    story.enroll('Ada');
    story.passDays(1).replies('welcome').unenrolls().restarts();
    expect(story.enrollment().followUps.get(story.number('welcome'))?.seen.has('replied')).toBe(false);
    expect(story.state('phone')).toBe('waiting');
  });
});
