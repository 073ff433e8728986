// The worker process: loops that repeat the steps for every organisation with work, woken by notices and by themselves
// each second, until it is told to stop; then what is under way is finished.
import { WORK_CHANNEL } from '#storage/enrollments/inputs.ts';
import { listen } from '#storage/notifications.ts';
import { listOrganizations, type Organization } from '#storage/organizations/organizations.ts';
import { InboxReaders, type InboxReadersOptions } from '#worker/inbox-readers.ts';
import { createSteps, type StepOptions, type Steps } from '#worker/steps.ts';

export type WorkerOptions = Omit<StepOptions, 'isStopping'> & {
  /** Told after every step that found something to do. */
  readonly onWork: (step: keyof Steps, done: number) => void;
  /** For the mailboxes of mail accounts. Left out: this worker reads none. */
  readonly inboxes?: InboxReadersOptions['desk'];
};

export type Worker = {
  /** Stops claiming, waits for what is under way. */
  stop(): Promise<void>;
};

const POLL_MS = 1000;
const SWEEP_MS = 60_000;
const INDEX_MS = 30_000;
const FAILURE_PAUSE_MS = 2000;

type Loop = { readonly step: keyof Steps; readonly everyMs: number; readonly count: number };

/** Two wake loops overlap: while one waits for its commit the other decides. Two call: a receiver may be slow. */
const LOOPS: readonly Loop[] = [
  { step: 'wake', everyMs: POLL_MS, count: 2 },
  { step: 'deliver', everyMs: POLL_MS, count: 1 },
  { step: 'tend', everyMs: POLL_MS, count: 1 },
  { step: 'work', everyMs: POLL_MS, count: 1 },
  { step: 'call', everyMs: POLL_MS, count: 2 },
  { step: 'sweep', everyMs: SWEEP_MS, count: 1 },
  { step: 'index', everyMs: INDEX_MS, count: 1 },
];

/** Nobody waits for it. */
function isUnhurried({ step }: Loop): boolean {
  return step === 'sweep' || step === 'index';
}

export function startWorker(options: WorkerOptions): Worker {
  const bells: Bell[] = [];
  let stopping = false;
  const steps = createSteps({ ...options, isStopping: () => stopping });
  const readers = startReaders(options);

  const visit = async (loop: Loop): Promise<number> => {
    let work = 0;
    for (const organization of await listOrganizations(options.database)) {
      if (stopping) break;
      work += await visitOne(organization, loop);
    }
    return work;
  };

  /** One organisation's trouble is not the others'. */
  const visitOne = async (organization: Organization, { step }: Loop): Promise<number> => {
    try {
      const done = await steps[step](organization);
      if (done > 0) options.onWork(step, done);
      return done;
    } catch (error) {
      options.log.error({ err: error, organization: organization.id, step }, 'a step of the worker failed');
      return 0;
    }
  };

  const runLoop = async (loop: Loop, bell: Bell): Promise<void> => {
    while (!stopping) {
      let pause = loop.everyMs;
      try {
        const work = await visit(loop);
        if (work > 0 && !isUnhurried(loop)) {
          for (const other of bells) other.ring();
          pause = 0;
        }
      } catch (error) {
        options.log.error({ err: error, step: loop.step }, 'the worker can not reach its database');
        pause = FAILURE_PAUSE_MS;
      }
      if (!stopping) await bell.wait(pause);
    }
  };

  const ringAll = (): void => {
    for (const bell of bells) bell.ring();
  };
  const loops = LOOPS.flatMap((loop) =>
    Array.from({ length: loop.count }, () => {
      const bell = new Bell();
      if (!isUnhurried(loop)) bells.push(bell);
      return { bell, done: runLoop(loop, bell) };
    }),
  );
  const listening = listen({
    url: options.database.appUrl,
    channel: WORK_CHANNEL,
    onNotice: ringAll,
    onConnected: ringAll,
    onError: (error) => options.log.error({ err: error }, 'notices are not heard; polling goes on'),
  });
  return {
    stop: async () => {
      stopping = true;
      for (const { bell } of loops) bell.ring();
      await Promise.all([listening.stop(), readers?.stop()]);
      await Promise.all(loops.map(({ done }) => done));
    },
  };
}

function startReaders({ inboxes, ...options }: WorkerOptions): InboxReaders | null {
  return inboxes === undefined ? null : new InboxReaders({ ...options, desk: inboxes });
}

/** A pause that can be cut short; a ring while nobody waits is remembered. */
class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.rung && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = null;
    this.rung = false;
  }
}
