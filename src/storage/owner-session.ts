// Statements of the tables' owner, each its own transaction: for what runs in none, such as an index that is made while
// its table is in use.
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Database, type Statement, surviveBreaks } from '#storage/db.ts';

export type Run = <Row>(statement: Statement<Row>) => Promise<Row[]>;

/** Null: somebody else is at the same work. */
export async function asOwnerAlone<T>(
  { ownerUrl }: Pick<Database, 'ownerUrl'>,
  workName: string,
  work: (run: Run) => Promise<T>,
): Promise<T | null> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  pool.on('error', () => undefined); // a broken connection fails the statement that uses it
  surviveBreaks(pool);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const run: Run = async (statement) => (await statement.execute(db)).rows;
  try {
    const [lock] = await run<{ mine: boolean }>(
      sql`select pg_try_advisory_lock(hashtextextended(${workName}, 0)) as mine`,
    );
    return lock?.mine === true ? await work(run) : null;
  } finally {
    await db.destroy();
  }
}
