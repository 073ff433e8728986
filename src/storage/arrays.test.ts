import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigints, booleans, floats, integers, smallints, texts } from '#storage/arrays.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { postgresServers } from '#test/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/throw-away-database.ts';

describe.each(postgresServers())('arrays on $name', (server) => {
  let testDatabase: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    testDatabase = await createTestDatabase(server);
    database = openDatabase({ ...testDatabase, connectionsMax: 2, onError: () => undefined });
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const read = (array: ReturnType<typeof sql>) =>
    database.owner(async (tx) =>
      (
        await tx.query<{ value: unknown }>(
          sql`select value from unnest(${array}) with ordinality as t (value, at) order by at`,
        )
      ).map(({ value }) => value),
    );

  it('T1 whatever a text holds arrives as it is', async () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed() && !value.includes('\u0000'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
        expect(await read(texts(values))).toEqual(values);
      }),
      { numRuns: 60 },
    );
    const awkward = [
      'null',
      'NULL',
      '',
      '{}',
      ',',
      '"',
      '\\',
      '\\"',
      '{"a","b"}',
      "'; drop table x; --",
      ' lead',
      '\n',
    ];
    expect(await read(texts(awkward))).toEqual(awkward);
  });

  it('numbers arrive as they are', async () => {
    const bigint = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String), fc.maxSafeInteger());
    const integer = fc.integer();
    const smallint = fc.integer({ min: -32_768, max: 32_767 });
    const float = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const lists = fc.tuple(...[bigint, integer, smallint, float].map((each) => fc.array(fc.option(each))));
    await fc.assert(
      fc.asyncProperty(lists, async ([big = [], whole = [], small = [], any = []]) => {
        expect(await read(bigints(big))).toEqual(big.map((value) => (value === null ? null : String(value))));
        expect(await read(integers(whole as number[]))).toEqual(whole);
        expect(await read(smallints(small as number[]))).toEqual(small);
        expect(await read(floats(any as number[]))).toEqual(any);
      }),
      { numRuns: 60 },
    );
    expect(await read(bigints(['-1', -1, '4294967296', '4294967295']))).toEqual([
      '-1',
      '-1',
      '4294967296',
      '4294967295',
    ]);
    expect(await read(floats([1_772_413_200_123]))).toEqual([1_772_413_200_123]);
    expect(await read(booleans([true, false]))).toEqual([true, false]);
    expect(await read(bigints([]))).toEqual([]);
  });
});
