// C-16: follow-ups that are carried out again and again.
import { describe, expect, it } from 'vitest';
import type { FileFollowUp, FileRule } from '#core/cadence/file.ts';
import { call, cadence, email, task } from '#test/short-cadences.ts';
import { type Story, tell } from '#test/story.ts';

function telling(followUps: readonly FileFollowUp[], unenroll: readonly FileRule[] = []): Story {
  const story = tell(cadence(followUps, { unenroll }));
  story.enroll('Ada', { lead_status: 'New' });
  return story;
}

const request = email('ask', { repeat: { every: { weeks: 1 }, times: 3, until: ['replied'] } });

const everyTwoMonths = { every: { months: 2 }, times: 4 } as const;

describe('a repeated follow-up', () => {
  it('C-16 comes every so often, so many times at most', () => {
    const story = telling([request]).passDays(60);
    expect(story.delivered()).toEqual(['ask 2026-03-02 09:00', 'ask 2026-03-09 09:00', 'ask 2026-03-16 09:00']);
    expect(story.status()).toBe('completed');
    expect(story.history('follow_up_scheduled')).toEqual([
      '2026-03-02 09:00 follow_up_scheduled ask',
      '2026-03-02 09:00 follow_up_scheduled ask repeat:2',
      '2026-03-09 09:00 follow_up_scheduled ask repeat:3',
    ]);
  });

  it('C-16 ends when a response that it names arrives, to whichever time', () => {
    const story = telling([request]).passDays(8).replies('ask').passDays(60);
    expect(story.delivered()).toHaveLength(2);
    expect(story.history('follow_up_cancelled')).toEqual(['2026-03-10 09:00 follow_up_cancelled ask answered']);
    expect(story.state('ask')).toBe('executed');
    expect(story.status()).toBe('completed');
  });

  it('C-16 C-7 a click on the one link that it names ends it, on another one it does not', () => {
    const link = 'https://example.invalid/safe';
    const upload = email('ask', { repeat: { every: { weeks: 1 }, times: 4, until: [{ link }] } });
    const story = telling([upload]).passDays(1).clicks('ask', 'https://example.invalid/other').passDays(7);
    expect(story.delivered()).toHaveLength(2);
    expect(story.clicks('ask', link).passDays(60).delivered()).toHaveLength(2);
  });

  it('C-16 C-32 answered while a further time is on its way, that one is called back', () => {
    const story = telling([request]).willEnd('ask', 'later').passDays(7);
    story.hears({ kind: 'response', followUp: story.number('ask'), response: 'replied', link: null });
    expect([story.state('ask'), story.heldBack]).toEqual(['cancelled', ['ask']]);
    expect(story.history('follow_up_cancelled')).toEqual(['2026-03-09 09:00 follow_up_cancelled ask answered']);
  });

  it('C-16 other responses don’t end it', () => {
    expect(telling([request]).passDays(1).opens('ask').clicks('ask').passDays(60).delivered()).toHaveLength(3);
  });

  it('C-16 C-39 each time counts from when the one before was really carried out', () => {
    const story = telling([request]).willEnd('ask', 'later').passDays(9).settles('ask', 'carried_out').passDays(7);
    expect(story.delivered().at(-1)).toBe('ask 2026-03-18 09:00');
  });

  it('C-16 K-59 counts in calendar units, each from its own base', () => {
    const story = tell(cadence([email('news', { repeat: { every: { months: 1 }, times: 3 } })]), {
      start: '2026-01-31T10:00:00',
    });
    story.enroll('Ada');
    expect(story.passDays(90).delivered()).toEqual([
      'news 2026-01-31 10:00',
      'news 2026-02-28 10:00',
      'news 2026-03-28 10:00',
    ]);
  });

  it('C-16 every time has an order of its own, numbered for its message', () => {
    const story = telling([request]);
    story.willEnd('ask', 'later').passDays(7);
    const { repetition, state } = story.enrollment().followUps.get(story.number('ask')) ?? {};
    expect({ repetition, state }).toEqual({ repetition: 1, state: 'claimed' });
  });

  it('C-32 C-16 a late outcome or response of an earlier time settles nothing of the present one', () => {
    const story = telling([request]);
    story.willEnd('ask', 'later').passDays(7);
    const followUp = story.number('ask');
    story.hears({ kind: 'carried_out', followUp });
    story.hears({ kind: 'response', followUp, response: 'opened', link: null });
    expect(story.state('ask')).toBe('claimed');
    expect(story.history('response_recorded').at(-1)).toContain('ask opened');
    expect(story.settles('ask', 'carried_out').state('ask')).toBe('scheduled');
  });

  it('C-33 C-16 a time that may have gone out is looked at before the next', () => {
    const story = telling([request]).willEnd('ask', 'unknown').passDays(12);
    expect(story.state('ask')).toBe('needs_review');
    story.willEnd('ask', 'carried_out').reviews('ask', 'mark_sent');
    expect(story.dueAt('ask')).toBe('2026-03-21 09:00');
  });

  it('C-38 C-16 suppressed once, it is not tried again', () => {
    const story = telling([request]).willEnd('ask', { suppressed: 'unsubscribed' }).passDays(60);
    expect(story.delivered()).toHaveLength(2);
    expect(story.state('ask')).toBe('suppressed');
    expect(story.status()).toBe('completed');
  });

  it('C-15 C-16 the condition is asked each time; not met, it ends', () => {
    const missing = email('ask', {
      onlyIf: { record: { field: 'lead_status', is: 'New' } },
      repeat: { every: { weeks: 1 }, times: 9 },
    });
    const story = telling([missing]).passDays(8).changes({ lead_status: 'Contacted' }).passDays(30);
    expect(story.delivered()).toHaveLength(2);
    expect(story.history('follow_up_skipped')).toEqual(['2026-03-16 09:00 follow_up_skipped ask condition_not_met']);
    expect(story.status()).toBe('completed');
  });

  it('C-31 C-16 an unenrolment rule ends it', () => {
    const story = telling([request], [{ id: 'won', record: { field: 'lead_status', is: 'Contacted' } }]);
    story.passDays(8).changes({ lead_status: 'Contacted' }).passDays(30);
    expect(story.delivered()).toHaveLength(2);
    expect(story.status()).toBe('unenrolled: won');
  });
});

