// Drops the indexes that nothing needs any more (V-5): their field is retired, or no list was filtered or sorted by it for a
// long time. Each one is written to with every record.
import { sql } from 'kysely';
import { DAY, type Instant } from '#core/time/instant.ts';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { indexWork } from '#storage/indexes/build-indexes.ts';
import { runGivingWay } from '#storage/indexes/give-way.ts';
import { forgetNeeds } from '#storage/indexes/needs.ts';
import { listWanted } from '#storage/indexes/wanted-indexes.ts';
import { asOwnerAlone } from '#storage/owner-session.ts';

/** A list that is asked for once a quarter keeps its index. */
const UNUSED_MS_MAX = 90 * DAY;

type Dropping = { readonly now: Instant; readonly isStopping?: (() => boolean) | undefined };

type Surplus = { readonly table: string; readonly name: string };

/** How many were dropped. */
export async function dropIndexes(
  database: Database,
  seat: OrganizationSeat,
  { now, isStopping }: Dropping,
): Promise<number> {
  const surplus = await database.organization(seat, async (tx) => {
    await forgetNeeds(tx, now - UNUSED_MS_MAX);
    return listSurplus(tx, seat);
  });
  if (surplus.length === 0) return 0;
  const dropped = await asOwnerAlone(database, indexWork(seat), async (run) => {
    for (const [done, { table, name }] of surplus.entries()) {
      const going = sql`drop index concurrently if exists ${sql.id(seat.schema, name)}`;
      if (isStopping?.() === true || !(await runGivingWay({ database, run, seat, table }, going))) return done;
    }
    return surplus.length;
  });
  return dropped ?? 0;
}

/** Of those that this product made by need. What search goes by stays until another one is there. */
async function listSurplus(tx: Tx, { schema }: OrganizationSeat): Promise<Surplus[]> {
  const wanted = await listWanted(tx);
  const tables = wanted.map(({ table }) => table);
  const names = wanted.flatMap(({ indexes }) => indexes.map(({ name }) => name));
  return tx.query<Surplus>(sql`
    select t.relname as table, c.relname as name
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where c.relnamespace = ${schema}::regnamespace and t.relname = any(${tables}::text[])
      and c.relname ~ '^(order|contains|chosen|search)_[0-9a-f]{16}$' and c.relname <> all(${names}::text[])
      and c.relname not in (select name from search_index)
    order by c.relname`);
}
