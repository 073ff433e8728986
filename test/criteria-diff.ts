// Asks generated criteria of generated records, in SQL and in memory, on every PostgreSQL at hand; a difference is a bug of
// one of the two evaluators (V-2, P7). Exits 1 when there is one.
//
//   npm run criteria:diff -- [--pairs 100000] [--seed 1]
import fc from 'fast-check';
import { sql } from 'kysely';
import { parseArgs } from 'node:util';
import { checkCriteria } from '#core/criteria/check.ts';
import type { FieldValues } from '#core/records/field.ts';
import { openDatabase, type Tx } from '#storage/db.ts';
import { anyCriteria, anyMoment, anyValues, trial } from '#test/criteria-generators.ts';
import { answersInMemory, answersInSql, fillTrial, haveOddSettings } from '#test/criteria-trial.ts';
import { startServers } from '#test/start-postgres.ts';
import { createTestDatabase, testServer } from '#test/throw-away-database.ts';

/** New records for every so many criteria. */
const RECORDS = 500;
const CRITERIA = 100;
const SHOWN_MAX = 5;

const { values: args } = parseArgs({
  options: { pairs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const pairs = wholeNumber('pairs', args.pairs);
const seed = wholeNumber('seed', args.seed);

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${name} wants a whole number above 0, not "${text}"`);
  return process.exit(2);
}

type Progress = { pairs: number; met: number; differences: number };

async function compareAll(tx: Tx, server: string): Promise<Progress> {
  const progress: Progress = { pairs: 0, met: 0, differences: 0 };
  for (let round = 0; progress.pairs < pairs; round++) {
    // Each round has a seed of its own, so that a longer run begins like a shorter one.
    const sampling = { seed: seed * 1_000_003 + round };
    const records = fc.sample(anyValues, { ...sampling, numRuns: Math.min(RECORDS, pairs - progress.pairs) });
    await fillTrial(tx, records);
    for (const [criteria, moment] of fc.sample(fc.tuple(anyCriteria, anyMoment), { ...sampling, numRuns: CRITERIA })) {
      if (progress.pairs >= pairs) break;
      if (!checkCriteria(criteria, trial).ok) throw new Error(`made wrongly: ${JSON.stringify(criteria)}`);
      const inSql = await answersInSql(tx, criteria, moment);
      const inMemory = answersInMemory(records, criteria, moment);
      count(progress, { server, criteria, moment, records, inSql, inMemory });
    }
  }
  return progress;
}

type Compared = {
  readonly server: string;
  readonly criteria: unknown;
  readonly moment: unknown;
  readonly records: readonly FieldValues[];
  readonly inSql: string;
  readonly inMemory: string;
};

function count(progress: Progress, { server, criteria, moment, records, inSql, inMemory }: Compared): void {
  progress.pairs += records.length;
  for (const [place, record] of records.entries()) {
    if (inMemory[place] === '1') progress.met += 1;
    if (inSql[place] === inMemory[place]) continue;
    progress.differences += 1;
    if (progress.differences > SHOWN_MAX) continue;
    const found = { server, sql: inSql[place], memory: inMemory[place], criteria, moment, record };
    console.error(`difference: ${JSON.stringify(found)}`);
  }
}

const started = await startServers();
let differences = 0;
/** On each server. */
let compared = 0;
try {
  for (const server of started.servers.map(testServer)) {
    const home = await createTestDatabase(server);
    const { appUrl, ownerUrl } = home;
    const database = openDatabase({ appUrl, ownerUrl, connectionsMax: 2, onError: () => {} });
    try {
      const found = await database.owner(async (tx) => {
        await haveOddSettings(tx);
        const [version] = await tx.query<{ server_version: string }>(sql`show server_version`);
        return { ...(await compareAll(tx, server.name)), version: version?.server_version ?? '' };
      });
      const share = Math.round((100 * found.met) / found.pairs);
      console.log(`${server.name}, PostgreSQL ${found.version}: ${found.pairs} pairs, ${share} % met`);
      compared = found.pairs;
      differences += found.differences;
    } finally {
      await database.close();
      await home.drop();
    }
  }
} finally {
  await started.stop();
}
if (differences > 0) console.log(`again: npm run criteria:diff -- --pairs ${pairs} --seed ${seed}`);
console.log(`pairs: ${compared} differences: ${differences}`);
process.exitCode = differences === 0 ? 0 : 1;
