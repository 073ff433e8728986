// Simulates cadences with everything that goes wrong in the world, one seed after another, on the embedded database, and
// compares with the reference model after every commit. Exits 1 when something was violated.
//
//   npm run sim -- --seeds 300 [--seed 1]   so many from that one on, in two processes
//   npm run sim -- --seed 17                one again, with everything that happened
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startOurs } from '#test/start-postgres.ts';
import { testServer } from '#test/throw-away-database.ts';
import { type Outcome, simulate } from './simulation.ts';
import { openStage } from './stage.ts';

const PROCESSES = 2;
const SEED_MS_MAX = 120_000;

type Told = Outcome & { readonly seed: number };

const { values: args } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    /** Ends with the first violation. */
    bail: { type: 'boolean', default: false },
    /** Which of the processes this is. */
    part: { type: 'string' },
  },
});
const count = wholeNumber('seeds', args.seeds);
const first = wholeNumber('seed', args.seed);

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${name} wants a whole number above 0, not "${text}"`);
  return process.exit(2);
}

/** Each of the processes takes every other seed. */
async function simulateSeeds(seeds: readonly number[], tell: (told: Told) => void): Promise<void> {
  const server = await startOurs();
  const stage = await openStage(testServer(server));
  const hangs = async (): Promise<Outcome> => {
    await pause(SEED_MS_MAX);
    return { violation: 'it hangs', hash: '', trace: [] };
  };
  for (const seed of seeds) {
    const outcome = await Promise.race([simulate(stage, seed), hangs()]);
    tell({ seed, ...outcome });
    if (outcome.violation === 'it hangs') return; // and holds connections: this process is of no use any more
  }
  await stage.close();
  await server.stop();
}

function seedsOf(part: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i).filter((_, i) => i % PROCESSES === part);
}

async function inProcesses(tell: (told: Told) => void): Promise<void> {
  const parts = Array.from({ length: PROCESSES }, async (_, part) => {
    const child = fork(process.argv[1] ?? '', [...process.argv.slice(2), '--part', String(part)]);
    child.on('message', (told) => tell(told as Told)); // what simulateSeeds tells there
    children.push(child);
    await once(child, 'exit');
  });
  await Promise.all(parts);
}

const children: ChildProcess[] = [];
let done = 0;
let violations = 0;

function show({ seed, violation, hash, trace }: Told): void {
  done += 1;
  if (violation !== null || count === 1) console.log([`seed ${seed}`, ...trace, `trace ${hash}`].join('\n'));
  if (done % 50 === 0) console.log(`${done} of ${count}`);
  if (violation === null) return;
  violations += 1;
  console.log(`REPLAY: npm run sim -- --seed ${seed}`);
  if (args.bail) for (const child of children) child.kill();
}

if (args.part !== undefined) {
  await simulateSeeds(seedsOf(Number(args.part)), (told) => process.send?.(told));
  process.exit(0);
}
if (count === 1) await simulateSeeds([first], show);
else await inProcesses(show);
if (done < count) console.log(`${count - done} seeds were not simulated: a process failed`);
console.log(`seeds: ${done} violations: ${violations}`);
process.exit(done === count && violations === 0 ? 0 : 1);
