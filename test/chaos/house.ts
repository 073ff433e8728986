// A whole installation of real processes on one data folder: the API, two workers, and the database that they share. Whoever is
// killed is started again at once, as a service manager does.
import { setTimeout as pause } from 'node:timers/promises';
import { databaseProcesses, endNow } from '#test/kill-database.ts';
import { freePort } from '#test/free-port.ts';
import { runCommand, type ServeProcess, startServe } from '#test/serve-process.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';
import { until } from '#test/until.ts';

export const residents = ['api', 'worker 1', 'worker 2', 'database'] as const;
export type Resident = (typeof residents)[number];

const WORDS = {
  api: ['serve', '--no-worker'],
  'worker 1': ['worker'],
  'worker 2': ['worker'],
} as const satisfies Record<Exclude<Resident, 'database'>, readonly string[]>;

const AGAIN_MS = 100;
const READY_WITHIN_MS = 60_000;

export class House {
  readonly url: string;
  private readonly folder: ThrowAwayFolder;
  private readonly variables: Record<string, string>;
  private readonly processes = new Map<Resident, ServeProcess>();
  private readonly keepers: Promise<void>[] = [];
  private isClosing = false;

  private constructor(folder: ThrowAwayFolder, port: number) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.variables = { CADENZA_DATA: folder.path, PORT: String(port) };
  }

  /** With the sample organisation, and everybody at work. */
  static async open(): Promise<House> {
    const house = new House(await makeThrowAwayFolder(), await freePort());
    house.keepers.push(house.keep('api'));
    await house.ready();
    house.keepers.push(house.keep('worker 1'), house.keep('worker 2'));
    return house;
  }

  get dataFolder(): string {
    return this.folder.path;
  }

  /** Until the API answers and the database behind it does. */
  async ready(): Promise<void> {
    await until(
      'the API is ready',
      async () => {
        const answer = await fetch(`${this.url}/readyz`).catch(() => null);
        return answer?.status === 200;
      },
      READY_WITHIN_MS,
    );
  }

  /** Of an administrator, for everything that programs may do. */
  async makeKey(): Promise<string> {
    const scopes = ['records.read', 'records.write', 'cadences.read', 'enrollments.write'];
    const made = await runCommand(['apikey', 'create', 'Chaos', '--scope', ...scopes, '--json'], this.variables);
    if (made.code !== 0) throw new Error(`no key: ${made.errors}`);
    return (JSON.parse(made.out) as { key: string }).key;
  }

  /** kill -9. A database takes its sessions with it. */
  async kill(resident: Resident): Promise<void> {
    if (resident === 'database') await this.killDatabase();
    else this.processes.get(resident)?.signal('SIGKILL');
  }

  private async killDatabase(): Promise<void> {
    for (const pid of await databaseProcesses(this.dataFolder)) endNow(pid);
  }

  async close(): Promise<void> {
    this.isClosing = true;
    // The API last: the database is its own.
    for (const resident of ['worker 1', 'worker 2', 'api'] as const) {
      const process = this.processes.get(resident);
      process?.signal('SIGTERM');
      await process?.ended;
    }
    await Promise.all(this.keepers);
    await this.killDatabase();
    await this.folder.remove();
  }

  private async keep(resident: keyof typeof WORDS): Promise<void> {
    while (!this.isClosing) {
      const process = startServe(this.variables, WORDS[resident]);
      this.processes.set(resident, process);
      await process.ended;
      await pause(AGAIN_MS);
    }
  }
}
