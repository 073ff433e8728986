// How long a search across modules takes with a million leads, on the embedded PostgreSQL with fsync on and the index
// that the product makes for itself: what people type, as far as they have typed it, with their slips, in Chinese too; and the
// likely duplicates of records, which are found by the same index.
//
//   npm run bench:search -- [--json] [--rows 1000000] [--rounds 20]
import { sql } from 'kysely';
import { findLikelyDuplicates } from '#actions/merging/likely-duplicates.ts';
import { searchRecords } from '#actions/search/search-records.ts';
import { buildIndexes } from '#storage/indexes/build-indexes.ts';
import { comeToRest, openStage, percentile, readSize, type Stage, timed } from './leads-stage.ts';

const { json: isJson, rows: ROWS, rounds: ROUNDS } = readSize();
const LIMIT = 5;

const searches = [
  ...['sc', 'schm', 'schmidt', 'anna schmidt', 'klara', 'hall media', 'anna.s', 'schmidt4992', '@kohler.example'],
  ...['smith johnson gmbh', 'zimermann', 'shcmidt', 'jhonson', 'carter partnres', 'nobody has this name'],
  ...['王', '王伟', '欧阳', '诸葛子涵', '绿洲', '北京华信科技', '北京华心科技', '司马雨同', '无此公司'],
  ...['16487168', '+86 142 1648 7168', '0086-142-1648-7168', '0523 4539567', '7622807168'],
];

async function search({ database, organization }: Stage, typed: string): Promise<readonly string[]> {
  const searched = await searchRecords({ database, organization }, { typed, limit: LIMIT });
  if (searched.kind === 'refused') throw new Error(`${typed}: ${searched.reason}`);
  return searched.modules.flatMap(({ records }) => records.map(({ name, matched }) => `${name} (${matched.value})`));
}

const RECORDS = 50;

/** Of records from all of the years. */
async function duplicateTimes({ database, organization }: Stage): Promise<number[]> {
  const records = await database.organization(organization.seat, (tx) =>
    tx.query<{ id: string }>(sql`
      select public_id as id from m_leads where id % (select max(id) / ${RECORDS}::int from m_leads) = 0 order by id`),
  );
  const times: number[] = [];
  for (const { id: record } of records) {
    const wanted = { module: 'leads', record, limit: LIMIT };
    times.push(await timed(() => findLikelyDuplicates({ database, organization }, wanted)));
  }
  return times;
}

const rounded = (value: number): number => Number(value.toFixed(1));

const stage = await openStage(ROWS);
try {
  const indexing = await timed(() =>
    buildIndexes(stage.database, stage.organization.seat, { from: { lists: 0, search: 1 } }),
  );
  await comeToRest(stage.database, stage.organization);
  const figures = [];
  for (const typed of searches) {
    const found = await search(stage, typed);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await timed(() => search(stage, typed)));
    const [p50Ms, p95Ms] = [rounded(percentile(times, 0.5)), rounded(percentile(times, 0.95))];
    figures.push({ typed, found: found.length, first: found[0] ?? '', p50Ms, p95Ms });
  }
  const all = figures.map(({ p95Ms }) => p95Ms);
  const worstP95Ms = Math.max(...all);
  const duplicates = await duplicateTimes(stage);
  const ofDuplicates = {
    duplicatesP50Ms: rounded(percentile(duplicates, 0.5)),
    duplicatesP95Ms: rounded(percentile(duplicates, 0.95)),
  };
  const summary = {
    rows: ROWS,
    rounds: ROUNDS,
    indexingSeconds: rounded(indexing / 1000),
    worstP95Ms,
    ...ofDuplicates,
  };
  if (isJson) console.log(JSON.stringify({ ...summary, searches: figures }));
  else {
    console.table(figures);
    for (const [name, figure] of Object.entries(summary)) console.log(`${name}: ${figure.toLocaleString('en')}`);
  }
} finally {
  await stage.close();
}
