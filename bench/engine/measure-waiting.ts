// Everything that is asked of many waiting enrollments, in one go: the tables grow from size to size.
import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from './child.ts';
import { percentile, rounded } from './figures.ts';
import { type Latency, latencyUnder, type Load } from './latency.ts';
import type { Bench } from './stage.ts';
import { Waiting } from './waiting.ts';

export type WaitingSizes = {
  readonly sizes: readonly number[];
  /** Of these sizes the one at which the rest is measured. */
  readonly waiting: number;
  /** So many of them have something to do. */
  readonly lively: number;
  /** How long inputs come. */
  readonly seconds: number;
  readonly rounds: number;
  /** At most so many, until nothing is due. */
  readonly claims: number;
};

export type WaitingFigures = {
  readonly stepsPerSecondBySize: Readonly<Record<string, number>>;
  readonly waiting: number;
  /** By inputs a second. */
  readonly latencyMs: Readonly<Record<string, Latency>>;
  /** The same engine asking every 100 ms instead of being told. */
  readonly pollingLatencyMs: Latency;
  readonly workerRssMb: number;
  readonly idleCpuPercent: number;
  readonly bytesPerWaitingEnrollment: number;
  readonly claimP99Ms: number;
};

const RATES = [200, 1000];
const IDLE_MS = 5000;

export async function measureWaiting(bench: Bench, child: Child, wanted: WaitingSizes): Promise<WaitingFigures> {
  const waiting = await Waiting.open(bench, wanted.lively);
  const stepsPerSecondBySize: Record<string, number> = {};
  let atSize: Omit<WaitingFigures, 'stepsPerSecondBySize'> | null = null;
  try {
    for (const size of wanted.sizes) {
      process.stderr.write(`\r${size} waiting  `);
      await waiting.fillTo(size);
      stepsPerSecondBySize[String(size)] = await waiting.stepsPerSecond(wanted.rounds);
      if (size === wanted.waiting) atSize = await measureAt({ bench, waiting, child }, wanted);
    }
  } finally {
    process.stderr.write('\n');
    await waiting.close();
  }
  if (atSize === null) throw new Error(`${wanted.waiting} is none of the sizes`);
  return { stepsPerSecondBySize, ...atSize };
}

type Stage = { readonly bench: Bench; readonly waiting: Waiting; readonly child: Child };

async function measureAt(stage: Stage, { waiting: size, seconds, claims }: WaitingSizes) {
  const under = (perSecond: number, how: Load['how']) => latencyUnder(stage, { perSecond, seconds, how });
  const latencyMs: Record<string, Latency> = {};
  await stage.bench.pauseSending();
  for (const rate of RATES) latencyMs[String(rate)] = await under(rate, 'listen');
  const pollingLatencyMs = await under(1000, 'poll');
  const idle = await idleUsage(stage.child);
  await stage.waiting.churn();
  const bytesPerWaitingEnrollment = await stage.waiting.bytesPerEnrollment();
  const claimP99Ms = rounded(percentile(await stage.waiting.claimLatencies(claims), 99));
  return { waiting: size, latencyMs, pollingLatencyMs, ...idle, bytesPerWaitingEnrollment, claimP99Ms };
}

/** Of a worker that listens while nothing happens. */
async function idleUsage(child: Child): Promise<Pick<WaitingFigures, 'workerRssMb' | 'idleCpuPercent'>> {
  await child.work('listen');
  await pause(2000);
  const before = await child.usage();
  await pause(IDLE_MS);
  const after = await child.usage();
  await child.stopWork();
  return {
    workerRssMb: Math.round(after.rssBytes / 1e6),
    idleCpuPercent: rounded(((after.cpuMs - before.cpuMs) / IDLE_MS) * 100),
  };
}
