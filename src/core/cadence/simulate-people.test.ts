// C-90 how people in a simulation answer, told with the numbers that they draw.
import { describe, expect, it } from 'vitest';
import { type CadenceFile, definitionFromFile } from '#core/cadence/file.ts';
import { outlineOf } from '#core/cadence/outline.ts';
import { answersTo, drawing } from '#core/cadence/simulate-people.ts';
import type { Rates } from '#core/cadence/simulate-rates.ts';
import { MINUTE } from '#core/time/instant.ts';
import { cadence, call, email, task, whatsapp } from '#test/short-cadences.ts';

/** Monday, 2 March 2026, nine o'clock in Shanghai. */
const MONDAY = Date.UTC(2026, 2, 2, 1);
const [FIRST, SECOND] = ['https://example.invalid/a', 'https://example.invalid/b'];

type Answering = { readonly rates: Rates; readonly draws: readonly number[]; readonly repetition?: number };

/** What is answered to the first follow-up: when, in minutes, and what. All numbers must be drawn, and no more. */
function answers(followUp: CadenceFile['followUps'][number], { rates, draws, repetition = 0 }: Answering) {
  const file = cadence([followUp]);
  const numbers = new Map([followUp, ...(followUp.then ?? [])].map(({ id }, at) => [id, at + 1]));
  const [node] = outlineOf(definitionFromFile(file, { followUps: numbers, rules: new Map() })).nodes;
  if (node === undefined) throw new Error('no follow-up');
  const left = [...draws];
  const draw = (): number => {
    const next = left.shift();
    if (next === undefined) throw new Error('more is drawn');
    return next;
  };
  const found = answersTo({ node, repetition, at: MONDAY, zone: 'Asia/Shanghai', rates, draw });
  expect(left).toEqual([]);
  return found.map(({ at, fact }) => {
    const { followUp: number, ...said } = fact as typeof fact & { followUp: number };
    expect(number).toBe(1);
    return [(at - MONDAY) / MINUTE, said];
  });
}

const response = (name: string, more = {}) => ({ kind: 'response', response: name, link: null, ...more });
const status = (to: string, result: string | null = null) => ({ kind: 'status', status: to, result });

