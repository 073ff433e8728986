// A trial of a cadence (C-90): its audience goes through it under a virtual clock, by the same decisions as in earnest.
// Nothing leaves and nothing is kept; the same seed gives the same result. Everybody enters at the beginning.
import { isDeliver } from '#core/cadence/command.ts';
import { type Decision, decideInPlace } from '#core/cadence/decide.ts';
import type { World } from '#core/cadence/draft.ts';
import type { Enrollment } from '#core/cadence/enrollment.ts';
import type { Fact, Input } from '#core/cadence/input.ts';
import { enroll } from '#core/cadence/round.ts';
import { Agenda } from '#core/cadence/simulate-agenda.ts';
import { Channels } from '#core/cadence/simulate-channels.ts';
import { Tally } from '#core/cadence/simulate-tally.ts';
import type { Due, Order, Trial, TrialRecord } from '#core/cadence/simulate-trial.ts';
import type { SimulatedRound, SimulationResult } from '#core/cadence/simulation-result.ts';
import { addDuration } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

export type Simulated = { readonly result: SimulationResult; readonly rounds: readonly SimulatedRound[] };

/** Works in small pieces and tells after each how far it is, 0 to 1; whoever drives it lets others work between them. */
export function* simulate(trial: Trial): Generator<number, Simulated> {
  const run = new Run(trial);
  yield* run.begin();
  yield* run.goOn();
  return run.concluded();
}

type Round = { readonly record: TrialRecord; readonly enrollment: Enrollment; decidedAt: Instant };

/** Between two tellings. */
const PIECES = 200;
/** Of the whole, by and large, that taking everybody in is. */
const BEGINNING_SHARE = 0.3;

class Run {
  private readonly trial: Trial;
  private readonly until: Instant;
  private readonly agenda = new Agenda<Due>();
  private readonly tally: Tally;
  private readonly channels: Channels;
  /** By place of the record; null: it was not taken in. */
  private readonly rounds: (Round | null)[] = [];
  private now: Instant;

  constructor(trial: Trial) {
    const { outline, world, from, days } = trial;
    this.trial = trial;
    this.now = from;
    this.until = addDuration(from, { amount: days, unit: 'days' }, world.zone);
    this.tally = new Tally(outline, world.zone);
    this.channels = new Channels({ trial, agenda: this.agenda, tally: this.tally });
  }

  *begin(): Generator<number, void> {
    const { records } = this.trial;
    for (const [place, record] of records.entries()) {
      this.rounds[place] = this.enter(place, record);
      if (place % PIECES === 0) yield (BEGINNING_SHARE * place) / records.length;
    }
  }

  *goOn(): Generator<number, void> {
    const { from } = this.trial;
    for (let pieces = 1; ; pieces++) {
      const next = this.agenda.take();
      if (next === undefined || next.at >= this.until) return;
      this.now = next.at;
      this.carryOn(next.what);
      if (pieces % PIECES > 0) continue;
      yield BEGINNING_SHARE + ((1 - BEGINNING_SHARE) * (this.now - from)) / (this.until - from);
    }
  }

  concluded(): Simulated {
    const { trial, tally, until, rounds } = this;
    for (const [place, round] of rounds.entries()) {
      if (round !== null) tally.noteStanding(place, round.enrollment.status, round.enrollment.reason);
    }
    const result = tally.concluded({ from: trial.from, until }, trial.rates);
    return { result, rounds: tally.roundsOf(trial.records) };
  }

  private enter(place: number, record: TrialRecord): Round | null {
    const { outline } = this.trial;
    const { tally } = this;
    if (record.leftOut !== null) {
      tally.leaveOut(place, record.leftOut, null);
      return null;
    }
    const request = { id: record.id, cadence: 0, version: 0, origin: 'view', actor: null } as const;
    const entered = enroll({ outline, world: this.world(record), ...request });
    if ('rule' in entered) {
      const rule = outline.rules.find(({ number }) => number === entered.rule)?.id ?? null;
      tally.leaveOut(place, 'unenrolment_rule_met', rule);
      return null;
    }
    const { decision } = entered;
    this.follow({ place, record }, decision);
    return { record, enrollment: decision.enrollment, decidedAt: this.now };
  }

  private carryOn(due: Due): void {
    if (due.kind === 'attempt') return this.attempt(due.order);
    if (due.kind === 'open') return this.reopen(due.sender);
    const round = this.rounds[due.place] ?? null;
    if (round === null) return;
    if (due.kind === 'wake') {
      if (round.decidedAt !== this.now && round.enrollment.status === 'active') this.decide(due.place, []);
      return;
    }
    if (due.fact.kind === 'status' && !keepsActivities(round.enrollment)) return;
    this.channels.noteAnswer({ ...due, record: round.record, at: this.now });
    this.tell(due.place, due.fact);
  }

  private attempt(order: Order): void {
    const fact = this.isWanted(order) ? this.channels.carryOut(order, this.now) : null;
    if (fact !== null) this.tell(order.place, fact);
  }

  private reopen(sender: string): void {
    const isWanted = (order: Order): boolean => this.isWanted(order);
    for (const { order, fact } of this.channels.reopened({ sender, now: this.now, isWanted })) {
      if (fact !== null) this.tell(order.place, fact);
    }
  }

  /** What was called back meanwhile is not carried out. */
  private isWanted({ place, node, repetition }: Order): boolean {
    const progress = this.rounds[place]?.enrollment.followUps.get(node.followUp.number);
    return progress?.state === 'claimed' && progress.repetition === repetition;
  }

  private tell(place: number, fact: Fact): void {
    this.decide(place, [{ ...fact, at: this.now, actor: null }]);
  }

  private decide(place: number, inputs: readonly Input[]): void {
    const round = this.rounds[place] ?? null;
    if (round === null) return;
    round.decidedAt = this.now;
    const { enrollment, record } = round;
    const { outline } = this.trial;
    const decision = decideInPlace({ outline, published: null, enrollment, inputs, world: this.world(record) });
    this.follow({ place, record }, decision);
  }

  private follow({ place, record }: Pick<Order, 'place' | 'record'>, { events, commands, timerAt }: Decision): void {
    this.tally.noteEvents(place, events);
    if (timerAt !== null) this.agenda.add(timerAt, { kind: 'wake', place });
    for (const command of commands) {
      const node = isDeliver(command) ? this.trial.outline.byNumber.get(command.followUp) : undefined;
      if (node === undefined || !isDeliver(command)) continue;
      const order = { place, record, node, repetition: command.repetition ?? 0, told: new Set<string>() };
      this.agenda.add(this.now, { kind: 'attempt', order });
    }
  }

  private world({ values }: TrialRecord): World {
    const { zone, module, view } = this.trial.world;
    const { hours } = this.trial.pace;
    const { now } = this;
    const base = { now, zone, module, record: values, view, repliesReadUntil: now };
    return hours === null ? base : { ...base, hours };
  }
}

/** C-51: whoever leaves takes tasks and calls along; else people go on working on them. */
function keepsActivities({ status }: Enrollment): boolean {
  return status === 'active' || status === 'completed' || status === 'expired';
}
