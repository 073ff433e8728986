// What people do in a simulation (C-90): how they answer a message, what becomes of a task or a call. The same seed gives
// the same answers, in whatever order records come, so a change of the cadence changes nothing but what it touches.
import type { CallSettings } from '#core/cadence/definition.ts';
import type { Fact } from '#core/cadence/input.ts';
import type { OutlineNode } from '#core/cadence/outline.ts';
import type { MessageResponse, TaskStatus } from '#core/cadence/response.ts';
import type { Rates } from '#core/cadence/simulate-rates.ts';
import { addDuration } from '#core/time/calendar.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';

/** Gives the next number of a series, 0 to below 1. */
export type Draw = () => number;

/** A series of its own for each place: record, follow-up, repetition. */
export function drawing(seed: number, place: readonly number[]): Draw {
  let state = place.reduce((mixed, part) => mix(mixed ^ part), mix(seed));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return (mix(state) >>> 0) / 2 ** 32;
  };
}

/** Spreads 32 bits over all of them (the finaliser of MurmurHash3). */
function mix(bits: number): number {
  let mixed = bits | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Which follow-up was carried out, when, which time (C-16), and how its answers are drawn. */
export type CarriedOut = {
  readonly node: OutlineNode;
  readonly repetition: number;
  readonly at: Instant;
  readonly zone: string;
  readonly rates: Rates;
  readonly draw: Draw;
};

export type Answer = { readonly at: Instant; readonly fact: Fact };

/** Half of those who do it have done it by then. */
const OPENED_AFTER_MS = 6 * HOUR;
const CLICKED_AFTER_OPEN_MS = 10 * MINUTE;
const REPLIED_AFTER_OPEN_MS = 8 * HOUR;
const UNSUBSCRIBED_AFTER_OPEN_MS = 5 * MINUTE;
const DELIVERED_AFTER_MS = MINUTE;
const READ_AFTER_MS = 2 * HOUR;
const TASK_BEGUN_AFTER_MS = 8 * HOUR;
const TASK_DONE_AFTER_MS = 20 * HOUR;

export function answersTo(carriedOut: CarriedOut): Answer[] {
  const { settings } = carriedOut.node.followUp;
  switch (settings.channel) {
    case 'email':
      return answersToEmail(carriedOut);
    case 'whatsapp':
      return answersToWhatsapp(carriedOut);
    case 'task':
      return courseOfTask(carriedOut, settings.status);
    case 'call':
      return courseOfCall(carriedOut, settings);
  }
}

function answersToEmail(carriedOut: CarriedOut): Answer[] {
  const { opened = 0, clicked = 0, replied = 0, unsubscribed = 0 } = carriedOut.rates;
  const read = readBy(carriedOut, {
    share: opened,
    halfMs: OPENED_AFTER_MS,
    further: [clicked, replied, unsubscribed],
  });
  const clickedAt = read.then(clicked, CLICKED_AFTER_OPEN_MS);
  const link = linkClicked(carriedOut);
  return [
    ...said(carriedOut, 'opened', { at: opened > 0 ? read.at : null }),
    ...said(carriedOut, 'clicked', { at: clickedAt, link }),
    ...said(carriedOut, 'replied', { at: read.then(replied, REPLIED_AFTER_OPEN_MS) }),
    ...said(carriedOut, 'unsubscribed', { at: read.then(unsubscribed, UNSUBSCRIBED_AFTER_OPEN_MS) }),
  ];
}

function answersToWhatsapp(carriedOut: CarriedOut): Answer[] {
  const { delivered = 0, read: share = 0, replied = 0, failed = 0 } = carriedOut.rates;
  const isFailed = carriedOut.draw() < failed;
  if (isFailed) return said(carriedOut, 'failed', { at: carriedOut.at + MINUTE });
  const arrival = readBy(carriedOut, { share: delivered, halfMs: DELIVERED_AFTER_MS, further: [share, replied] });
  const readAt = arrival.then(share, READ_AFTER_MS);
  return [
    ...said(carriedOut, 'delivered', { at: arrival.at }),
    ...said(carriedOut, 'read', { at: readAt }),
    ...said(carriedOut, 'replied', { at: arrival.then(replied, REPLIED_AFTER_OPEN_MS) }),
  ];
}

type Reading = { readonly share: number; readonly halfMs: number; readonly further: readonly number[] };

/** Whoever does more has read it first, so the shares nest: of the readers as many go on as makes the share of all. */
function readBy({ at, draw }: CarriedOut, { share, halfMs, further }: Reading) {
  const readers = Math.max(share, ...further);
  const isRead = draw() < readers;
  const readAt = at + halfBy(halfMs, draw);
  const then = (shareOfAll: number, afterMs: number): Instant | null => {
    const does = draw() * readers < shareOfAll;
    const after = halfBy(afterMs, draw);
    return isRead && does ? readAt + after : null;
  };
  return { at: isRead ? readAt : null, then };
}

type Said = { readonly at: Instant | null; readonly link?: string | null };

function said({ node, repetition }: CarriedOut, response: MessageResponse, { at, link = null }: Said): Answer[] {
  if (at === null) return [];
  const of = repetition === 0 ? {} : { repetition };
  return [{ at, fact: { kind: 'response', followUp: node.followUp.number, response, link, ...of } }];
}

/** One of those that a trigger names, by their rates where there are some, else each as often. */
function linkClicked({ node, rates, draw }: CarriedOut): string | null {
  const links = node.children.flatMap(({ followUp }) =>
    followUp.triggers.flatMap((trigger) => (trigger.kind === 'link' ? [trigger.url] : [])),
  );
  const chosen = pick([...new Set(links)], (url) => rates[`link:${url}`] ?? 1, draw);
  return chosen ?? null;
}

function courseOfTask({ node, at, rates, draw }: CarriedOut, first: TaskStatus): Answer[] {
  const course: Answer[] = [{ at, fact: status(node, first, null) }];
  const between = pick(
    ['in_progress', 'deferred', 'waiting_for_input', null],
    (one) => (one === null ? 1 - restOf(rates) : (rates[one] ?? 0)),
    draw,
  );
  const begunAt = at + halfBy(TASK_BEGUN_AFTER_MS, draw);
  if (typeof between === 'string') course.push({ at: begunAt, fact: status(node, between, null) });
  const isDone = draw() < (rates['completed'] ?? 0);
  const doneAt = begunAt + halfBy(TASK_DONE_AFTER_MS, draw);
  return isDone ? [...course, { at: doneAt, fact: status(node, 'completed', null) }] : course;
}

function restOf(rates: Rates): number {
  const { in_progress: begun = 0, deferred = 0, waiting_for_input: waiting = 0 } = rates;
  return Math.min(1, begun + deferred + waiting);
}

/** One that is neither held nor cancelled is overdue when it would have ended (C-11). */
function courseOfCall({ node, at, zone, rates, draw }: CarriedOut, call: CallSettings): Answer[] {
  const startsAt = addDuration(at, call.startsAfter, zone);
  const endsAt = startsAt + call.durationMinutes * MINUTE;
  const { completed = 0, cancelled = 0 } = rates;
  const chance = draw();
  const when = startsAt + draw() * (endsAt - startsAt);
  const results = Object.keys(rates).filter((key) => key.startsWith('result:'));
  const result = pick(results, (key) => rates[key] ?? 0, draw)?.slice('result:'.length) ?? null;
  const scheduled = { at, fact: status(node, 'scheduled', null) };
  if (chance < completed) return [scheduled, { at: Math.floor(when), fact: status(node, 'completed', result) }];
  if (chance < completed + cancelled) return [scheduled, { at: startsAt, fact: status(node, 'cancelled', null) }];
  return [scheduled, { at: endsAt, fact: status(node, 'overdue', null) }];
}

function status({ followUp }: OutlineNode, to: string, result: string | null): Fact {
  return { kind: 'status', followUp: followUp.number, status: to, result };
}

/** Undefined: there is none, or none weighs anything. */
function pick<T>(among: readonly T[], weightOf: (one: T) => number, draw: Draw): T | undefined {
  const total = among.reduce((sum, one) => sum + weightOf(one), 0);
  let rest = draw() * total;
  if (total <= 0) return undefined;
  return among.find((one) => {
    rest -= weightOf(one);
    return rest < 0;
  });
}

/** A waiting time of which half are shorter and some are much longer. */
function halfBy(halfMs: number, draw: Draw): number {
  return Math.floor((-Math.log(1 - draw()) / Math.LN2) * halfMs);
}
