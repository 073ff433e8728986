// Keeps count while a simulation runs (C-90), from the events that the engine decides.
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { EnrollmentEvent } from '#core/cadence/event.ts';
import type { Outline } from '#core/cadence/outline.ts';
import type { Channel } from '#core/cadence/response.ts';
import { Figures } from '#core/cadence/simulate-figures.ts';
import type { SourcedRates } from '#core/cadence/simulate-rates.ts';
import type {
  Hold,
  LeftOut,
  LeftOutReason,
  SimulatedEnd,
  SimulatedRound,
  SimulatedStep,
  SimulationResult,
  Volume,
} from '#core/cadence/simulation-result.ts';
import { localDate } from '#core/time/calendar.ts';
import type { Instant } from '#core/time/instant.ts';

type Growing = {
  status: EnrollmentStatus | null;
  reason: string | null;
  rule: string | null;
  readonly steps: SimulatedStep[];
};

export class Tally {
  private readonly outline: Outline;
  private readonly zone: string;
  private readonly figures: ReadonlyMap<number, Figures>;
  private readonly rounds: Growing[] = [];
  private readonly volumes = new Map<string, Volume>();
  private readonly holds = new Map<string, { times: number; readonly records: Set<number> }>();

  constructor(outline: Outline, zone: string) {
    this.outline = outline;
    this.zone = zone;
    this.figures = new Map(outline.nodes.map((node) => [node.followUp.number, new Figures(node)]));
  }

  leaveOut(place: number, reason: LeftOutReason, rule: string | null): void {
    this.rounds[place] = { status: null, reason, rule, steps: [] };
  }

  noteEvents(place: number, events: readonly EnrollmentEvent[]): void {
    for (const event of events) {
      const figures = event.followUp === null ? undefined : this.figures.get(event.followUp);
      const step = figures?.note(place, event) ?? null;
      if (step === null) continue;
      this.round(place).steps.push(step);
      if (step.what === 'held') this.noteHold(place, step.reason ?? '');
    }
  }

  noteVolume(at: Instant, channel: Channel, sender: string | null): void {
    const on = localDate(at, this.zone);
    const key = `${on} ${channel} ${sender ?? ''}`;
    this.volumes.set(key, { on, channel, sender, times: (this.volumes.get(key)?.times ?? 0) + 1 });
  }

  /** How the round of a record stands now. */
  noteStanding(place: number, status: EnrollmentStatus, reason: string | null): void {
    const number = /^rule:(\d+)$/.exec(reason ?? '')?.[1];
    const rule = this.outline.rules.find((one) => one.number === Number(number))?.id ?? null;
    Object.assign(this.round(place), { status, reason: rule === null ? reason : null, rule });
  }

  roundsOf(records: readonly { readonly id: string }[]): SimulatedRound[] {
    return records.map(({ id }, place) => ({ record: id, ...this.round(place) }));
  }

  concluded(
    span: { readonly from: Instant; readonly until: Instant },
    rates: ReadonlyMap<number, SourcedRates>,
  ): SimulationResult {
    const { rounds, volumes, holds } = this;
    const enrolled = rounds.filter(({ status }) => status !== null);
    return {
      ...span,
      records: rounds.length,
      enrolled: enrolled.length,
      leftOut: leftOutOf(rounds),
      followUps: this.followUps(rates),
      volumes: [...volumes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, volume]) => volume),
      holds: [...holds].map(([reason, { times, records }]): Hold => ({ reason, times, records: records.size })),
      ends: this.ends(enrolled),
    };
  }

  private followUps(rates: ReadonlyMap<number, SourcedRates>): SimulationResult['followUps'] {
    return this.outline.nodes.flatMap(({ followUp: { number }, parent }) => {
      const answering = rates.get(number);
      const ofParent = parent === null ? null : (this.figures.get(parent.followUp.number) ?? null);
      return answering === undefined ? [] : (this.figures.get(number)?.concluded(answering, ofParent) ?? []);
    });
  }

  private noteHold(place: number, reason: string): void {
    const hold = this.holds.get(reason) ?? { times: 0, records: new Set() };
    hold.times += 1;
    hold.records.add(place);
    this.holds.set(reason, hold);
  }

  private round(place: number): Growing {
    const known = this.rounds[place];
    if (known !== undefined) return known;
    const round: Growing = { status: 'active', reason: null, rule: null, steps: [] };
    this.rounds[place] = round;
    return round;
  }

  private ends(rounds: readonly Growing[]): SimulatedEnd[] {
    const goals = new Set(this.outline.rules.flatMap(({ id, goal }) => (goal ? [id] : [])));
    const ends = new Map<string, SimulatedEnd>();
    for (const { status, reason, rule } of rounds) {
      if (status === null) continue;
      const key = `${status} ${reason ?? ''} ${rule ?? ''}`;
      const goal = rule !== null && goals.has(rule);
      ends.set(key, { status, reason, rule, goal, records: (ends.get(key)?.records ?? 0) + 1 });
    }
    return [...ends.values()].sort((a, b) => b.records - a.records);
  }
}

function leftOutOf(rounds: readonly Growing[]): LeftOut[] {
  const leftOut = new Map<string, LeftOut>();
  for (const { status, reason, rule } of rounds) {
    if (status !== null || reason === null) continue;
    const key = `${reason} ${rule ?? ''}`;
    const known = leftOut.get(key);
    leftOut.set(key, { reason: reason as LeftOutReason, rule, records: (known?.records ?? 0) + 1 }); // as it was given
  }
  return [...leftOut.values()];
}
