import { describe, expect, it } from 'vitest';
import { foldingOrder } from '#core/cadence/facts.ts';
import type { Fact, Input } from '#core/cadence/input.ts';
import { call, cadence, email, task, whatsapp } from '#test/short-cadences.ts';
import { tell } from '#test/story.ts';

const told = (at: number, fact: Fact): Input => ({ ...fact, at, actor: null });
const outcome = (at: number, kind: 'carried_out' | 'refused' | 'unknown') => told(at, { kind, followUp: 1 });
const said = (at: number, response: 'opened' | 'clicked' | 'replied', link: string | null = null) =>
  told(at, { kind: 'response', followUp: 1, response, link });
const status = (at: number, name: string) => told(at, { kind: 'status', followUp: 2, status: name, result: null });

describe('the order in which inputs of one wake are folded', () => {
  it('P6 C-32 outcomes by their time, then responses by theirs, then statuses and requests as they were received', () => {
    const end = told(4, { kind: 'end', reason: 'manual' });
    const [late, early] = [status(9, 'completed'), status(1, 'in_progress')];
    const answers = [said(3, 'clicked', 'a'), said(5, 'opened')] as const;
    const given = [late, answers[1], end, early, answers[0], outcome(9, 'refused'), outcome(2, 'carried_out')];
    expect(foldingOrder(given)).toEqual([
      outcome(2, 'carried_out'),
      outcome(9, 'refused'),
      ...answers,
      late,
      end,
      early,
    ]);
  });

  it('P6 of one instant the weaker comes first, and links by their text, however they arrived', () => {
    const outcomes = [outcome(1, 'carried_out'), outcome(1, 'refused'), outcome(1, 'unknown')];
    const clicks = [said(1, 'clicked'), said(1, 'clicked', 'a'), said(1, 'clicked', 'b')];
    const wanted = [...outcomes, said(1, 'opened'), ...clicks, said(1, 'replied')];
    expect(foldingOrder(wanted)).toEqual(wanted);
    expect(foldingOrder(wanted.toReversed())).toEqual(wanted);
  });
});

describe('what is known of a message', () => {
  const single = cadence([email('welcome', { then: [task('watch', { when: ['opened'], delay: { days: 1 } })] })]);
  const unknown = () => {
    const story = tell(single);
    story.willEnd('welcome', 'unknown').enroll('Ada');
    return story;
  };

  it('C-33 C-41 the history says that it needs review, and what a person decided', () => {
    expect(unknown().history('follow_up_needs_review')).toEqual(['2026-03-02 09:00 follow_up_needs_review welcome']);
    const skipped = unknown().reviews('welcome', 'skip');
    expect(skipped.history('follow_up_skipped')).toEqual(['2026-03-02 09:00 follow_up_skipped welcome reviewed']);
    const again = unknown().passDays(1).willEnd('welcome', 'later').reviews('welcome', 'send_again');
    expect(again.history('follow_up_claimed').at(-1)).toBe('2026-03-03 09:00 follow_up_claimed welcome');
  });

  it('C-33 K-27 who opens it has got it: it was sent', () => {
    const lines = unknown().passDays(1).opens('welcome').history('response_recorded');
    expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['sent', 'opened']);
  });

  it('C-33 what was sent for sure does not come into doubt again', () => {
    const story = tell(single);
    story.enroll('Ada');
    expect(story.settles('welcome', 'unknown').state('welcome')).toBe('executed');
  });

  it('C-33 C-11 planned anew while it was past the gate, it is parked and not sent twice', () => {
    const chase = email('chase', { when: ['deferred'], delay: { days: 1 } });
    const story = tell(cadence([task('form', { then: [chase] })]));
    story.willEnd('chase', 'later').enroll('Ada');
    story.sets('form', 'deferred').passDays(1).sets('form', 'in_progress').sets('form', 'deferred');
    expect(story.state('chase')).toBe('scheduled');
    expect(story.settles('chase', 'unknown').state('chase')).toBe('needs_review');
    expect(story.passDays(10).delivered()).toHaveLength(2);
  });

  it('C-9 a result that is said again with another status is recorded once', () => {
    const story = tell(cadence([call('phone'), task('later', { delay: { days: 9 } })]));
    story.enroll('Ada');
    story.sets('phone', 'completed', 'busy').sets('phone', 'cancelled', 'busy');
    expect(story.history('response_recorded').filter((line) => line.includes('busy'))).toHaveLength(1);
  });

  it('K-123 WhatsApp may refuse what it took; an e-mail that went out has gone out', () => {
    const story = tell(cadence([whatsapp('hello'), email('letter'), task('later', { delay: { days: 9 } })]));
    story.enroll('Ada');
    const refused = { fails: 'retries_exhausted' } as const;
    story.settles('letter', refused).settles('hello', { suppressed: 'unsubscribed' });
    expect(story.states()).toMatchObject({ letter: 'executed', hello: 'executed' });
    expect(story.settles('hello', refused).state('hello')).toBe('failed');
  });

  it('C-10 a message that WhatsApp refuses at once has failed; it bounces nowhere', () => {
    const then = [task('mend', { when: ['failed'] })];
    const story = tell(cadence([whatsapp('hello', { then })]));
    story.willEnd('hello', 'refused').enroll('Ada');
    expect(story.state('mend')).toBe('executed');
  });
});

describe('outcomes that are told late', () => {
  it('C-32 C-16 of the times before the present one the earlier instant counts', () => {
    const story = tell(cadence([email('ask', { repeat: { every: { weeks: 1 }, times: 3 } })]));
    story.enroll('Ada');
    story.willEnd('ask', 'later').passDays(9).settles('ask', 'carried_out');
    const followUp = story.number('ask');
    const before = (hours: number) => story.now - hours * 3_600_000;
    story.hears({ kind: 'carried_out', followUp, repetition: 1 }, before(5));
    story.hears({ kind: 'carried_out', followUp, repetition: 1 }, before(-5));
    story.hears({ kind: 'carried_out', followUp }, before(9 * 24 + 2));
    const { executedAt, repeatedAt } = story.enrollment().followUps.get(followUp) ?? {};
    expect([executedAt, repeatedAt].map((at) => story.local(at ?? 0))).toEqual([
      '2026-03-02 07:00',
      '2026-03-11 04:00',
    ]);
  });
});
