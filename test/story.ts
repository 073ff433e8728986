// Tells one record's way through one cadence as a story with days in it, over the pure engine alone: no database, no
// real clock. It plays storage, channels and clock: keeps the enrollment only as the text that storage would keep, carries
// out what decide orders, and steps through the timers that decide sets and no others, so that a timer that is missing
// shows as something that never happens. Every single step is checked (see `verify`).
import { isDeliver } from '#core/cadence/command.ts';
import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { isPublishable } from '#core/cadence/check.ts';
import type { Decision } from '#core/cadence/decide.ts';
import { isNodeClosed, type World } from '#core/cadence/draft.ts';
import { type Enrollment, type FollowUpState, isPending } from '#core/cadence/enrollment.ts';
import type { EnrollmentEvent } from '#core/cadence/event.ts';
import { type CadenceFile, definitionFromFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { EndRequest, Fact, FailureReason, Input, SuppressionReason } from '#core/cadence/input.ts';
import { type Outline, outlineOf } from '#core/cadence/outline.ts';
import { isMessage, type MessageResponse } from '#core/cadence/response.ts';
import { type ContinueRefusal, continueRound, endForRestart, enroll } from '#core/cadence/round.ts';
import { stateFromText, stateToText } from '#core/cadence/state-text.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { FieldValues, Module } from '#core/records/field.ts';
import { leads } from '#core/records/modules/leads.ts';
import type { BusinessCalendar } from '#core/time/business-calendar.ts';
import { addDuration, type Duration } from '#core/time/calendar.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { decideWell, mustBe } from './decide-well.ts';
import { problemsOf } from './problems-of.ts';

export type StoryOptions = {
  readonly zone?: string;
  /** Wall clock in the zone. */
  readonly start?: string;
  /** Criteria of the view that is the audience. */
  readonly view?: Criteria;
  readonly module?: Module;
  /** When the organisation is open. */
  readonly hours?: BusinessCalendar;
};

/** How a delivery ends; 'later': not yet, `settles` says. */
export type Outcome =
  | 'carried_out'
  | 'refused'
  | 'unknown'
  | 'later'
  | { readonly fails: FailureReason }
  | { readonly suppressed: SuppressionReason };

/** Monday morning in Shanghai. */
const MONDAY = '2026-03-02T09:00:00';
/** More wakes than this for one input or one stretch of time: it loops. */
const WAKES_MAX = 100_000;

export function tell(file: CadenceFile, options: StoryOptions = {}): Story {
  return new Story(file, options);
}

export class Story {
  readonly zone: string;
  now: Instant;
  outline: Outline;
  version = 1;
  record: FieldValues | null = null;
  /** How far replies have been read, and visits graded, where that is not up to now. */
  known: Partial<Pick<World, 'repliesReadUntil' | 'visitsGradedUntil'>> = {};
  /** Everything that happened to the present round, in order. */
  readonly events: EnrollmentEvent[] = [];
  /** Follow-ups whose task or call was ordered withdrawn. */
  readonly withdrawn: string[] = [];
  /** Follow-ups whose delivery was ordered held back. */
  readonly heldBack: string[] = [];
  readonly orders: { readonly followUp: string; readonly repetition: number; readonly at: Instant }[] = [];
  wakes = 0;

  private readonly options: StoryOptions;
  private readonly numbers = { followUps: new Map<string, number>(), rules: new Map<string, number>() };
  private readonly names = new Map<number, string>();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly deletedActivities = new Set<number>();
  private stored: { readonly enrollment: Enrollment; readonly text: string } | null = null;
  private timers: Instant[] = [];
  private callsEnd = new Map<number, Instant>();
  private outstanding = new Set<number>();
  /** The repetition of each follow-up that was ordered last. */
  private ordered = new Map<number, number>();
  private gathered: Input[] | null = null;
  private rounds = 0;

  constructor(file: CadenceFile, options: StoryOptions) {
    this.options = options;
    this.zone = options.zone ?? 'Asia/Shanghai';
    this.now = this.at(options.start ?? MONDAY);
    this.outline = this.outlineOf(file);
  }

  // ---- what happens

  /** Takes the record in; gives the id of the unenrolment rule that keeps it out, or null. */
  enroll(name: string, values: FieldValues = {}): string | null {
    this.record = { last_name: name, email: `${name.toLowerCase()}@example.invalid`, ...values };
    return this.begin('manual');
  }

  /** A new round from the first follow-ups; an active one ends. */
  restarts(): string | null {
    const before = this.enrollmentOrNull();
    if (before?.status === 'active') {
      this.take(endForRestart({ outline: this.outline, enrollment: before, world: this.world() }, 1));
    }
    return this.begin('restart');
  }

  continues(): ContinueRefusal | null {
    const { outline } = this;
    const request = { enrollment: this.enrollment(), outline: this.runsUnder(), world: this.world(), actor: 1 };
    const published = { version: this.version, outline };
    const result = continueRound({ ...request, published, deletedActivities: this.deletedActivities });
    if ('refusal' in result) return result.refusal;
    this.standing = null;
    this.take(result.decision);
    return null;
  }

  passMinutes(amount: number): this {
    return this.pass({ amount, unit: 'minutes' });
  }
  passHours(amount: number): this {
    return this.pass({ amount, unit: 'hours' });
  }
  passDays(amount: number): this {
    return this.pass({ amount, unit: 'days' });
  }
  /** To a wall clock in the zone. */
  passTo(text: string): this {
    return this.passUntil(this.at(text));
  }

  opens(id: string): this {
    return this.responds(id, 'opened');
  }
  clicks(id: string, url: string | null = null): this {
    return this.responds(id, 'clicked', { link: url });
  }
  replies(id: string): this {
    return this.responds(id, 'replied');
  }
  bounces(id: string): this {
    return this.responds(id, 'bounced');
  }
  unsubscribes(id: string): this {
    return this.responds(id, 'unsubscribed');
  }
  responds(
    id: string,
    response: MessageResponse,
    { link = null, at = this.now }: { link?: string | null; at?: Instant } = {},
  ): this {
    const followUp = this.number(id);
    return this.hears({ kind: 'response', followUp, response, link, ...this.repetitionOf(followUp) }, at);
  }
  sets(id: string, status: string, result: string | null = null): this {
    return this.hears({ kind: 'status', followUp: this.number(id), status, result });
  }

  /** The record changes. */
  changes(values: FieldValues): this {
    this.record = { ...this.record, ...values };
    return this.hears({ kind: 'look_again' });
  }
  deletesRecord(): this {
    this.record = null;
    return this.hears({ kind: 'look_again' });
  }
  deletesActivity(id: string): this {
    this.deletedActivities.add(this.number(id));
    return this;
  }
  unenrolls(reason: EndRequest = 'manual'): this {
    return this.hears({ kind: 'end', reason });
  }
  disables(): this {
    return this.hears({ kind: 'disabled' });
  }
  publishes(file: CadenceFile): this {
    this.publishesSilently(file);
    return this.hears({ kind: 'republished', version: this.version });
  }
  /** A new version that this round, ended or pinned, does not hear of. */
  publishesSilently(file: CadenceFile): this {
    this.standing ??= this.outline;
    this.outline = this.outlineOf(file);
    this.version++;
    return this;
  }
  mailboxUnread(): this {
    this.known = { repliesReadUntil: this.now };
    return this;
  }
  mailboxRead(): this {
    this.known = {};
    return this;
  }
  /** How the deliveries of a follow-up end from now on. */
  willEnd(id: string, outcome: Outcome): this {
    this.outcomes.set(id, outcome);
    return this;
  }
  /** A delivery that was left open ends now, or a late outcome comes in. */
  settles(id: string, outcome: Outcome, at: Instant = this.now): this {
    return this.hearsAll(this.outcomeInputs(this.number(id), outcome, at));
  }
  reviews(id: string, verdict: 'send_again' | 'mark_sent' | 'skip'): this {
    return this.hears({ kind: 'reviewed', followUp: this.number(id), verdict });
  }
  hears(fact: Fact, at: Instant = this.now): this {
    return this.hearsAll([{ ...fact, at, actor: null }]);
  }
  hearsAll(inputs: readonly Input[]): this {
    if (this.gathered !== null) this.gathered.push(...inputs);
    else this.wake(inputs);
    return this;
  }
  /** Everything told inside is folded in one wake. */
  atOnce(tellings: (story: this) => void): this {
    const gathered: Input[] = [];
    this.gathered = gathered;
    tellings(this);
    this.gathered = null;
    this.wake(gathered);
    return this;
  }

  // ---- what came of it

  /** 'welcome 2026-03-02 09:00', in order. */
  delivered(): string[] {
    return this.orders.map(({ followUp, at }) => `${followUp} ${this.local(at)}`);
  }
  state(id: string): FollowUpState {
    return this.enrollment().followUps.get(this.number(id))?.state ?? 'waiting';
  }
  states(): Record<string, FollowUpState> {
    return Object.fromEntries(this.outline.nodes.map(({ followUp: { id } }) => [id, this.state(id)]));
  }
  dueAt(id: string): string | null {
    const dueAt = this.enrollment().followUps.get(this.number(id))?.dueAt ?? null;
    return dueAt === null || this.state(id) !== 'scheduled' ? null : this.local(dueAt);
  }
  executedAt(id: string): string | null {
    const at = this.enrollment().followUps.get(this.number(id))?.executedAt ?? null;
    return at === null ? null : this.local(at);
  }
  /** 'active', 'completed', 'unenrolled: manual', 'unenrolled: <id of the rule>', … */
  status(): string {
    const { status, reason } = this.enrollment();
    return reason === null ? status : `${status}: ${this.words(reason)}`;
  }
  /** '2026-03-02 09:00 follow_up_scheduled welcome', with the detail at the end where there is one. */
  history(kind?: EnrollmentEvent['kind']): string[] {
    return this.events
      .filter((event) => kind === undefined || event.kind === kind)
      .map(({ at, kind, followUp, detail }) => {
        const parts = [this.local(at), kind, followUp === null ? null : this.name(followUp), this.words(detail)];
        return parts.filter((part) => part !== null).join(' ');
      });
  }
  enrollment(): Enrollment {
    const enrollment = this.enrollmentOrNull();
    if (enrollment === null) throw new Error('nobody was enrolled');
    return enrollment;
  }
  nextTimer(): string | null {
    const next = this.nextInstant();
    return next === null ? null : this.local(next);
  }
  number(id: string): number {
    const number = this.numbers.followUps.get(id);
    if (number === undefined) throw new Error(`no follow-up ${id}`);
    return number;
  }
  /** The version that the round runs under, which may not be the published one. */
  runsUnder(): Outline {
    return this.standing ?? this.outline;
  }
  at(text: string): Instant {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(this.zone).epochMilliseconds;
  }
  local(at: Instant): string {
    const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone).toPlainDateTime();
    return wall.toString({ smallestUnit: 'minute' }).replace('T', ' ');
  }
  world(): World {
    return {
      now: this.now,
      zone: this.zone,
      module: this.options.module ?? leads,
      record: this.record,
      view: this.options.view ?? null,
      repliesReadUntil: this.now,
      ...this.known,
      ...(this.options.hours === undefined ? {} : { hours: this.options.hours }),
    };
  }

  // ---- the machinery

  /** The version the round stands under where another was published since. */
  private standing: Outline | null = null;

  private enrollmentOrNull(): Enrollment | null {
    if (this.stored === null) return null;
    const { enrollment, text } = this.stored;
    return { ...enrollment, ...stateFromText(text, enrollment.enrolledAt) };
  }

  private begin(origin: 'manual' | 'restart'): string | null {
    const { outline, version } = this;
    const id = String(this.rounds + 1);
    const result = enroll({ outline, world: this.world(), id, cadence: 1, version, origin, actor: 1 });
    if ('rule' in result) return this.words(`rule:${result.rule}`);
    this.rounds++;
    this.standing = null;
    this.events.length = 0;
    this.timers = [];
    this.callsEnd = new Map();
    this.outstanding = new Set();
    this.ordered = new Map();
    this.take(result.decision);
    return null;
  }

  private pass(duration: Duration): this {
    return this.passUntil(addDuration(this.now, duration, this.zone));
  }

  private passUntil(until: Instant): this {
    for (let next = this.nextInstant(); next !== null && next <= until; next = this.nextInstant()) {
      this.now = Math.max(this.now, next);
      this.timers = this.timers.filter((at) => at > this.now);
      this.wake(this.overdueCalls());
    }
    this.now = until;
    return this;
  }

  private nextInstant(): Instant | null {
    const all = [...this.timers, ...this.callsEnd.values()];
    return all.length === 0 ? null : Math.min(...all);
  }

  private repetitionOf(followUp: number): { readonly repetition?: number } {
    const repetition = this.ordered.get(followUp) ?? 0;
    return repetition === 0 ? {} : { repetition };
  }

  private overdueCalls(): Input[] {
    const inputs: Input[] = [];
    for (const [followUp, end] of this.callsEnd) {
      if (end > this.now) continue;
      this.callsEnd.delete(followUp);
      const open = this.enrollment().followUps.get(followUp)?.status === 'scheduled';
      if (open) inputs.push({ kind: 'status', followUp, status: 'overdue', result: null, at: end, actor: null });
    }
    return inputs;
  }

  private wake(inputs: readonly Input[]): void {
    if (++this.wakes > WAKES_MAX) throw new Error(`woken ${WAKES_MAX} times: it loops at ${this.local(this.now)}`);
    const enrollment = this.enrollment();
    const moves = inputs.some(({ kind }) => kind === 'republished');
    const published = moves ? { version: this.version, outline: this.outline } : null;
    const situation = { outline: this.runsUnder(), published, enrollment, inputs, world: this.world() };
    const decision = decideWell(situation);
    if (decision.enrollment.version === this.version) this.standing = null;
    this.take(decision);
  }

  /** What storage and channels do with a decision. */
  private take(decision: Decision): void {
    const { enrollment, events, commands, timerAt } = decision;
    this.events.push(...events);
    if (timerAt !== null) this.timers.push(timerAt);
    this.stored = { enrollment, text: stateToText(enrollment) };
    const next: Input[] = [];
    for (const command of commands) {
      const { followUp } = command;
      if (command.kind === 'withdraw_activity') this.withdrawn.push(this.name(followUp));
      else if (command.kind === 'cancel_delivery') {
        this.heldBack.push(this.name(followUp));
        this.outstanding.delete(followUp);
      } else {
        const repetition = command.repetition ?? 0;
        const isKnown = this.ordered.get(followUp) === repetition;
        mustBe(!isKnown || command.kind === 'deliver_again', 'C-32 what was ordered before is ordered again, not anew');
        this.ordered.set(followUp, repetition);
        next.push(...this.deliver(followUp));
      }
    }
    this.verify(decision);
    if (next.length > 0) this.wake(next);
  }

  private deliver(followUp: number): Input[] {
    const id = this.name(followUp);
    this.orders.push({ followUp: id, repetition: this.ordered.get(followUp) ?? 0, at: this.now });
    this.outstanding.add(followUp);
    return this.outcomeInputs(followUp, this.outcomes.get(id) ?? 'carried_out', this.now);
  }

  private outcomeInputs(followUp: number, outcome: Outcome, at: Instant): Input[] {
    if (outcome === 'later') return [];
    this.outstanding.delete(followUp);
    const base = { followUp, at, actor: null, ...this.repetitionOf(followUp) };
    if (outcome === 'refused' || outcome === 'unknown') return [{ kind: outcome, ...base }];
    if (outcome !== 'carried_out') {
      if ('fails' in outcome) return [{ kind: 'not_carried_out', reason: outcome.fails, ...base }];
      return [{ kind: 'suppressed', reason: outcome.suppressed, ...base }];
    }
    const settings = this.runsUnder().byNumber.get(followUp)?.followUp.settings;
    if (settings === undefined || isMessage(settings.channel)) return [{ kind: 'carried_out', ...base }];
    const status = settings.channel === 'task' ? settings.status : 'scheduled';
    if (settings.channel === 'call') {
      const starts = addDuration(at, settings.startsAfter, this.zone);
      this.callsEnd.set(followUp, starts + settings.durationMinutes * MINUTE);
    }
    return [
      { kind: 'carried_out', ...base },
      { kind: 'status', status, result: null, ...base },
    ];
  }

  /** What must hold after every step, whatever the story. */
  private verify({ enrollment, commands, timerAt }: Decision): void {
    const where = `${this.local(this.now)}, ${enrollment.status}`;
    const read = { ...enrollment, ...stateFromText(stateToText(enrollment), enrollment.enrolledAt) };
    mustBe(isDeepStrictEqual(read, enrollment), `the state text loses nothing (${where})`);
    mustBe(timerAt === null || timerAt > this.now, `a timer lies ahead (${where})`);
    const outline = this.runsUnder();
    for (const [number, progress] of enrollment.followUps) {
      const times = this.events.filter(({ kind, followUp }) => kind === 'follow_up_executed' && followUp === number);
      const node = outline.byNumber.get(number);
      const most = progress.repetition + 1;
      mustBe(times.length <= most, `C-32 C-16 ${this.name(number)} is executed once a repetition (${where})`);
      const closed = node !== undefined && isNodeClosed({ enrollment }, node);
      const runs = progress.state === 'scheduled' || progress.state === 'claimed';
      mustBe(!runs || !closed, `${this.name(number)} in a cancelled branch does not run (${where})`);
      mustBe(
        !runs || enrollment.status === 'active',
        `C-51 ${this.name(number)} does not outlive the round (${where})`,
      );
      if (progress.state === 'scheduled') {
        const due = progress.dueAt ?? 0;
        mustBe(
          this.timers.some((at) => at > this.now && at <= due),
          `C-40 a timer is set for ${this.name(number)} (${where})`,
        );
      }
    }
    const delivers = commands.some(isDeliver);
    mustBe(!delivers || enrollment.status === 'active', `an ended round delivers nothing (${where})`);
    if (enrollment.status !== 'active') return;
    const isAwaited = this.outstanding.size > 0 || delivers;
    mustBe(isAwaited || this.timers.some((at) => at > this.now), `C-40 an active round is never stuck (${where})`);
    const standsOpen = [...enrollment.followUps.values()].some((one) => isPending(one) || one.executedAt !== null);
    mustBe(standsOpen, `C-40 an active round has something to wait for (${where})`);
  }

  private words(detail: string | null): string | null {
    const rule = /^rule:(\d+)$/.exec(detail ?? '')?.[1];
    if (rule === undefined) return detail;
    return [...this.numbers.rules].find(([, number]) => number === Number(rule))?.[0] ?? detail;
  }

  private name(number: number): string {
    return this.names.get(number) ?? `#${number}`;
  }

  private outlineOf(file: CadenceFile): Outline {
    const bare = definitionFromFile(file, NO_NUMBERS);
    for (const { id } of bare.followUps) allot(this.numbers.followUps, id);
    for (const { id } of bare.unenroll) allot(this.numbers.rules, id);
    for (const [id, number] of this.numbers.followUps) this.names.set(number, id);
    const definition = definitionFromFile(file, this.numbers);
    const problems = problemsOf(definition, this.options.module ?? leads, this);
    mustBe(isPublishable(problems), `the cadence can be published: ${JSON.stringify(problems)}`);
    return outlineOf(definition);
  }
}

function allot(numbers: Map<string, number>, id: string): void {
  if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
}
