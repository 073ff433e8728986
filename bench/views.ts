// How long a page of a view takes with its count, at a million leads (V-5), on the embedded PostgreSQL with fsync on and the
// indexes that the product made for itself after it was asked for these views once. Beside each, in the same run, the best
// SQL that a person would write for it on the same indexes, without any of the product around it.
//
//   npm run bench:views -- [--json] [--rows 1000000] [--rounds 20]
import { type RawBuilder, sql } from 'kysely';
import { listViewRecords } from '#actions/views/list-view-records.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Sort } from '#storage/records/list-order.ts';
import { buildIndexes } from '#storage/indexes/build-indexes.ts';
import { comeToRest, NOW, openStage, percentile, readSize, type Stage, timed } from './leads-stage.ts';

const { json: isJson, rows: ROWS, rounds: ROUNDS } = readSize();
const PAGE = 50;

type Page = {
  readonly name: string;
  readonly criteria: Criteria | null;
  readonly sort: Sort | null;
  /** What a person would write behind `where deleted_at is null`, and behind `order by`. */
  readonly where: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
};

const newest = { sort: null, order: sql`created_at desc, id desc` } as const;
const byName = {
  sort: { field: 'last_name', descending: false },
  order: sql`last_name__folded collate "C", id`,
} as const;
const byRevenue = {
  sort: { field: 'annual_revenue', descending: true },
  order: sql`annual_revenue desc, id desc`,
} as const;
const days = (count: number): RawBuilder<unknown> =>
  sql`to_timestamp(${NOW}::float8 / 1000) - interval '1 day' * ${count}::int`;
const text = (column: string): RawBuilder<unknown> => sql`${sql.id(`${column}__folded`)} collate "C"`;
const holds = (column: string, part: string): RawBuilder<unknown> =>
  sql`cadenza_text.wide_grams(${text(column)}) @> ${[part]}::text[] and strpos(${text(column)}, ${part}::text) > 0`;

const pages: readonly Page[] = [
  { name: 'all, newest first', criteria: null, where: sql`true`, ...newest },
  { name: 'all, by name', criteria: null, where: sql`true`, ...byName },
  {
    name: 'status is, newest first',
    criteria: { field: 'lead_status', is: 'Contacted' },
    where: sql`${text('lead_status')} = 'contacted'`,
    ...newest,
  },
  {
    name: 'status is, by revenue',
    criteria: { field: 'lead_status', is: 'Junk' },
    where: sql`${text('lead_status')} = 'junk'`,
    ...byRevenue,
  },
  {
    name: 'country, industry and status, by name',
    criteria: {
      all: [
        { field: 'country', is: 'Italy' },
        { field: 'industry', is: 'Retail' },
        { field: 'lead_status', in: ['Qualified', 'New'] },
      ],
    },
    where: sql`${text('country')} = 'italy' and ${text('industry')} = 'retail'
      and ${text('lead_status')} in ('qualified', 'new')`,
    ...byName,
  },
  {
    name: 'created in the last 7 days, by name',
    criteria: { field: 'created_at', in_last: { days: 7 } },
    where: sql`created_at >= ${days(7)}`,
    ...byName,
  },
  {
    name: 'revenue between, newest first',
    criteria: { field: 'annual_revenue', between: ['90000000', '95000000'] },
    where: sql`annual_revenue between 90000000 and 95000000`,
    ...newest,
  },
  {
    name: 'status is not, revenue above, newest first',
    criteria: {
      all: [
        { field: 'lead_status', is_not: 'Contacted' },
        { field: 'annual_revenue', greater_than: '98000000' },
      ],
    },
    where: sql`${text('lead_status')} is distinct from 'contacted' and annual_revenue > 98000000`,
    ...newest,
  },
  {
    name: 'company contains “schmidt”, newest first',
    criteria: { field: 'company', contains: 'schmidt' },
    where: sql`${text('company')} like '%schmidt%'`,
    ...newest,
  },
  {
    name: 'company contains “hall media gmbh”, by name',
    criteria: { field: 'company', contains: 'Hall Media GmbH' },
    where: sql`${text('company')} like '%hall media gmbh%'`,
    ...byName,
  },
  {
    name: 'company contains “gmbh”, by revenue',
    criteria: { field: 'company', contains: 'gmbh' },
    where: sql`${text('company')} like '%gmbh%'`,
    ...byRevenue,
  },
  {
    name: 'company contains “北京”, newest first',
    criteria: { field: 'company', contains: '北京' },
    where: holds('company', '北京'),
    ...newest,
  },
  {
    name: 'company contains “绿洲”, by revenue',
    criteria: { field: 'company', contains: '绿洲' },
    where: holds('company', '绿洲'),
    ...byRevenue,
  },
  {
    name: 'last name is “诸葛”, company contains “科技”, newest first',
    criteria: {
      all: [
        { field: 'last_name', is: '诸葛' },
        { field: 'company', contains: '科技' },
      ],
    },
    where: sql`${text('last_name')} = '诸葛' and ${holds('company', '科技')}`,
    ...newest,
  },
  {
    name: 'company starts with “杭州”, by name',
    criteria: { field: 'company', starts_with: '杭州' },
    where: sql`${text('company')} like '杭州%'`,
    ...byName,
  },
  {
    name: 'company contains nothing that there is',
    criteria: { field: 'company', contains: '无此公司' },
    where: holds('company', '此公'),
    ...newest,
  },
];

