// The cadence engine's speed, beside pure SQL doing the same writes and beside job queues, all in one run on the embedded
// PostgreSQL with fsync on. A step is one enrollment decided and saved: its row, its history, its timer or delivery. Half of
// the steps answer an input (an open that starts a child), half a timer (the child is due and handed over); every one loads
// its record as it is and asks three rules about it.
//
//   npm ci --prefix bench/rivals       the job queues, for this alone
//   npm run bench:engine -- [--json] [--quick] [--enrollments 40000] [--rounds 7]
import { parseArgs } from 'node:util';
import { Child, CHILD_FLAG, runChild } from './engine/child.ts';
import { bareEngine, type Contender, productPath, sqlAlone, twoProcesses, wakeLoops } from './engine/contenders.ts';
import { graphileWorker } from './engine/graphile-worker.ts';
import { measureWaiting } from './engine/measure-waiting.ts';
import { pgBoss } from './engine/pg-boss.ts';
import { figuresOf, inWords, type Speeds } from './engine/report.ts';
import { asContender, openRivalStage } from './engine/rivals.ts';
import { type Bench, openBench } from './engine/stage.ts';
import type { StatesAfter } from './engine/statements.ts';

/** What a run is made of; quick takes less than three minutes. */
const WHOLE = {
  ...{ enrollments: 40_000, rounds: 7, perJob: 1000 },
  ...{ sizes: [1e4, 1e5, 1e6, 1e7], waiting: 1e6, lively: 10_000, seconds: 8, claims: 1000 },
};
const QUICK = {
  ...{ enrollments: 6000, rounds: 5, perJob: 150 },
  ...{ sizes: [1e4, 1e6], waiting: 1e6, lively: 3000, seconds: 3, claims: 100 },
};

async function contendersOn(
  bench: Bench,
  { enrollments, perJob }: { readonly enrollments: number; readonly perJob: number },
  children: readonly Child[],
): Promise<{ readonly contenders: Contender[]; close(): Promise<void> }> {
  const after = await bench.statesAfter(wakeLoops(bench));
  const contenders = [
    sqlAlone(bench, enrollments, after),
    bareEngine(bench, enrollments),
    productPath(bench, enrollments),
    twoProcesses(bench, enrollments, children),
  ];
  const { rivals, close } = await openRivals(bench, after, { batched: enrollments, perJob });
  return { contenders: [...contenders, ...rivals], close };
}

type Sizes = { readonly batched: number; readonly perJob: number };

async function openRivals(bench: Bench, after: StatesAfter, { batched, perJob }: Sizes) {
  const stage = openRivalStage(bench, after);
  const close = (): Promise<void> => stage.pool.end();
  try {
    const rivals = [
      asContender(bench, await pgBoss(stage, 'batched'), batched),
      asContender(bench, await pgBoss(stage, 'job per step'), perJob),
      asContender(bench, await graphileWorker(stage), perJob),
    ];
    return { rivals, close };
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error('Without the job queues: npm ci --prefix bench/rivals installs them.');
    return { rivals: [], close };
  }
}

/** Interleaved, and each first in turn: the machine's speed drifts. */
async function race(contenders: readonly Contender[], rounds: number): Promise<Speeds> {
  const speeds = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, round: run } of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      speeds.get(name)?.push(await run());
    }
    process.stderr.write(`\rround ${round + 1} of ${rounds}  `);
  }
  process.stderr.write('\n');
  return speeds;
}

async function main(): Promise<void> {
  const { values: args } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      enrollments: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  const kind = args.quick ? QUICK : WHOLE;
  const enrollments = Number(args.enrollments ?? kind.enrollments);
  const rounds = Number(args.rounds ?? kind.rounds);
  const bench = await openBench(enrollments);
  const children = await Promise.all([Child.start(bench), Child.start(bench)]);
  try {
    const { contenders, close } = await contendersOn(bench, { enrollments, perJob: kind.perJob }, children);
    const speeds = await race(contenders, rounds);
    await close();
    const waiting = await measureWaiting(bench, children[0], { ...kind, rounds: Math.min(rounds, 5) });
    const figures = figuresOf({ enrollments, rounds, speeds, waiting });
    console.log(args.json ? JSON.stringify(figures) : inWords(figures, speeds));
  } finally {
    for (const child of children) child.end();
    await bench.close();
  }
}

if (process.argv.includes(CHILD_FLAG)) runChild();
else await main();
