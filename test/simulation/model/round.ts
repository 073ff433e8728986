// One record's round as the reference model remembers it, and how it takes facts in. Facts are recorded whatever the
// round's status; what follows from them is look.ts's.
import type { Instant } from '../calendar.ts';
import { type Plan, type PlannedStep, rankOf } from './plan.ts';

export type StepState =
  | ('waiting' | 'scheduled' | 'claimed' | 'executed' | 'skipped' | 'suppressed')
  | ('cancelled' | 'failed' | 'needs_review');

export type Step = {
  state: StepState;
  /** What its delay counts from; for one that a new version brought, since when it listens. */
  base: Instant;
  /** While scheduled: when it is due. While in review: when the message may have gone out. */
  dueAt: Instant | null;
  cause: string | null;
  executedAt: Instant | null;
  /** C-16: which of its times the state is about, from 0; when it was repeated last; whether this time was handed over. */
  repetition: number;
  repeatedAt: Instant | null;
  ordered: boolean;
  /** It was to come (again) until then, so what was answered by then counts. */
  waitedUntil: Instant;
  /** First time of each response of a mail, and of each named link. */
  heard: Map<string, Instant>;
  /** What rules look at: everything said since the enrolment, or since it was continued. */
  saidLately: Set<string>;
  status: { readonly name: string; readonly at: Instant } | null;
  result: { readonly name: string; readonly at: Instant } | null;
  /** A stronger branch was taken: it goes no further, nor does anything below. */
  closed: boolean;
  /** Cancelled because the round ended: a continue plans it again. */
  cutOff: boolean;
  waitsForRecord: boolean;
};

export type Status = 'active' | 'completed' | 'expired' | 'unenrolled' | 'stopped' | 'failed';

type Of<Kind, More = unknown> = { readonly kind: Kind; readonly at: Instant } & Readonly<More>;
/** `time`: which of its repetitions it is about. */
type Timed<More = unknown> = { step: string; time: number } & More;

export type Fact =
  | Of<'response', Timed<{ name: string; link: string | null }>>
  /** Answered to another round's message: rules hear it, branches don't. */
  | Of<'elsewhere', { name: string }>
  | Of<'status', { step: string; name: string; result: string | null }>
  | Of<'done' | 'refused' | 'unknown', Timed>
  | Of<'failed' | 'suppressed', Timed<{ reason: string }>>
  | Of<'verdict', { step: string; verdict: 'send_again' | 'mark_sent' | 'skip' }>
  | Of<'end', { reason: string }>
  | Of<'disabled'>
  | Of<'published', { plan: Plan }>;

type About<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;

export class Round {
  status: Status = 'active';
  reason: string | null = null;
  resumedAt: Instant | null = null;
  readonly steps = new Map<string, Step>();
  /** Since it was looked at last, and no repetition counts from before then. */
  carriedOut = new Map<string, Instant>();
  /** Since then: what was answered to other rounds' messages, and which follow-ups failed by a fault of ours (C-34). */
  heardElsewhere: string[] = [];
  faults: { readonly number: number; readonly reason: string }[] = [];
  /** Told, not yet looked at. */
  pending: Fact[] = [];
  plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  planned(id: string): PlannedStep | undefined {
    return this.plan.steps.find((step) => step.id === id);
  }

  /** It, or a follow-up above it, lost to a stronger branch. */
  isClosed(step: PlannedStep | null): boolean {
    return step !== null && (this.steps.get(step.id)?.closed === true || this.isClosed(step.parent));
  }

  /** Waits and delays count from the continue at the earliest. */
  notBeforeResumed(at: Instant): Instant {
    return Math.max(at, this.resumedAt ?? at);
  }
}

export function newStep(base: Instant): Step {
  return {
    ...{ state: 'waiting', base, dueAt: null, cause: null, executedAt: null, heard: new Map(), saidLately: new Set() },
    ...{ repetition: 0, repeatedAt: null, waitedUntil: 0, ordered: false, status: null, result: null },
    ...{ closed: false, cutOff: false, waitsForRecord: false },
  };
}

export const isToCome = ({ state }: Step): boolean => state === 'scheduled' || state === 'claimed';
export const isUnderWay = (step: Step): boolean => isToCome(step) || step.state === 'needs_review';

export function cancel(step: Step | undefined, why: { readonly ended: boolean }): void {
  if (step === undefined || !isToCome(step)) return;
  Object.assign(step, { state: 'cancelled', waitsForRecord: false, cutOff: why.ended && step.dueAt !== null });
}

