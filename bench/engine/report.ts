// What a run says: one object for programs, lines for people.
import { median, medianRatio } from './figures.ts';
import type { WaitingFigures } from './measure-waiting.ts';

/** Steps a second of each round, by the contender's name, in the order of the contenders. */
export type Speeds = ReadonlyMap<string, readonly number[]>;

export type Figures = WaitingFigures & {
  readonly enrollments: number;
  readonly rounds: number;
  readonly stepsPerSecond: Readonly<Record<string, number>>;
  readonly ratioToSql: number | null;
  readonly productPathRatio: number | null;
  readonly twoProcessesRatio: number | null;
  /** Null: the job queues are not installed. */
  readonly ratioToPgBossBatched: number | null;
  readonly ratioToPgBoss: number | null;
  readonly ratioToGraphileWorker: number | null;
};

export type Measured = {
  readonly enrollments: number;
  readonly rounds: number;
  readonly speeds: Speeds;
  readonly waiting: WaitingFigures;
};

export function figuresOf({ enrollments, rounds, speeds, waiting }: Measured): Figures {
  const [limit = [], own = [], path = [], two = [], batched = [], perJob = [], graphile = []] = [...speeds.values()];
  return {
    ...{ enrollments, rounds },
    stepsPerSecond: Object.fromEntries([...speeds].map(([name, values]) => [name, Math.round(median(values))])),
    ratioToSql: medianRatio(own, limit),
    productPathRatio: medianRatio(path, own),
    twoProcessesRatio: medianRatio(two, own),
    ratioToPgBossBatched: medianRatio(own, batched),
    ratioToPgBoss: medianRatio(own, perJob),
    ratioToGraphileWorker: medianRatio(own, graphile),
    ...waiting,
  };
}

export function inWords({ stepsPerSecond, enrollments, rounds, ...figures }: Figures, speeds: Speeds): string {
  const raced = [...speeds].map(([name, values]) => {
    const range = `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}`;
    return `${name.padEnd(44)} ${stepsPerSecond[name]} steps/s (${range})`;
  });
  const others = Object.entries(figures).map(
    ([name, value]) => `${name.padEnd(44)} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return [`${enrollments} enrollments, ${rounds} rounds, medians`, ...raced, ...others].join('\n');
}
