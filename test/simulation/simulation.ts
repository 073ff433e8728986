// One seed's run: a made-up cadence or two, a few leads, people and mail servers who do what chance says, two workers that
// may die at any commit, a clock that jumps. The actions and the worker's steps are the product's own, on the real database.
import { createHash } from 'node:crypto';
import type { CadenceContext } from '#actions/cadences/save-cadence.ts';
import { type Definitions, keepDefinitions } from '#actions/enrollments/definitions.ts';
import { templateReader } from '#assembly/mail.ts';
import { DAY, HOUR, type Instant } from '#core/time/instant.ts';
import type { Database, Statement } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { Books, type KeptRound, moment } from './books.ts';
import { furnish } from './furnishing.ts';
import { checkInvariants, checkReports, type History } from './invariants.ts';
import type { Arrived } from './mail-server.ts';
import { opening } from './calendar.ts';
import { People } from './people.ts';
import { Random } from './random.ts';
import { Process, ProcessDied, Scheduler } from './scheduler.ts';
import type { Stage } from './stage.ts';
import { Violation, Watch } from './watch.ts';
import { isOpenCall, Workers } from './workers.ts';

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin'];
/** A plain Monday, and evenings before clocks change or months end. */
const STARTS = ['2026-03-02T01:00:00Z', '2026-03-06T22:30:00Z', '2026-04-03T15:00:00Z', '2026-10-29T13:10:00Z'];
const MOMENTS = 32;
const WIND_DOWN_STEPS_MAX = 40;

export type Outcome = {
  readonly violation: string | null;
  /** Of everything that happened, in order: the same seed, the same hash (P22). */
  readonly hash: string;
  readonly trace: readonly string[];
};

export async function simulate(stage: Stage, seed: number): Promise<Outcome> {
  await stage.clear();
  const simulation = new Simulation(stage, seed);
  const violation = await simulation.run().then(
    () => null,
    (error: unknown) =>
      error instanceof Violation ? error.message : String(error instanceof Error ? error.stack : error),
  );
  simulation.workers.stop();
  const { trace } = simulation;
  if (violation !== null) simulation.note(`VIOLATION: ${violation}`);
  return { violation, hash: createHash('sha256').update(trace.join('\n')).digest('hex').slice(0, 16), trace };
}

/** One time of a follow-up of a round. */
export type Named = { readonly kept: KeptRound; readonly step: string; readonly time: number };

function inShort({ kept, step, time }: Named): string {
  return `${kept.id} ${step} ${time}`;
}

/** How actions are asked: through a process of their own that may die. */
export type Asking = { readonly database: Database; readonly organization: Organization; readonly now: Instant };

export class Simulation {
  readonly stage: Stage;
  readonly random: Random;
  readonly organization: Organization;
  readonly books: Books;
  readonly watch: Watch;
  readonly people = new People(this);
  readonly workers: Workers;
  readonly arrived: Arrived[] = [];
  readonly trace: string[] = [];
  readonly definitions: Definitions = keepDefinitions();
  now: Instant;
  /** Channels work again, nobody dies any more. */
  isWindingDown = false;

  private readonly scheduler: Scheduler;
  private readonly sentAgain = new Map<string, number>();
  private readonly history: History = new Map();
  private readonly readTemplate = templateReader();
  private violation: Violation | null = null;

  constructor(stage: Stage, seed: number) {
    this.stage = stage;
    this.random = new Random(seed);
    const timeZone = this.random.pick(ZONES);
    this.now = Date.parse(this.random.pick(STARTS));
    this.organization = { ...stage.organization, timeZone };
    this.books = new Books(timeZone);
    this.watch = new Watch({
      ...{ watcher: stage.watcher, books: this.books, note: this.note },
      now: () => this.now,
    });
    this.scheduler = new Scheduler(new Random(~seed), ({ name }) => this.watch.afterCommit(name.startsWith('worker')));
    this.workers = new Workers(this);
  }

  readonly note = (line: string): void => {
    this.trace.push(`${moment(this.now)} ${line}`);
  };

  /** From where nobody listens to what is thrown. */
  violate(violation: Violation): void {
    this.violation ??= violation;
  }

  async run(): Promise<void> {
    await furnish(this);
    for (let i = 0; i < MOMENTS; i++) {
      this.passTime();
      await this.liveThrough();
    }
    await this.windDown();
  }

  named(delivery: string): Named {
    const found = this.watch.sight.deliveries.find(({ id }) => id === delivery);
    const kept = found === undefined ? undefined : this.books.rounds.get(found.enrollment);
    if (found === undefined || kept === undefined) throw new Violation(`P1 delivery ${delivery} is of no round`);
    return { kept, step: this.books.stepName(kept, found.followUp), time: found.repetition };
  }

