// How many clicks a second the tracking address takes down for good before it leads on (E-5), those of one moment together,
// against a transaction for each request: the same server, the same row, round by round in one run, on the embedded
// PostgreSQL with fsync on.
//
//   npm run bench:ingest -- [--json] [--quick]
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Answered, click, type Load } from './ingest-load.ts';
import { type IngestServer, linkPaths, openIngestServer, type Way } from './ingest-server.ts';
import { openStage, percentile } from './leads-stage.ts';

const CONNECTIONS = 256;
const DATABASE_CONNECTIONS = 10;
const RATIO_MIN = 1.8;
const ways: readonly Way[] = ['batched', 'one_by_one'];

function load(wanted: Load): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const clicking = fork(fileURLToPath(import.meta.url));
    clicking.once('message', resolve).once('error', reject);
    clicking.send(wanted);
  });
}

const median = (values: readonly number[]): number => percentile([...values], 0.5);
const rounded = (value: number): number => Number(value.toFixed(value < 100 ? 1 : 0));

async function measure(): Promise<void> {
  const { values: args } = parseArgs({
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  });
  const [rounds, durationMs] = args.quick ? [3, 1_000] : [7, 5_000];
  const stage = await openStage(0, DATABASE_CONNECTIONS);
  const servers = new Map<Way, IngestServer>();
  try {
    const paths = linkPaths(stage);
    for (const way of ways) servers.set(way, await openIngestServer(stage, way));
    const answered: Record<Way, Answered[]> = { batched: [], one_by_one: [] };
    for (let round = -1; round < rounds; round += 1) {
      for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
        const port = servers.get(way)?.port ?? 0;
        const figures = await load({ port, paths, connections: CONNECTIONS, durationMs });
        if (round >= 0) answered[way].push(figures); // the first one warms up
      }
    }
    report(answered, args.json);
  } finally {
    for (const server of servers.values()) await server.close();
    await stage.close();
  }
}

function report(answered: Readonly<Record<Way, readonly Answered[]>>, asJson: boolean): void {
  const figures = ways.map((way) => ({
    way,
    perSecond: rounded(median(answered[way].map(({ perSecond }) => perSecond))),
    p50Ms: rounded(median(answered[way].map(({ p50Ms }) => p50Ms))),
    p99Ms: rounded(median(answered[way].map(({ p99Ms }) => p99Ms))),
  }));
  const ratios = answered.batched.map(({ perSecond }, i) => perSecond / (answered.one_by_one[i]?.perSecond ?? 1));
  const ratio = rounded(median(ratios));
  if (asJson) console.log(JSON.stringify({ connections: CONNECTIONS, ways: figures, ratio }));
  else {
    console.table(figures);
    console.log(`ratio: ${ratio} (at least ${RATIO_MIN})`);
  }
  if (ratio < RATIO_MIN) process.exitCode = 1;
}

/** In the process that clicks: what it is to do comes by message, and so does its answer. */
async function clickAsTold(wanted: Load): Promise<void> {
  process.send?.(await click(wanted));
  process.disconnect();
}

if (process.send === undefined) await measure();
else process.once('message', (wanted: Load) => void clickAsTold(wanted));
