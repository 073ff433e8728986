import fc from 'fast-check';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attacks, payloads } from '#test/criteria-attacks.ts';
import {
  anyCriteria,
  anyMoment,
  anyValues,
  conditionsOn,
  moments,
  trial,
  trialViewer,
} from '#test/criteria-generators.ts';
import {
  answersInMemory,
  answersInSql,
  fillTrial,
  haveOddSettings,
  trialAsked as asked,
} from '#test/criteria-trial.ts';
import { postgresServers } from '#test/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/throw-away-database.ts';
import { askedFields, relatedKey } from '#core/criteria/asked-fields.ts';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { readDecimal } from '#core/criteria/read-literal.ts';
import type { Moment } from '#core/criteria/resolve-range.ts';
import { seenBy } from '#core/criteria/viewer.ts';
import type { FieldValues } from '#core/records/field.ts';
import { criteriaToSql } from './criteria-to-sql.ts';
import { type Database, openDatabase, type Tx } from './db.ts';
import type { FieldColumn } from './field-column.ts';

const RECORDS = 500;
const CRITERIA = 2_000;
/** Everything that a condition's text may consist of. */
const grammar =
  /^(?:"c_[a-z_]+"|"C"|exists|select|from|as|where|"related_value"|"trial_related"|related|related_id|public_id|deleted_at|collate|is|not|null|and|or|true|false|like|any|cardinality|cadenza_text\.wide_grams|strpos|, |[<>]=?|=|@>|&&|''|0|::(?:text|bigint|numeric|date|timestamptz|boolean|uuid)(?:\[\])?|\$\d+|[()\s])+$/;
/** The one with no value at all leads them. */
const records: readonly FieldValues[] = [{}, ...fc.sample(anyValues, { numRuns: RECORDS - 1, seed: 20_251_121 })];

describe.each(postgresServers())('criteria on $name', (server) => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await createTestDatabase(server);
    const { appUrl, ownerUrl } = home;
    database = openDatabase({ appUrl, ownerUrl, connectionsMax: 2, onError: () => {} });
    await database.owner((tx) => fillTrial(tx, records));
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  const onOddServer = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.owner(async (tx) => {
      await haveOddSettings(tx);
      return work(tx);
    });

  it('P7 V-2 SQL and memory agree on every operator of every type, with and without a value', async () => {
    await onOddServer(async (tx) => {
      for (const field of askedFields(trial)) {
        const conditions = conditionsOn(field);
        const samples = relatedKey(field.key) === null ? 8 : 2;
        for (const criteria of conditions.flatMap((condition) => fc.sample(condition, samples))) {
          for (const moment of moments.slice(0, 2)) await expectAgreement(tx, criteria, moment);
          await expectAgreement(tx, { not: criteria }, moments[2] as Moment);
        }
      }
    });
  });

  it('P7 V-2 SQL and memory agree on a million pairs of generated records and criteria', async () => {
    let met = 0;
    await onOddServer((tx) =>
      fc.assert(
        fc.asyncProperty(anyCriteria, anyMoment, async (criteria, moment) => {
          met += await expectAgreement(tx, criteria, moment);
        }),
        { numRuns: CRITERIA },
      ),
    );
    // Criteria that nobody or everybody meets would prove little.
    expect(met / (RECORDS * CRITERIA)).toBeGreaterThan(0.25);
    expect(met / (RECORDS * CRITERIA)).toBeLessThan(0.75);
  });

  it('P7 V-1 a condition and its opposite part the records in two', async () => {
    await onOddServer((tx) =>
      fc.assert(
        fc.asyncProperty(anyCriteria, anyMoment, async (criteria, moment) => {
          const [yes, no] = [await idsOf(tx, criteria, moment), await idsOf(tx, { not: criteria }, moment)];
          expect([...yes, ...no].sort((a, b) => a - b)).toEqual(records.map((_, index) => index));
        }),
        { numRuns: 100 },
      ),
    );
  });

  it('V-2 the first and the last day that can be named reach into the years 0 and 10000', async () => {
    const days = ['0001-01-01', '9999-12-31'];
    await onOddServer(async (tx) => {
      for (const moment of moments) {
        for (const day of days) await expectAgreement(tx, { field: 'seen_at', is: day }, moment);
        expect(await idsOf(tx, { field: 'seen_at', between: ['0001-01-01', '9999-12-31'] }, moment)).toHaveLength(
          records.filter((values) => values['seen_at'] != null).length,
        );
      }
    });
  });

  it('K-111 "is not" is met by records without a value, in SQL too', async () => {
    await onOddServer(async (tx) => {
      const [moment] = moments as [Moment];
      const empty = records.flatMap((values, index) => (values['stage'] == null ? [index] : []));
      const met = await idsOf(tx, { field: 'stage', is_not: 'Won' }, moment);
      expect(empty.length).toBeGreaterThan(50);
      expect(empty.filter((id) => !met.includes(id))).toEqual([]);
      expect((await idsOf(tx, { field: 'stage', is: 'Won' }, moment)).filter((id) => empty.includes(id))).toEqual([]);
    });
  });

  it('T1 no payload in any slot becomes SQL', async () => {
    await onOddServer(async (tx) => {
      const [moment] = moments as [Moment];
      for (const { criteria } of attacks()) {
        const checked = checkCriteria(criteria, trial);
        if (!checked.ok) continue;
        const condition = criteriaToSql(checked.criteria, asked, moment);
        expect(textOf(condition)).toMatch(grammar);
        await expectAgreement(tx, checked.criteria, moment);
      }
      expect(await tx.query(sql`select count(*)::int as count from trial`)).toEqual([{ count: RECORDS }]);
    });
  });
});