/** P6: of what is told at once, what became of deliveries comes first, then what people did to mails, each in order of time. */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const group = ({ kind }: Fact) => (['done', 'refused', 'unknown'].includes(kind) ? 0 : kind === 'response' ? 1 : 2);
  const strength = (fact: Fact) => (fact.kind === 'response' ? rankOf(fact.name) : 0);
  const link = (fact: Fact) => (fact.kind === 'response' ? (fact.link ?? '') : '');
  const byTime = (a: Fact, b: Fact) => a.at - b.at || strength(a) - strength(b) || (link(a) < link(b) ? -1 : 1);
  return facts.toSorted((a, b) => group(a) - group(b) || (group(a) === 2 ? 0 : byTime(a, b)));
}

export function hear(round: Round, fact: Fact): void {
  if (fact.kind === 'elsewhere') round.heardElsewhere.push(fact.name);
  if (!('step' in fact)) return;
  const step = round.steps.get(fact.step);
  if (step === undefined) return;
  const planned = round.planned(fact.step);
  if ('time' in fact && fact.time < step.repetition && fact.kind !== 'response') return settleEarlier(step, fact);
  if (fact.kind === 'verdict') judge(round, step, fact);
  if (fact.kind === 'response') respond(round, step, fact);
  if (fact.kind === 'status') enter(step, fact);
  if (fact.kind === 'done' || fact.kind === 'refused') {
    execute(round, step, fact);
    const name = fact.kind === 'done' ? 'sent' : 'bounced';
    if (planned?.channel === 'email') say(round, step, { name, at: fact.at });
  }
  if (fact.kind === 'unknown' && ['claimed', 'cancelled', 'scheduled'].includes(step.state)) {
    Object.assign(step, { state: 'needs_review', dueAt: fact.at });
  }
  if ((fact.kind === 'failed' || fact.kind === 'suppressed') && step.state === 'claimed') {
    step.state = fact.kind;
    const isOurs = fact.kind === 'failed' && fact.reason !== 'retries_exhausted';
    if (isOurs) round.faults.push({ number: planned?.number ?? 0, reason: fact.reason });
  }
}

/** Told of an execution twice, the earlier time counts. */
function settleEarlier(step: Step, { kind, time, at }: Fact & Timed): void {
  if (kind !== 'done' && kind !== 'refused') return;
  if (time === 0) step.executedAt = Math.min(step.executedAt ?? at, at);
  else if (time === step.repetition - 1) step.repeatedAt = Math.min(step.repeatedAt ?? at, at);
}

function execute(round: Round, step: Step, { step: id, at }: { readonly step: string; readonly at: Instant }): void {
  const isKnown = step.state === 'executed';
  if (step.repetition === 0) step.executedAt = Math.min(step.executedAt ?? at, at);
  else step.repeatedAt = isKnown ? Math.min(step.repeatedAt ?? at, at) : at;
  if (!isKnown) round.carriedOut.set(id, at);
  Object.assign(step, { state: 'executed', dueAt: null });
}

/** The first time counts; only rules count what is said again after a continue. */
function say(round: Round, step: Step, { name, at }: { readonly name: string; readonly at: Instant }): void {
  const isFirst = !step.heard.has(name);
  if (isFirst) step.heard.set(name, at);
  if (isFirst || (round.resumedAt !== null && at > round.resumedAt)) step.saidLately.add(name);
}

function respond(round: Round, step: Step, { step: id, time, name, link, at }: About<'response'>): void {
  // Nobody can answer to a message that didn't go out: whatever we thought of it, it was sent.
  if (step.state !== 'executed' && step.state !== 'waiting' && time >= step.repetition) {
    execute(round, step, { step: id, at });
    say(round, step, { name: 'sent', at });
  }
  if (step.executedAt === null) return;
  if (name === 'clicked' || name === 'replied') say(round, step, { name: 'opened', at });
  say(round, step, { name, at });
  const awaited = round.planned(id)?.children.flatMap(({ starts }) => starts) ?? [];
  const isNamed = awaited.some((start) => start.name === `link:${link}`);
  if (name === 'clicked' && isNamed) say(round, step, { name: `link:${link}`, at });
}

function enter(step: Step, { name, result, at }: About<'status'>): void {
  if (step.status?.name !== name) {
    step.status = { name, at };
    step.saidLately.add(name);
  }
  if (result !== null && step.result?.name !== result) step.saidLately.add(`result:${result}`);
  if (step.result?.name !== result) step.result = result === null ? null : { name: result, at };
}

function judge(round: Round, step: Step, { step: id, verdict, at }: About<'verdict'>): void {
  const attemptedAt = step.dueAt ?? at;
  if (step.state !== 'needs_review' || at < attemptedAt) return;
  if (verdict === 'skip') step.state = 'skipped';
  if (verdict === 'mark_sent') {
    execute(round, step, { step: id, at: attemptedAt });
    round.carriedOut.set(id, at);
    say(round, step, { name: 'sent', at });
  }
  if (verdict !== 'send_again') return;
  Object.assign(step, { state: 'claimed', ordered: true });
  const planned = round.planned(id);
  const ended = round.status !== 'active';
  if (ended || planned === undefined || round.isClosed(planned)) cancel(step, { ended });
}
