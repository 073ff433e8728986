// The worker process: loops that repeat the steps for every organisation with work, woken by notices and by a look at each of
// them once a second, until it is told to stop; then what is under way is finished.
import { setTimeout as passing } from 'node:timers/promises';
import { WORK_CHANNEL } from '#storage/enrollments/inputs.ts';
import { listen } from '#storage/notifications.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { Bell, Bells } from '#worker/bells.ts';
import { InboxReaders, type InboxReadersOptions } from '#worker/inbox-readers.ts';
import { KnownOrganizations } from '#worker/known-organizations.ts';
import type { SendingWatch } from '#worker/sending-watch.ts';
import { SideBySide } from '#worker/side-by-side.ts';
import { createSteps, type Step, type StepOptions, type Steps } from '#worker/steps.ts';

export type WorkerOptions = Omit<StepOptions, 'isStopping'> & {
  /** Told after every step that found something to do. */
  readonly onWork: (step: Step, done: number) => void;
  /** For the mailboxes of mail accounts. Left out: this worker reads none. */
  readonly inboxes?: InboxReadersOptions['desk'];
  /** Tells the database from its copies and its earlier states. Left out: nobody does. */
  readonly watch?: SendingWatch;
};

export type Worker = {
  /** Stops claiming, waits for what is under way. */
  stop(): Promise<void>;
};

const LOOK_MS = 1000;
/** So often every step is done everywhere, whatever a look would say. */
const THOROUGH_MS = 60_000;
const SWEEP_MS = 60_000;
const INDEX_MS = 30_000;
const FAILURE_PAUSE_MS = 2000;
const TURN_MS = 50;

type Loop = {
  readonly step: Step;
  /** From one beginning to the next at least, however often it is rung: what decides goes first under load. */
  readonly restMs: number;
  readonly count: number;
};

/** Two wake loops overlap: while one waits for its commit the other decides. Two call: a receiver may be slow. */
const LOOPS: readonly Loop[] = [
  { step: 'wake', restMs: 0, count: 2 },
  { step: 'deliver', restMs: 50, count: 1 },
  { step: 'tend', restMs: 250, count: 1 },
  { step: 'work', restMs: 250, count: 1 },
  { step: 'call', restMs: 100, count: 2 },
];

/** Nobody waits for these: they come by the clock alone, to every organisation. */
const UNHURRIED: readonly { readonly step: Step; readonly everyMs: number }[] = [
  { step: 'sweep', everyMs: SWEEP_MS },
  { step: 'index', everyMs: INDEX_MS },
];

export function startWorker(options: WorkerOptions): Worker {
  const running = new Running(options);
  const readers = startReaders(options);
  const listening = listen({
    url: options.database.appUrl,
    channel: WORK_CHANNEL,
    onNotice: (organization) => running.bells.ring(Number(organization), (step) => step === 'wake'),
    onConnected: () => running.lookNow(),
    onError: (error) => options.log.error({ err: error }, 'notices are not heard; looking goes on'),
  });
  return {
    stop: async () => {
      const stopped = running.stop();
      await Promise.all([listening.stop(), readers?.stop()]);
      await stopped;
      await options.watch?.leave();
    },
  };
}

/**
 * The loops wait until they are rung for an organisation: by a notice of what came in, by a step that did something, or by
 * the look, which goes through all organisations once a second, one short statement each, so that those with nothing to do
 * cost next to nothing.
 */
class Running {
  readonly bells = new Bells();
  private readonly options: WorkerOptions;
  private readonly steps: Steps;
  private readonly organizations: KnownOrganizations;
  private readonly pauses: Bell[] = [];
  private readonly lookBell: Bell;
  private readonly loops: readonly Promise<void>[];
  private stopping = false;

  constructor(options: WorkerOptions) {
    this.options = options;
    this.steps = createSteps({ ...options, isStopping: () => this.stopping });
    const stopwatch = () => performance.now();
    this.organizations = new KnownOrganizations({ database: options.database, keptMs: LOOK_MS, stopwatch });
    this.lookBell = this.pauseOf(new Bell());
    this.loops = [
      ...LOOPS.flatMap((loop) => Array.from({ length: loop.count }, () => this.runLoop(loop))),
      ...UNHURRIED.map(({ step, everyMs }) => this.runUnhurried(step, everyMs)),
      this.lookAround(),
    ];
  }

