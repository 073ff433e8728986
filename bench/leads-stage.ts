// The stage of the benches of views and search: an organisation with any number of leads that look like people, a third of
// them Chinese, made inside the server; and how statements are timed.
import { parseArgs } from 'node:util';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { Instant } from '#core/time/instant.ts';
import { leads } from '#core/records/modules/leads.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import * as words from './leads-words.ts';

export const NOW: Instant = Date.UTC(2026, 2, 2, 1);

export type Stage = {
  readonly database: Database;
  readonly organization: Organization;
  close(): Promise<void>;
};

export async function openStage(rows: number, connectionsMax = 4): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'cadenza-bench-'));
  await chmod(folder, 0o711);
  await mkdir(join(folder, 'data'));
  const server = await startEmbedded({ folder: join(folder, 'data'), settings: { max_wal_size: '4GB' } });
  const database = openDatabase({ ...server, connectionsMax, onError: () => undefined });
  await migrate(database);
  const organization = await settleIn(database, 'Bench', rows);
  return {
    database,
    organization,
    close: async () => {
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An organisation of that name, with so many leads. */
export async function settleIn(database: Database, name: string, rows: number): Promise<Organization> {
  const organization = await createOrganization(database, {
    name,
    timeZone: 'Asia/Shanghai',
    language: 'zh',
    mailFromName: name,
    mailFromAddress: 'bench@bench.invalid',
    now: NOW,
  });
  await database.organization(organization.seat, (tx) => tx.query(fill(rows)));
  await comeToRest(database, organization);
  return organization;
}

/** VACUUM runs in no transaction. */
export async function comeToRest({ ownerUrl }: Database, { seat }: Organization): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`vacuum analyze ${client.escapeIdentifier(seat.schema)}.m_leads`);
  await client.query('checkpoint');
  await client.end();
}

/** As often drawn as names are: the first ones much more than the last. */
function drawn(list: readonly string[]): RawBuilder<unknown> {
  return sql`(${list}::text[])[1 + floor(${list.length}::int * random() * random())::int]`;
}

const isChinese = sql`(g % 3 = 0)`;

/** Dates go back over three years; every text has its folded companion, which for these is the lower case. */
function fill(rows: number): RawBuilder<unknown> {
  const texts = leads.fields.filter(({ key }) => key in columns).map(({ key }) => key);
  const foldedOf = (key: string) => sql`lower(${sql.id(key)} collate "C")`;
  const names = texts.flatMap((key) => [sql.id(key), sql.id(`${key}__folded`)]);
  const values = texts.flatMap((key) => [sql.id(key), foldedOf(key)]);
  return sql`
    with seeded as materialized (select setseed(0.5)),
    drawn as (
      select g, at, ${sql.join(texts.map((key) => sql`${columns[key]} as ${sql.id(key)}`))}
      from (
        select g, to_timestamp(${NOW}::float8 / 1000) - interval '3 years' * (1 - g / ${rows}::float8) as at,
          ${drawn(words.chineseSurnames)} as cn_last, ${drawn(words.chineseGivenNames)} as cn_first,
          ${drawn(words.surnames)} as last, ${drawn(words.givenNames)} as first
        from seeded, generate_series(1, ${rows}::int) g offset 0
      ) people
    )
    insert into m_leads (public_id, created_at, modified_at, annual_revenue, employees, score, converted_at, ${sql.join(names)})
    select gen_random_uuid(), at, at + random() * interval '60 days', round((random() * random() * 1e8)::numeric, 2),
      floor(random() * random() * 5000), floor(random() * 100),
      case when random() < 0.05 then at + interval '30 days' end, ${sql.join(values)}
    from drawn`;
}

/** What each text is made of; `last`, `first`, `cn_last`, `cn_first` and `g` are of the row. */
const columns: Readonly<Record<string, RawBuilder<unknown>>> = {
  last_name: sql`case when ${isChinese} then cn_last else last end`,
  first_name: sql`case when ${isChinese} then cn_first else first end`,
  company: sql`case when ${isChinese}
    then ${drawn(words.chineseCities)} || ${drawn(words.chineseCompanies)} || ${drawn(words.chineseTrades)} || '有限公司'
    else ${drawn(words.surnames)} || ' ' || ${drawn(words.trades)} || ' ' || ${drawn(words.legalForms)} end`,
  email: sql`lower(first) || '.' || lower(last) || g || '@' || lower(${drawn(words.surnames)}) || '.example'`,
  phone: sql`case when ${isChinese} then '+86 1' || (30 + g % 60) || ' ' || lpad((g * 7919::bigint % 10000)::text, 4, '0') || ' '
    || lpad((g * 104729::bigint % 10000)::text, 4, '0') else '+49 (0)' || (30 + g % 900) || ' ' || (1000000 + g * 7919::bigint % 9000000) end`,
  mobile: sql`case when random() < 0.5 then '+44 7' || (100000000 + g * 104729::bigint % 900000000) end`,
  title: drawn(words.titles),
  country: sql`case when ${isChinese} then '中国' else ${drawn(words.countries)} end`,
  city: sql`case when ${isChinese} then ${drawn(words.chineseCities)} else ${drawn(words.cities)} end`,
  industry: drawn(words.optionsOf(leads, 'industry')),
  lead_source: drawn(words.optionsOf(leads, 'lead_source')),
  lead_status: drawn(words.optionsOf(leads, 'lead_status')),
};

/** Of what takes milliseconds: the share of 1 that is at most the answer. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export type Size = { readonly json: boolean; readonly rows: number; readonly rounds: number };

/** What the command line says of how much is measured. */
export function readSize({ rows = '1000000', rounds = '20' } = {}): Size {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      rows: { type: 'string', default: rows },
      rounds: { type: 'string', default: rounds },
    },
  });
  return { json: values.json, rows: Number(values.rows), rounds: Number(values.rounds) };
}