function ask({ database, organization }: Stage, { criteria, sort }: Page) {
  const request = { module: 'leads', view: null, criteria, sort, cursor: null, limit: PAGE, count: 'with' } as const;
  return listViewRecords({ database, organization, now: NOW }, request);
}

async function readPage(stage: Stage, page: Page) {
  const listed = await ask(stage, page);
  if (listed.kind !== 'listed') throw new Error(`${page.name}: ${listed.reason}`);
  return listed;
}

/** The same page and the same count. */
async function byHand({ database, organization }: Stage, { where, order }: Page): Promise<void> {
  await database.organization(organization.seat, async (tx) => {
    await tx.query(
      sql`select * from m_leads where deleted_at is null and ${where} order by ${order} limit ${PAGE + 1}`,
    );
    await tx.query(sql`
      select count(*) from (select from m_leads where deleted_at is null and ${where} limit 10001) as counted`);
  });
}

type Figures = {
  readonly page: string;
  readonly count: string;
  readonly p95Ms: number;
  readonly bySqlP95Ms: number;
  readonly ratio: number;
};

const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

async function measure(stage: Stage, page: Page): Promise<Figures> {
  const { count } = await readPage(stage, page);
  const [ours, hand]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(() => readPage(stage, page)));
    hand.push(await timed(() => byHand(stage, page)));
  }
  const [p95Ms, bySqlP95Ms] = [percentile(ours, 0.95), percentile(hand, 0.95)];
  const counted = count === null ? '' : `${count.count}${count.exact ? '' : '+'}`;
  const ratio = rounded(percentile(ours, 0.5) / percentile(hand, 0.5), 2);
  return { page: page.name, count: counted, p95Ms: rounded(p95Ms), bySqlP95Ms: rounded(bySqlP95Ms), ratio };
}

const stage = await openStage(ROWS);
try {
  // Without their indexes some of them are given up; that they are needed is noted all the same.
  for (const page of pages) await ask(stage, page);
  const indexing = await timed(() =>
    buildIndexes(stage.database, stage.organization.seat, { from: { lists: 0, search: 0 } }),
  );
  await comeToRest(stage.database, stage.organization);
  const figures: Figures[] = [];
  for (const page of pages) figures.push(await measure(stage, page));
  const worstP95Ms = Math.max(...figures.map(({ p95Ms }) => p95Ms));
  const summary = { rows: ROWS, rounds: ROUNDS, indexingSeconds: rounded(indexing / 1000), worstP95Ms };
  if (isJson) console.log(JSON.stringify({ ...summary, pages: figures }));
  else {
    console.table(figures);
    for (const [name, figure] of Object.entries(summary)) console.log(`${name}: ${figure.toLocaleString('en')}`);
  }
} finally {
  await stage.close();
}