describe('criteriaToSql', () => {
  const [moment] = moments as [Moment];

  it('T1 the text of the statement depends on nothing that a person wrote', () => {
    const refused: unknown[] = [];
    for (const { criteria, payload } of attacks()) {
      const checked = checkCriteria(criteria, trial);
      if (!checked.ok) refused.push(payload);
      else expect(textOf(criteriaToSql(checked.criteria, asked, moment))).toMatch(grammar);
    }
    expect(refused.length).toBeGreaterThan(1_000);
  });

  it('T1 unchecked values are bound or refused, never written', () => {
    for (const payload of payloads) {
      const text = textOf(criteriaToSql({ field: 'name', in: [payload, payload] }, asked, moment));
      expect(text).toBe(
        '("c_name__folded" collate "C" is not null and "c_name__folded" collate "C" = any($1::text[]))',
      );
      if (readDecimal(payload) === null) {
        expect(() => criteriaToSql({ field: 'amount', is: payload }, asked, moment)).toThrow();
      }
      expect(() => criteriaToSql({ field: payload, is: 'x' }, asked, moment)).toThrow();
    }
  });

  it('T1 names of columns are quoted as names', () => {
    const odd: FieldColumn = { name: 'x" is null; drop table trial; --', folded: null, shape: 'integer' };
    const text = textOf(
      criteriaToSql({ field: 'visits', at_least: 3 }, { ...asked, columns: new Map([['visits', odd]]) }, moment),
    );
    expect(text).toBe(
      '("x"" is null; drop table trial; --" is not null and "x"" is null; drop table trial; --" >= $1::bigint)',
    );
  });

  it('K-110 a field without a column has no answer', () => {
    expect(() => criteriaToSql({ not: { field: 'gone', is: 'x' } }, asked, moment)).toThrow('gone');
  });

  it('V-2 the day before the year 1 is written as PostgreSQL counts', () => {
    const criteria: Criteria = { field: 'seen_at', at_least: '0001-01-01' };
    const condition = criteriaToSql(criteria, asked, { ...moment, zone: 'Asia/Tokyo' });
    expect(condition.compile(compiler).parameters).toEqual(['0001-12-31T14:41:01.000Z BC']);
  });

  it('V-5 conditions keep the form that indexes answer', () => {
    const text = (criteria: Criteria) => textOf(criteriaToSql(criteria, asked, moment));
    expect(
      text({
        all: [
          { field: 'visits', is: 3 },
          { field: 'seen_at', in_last: { days: 7 } },
        ],
      }),
    ).toBe(
      '(("c_visits" is not null and "c_visits" = $1::bigint) and ("c_seen_at" is not null and "c_seen_at" >= $2::timestamptz and "c_seen_at" <= $3::timestamptz))',
    );
    expect(text({ all: [] })).toBe('true');
    expect(text({ any: [] })).toBe('false');
  });
});

/** Answers how many met. */
async function expectAgreement(tx: Tx, criteria: Criteria, moment: Moment): Promise<number> {
  expect(checkCriteria(criteria, trial)).toEqual({ ok: true, criteria });
  const inSql = await answersInSql(tx, criteria, moment);
  const inMemory = answersInMemory(records, criteria, moment);
  const different = records.findIndex((_, index) => inMemory[index] !== inSql[index]);
  if (different >= 0) {
    const record = records[different];
    expect({ record, sql: inSql[different] }).toEqual({ record, sql: inMemory[different] });
  }
  return inMemory.replaceAll('0', '').length;
}

async function idsOf(tx: Tx, criteria: Criteria, moment: Moment): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(sql`
    select id from trial where ${criteriaToSql(seenBy(criteria, trialViewer), asked, moment)} order by id`);
  return rows.map(({ id }) => id);
}

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

function textOf(condition: RawBuilder<unknown>): string {
  return condition.compile(compiler).sql;
}