describe('numbers that are drawn', () => {
  it('C-90 are the same for the same seed and place, others for others, from 0 to below 1', () => {
    const three = (seed: number, ...place: number[]) => {
      const draw = drawing(seed, place);
      return [draw(), draw(), draw()];
    };
    expect(three(7, 1, 2)).toEqual(three(7, 1, 2));
    const all = [three(7, 1, 2), three(8, 1, 2), three(7, 2, 1), three(7, 1, 3), three(7, 1)].flat();
    expect(new Set(all).size).toBe(all.length);
    const draw = drawing(3, [5]);
    const many = Array.from({ length: 10_000 }, draw);
    expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...many)).toBeLessThan(1);
    const tenths = Array.from({ length: 10 }, (_, tenth) => many.filter((n) => Math.floor(n * 10) === tenth).length);
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('an e-mail', () => {
  const rates = { opened: 0.5, clicked: 0.25, replied: 0.1, unsubscribed: 0.05 };
  const linked = email('offer', {
    then: [task('a', { when: [{ link: FIRST }] }), task('b', { when: [{ link: SECOND }, { link: FIRST }] })],
  });

  it('C-90 is opened by the share that opens, and whoever does more has opened it before', () => {
    // Read, after half the time; clicked, half; which link; replied; unsubscribed.
    const draws = [0.49, 0.5, 0.49, 0.5, 0, 0.19, 0.5, 0.09, 0.5];
    expect(answers(email('offer'), { rates, draws })).toEqual([
      [6 * 60, response('opened')],
      [6 * 60 + 10, response('clicked')],
      [14 * 60, response('replied')],
      [6 * 60 + 5, response('unsubscribed')],
    ]);
    expect(answers(email('offer'), { rates, draws: [0.49, 0.5, 0.51, 0.5, 0, 0.21, 0.5, 0.11, 0.5] })).toEqual([
      [6 * 60, response('opened')],
    ]);
    expect(answers(email('offer'), { rates, draws: [0.51, 0.5, 0, 0.5, 0, 0, 0.5, 0, 0.5] })).toEqual([]);
  });

  it('C-90 of a half half as many wait twice as long', () => {
    const draws = [0, 0.75, 0.99, 0, 0, 0.99, 0, 0.99, 0];
    expect(answers(email('offer'), { rates, draws })).toEqual([[12 * 60, response('opened')]]);
  });

  it('C-90 more who click than open have opened it all the same; opens that nobody counts are none', () => {
    const draws = [0.59, 0.5, 0.9, 0.5, 0, 0.9, 0.5, 0.9, 0.5];
    expect(answers(email('offer'), { rates: { opened: 0.2, clicked: 0.6 }, draws })).toEqual([
      [6 * 60, response('opened')],
      [6 * 60 + 10, response('clicked')],
    ]);
    expect(answers(email('offer'), { rates: { clicked: 1 }, draws })).toEqual([[6 * 60 + 10, response('clicked')]]);
  });

  it('C-90 its named links are clicked by their rates, or each as often; told is which repetition', () => {
    const clicked = (more: Rates, which: number) => {
      const draws = [0, 0.5, 0, 0.5, which, 0.9, 0.5, 0.9, 0.5];
      return answers(linked, { rates: { opened: 1, clicked: 1, ...more }, draws, repetition: 2 })[1]?.[1];
    };
    const of = (link: string) => response('clicked', { link, repetition: 2 });
    expect([clicked({}, 0.49), clicked({}, 0.51)]).toEqual([of(FIRST), of(SECOND)]);
    const weighed = { [`link:${FIRST}`]: 3, [`link:${SECOND}`]: 1 };
    expect([clicked(weighed, 0.74), clicked(weighed, 0.76)]).toEqual([of(FIRST), of(SECOND)]);
    const never = { [`link:${FIRST}`]: 0, [`link:${SECOND}`]: 0 };
    expect(clicked(never, 0.5)).toEqual(response('clicked', { repetition: 2 }));
  });
});

describe('a task', () => {
  const rates = { in_progress: 0.2, deferred: 0.3, waiting_for_input: 0.1, completed: 0.8 };

  it.each([
    [0.19, 'in_progress'],
    [0.49, 'deferred'],
    [0.59, 'waiting_for_input'],
  ] as const)('C-90 drawn %d it is %s after a working day, and done a day later', (between, begun) => {
    expect(answers(task('call'), { rates, draws: [between, 0.5, 0.79, 0.5] })).toEqual([
      [0, status('not_started')],
      [8 * 60, status(begun)],
      [28 * 60, status('completed')],
    ]);
  });

  it('C-90 or it is left as it is, or done without being begun', () => {
    expect(answers(task('call'), { rates, draws: [0.61, 0.5, 0.81, 0.5] })).toEqual([[0, status('not_started')]]);
    expect(answers(task('call'), { rates, draws: [0.61, 0.5, 0, 0] })).toEqual([
      [0, status('not_started')],
      [8 * 60, status('completed')],
    ]);
    expect(answers(task('call'), { rates: {}, draws: [0, 0.5, 0, 0] })).toEqual([[0, status('not_started')]]);
  });

  it('C-90 shares of more than all leave nobody out', () => {
    const all = { in_progress: 1, deferred: 1, waiting_for_input: 0 };
    expect(answers(task('call'), { rates: all, draws: [0.99, 0.5, 0, 0] })[1]).toEqual([8 * 60, status('deferred')]);
  });
});

describe('a call', () => {
  const rates = { completed: 0.6, cancelled: 0.1, 'result:busy': 1, 'result:interested': 3 };
  const phone = call('phone', {}, { startsAfter: { hours: 2 }, durationMinutes: 30 });

  it('C-90 is held while it is planned, and comes to one of its results', () => {
    expect(answers(phone, { rates, draws: [0.59, 0.5, 0.2] })).toEqual([
      [0, status('scheduled')],
      [135, status('completed', 'busy')],
    ]);
    expect(answers(phone, { rates, draws: [0, 0, 0.3] })[1]).toEqual([120, status('completed', 'interested')]);
    expect(answers(phone, { rates: { completed: 1 }, draws: [0.5, 0, 0] })[1]).toEqual([120, status('completed')]);
  });

  it('C-90 is cancelled at its beginning, or overdue at its end', () => {
    expect(answers(phone, { rates, draws: [0.69, 0.5, 0.2] })).toEqual([
      [0, status('scheduled')],
      [120, status('cancelled')],
    ]);
    expect(answers(phone, { rates, draws: [0.71, 0.5, 0.2] })).toEqual([
      [0, status('scheduled')],
      [150, status('overdue')],
    ]);
    expect(answers(phone, { rates: {}, draws: [0, 0.5, 0.2] })[1]).toEqual([150, status('overdue')]);
  });
});

describe('a WhatsApp message', () => {
  const rates = { delivered: 0.9, read: 0.6, replied: 0.3, failed: 0.1 };
  const hello = whatsapp('hello');

  it('C-90 fails, or is delivered, read and answered by nested shares', () => {
    expect(answers(hello, { rates, draws: [0.09] })).toEqual([[1, response('failed')]]);
    // Not failed; delivered, after half the time; read; replied.
    expect(answers(hello, { rates, draws: [0.1, 0.89, 0.5, 0.66, 0.5, 0.33, 0.5] })).toEqual([
      [1, response('delivered')],
      [2 * 60 + 1, response('read')],
      [8 * 60 + 1, response('replied')],
    ]);
    expect(answers(hello, { rates, draws: [0.1, 0.89, 0.5, 0.67, 0.5, 0.34, 0.5] })).toEqual([
      [1, response('delivered')],
    ]);
    expect(answers(hello, { rates: {}, draws: [0, 0, 0.5, 0, 0.5, 0, 0.5] })).toEqual([]);
  });
});
