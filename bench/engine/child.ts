// Another process of the product, as far as a bench needs one: it is told by messages when to work, and tells when it has.
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import type { Instant } from '#core/time/instant.ts';
import { wakeEnrollments } from '#actions/enrollments/wake-enrollments.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { startWorker } from '#worker/run.ts';
import { NOW, type Place, wakingSteps } from './stage.ts';

export const CHILD_FLAG = '--child';
const POLL_MS = 100;
const POLLED_AT_ONCE = 1000;

/** listen: the worker with all its loops. poll: a batch every 100 ms, no notices. */
type Order =
  | { readonly kind: 'open'; readonly place: Place }
  | { readonly kind: 'wake'; readonly now: Instant }
  | { readonly kind: 'listen' | 'poll' | 'stop' | 'usage' };

/** Since the process began. */
export type Usage = { readonly cpuMs: number; readonly rssBytes: number };

export class Child {
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
  }

  static async start({ appUrl, ownerUrl, organization }: Place): Promise<Child> {
    const one = new Child(fork(process.argv[1] ?? '', [CHILD_FLAG]));
    await one.ask({ kind: 'open', place: { appUrl, ownerUrl, organization } });
    return one;
  }

  async wake(now: Instant): Promise<void> {
    await this.ask({ kind: 'wake', now });
  }

  async work(how: 'listen' | 'poll'): Promise<void> {
    await this.ask({ kind: how });
  }

  async stopWork(): Promise<void> {
    await this.ask({ kind: 'stop' });
  }

  usage(): Promise<Usage> {
    return this.ask({ kind: 'usage' });
  }

  end(): void {
    this.child.kill();
  }

  private ask(order: Order): Promise<Usage> {
    return new Promise((resolve, reject) => {
      const failed = (): void => reject(new Error('a process of the bench ended'));
      this.child.once('exit', failed);
      this.child.once('message', (answer) => {
        this.child.off('exit', failed);
        resolve(answer as Usage); // what runChild sends
      });
      this.child.send(order);
    });
  }
}

/** What a process that was started with the flag does until it is ended. */
export function runChild(): void {
  const worker = new ChildWorker();
  process.on('message', (order) => {
    void worker.obey(order as Order).then(() => {
      const { user, system } = process.cpuUsage();
      const usage: Usage = { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage().rss };
      process.send?.(usage);
    });
  });
}

class ChildWorker {
  private place: Place | null = null;
  private stop: () => Promise<void> = async () => undefined;
  private wake: (now: Instant) => Promise<void> = async () => undefined;

  async obey(order: Order): Promise<void> {
    if (order.kind === 'open') this.open(order.place);
    if (order.kind === 'wake') await this.wake(order.now);
    if (order.kind === 'listen') this.listen();
    if (order.kind === 'poll') this.poll(this.opened().organization);
    if (order.kind === 'stop') await this.stop();
  }

  private open(place: Place): void {
    this.place = place;
    const database = this.database();
    let now = NOW;
    const steps = wakingSteps(database, () => now);
    this.wake = async (at) => {
      now = at;
      await steps.wake(place.organization);
    };
  }

  private opened(): Place {
    if (this.place === null) throw new Error('it was not opened');
    return this.place;
  }

  private database(): Database {
    return openDatabase({ ...this.opened(), connectionsMax: 8, onError: () => undefined });
  }

  private listen(): void {
    const database = this.database();
    const unused = (): never => {
      throw new Error('sending is paused');
    };
    const worker = startWorker({
      database,
      definitions: keepDefinitions(),
      sender: { render: unused, fill: unused, unsubscribeUrl: unused, compose: unused },
      mailbox: 'none',
      clock: () => NOW,
      log: { error: (detail) => console.error(detail) },
      onWork: () => undefined,
    });
    this.stop = async () => {
      await worker.stop();
      await database.close();
    };
  }

  private poll(organization: Organization): void {
    let isOver = false;
    const database = this.database();
    const request = { database, organization, definitions: keepDefinitions(), now: NOW, limit: POLLED_AT_ONCE };
    const loop = async (): Promise<void> => {
      while (!isOver) {
        await wakeEnrollments(request);
        await pause(POLL_MS);
      }
    };
    const done = loop();
    this.stop = async () => {
      isOver = true;
      await done;
      await database.close();
    };
  }
}
