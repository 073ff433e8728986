// One transaction at a time, in an order that the seed chooses: every interleaving of processes at their commits can happen,
// and happens again with the same seed. The port to the database is where a process can be made to die: just before a
// commit, or just after it, when nobody has heard yet that it held.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '#storage/db.ts';
import type { Random } from './random.ts';

/** The process that asked is dead. `committed`: its transaction held all the same, and would have answered this. */
export class ProcessDied extends Error {
  readonly committed: boolean;
  readonly answer: unknown;

  constructor(committed: boolean, answer?: unknown) {
    super('the process died');
    this.committed = committed;
    this.answer = answer;
  }
}

export type Fault = {
  readonly kind: 'dies_before_commit' | 'dies_after_commit' | 'loses_connection';
  /** How many commits go well first. */
  after: number;
};

/** An operating-system process of the product, as far as a simulation has one. */
export class Process {
  readonly name: string;
  readonly died: Promise<'died'>;
  isAlive = true;
  fault: Fault | null = null;
  private tell: () => void = () => undefined;

  constructor(name: string) {
    this.name = name;
    this.died = new Promise((resolve) => (this.tell = () => resolve('died')));
  }

  die(): void {
    this.isAlive = false;
    this.tell();
  }

  /** The fault that strikes at this commit. */
  strike(): Fault['kind'] | null {
    const { fault } = this;
    if (fault === null || fault.after-- > 0) return null;
    this.fault = null;
    return fault.kind;
  }
}

type Waiting = { readonly process: Process; readonly run: () => Promise<void> };

const LOST = new Error('Connection terminated unexpectedly');

export class Scheduler {
  /** Its own: whoever else asks chance at the same time must not change the order. */
  private readonly random: Random;
  private readonly afterEach: (process: Process) => Promise<void>;
  private readonly inside = new AsyncLocalStorage<true>();
  private waiting: Waiting[] = [];
  private isRunning = false;
  /** What went wrong in watching, to be told by whoever waits. */
  trouble: unknown = null;

  constructor(random: Random, afterEach: (process: Process) => Promise<void>) {
    this.random = random;
    this.afterEach = afterEach;
  }

  /** The database as a process reaches it. */
  port(inner: Database, process: Process): Database {
    return {
      ...inner,
      control: (work) => this.transaction(process, (begun) => inner.control(begun), work),
      organization: (seat, work) => this.transaction(process, (begun) => inner.organization(seat, begun), work),
      whole: (seat, work) => this.transaction(process, (begun) => inner.whole(seat, begun), work),
      owner: (work) => this.transaction(process, (begun) => inner.owner(begun), work),
      onBehalfOf: (member) => this.port(inner.onBehalfOf(member), process),
    };
  }

  private transaction<Tx, T>(
    process: Process,
    begin: (work: (tx: Tx) => Promise<T>) => Promise<T>,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    if (this.inside.getStore() === true) return begin(work); // a part of one that is under way
    if (!process.isAlive) return Promise.reject(new ProcessDied(false));
    return new Promise<T>((resolve, reject) => {
      const run = async (): Promise<void> => {
        if (!process.isAlive) return reject(new ProcessDied(false));
        const strike = process.strike();
        const struck = async (tx: Tx): Promise<T> => {
          const answer = await work(tx);
          if (strike === 'dies_before_commit' || strike === 'loses_connection') throw LOST;
          return answer;
        };
        try {
          const answer = await this.inside.run(true, () => begin(struck));
          if (strike !== 'dies_after_commit') return resolve(answer);
          process.die();
          reject(new ProcessDied(true, answer));
        } catch (error) {
          if (error !== LOST || strike !== 'dies_before_commit') return reject(error);
          process.die();
          reject(new ProcessDied(false));
        }
      };
      this.waiting.push({ process, run });
      if (!this.isRunning) void this.runAll();
    });
  }

  /** When nobody wants a transaction, and the last one has been watched. */
  async idle(): Promise<void> {
    await everybodyGetsAsFarAsTheyCan();
    while (this.isRunning) await everybodyGetsAsFarAsTheyCan();
  }

  private async runAll(): Promise<void> {
    this.isRunning = true;
    for (;;) {
      await everybodyGetsAsFarAsTheyCan();
      const place = this.waiting.length > 1 ? this.random.below(this.waiting.length) : 0;
      const [next] = this.waiting.splice(place, 1);
      if (next === undefined) break;
      await next.run();
      await everybodyGetsAsFarAsTheyCan();
      await this.afterEach(next.process).catch((error: unknown) => (this.trouble ??= error));
    }
    this.isRunning = false;
  }
}

/** Nothing but the database makes anybody wait here, so after this each process is done or wants a transaction. */
function everybodyGetsAsFarAsTheyCan(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