describe('what comes after a repeated follow-up', () => {
  it('C-16 C-10 starts at the first response to any of them, while it goes on', () => {
    const story = telling([{ ...request, then: [task('look', { when: ['opened'] })] }]);
    story.passDays(8).opens('ask').passDays(30);
    expect(story.delivered().map((line) => line.split(' ')[0])).toEqual(['ask', 'ask', 'look', 'ask']);
  });

  it('C-16 C-8 an absence counts from the first time', () => {
    const silent = task('ring', { when: [{ not: 'replied', within: { days: 10 } }] });
    const story = telling([{ ...request, then: [silent] }]).passDays(30);
    expect(story.delivered()).toContain('ring 2026-03-12 09:00');
  });

  it('C-40 C-16 its children wait until the window after the last time', () => {
    const story = tell(
      cadence([{ ...request, then: [task('look', { when: ['clicked'] })] }], { responseWindowDays: 10 }),
    );
    story.enroll('Ada');
    story.passDays(23);
    expect(story.status()).toBe('active');
    expect(story.passDays(1).status()).toBe('expired');
  });

  it('C-40 C-16 a response between two times counts, however far they are apart', () => {
    const news = email('news', { repeat: everyTwoMonths, then: [task('look', { when: ['clicked'] })] });
    const story = telling([news]).passDays(45).clicks('news');
    expect(story.delivered().at(-1)).toBe('look 2026-04-16 09:00');
  });

  it('C-40 C-16 the answer that ends the series counts, however far its times are apart', () => {
    const look = task('look', { when: ['clicked'], delay: { days: 2 } });
    const story = telling([email('news', { repeat: { ...everyTwoMonths, until: ['clicked'] }, then: [look] })]);
    story.passDays(45).clicks('news').hears({ kind: 'look_again' });
    expect(story.passDays(5).delivered().at(-1)).toBe('look 2026-04-18 09:00');
  });

  it('C-40 C-16 an answer before a time went wrong counts, one after it does not', () => {
    const later = { days: 2 };
    const look = task('look', { when: ['clicked'], delay: later });
    const ring = task('ring', { when: ['replied'], delay: later });
    const news = email('news', { repeat: everyTwoMonths, branching: 'all', then: [look, ring] });
    const story = telling([news]).willEnd('news', 'later');
    const toTheFirst = { kind: 'response', followUp: story.number('news'), link: null } as const;
    story.passDays(63).hears({ ...toTheFirst, response: 'clicked' });
    story
      .settles('news', { suppressed: 'unsubscribed' })
      .passDays(1)
      .hears({ ...toTheFirst, response: 'replied' });
    expect(story.passDays(10).delivered().at(-1)).toBe('look 2026-05-06 09:00');
  });

  it('C-33 C-40 C-16 a time that is in review keeps no round open beyond its response window', () => {
    const story = telling([{ ...request, then: [task('look', { when: ['clicked'] })] }]).willEnd('ask', 'unknown');
    expect(story.passDays(36).status()).toBe('active');
    expect(story.passDays(1).status()).toBe('expired');
  });
});