  allowSendAgain(named: Named): void {
    this.sentAgain.set(inShort(named), this.sendAgainAllowed(named) + 1);
  }

  sendAgainAllowed(named: Named): number {
    return this.sentAgain.get(inShort(named)) ?? 0;
  }

  // ---- asking the product

  port(process: Process): Database {
    return this.scheduler.port(this.stage.database, process);
  }

  asking(process = new Process('people')): Asking {
    return { database: this.port(process), organization: this.organization, now: this.now };
  }

  context(at: Asking): CadenceContext {
    return { ...at, readTemplate: this.readTemplate, actor: 1 };
  }

  query(statement: Statement<unknown>): Promise<unknown> {
    const { database, organization } = this.asking();
    return database.organization(organization.seat, (tx) => tx.query(statement));
  }

  /** Asks until it is done: where the process died of it, again, unless it can be seen that it held. */
  async surely<T>(what: string, ask: (at: Asking) => Promise<T>): Promise<T> {
    const process = new Process(what);
    if (!this.isWindingDown && this.random.chance(0.06)) process.fault = this.workers.deathAfter(0);
    if (process.fault !== null) this.note(`${what}: ${process.fault.kind}`);
    try {
      return await ask(this.asking(process));
    } catch (error) {
      if (!(error instanceof ProcessDied)) throw error;
      // Each of these acts is one transaction, so what that answers is what the act does.
      return error.committed ? (error.answer as T) : ask(this.asking());
    }
  }

  // ---- time

  private passTime(): void {
    const { random } = this;
    const next = this.nextInstant();
    const jump = random.weighted<() => Instant>([
      [9, () => (next === null || next > this.now + 20 * DAY ? this.now + HOUR : Math.max(next, this.now))],
      [5, () => this.now + random.between(1, 70) * HOUR],
      [3, () => this.now + random.between(1, 50_000) * 1000],
      [1, () => this.now + DAY],
      [1, () => this.now - HOUR],
      [2, () => this.now],
    ]);
    this.now = jump();
  }

  private nextInstant(): Instant | null {
    const { timers, deliveries, activities } = this.watch.sight;
    const due = [
      ...timers.map(({ dueAt }) => dueAt),
      ...deliveries.filter(({ state }) => state === 'planned').map(({ dueAt }) => dueAt),
      ...activities.filter(isOpenCall).map(({ endsAt }) => endsAt ?? Infinity),
    ].filter((at) => at > this.now);
    return due.length === 0 ? null : Math.min(...due);
  }

  /** Everything that belongs to one instant: people act while workers work, in any order of their commits. */
  private async liveThrough(): Promise<void> {
    const { random, people, workers } = this;
    await this.trouble();
    const acts = Array.from({ length: random.below(4) }, () => people.actOnce());
    await Promise.all([...acts, ...workers.atOnce()]);
    await workers.settle();
    await this.check();
  }

  private async trouble(): Promise<void> {
    const { workers } = this;
    const kind = this.random.weighted<(() => Promise<void>) | null>([
      [16, null],
      [1, () => workers.workBesideDamage()],
      [1, () => workers.workBesideLocks()],
      [1, () => workers.loseConnection()],
    ]);
    await kind?.();
    await this.comeToRest();
  }

  /** Every commit has been looked at. */
  async comeToRest(): Promise<void> {
    await this.scheduler.idle();
    const trouble = this.scheduler.trouble ?? this.violation;
    if (trouble !== null) throw trouble;
  }

  private async check(): Promise<void> {
    const { stage, history, watch } = this;
    watch.checkQuiet();
    checkInvariants({ lines: await stage.watcher.lines(), history, sight: watch.sight });
  }

  /** Time goes by, and every round comes to its end (C-40, P21). */
  private async windDown(): Promise<void> {
    this.isWindingDown = true;
    await this.people.recipients.readMailbox();
    for (let i = 0; i < WIND_DOWN_STEPS_MAX; i++) {
      await this.comeToRest();
      if (this.watch.sight.isPaused) await this.people.colleagues.resumesSending();
      for (const cadence of this.books.cadences)
        if (cadence.status === 'disabled') await this.people.colleagues.enable(cadence);
      await this.workers.settle();
      await this.check();
      const isOver = this.watch.sight.rounds.every(({ status }) => status !== 'active');
      if (isOver && this.watch.sight.inputs.length === 0) return checkReports(this);
      const later = Math.max(this.nextInstant() ?? 0, this.now + 9 * DAY);
      this.now = this.books.pace.keepsHours ? opening(later, this.books.zone) : later;
    }
    throw new Violation('C-40 a round never ends');
  }
}
