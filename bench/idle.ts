// What a worker costs while nobody has anything to do, by how many organisations it looks after: transactions a second, and
// its share of a processor, on the embedded PostgreSQL.
//
//   npm run bench:idle -- [--organizations 1,10,50] [--seconds 15]
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passing } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization } from '#storage/organizations/organizations.ts';
import { startWorker } from '#worker/run.ts';

/** The first rounds of everything are over by then. */
const SETTLING_MS = 8000;

const { values: args } = parseArgs({
  options: { organizations: { type: 'string', default: '1,10,50' }, seconds: { type: 'string', default: '15' } },
});

const folder = await mkdtemp(join(tmpdir(), 'cadenza-idle-'));
await chmod(folder, 0o711);
await mkdir(join(folder, 'data'));
const server = await startEmbedded({ folder: join(folder, 'data'), settings: { fsync: 'off' } });
const database = openDatabase({ ...server, connectionsMax: 8, onError: () => undefined });
try {
  await migrate(database);
  let made = 0;
  for (const count of args.organizations.split(',').map(Number)) {
    for (; made < count; made++) await found(database, made);
    console.log(await measure(database, count, Number(args.seconds)));
  }
} finally {
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function found(database: Database, number: number): Promise<void> {
  const mail = { mailFromName: 'Bench', mailFromAddress: 'bench@bench.invalid' };
  const about = {
    name: `Bench ${number}`,
    timeZone: 'Asia/Shanghai',
    language: 'en',
    ...mail,
    now: Date.now(),
  } as const;
  await createOrganization(database, about);
}

async function measure(database: Database, organizations: number, seconds: number): Promise<string> {
  const unused = (): never => {
    throw new Error('nothing is sent');
  };
  const worker = startWorker({
    database,
    definitions: keepDefinitions(),
    sender: { render: unused, fill: unused, unsubscribeUrl: unused, compose: unused },
    mailbox: 'none',
    clock: () => Date.now(),
    log: { error: (detail) => console.error(detail) },
    onWork: () => undefined,
  });
  await passing(SETTLING_MS);
  const before = await spent(database);
  await passing(seconds * 1000);
  const after = await spent(database);
  await worker.stop();
  const per = (key: keyof typeof after, digits: number) => ((after[key] - before[key]) / seconds).toFixed(digits);
  return `${organizations} organisations: ${per('transactions', 0)} transactions/s, worker ${per('worker', 1)} %`;
}

/** Transactions, and hundredths of seconds of the processor. */
async function spent(database: Database) {
  const { rows } = await database.owner((tx) =>
    tx.client.query<{ n: number }>('select sum(xact_commit)::int as n from pg_stat_database'),
  );
  const { user, system } = process.cpuUsage();
  return { transactions: rows[0]?.n ?? 0, worker: (user + system) / 10_000 };
}