describe('a repeated child', () => {
  it('C-11 C-16 ends when its state is left, and does not begin again', () => {
    const chase = email('chase', { when: ['deferred'], repeat: { every: { days: 2 }, times: 9 } });
    const story = telling([task('form', { then: [chase] })])
      .sets('form', 'deferred')
      .passDays(5);
    expect(story.delivered().filter((line) => line.startsWith('chase'))).toHaveLength(3);
    story.sets('form', 'in_progress').passDays(10).sets('form', 'deferred').passDays(30);
    expect(story.delivered().filter((line) => line.startsWith('chase'))).toHaveLength(3);
    expect(story.status()).toBe('completed');
  });

  it('C-11 C-16 what was on its way when its state was left is the last', () => {
    const chase = email('chase', { when: ['deferred'], repeat: { every: { days: 2 }, times: 9 } });
    const story = telling([task('form', { then: [chase] })]).willEnd('chase', 'later');
    story.sets('form', 'deferred').sets('form', 'in_progress').settles('chase', 'carried_out').passDays(30);
    expect(story.delivered().filter((line) => line.startsWith('chase'))).toHaveLength(1);
    expect(story.state('chase')).toBe('executed');
  });

  it('C-10 C-16 ends when a stronger response takes another branch', () => {
    const story = telling([
      email('offer', {
        then: [
          email('remind', { when: [{ not: 'opened', within: { days: 2 } }], repeat: { every: { days: 2 }, times: 9 } }),
          task('ring', { when: ['replied'] }),
        ],
      }),
    ]);
    story.passDays(5).replies('offer').passDays(30);
    expect(story.delivered().map((line) => line.split(' ')[0])).toEqual(['offer', 'remind', 'remind', 'ring']);
  });
});

describe('tasks and calls that are repeated', () => {
  it('C-16 C-9 end by a status or a result, of whichever time', () => {
    const done = telling([task('check', { repeat: { every: { days: 3 }, times: 9, until: ['completed'] } })]);
    expect(done.passDays(4).sets('check', 'completed').passDays(30).delivered()).toHaveLength(2);
    const ends = [{ result: 'interested' }];
    const rung = telling([call('ring', { repeat: { every: { days: 3 }, times: 9, until: ends } })]);
    expect(rung.passDays(7).sets('ring', 'completed', 'interested').passDays(30).delivered()).toHaveLength(3);
  });
});

describe('a round that ends and goes on', () => {
  it('C-70 C-16 a continue plans the next time from then', () => {
    const story = telling([request]).passDays(9).unenrolls().passDays(20);
    expect(story.continues()).toBeNull();
    expect(story.dueAt('ask')).toBe('2026-04-07 09:00');
    expect(story.passDays(30).delivered()).toHaveLength(3);
  });

  it('C-70 K-85 C-16 answered meanwhile, it is not asked again', () => {
    const story = telling([request]).passDays(9).unenrolls().replies('ask').passDays(20);
    story.continues();
    expect(story.passDays(60).delivered()).toHaveLength(2);
  });

  it('C-70 C-55 C-16 a time that the present version has no more is not planned again', () => {
    const story = telling([request]).passDays(9).unenrolls();
    story.publishesSilently(cadence([email('ask', { repeat: { every: { weeks: 1 }, times: 2 } })]));
    story.continues();
    expect(story.passDays(60).delivered()).toHaveLength(2);
  });

  it('C-70 C-16 a time that went out after the round had ended counts', () => {
    const story = telling([request]);
    story.willEnd('ask', 'later').passDays(7).unenrolls().settles('ask', 'carried_out').passDays(3);
    story.willEnd('ask', 'carried_out').continues();
    expect(story.passDays(60).delivered()).toEqual([
      'ask 2026-03-02 09:00',
      'ask 2026-03-09 09:00',
      'ask 2026-03-19 09:00',
    ]);
  });

  it('C-55 C-16 editing how often stops who waits for the next time; who is through goes on', () => {
    const longer = { ...request, repeat: { every: { weeks: 1 }, times: 9 } };
    const waiting = telling([request])
      .passDays(3)
      .publishes(cadence([longer]));
    expect(waiting.status()).toBe('stopped: republished');
    const through = telling([{ ...request, then: [task('look', { when: ['clicked'] })] }]).passDays(20);
    through.publishes(cadence([{ ...longer, then: [task('look', { when: ['clicked'] })] }]));
    expect(through.passDays(60).delivered()).toHaveLength(3);
  });
});
