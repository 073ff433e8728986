// The worker processes: two that take turns, die at a commit and are started anew; leases that run out; a database that
// makes them wait, a connection that breaks, a round whose row is damaged.
import { sql } from 'kysely';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { readBuiltInMailbox } from '#actions/mail/read-built-in-mailbox.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { promised } from '#test/promised.ts';
import { createSteps, type Steps } from '#worker/steps.ts';
import { mailServerFor } from './mail-server.ts';
import { type Fault, Process } from './scheduler.ts';
import type { SeenActivity } from './sight.ts';
import type { Simulation } from './simulation.ts';
import { Violation } from './watch.ts';

type Worker = { readonly process: Process; readonly steps: Steps };

const TURNS_MAX = 40;

export class Workers {
  private readonly simulation: Simulation;
  private readonly started: Process[] = [];
  private workers: readonly Worker[];

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    this.workers = ['worker A', 'worker B'].map((name) => this.start(name));
  }

  /** Those that work at the same time as people act; they may die of it. */
  atOnce(): Promise<void>[] {
    const { random } = this.simulation;
    return this.workers.flatMap((worker) => {
      if (random.chance(0.4)) return [];
      if (random.chance(0.2)) worker.process.fault = this.deathAfter(random.below(8));
      return [this.turn(worker)];
    });
  }

  deathAfter(after: number): Fault {
    return { kind: this.simulation.random.pick(['dies_before_commit', 'dies_after_commit'] as const), after };
  }

  /** Until nobody finds anything to do any more. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < TURNS_MAX; turns++) {
      await this.simulation.comeToRest();
      if (this.simulation.people.recipients.readsMailbox) await this.readMailbox();
      await this.simulation.comeToRest();
      const [worker, ...others] = this.workers;
      if (worker === undefined || !(await this.isSomethingDue())) return;
      this.workers = [...others, worker];
      await this.turn(worker);
    }
    throw new Violation('the workers never come to rest');
  }

  /** While one worker sleeps in the middle of a message, another takes it over and sends it. */
  async takeOver(delivery: string): Promise<void> {
    await this.simulation.query(sql`
      update delivery set leased_until = clock_timestamp() - interval '1 second' where id = ${delivery}`);
    await this.turn(this.start('worker C'));
  }

  /** P8: one round can't be read; the others go on as if nothing were. */
  async workBesideDamage(): Promise<void> {
    const { random, watch, note } = this.simulation;
    const active = watch.sight.rounds.filter(({ status }) => status === 'active');
    if (active.length === 0) return;
    const victim = random.pick(active);
    note(`the row of round ${victim.id} is damaged`);
    watch.damaged.add(victim.id);
    await this.simulation.query(sql`update enrollment set state = '[99]' where id = ${victim.id}`);
    await this.settle();
    await this.simulation.query(sql`update enrollment set state = ${victim.state} where id = ${victim.id}`);
    watch.damaged.delete(victim.id);
  }

  /** Somebody else holds a round and a cadence for a while: what can wait does, what need not is left for later. */
  async workBesideLocks(): Promise<void> {
    const { random, watch, note, stage } = this.simulation;
    const { seat } = this.simulation.organization;
    const [worker] = this.workers;
    if (watch.sight.rounds.length === 0 || worker === undefined) return;
    const { id, cadence } = random.pick(watch.sight.rounds);
    note(`round ${id} is locked by somebody`);
    const held = promised();
    const released = promised();
    const holding = stage.database.organization(seat, async (tx) => {
      await lockExclusive(tx, [cadenceKey(seat, cadence)]);
      await tx.query(sql`select from enrollment where id = ${id} for update`);
      held.resolve();
      await released.promise;
    });
    await held.promise;
    const working = worker.steps.wake(this.simulation.organization).then(() => this.turn(worker));
    await this.untilHeldUp(working);
    released.resolve();
    await Promise.all([working, holding]);
  }

  /** Until it has ended or waits for somebody's lock: so it is the same run on a slow machine (P22). */
  private async untilHeldUp(work: Promise<void>): Promise<void> {
    let isOver = false;
    const ended = (): void => void (isOver = true);
    work.then(ended, ended);
    while (!isOver && !(await this.simulation.stage.watcher.seesSomebodyWait()));
  }

  async loseConnection(): Promise<void> {
    const [worker] = this.workers;
    if (worker === undefined) return;
    worker.process.fault = { kind: 'loses_connection', after: 0 };
    await worker.steps.wake(this.simulation.organization);
    worker.process.fault = null;
  }

  /** Nothing of them comes any more: the heartbeats of those who hold messages would go on for ever. */
  stop(): void {
    for (const process of this.started) process.die();
  }

  private start(name: string): Worker {
    const { simulation } = this;
    const process = new Process(name);
    this.started.push(process);
    const steps = createSteps({
      database: simulation.port(process),
      definitions: keepDefinitions(),
      sender: mailServerFor(simulation, process),
      clock: () => simulation.now,
      mailbox: 'none',
      log: { error: (_, what) => simulation.note(`${name} logs: ${what}`) },
    });
    return { process, steps };
  }

  /** A dead worker is started anew. */
  private async turn({ process, steps }: Worker): Promise<void> {
    const { organization, note } = this.simulation;
    const turn = async (): Promise<'done'> => {
      await steps.wake(organization);
      const due = await steps.look(organization);
      if (due.has('deliver')) await steps.deliver(organization);
      if (due.has('tend')) await steps.tend(organization);
      return 'done';
    };
    const survived = (error: unknown): 'died' => {
      if (process.isAlive) throw error;
      return 'died';
    };
    const ended = await Promise.race([turn().catch(survived), process.died]);
    process.fault = null;
    if (ended === 'done') return;
    note(`${process.name} died`);
    this.workers = this.workers.map((one) => (one.process === process ? this.start(process.name) : one));
  }

  private async readMailbox(): Promise<void> {
    const { watch, now, books } = this.simulation;
    books.mailboxReadAt = Math.max(books.mailboxReadAt, now);
    if (watch.sight.repliesReadUntil <= now - 5_001) await readBuiltInMailbox(this.simulation.asking());
  }

  private async isSomethingDue(): Promise<boolean> {
    const { watch, now } = this.simulation;
    const { inputs, timers, deliveries, activities, parked, isPaused } = watch.sight;
    const isHeld = deliveries.some(({ state }) => state === 'claimed' || state === 'dot_pending');
    if (isHeld) await this.leasesRunOut();
    return (
      isHeld ||
      inputs.some(({ enrollment }) => !parked.includes(enrollment)) ||
      timers.some(({ dueAt }) => dueAt <= now) ||
      activities.some((activity) => isOpenCall(activity) && (activity.endsAt ?? 0) <= now) ||
      deliveries.some((one) => one.state === 'planned' && one.dueAt <= now && !(isPaused && one.channel === 'email'))
    );
  }

  /** Of those who died. Leases run on the database's clock: half a minute goes by there. */
  private async leasesRunOut(): Promise<void> {
    await this.simulation.query(sql`
      update delivery set leased_until = clock_timestamp() - interval '1 second'
      where state in ('claimed', 'dot_pending')`);
  }
}

export function isOpenCall({ kind, status, isDeleted }: SeenActivity): boolean {
  return kind === 'call' && status === 'scheduled' && !isDeleted;
}