  /** What was told meanwhile may have been missed. */
  lookNow(): void {
    this.lookBell.ring();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const bell of this.pauses) bell.ring();
    await Promise.all(this.loops);
  }

  private pauseOf<Kind extends Bell>(bell: Kind): Kind {
    this.pauses.push(bell);
    return bell;
  }

  private async runLoop({ step, restMs }: Loop): Promise<void> {
    const bell = this.pauseOf(this.bells.of(step));
    const turns = this.turnsOf(step);
    while (!this.stopping) {
      const rested = passing(restMs);
      const wanted = bell.take();
      const pause = await this.through(step, async (organization) => {
        if (wanted.has(organization.id)) await turns.visit(organization);
      });
      if (!this.stopping) await Promise.all([bell.wait(pause ?? THOROUGH_MS), rested]);
    }
    await turns.ended();
  }

  private async runUnhurried(step: Step, everyMs: number): Promise<void> {
    const bell = this.pauseOf(new Bell());
    const turns = this.turnsOf(step);
    while (!this.stopping) {
      const pause = await this.through(step, (organization) => turns.visit(organization));
      if (!this.stopping) await bell.wait(pause ?? everyMs);
    }
    await turns.ended();
  }

  private async lookAround(): Promise<void> {
    const turns = new SideBySide({ visit: (organization) => this.lookAt(organization), turnMs: TURN_MS });
    let thoroughAt = performance.now();
    while (!this.stopping) {
      const began = performance.now();
      const isThorough = began - thoroughAt >= THOROUGH_MS;
      if (isThorough) thoroughAt = began;
      const pause = await this.through('look', async (organization) => {
        if (isThorough) this.bells.ring(organization.id);
        else await turns.visit(organization);
      });
      if (!this.stopping) await this.lookBell.wait(pause ?? began + LOOK_MS - performance.now());
    }
    await turns.ended();
  }

  private async lookAt(organization: Organization): Promise<void> {
    try {
      const due: ReadonlySet<Step> = await this.steps.look(organization);
      this.bells.ring(organization.id, (step) => due.has(step));
    } catch (error) {
      this.complain(organization, 'look', error);
    }
  }

  /** Each organisation in turn. Null: all went well; else for how long the database is left alone. */
  private async through(
    step: keyof Steps,
    visit: (organization: Organization) => Promise<void>,
  ): Promise<number | null> {
    try {
      await this.options.watch?.look();
      for (const organization of await this.organizations.list()) {
        if (!this.stopping) await visit(organization);
      }
      return null;
    } catch (error) {
      this.options.log.error({ err: error, step }, 'the worker can not reach its database');
      return FAILURE_PAUSE_MS;
    }
  }

  private turnsOf(step: Step): SideBySide {
    return new SideBySide({ visit: (organization) => this.visit(organization, step), turnMs: TURN_MS });
  }

  /** One organisation's trouble is not the others'. Waking goes on until nothing is left for it. */
  private async visit(organization: Organization, step: Step): Promise<void> {
    try {
      const done = await this.steps[step](organization);
      if (done === 0) return;
      this.options.onWork(step, done);
      if (step === 'wake') this.bells.ring(organization.id, (one) => one !== 'wake');
      else if (UNHURRIED.every((one) => one.step !== step)) this.bells.ring(organization.id);
    } catch (error) {
      this.complain(organization, step, error);
    }
  }

  private complain(organization: Organization, step: keyof Steps, error: unknown): void {
    this.organizations.forget();
    this.options.log.error({ err: error, organization: organization.id, step }, 'a step of the worker failed');
  }
}

function startReaders({ inboxes, ...options }: WorkerOptions): InboxReaders | null {
  return inboxes === undefined ? null : new InboxReaders({ ...options, desk: inboxes });
}
