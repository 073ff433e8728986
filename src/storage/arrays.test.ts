import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigints, floats, integers, smallints, texts } from '#storage/arrays.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { createTestDatabase, postgresServers, type TestDatabase } from '../../test/database.ts';

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
    expect(await read(bigints(['9223372036854775807', 3, 4, null]))).toEqual(['9223372036854775807', '3', '4', null]);
    expect(await read(integers([1, -2, null]))).toEqual([1, -2, null]);
    expect(await read(smallints([7]))).toEqual([7]);
    expect(await read(floats([1.5, 1_772_413_200_123, null]))).toEqual([1.5, 1_772_413_200_123, null]);
    expect(await read(bigints([]))).toEqual([]);
  });
});
