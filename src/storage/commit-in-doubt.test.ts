import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, isCommitInDoubt, openDatabase } from '#storage/db.ts';
import { postgresServers } from '#test/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/throw-away-database.ts';

describe.each(postgresServers())('a commit on $name', (server) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await createTestDatabase(server);
    database = openDatabase({ ...place, connectionsMax: 2, onError: () => undefined });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  /** What a transaction throws that has this done when it commits. */
  const thrownBy = (atCommit: string): Promise<unknown> =>
    database
      .owner(async (tx) => {
        await tx.query(sql`create temporary table touched (id int)`);
        await tx.query(
          sql.raw(
            `create function pg_temp.at_commit() returns trigger language plpgsql as $$ begin ${atCommit} return null; end $$`,
          ),
        );
        await tx.query(sql`
          create constraint trigger last after insert on touched deferrable initially deferred
          for each row execute function pg_temp.at_commit()`);
        await tx.query(sql`insert into touched values (1)`);
      })
      .catch((error: unknown) => error);

  it('P1 of which the connection breaks leaves it open whether it holds', async () => {
    const thrown = await thrownBy('perform pg_terminate_backend(pg_backend_pid());');
    expect(thrown).toBeInstanceOf(Error);
    expect(isCommitInDoubt(thrown)).toBe(true);
  });

  it('P1 that is refused does not hold; nor does what never came so far', async () => {
    const refused = await thrownBy("raise exception 'not so';");
    expect(String(refused)).toContain('not so');
    expect(isCommitInDoubt(refused)).toBe(false);
    const earlier = await database.owner((tx) => tx.query(sql`select 1 / 0`)).catch((error: unknown) => error);
    expect(earlier).toBeInstanceOf(Error);
    expect(isCommitInDoubt(earlier)).toBe(false);
  });
});
