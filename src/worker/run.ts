// The worker process: loops that repeat the steps for every organisation with work, woken by notices and by themselves
// each second, until it is told to stop; then what is under way is finished.
import { setTimeout as passing } from 'node:timers/promises';
import { WORK_CHANNEL } from '#storage/enrollments/inputs.ts';
import { listen } from '#storage/notifications.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { Bell, Bells } from '#worker/bells.ts';
import { InboxReaders, type InboxReadersOptions } from '#worker/inbox-readers.ts';
import { KnownOrganizations } from '#worker/known-organizations.ts';
import type { SendingWatch } from '#worker/sending-watch.ts';
import { SideBySide } from '#worker/side-by-side.ts';
import { createSteps, type StepOptions, type Steps } from '#worker/steps.ts';

export type WorkerOptions = Omit<StepOptions, 'isStopping'> & {
  /** Told after every step that found something to do. */
  readonly onWork: (step: keyof Steps, done: number) => void;
  /** For the mailboxes of mail accounts. Left out: this worker reads none. */
  readonly inboxes?: InboxReadersOptions['desk'];
  /** Tells the database from its copies and its earlier states. Left out: nobody does. */
  readonly watch?: SendingWatch;
};

export type Worker = {
  /** Stops claiming, waits for what is under way. */
  stop(): Promise<void>;
};

const POLL_MS = 1000;
const SWEEP_MS = 60_000;
const INDEX_MS = 30_000;
const FAILURE_PAUSE_MS = 2000;
const TURN_MS = 50;

type Loop = {
  readonly step: keyof Steps;
  readonly everyMs: number;
  /** From one beginning to the next at least, however often it is rung: what decides goes first under load. */
  readonly restMs: number;
  readonly count: number;
};

/** Two wake loops overlap: while one waits for its commit the other decides. Two call: a receiver may be slow. */
const LOOPS: readonly Loop[] = [
  { step: 'wake', everyMs: POLL_MS, restMs: 0, count: 2 },
  { step: 'deliver', everyMs: POLL_MS, restMs: 50, count: 1 },
  { step: 'tend', everyMs: POLL_MS, restMs: 250, count: 1 },
  { step: 'work', everyMs: POLL_MS, restMs: 250, count: 1 },
  { step: 'call', everyMs: POLL_MS, restMs: 100, count: 2 },
  { step: 'sweep', everyMs: SWEEP_MS, restMs: 0, count: 1 },
  { step: 'index', everyMs: INDEX_MS, restMs: 0, count: 1 },
];

/** Nobody waits for it. */
function isUnhurried({ step }: Loop): boolean {
  return step === 'sweep' || step === 'index';
}

export function startWorker(options: WorkerOptions): Worker {
  const bells = new Bells();
  let stopping = false;
  const steps = createSteps({ ...options, isStopping: () => stopping });
  const readers = startReaders(options);
  const organizations = new KnownOrganizations({
    database: options.database,
    keptMs: POLL_MS,
    stopwatch: () => performance.now(),
  });

  /** One organisation's trouble is not the others'. Waking goes on until nothing is left for it. */
  const visitOne = async (organization: Organization, loop: Loop): Promise<void> => {
    const { step } = loop;
    try {
      const done = await steps[step](organization);
      if (done === 0) return;
      options.onWork(step, done);
      if (step === 'wake') bells.ringBut('wake');
      else if (!isUnhurried(loop)) bells.ringAll();
    } catch (error) {
      organizations.forget();
      options.log.error({ err: error, organization: organization.id, step }, 'a step of the worker failed');
    }
  };

  const runLoop = async (loop: Loop, bell: Bell): Promise<void> => {
    const turns = new SideBySide({ visit: (organization) => visitOne(organization, loop), turnMs: TURN_MS });
    while (!stopping) {
      const rested = passing(loop.restMs);
      let pause = loop.everyMs;
      try {
        await options.watch?.look();
        for (const organization of await organizations.list()) {
          if (!stopping) await turns.visit(organization);
        }
      } catch (error) {
        options.log.error({ err: error, step: loop.step }, 'the worker can not reach its database');
        pause = FAILURE_PAUSE_MS;
      }
      if (!stopping) await Promise.all([bell.wait(pause), rested]);
    }
    await turns.ended();
  };

  const loops = LOOPS.flatMap((loop) =>
    Array.from({ length: loop.count }, () => {
      const bell = isUnhurried(loop) ? new Bell() : bells.of(loop.step);
      return { bell, done: runLoop(loop, bell) };
    }),
  );
  const listening = listen({
    url: options.database.appUrl,
    channel: WORK_CHANNEL,
    onNotice: () => bells.ringAll(),
    onConnected: () => bells.ringAll(),
    onError: (error) => options.log.error({ err: error }, 'notices are not heard; polling goes on'),
  });
  return {
    stop: async () => {
      stopping = true;
      for (const { bell } of loops) bell.ring();
      await Promise.all([listening.stop(), readers?.stop()]);
      await Promise.all(loops.map(({ done }) => done));
      await options.watch?.leave();
    },
  };
}

function startReaders({ inboxes, ...options }: WorkerOptions): InboxReaders | null {
  return inboxes === undefined ? null : new InboxReaders({ ...options, desk: inboxes });
}
