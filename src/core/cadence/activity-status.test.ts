import { describe, expect, it } from 'vitest';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

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
    const story = tell(
      cadence([task('visit', { then: [email('soon', { when: ['not_started'], delay: { days: 1 } })] })]),
    );
    story.enroll('Ada');
    expect(story.passDays(1).delivered()).toEqual(['visit 2026-03-02 09:00', 'soon 2026-03-03 09:00']);
  });

  it('C-11 the state must still hold when the child executes, else it is cancelled', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(1).sets('visit', 'in_progress').passDays(10);
    expect(story.history('follow_up_cancelled')).toEqual([
      '2026-03-03 09:00 follow_up_cancelled later no_longer_holds',
    ]);
    expect(story.delivered()).toHaveLength(1);
  });

  it('C-11 entering again schedules an unexecuted child again, from the latest entry', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(2).sets('visit', 'in_progress').passDays(2).sets('visit', 'deferred');
    expect(story.dueAt('later')).toBe('2026-03-09 09:00');
    expect(story.passDays(10).delivered()).toEqual(['visit 2026-03-02 09:00', 'later 2026-03-09 09:00']);
  });

  it('C-10 C-11 a child of several statuses is timed by the first of them, and by entering that one again', () => {
    const later = email('later', { when: ['deferred', 'waiting_for_input'], delay: { days: 3 } });
    const story = tell(cadence([task('visit', { then: [later] })]));
    story.enroll('Ada');
    story.sets('visit', 'deferred').passDays(1).sets('visit', 'waiting_for_input');
    expect(story.dueAt('later')).toBe('2026-03-05 09:00');
    story.passDays(1).sets('visit', 'deferred');
    expect(story.dueAt('later')).toBe('2026-03-07 09:00');
  });

  it('C-11 entering again within one wake counts from the latest entry too', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story
      .sets('visit', 'deferred')
      .passDays(2)
      .atOnce(() => story.sets('visit', 'in_progress').sets('visit', 'deferred'));
    expect(story.dueAt('later')).toBe('2026-03-07 09:00');
  });

  it('C-11 a child that was executed stands and does not run again', () => {
    const story = tell(onDeferredOrDone);
    story.enroll('Ada');
    story
      .sets('visit', 'deferred')
      .passDays(3)
      .sets('visit', 'completed')
      .passDays(1)
      .sets('visit', 'deferred')
      .passDays(9);
    expect(story.delivered()).toEqual(['visit 2026-03-02 09:00', 'later 2026-03-05 09:00', 'thanks 2026-03-06 09:00']);
  });

  it('K-113 not started to completed directly starts only the completed branch', () => {
    const story = tell(
      cadence([
        task('visit', {
          then: [
            email('nudge', { when: ['not_started'], delay: { days: 2 } }),
            email('thanks', { when: ['completed'] }),
          ],
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

  it('C-11 K-114 a result that is added later, or corrected, does not enter the status again', () => {
    const story = tell(
      cadence([
        call('phone', {
          then: [
            email('thanks', { when: ['completed'], delay: { days: 3 } }),
            call('retry', { when: [{ result: 'busy' }], delay: { days: 3 } }),
          ],
        }),
      ]),
    );
    story.enroll('Ada');
    story.sets('phone', 'completed').passDays(1).sets('phone', 'completed', 'busy').passDays(1);
    expect([story.dueAt('thanks'), story.dueAt('retry')]).toEqual(['2026-03-05 09:00', '2026-03-06 09:00']);
    story.sets('phone', 'cancelled', 'busy').sets('phone', 'completed', 'busy');
    expect([story.dueAt('thanks'), story.dueAt('retry')]).toEqual(['2026-03-07 09:00', '2026-03-06 09:00']);
  });

  it('C-9 the result must still hold when the child executes; given again it counts from then', () => {
    const retry = call('retry', { when: [{ result: 'busy' }], delay: { days: 3 } });
    const story = tell(cadence([call('phone', { then: [retry] })]));
    story.enroll('Ada');
    story.sets('phone', 'completed', 'busy').passDays(1).sets('phone', 'completed', 'interested');
    expect(story.state('retry')).toBe('cancelled');
    story.passDays(1).sets('phone', 'completed', 'busy');
    expect(story.dueAt('retry')).toBe('2026-03-07 09:00');
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
