// T7: what was changed in any table, row by row, as the database itself saw it commit. Unlike a hash before and after it
// names the table.
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '#storage/db.ts';

export type Change = {
  readonly schema: string;
  readonly table: string;
  /** The row as it is now, or was before it was deleted. */
  readonly row: Readonly<Record<string, unknown>>;
};

export type ChangeJournal = {
  /** Everything that was committed since the last time. */
  take(): Promise<Change[]>;
};

/** When a key was last used is no change of anything. */
const UNWATCHED_COLUMN = sql.lit('last_used_at');

/** What was taken stays in the table as dead rows, which every later take reads: they are swept after so many. */
const TAKES_PER_VACUUM = 200;

/** Watches every table there is by now. */
export async function keepChangeJournal(database: Database): Promise<ChangeJournal> {
  await database.owner(async (tx) => {
    await tx.query(sql`create schema watch`);
    await tx.query(sql`create table watch.change (id bigserial, "schema" text, "table" text, "row" jsonb)`);
    await tx.query(sql`
      create function watch.note() returns trigger language plpgsql security definer as $$
      begin
        if tg_op = 'UPDATE' and to_jsonb(old) - ${UNWATCHED_COLUMN} = to_jsonb(new) - ${UNWATCHED_COLUMN} then
          return null;
        end if;
        insert into watch.change ("schema", "table", "row")
          values (tg_table_schema, tg_table_name, to_jsonb(coalesce(new, old)));
        return null;
      end $$`);
    const tables = await tx.query<{ schema: string; name: string }>(sql`
      select nspname as schema, relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where relkind = 'r' and (nspname = 'cadenza' or nspname like 'org\\_%')`);
    for (const { schema, name } of tables) {
      await tx.query(sql`
        create trigger watch after insert or update or delete on ${sql.id(schema, name)}
        for each row execute function watch.note()`);
    }
  });
  const reader = new pg.Client({ connectionString: database.ownerUrl }); // one round trip, thousands of times
  reader.on('error', () => undefined); // the database is dropped at the end
  await reader.connect();
  let taken = 0;
  return {
    take: async () => {
      taken += 1;
      if (taken % TAKES_PER_VACUUM === 0) {
        await reader.query('vacuum watch.change');
      }
      const { rows } = await reader.query<Change & { id: string }>('delete from watch.change returning *');
      return rows.toSorted((one, other) => Number(one.id) - Number(other.id));
    },
  };
}
