// Makes the indexes that lists and search need (V-5, R-8), while their tables are in use. One that a killed process left
// half made is dropped and made again. Small tables need none: reading them from one end to the other is as fast.
import { sql } from 'kysely';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { type OnTable, runGivingWay } from '#storage/indexes/give-way.ts';
import { listWanted, type WantedIndex } from '#storage/indexes/wanted-indexes.ts';
import { asOwnerAlone } from '#storage/owner-session.ts';
import { noteSearchIndex } from '#storage/search/search-index.ts';

/** From as many records on a module gets its indexes. */
export type IndexedFrom = { readonly lists: number; readonly search: number };

/** Lists are quick without; each typing error is compared with every record. */
export const INDEXED_FROM: IndexedFrom = { lists: 20_000, search: 500 };
/** Every one is written to with every record. */
const INDEXES_MAX = 60;

export type Building = {
  readonly from: IndexedFrom;
  /** True: what is being made is finished, the others wait. Left out: never. */
  readonly isStopping?: (() => boolean) | undefined;
};

/** How many were made. Where somebody wants to change a table, the rest waits for another time. */
export async function buildIndexes(
  database: Database,
  seat: OrganizationSeat,
  { from, isStopping }: Building,
): Promise<number> {
  const missing = await database.organization(seat, (tx) => listMissing(tx, seat, from));
  if (missing.length === 0) return 0;
  const made = await asOwnerAlone(database, indexWork(seat), async (run) => {
    const tables = new Set<string>();
    let count = 0;
    for (const wanted of missing) {
      if (isStopping?.() === true) return count;
      if (!(await build({ database, run, seat, table: wanted.table }, wanted))) break;
      tables.add(wanted.table);
      count += 1;
    }
    for (const table of tables) await run(sql`analyze ${sql.id(seat.schema, table)}`);
    return count;
  });
  return made ?? 0;
}

/** What only one process at a time does in an organisation. */
export function indexWork({ schema }: OrganizationSeat): string {
  return `indexes of ${schema}`;
}

async function listMissing(tx: Tx, seat: OrganizationSeat, from: IndexedFrom): Promise<WantedIndex[]> {
  const usable = await usableIndexes(tx, seat);
  const missing: WantedIndex[] = [];
  for (const { table, indexes } of await listWanted(tx)) {
    const absent = indexes.filter(({ name }) => !usable.has(name));
    const room = Math.max(0, INDEXES_MAX - (indexes.length - absent.length));
    const rows = absent.length === 0 ? 0 : await countUpTo(tx, table, Math.max(from.lists, from.search));
    const due = absent.filter(({ search }) => rows >= (search === null ? from.lists : from.search));
    missing.push(...due.slice(0, room));
  }
  return missing;
}

/** A search knows only what was noted of its index: a process may end before it is. */
async function usableIndexes(tx: Tx, { schema }: OrganizationSeat): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }>(sql`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = ${schema}::regnamespace and i.indisvalid
      and (c.relname not like 'search\\_%' or c.relname in (select name from search_index))`);
  return new Set(rows.map(({ name }) => name));
}

async function countUpTo(tx: Tx, table: string, max: number): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(sql`
    select count(*)::int as rows from (select from ${sql.table(table)} limit ${max}) as counted`);
  return row?.rows ?? 0;
}

/** False: it gave way. */
async function build(place: OnTable, { name, definition, search }: WantedIndex): Promise<boolean> {
  const { run, seat, table } = place;
  const [found] = await run<{ valid: boolean }>(sql`
    select i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = ${seat.schema}::regnamespace and c.relname = ${name}`);
  if (found?.valid === false) {
    const isGone = await runGivingWay(place, sql`drop index concurrently ${sql.id(seat.schema, name)}`);
    if (!isGone) return false;
  }
  if (found?.valid !== true) {
    const making = sql`create index concurrently ${sql.id(name)} on ${sql.id(seat.schema, table)} ${definition}`;
    if (!(await runGivingWay(place, making))) return false;
  }
  if (search !== null) await noteSearchIndex(run, seat, search);
  return true;
}
