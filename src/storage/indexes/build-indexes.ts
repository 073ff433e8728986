// Makes the indexes that lists and search need (V-5, R-8), while their tables are in use. One that a killed process left
// half made is dropped and made again. Small tables need none: reading them from one end to the other is as fast.
import { sql } from 'kysely';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { type IndexDefinition, indexFor } from '#storage/indexes/index-definition.ts';
import { type IndexNeed, loadNeeds } from '#storage/indexes/needs.ts';
import { asOwnerAlone, type Run } from '#storage/owner-session.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { listOwnModules } from '#storage/records/own-modules.ts';
import { mainModules } from '#core/records/modules.ts';
import { noteSearchIndex, type SearchIndex, searchIndexOf } from '#storage/search/search-index.ts';

/** From as many records on a module gets its indexes. */
export type IndexedFrom = { readonly lists: number; readonly search: number };

/** Lists are quick without; each typing error is compared with every record. */
export const INDEXED_FROM: IndexedFrom = { lists: 20_000, search: 500 };
/** Every one is written to with every record. */
const INDEXES_MAX = 60;

type Wanted = IndexDefinition & { readonly search: SearchIndex | null };

export type Building = {
  readonly from: IndexedFrom;
  /** True: what is being made is finished, the others wait. Left out: never. */
  readonly isStopping?: (() => boolean) | undefined;
};

/** How many were made. */
export async function buildIndexes(
  database: Database,
  seat: OrganizationSeat,
  { from, isStopping }: Building,
): Promise<number> {
  const missing = await database.organization(seat, (tx) => listMissing(tx, seat, from));
  if (missing.length === 0) return 0;
  const made = await asOwnerAlone(database, `indexes of ${seat.schema}`, async (run) => {
    const tables = new Set<string>();
    for (const [done, wanted] of missing.entries()) {
      if (isStopping?.() === true) return done;
      await build(run, seat, wanted);
      tables.add(wanted.table);
    }
    for (const table of tables) await run(sql`analyze ${sql.id(seat.schema, table)}`);
    return missing.length;
  });
  return made ?? 0;
}

async function listMissing(tx: Tx, seat: OrganizationSeat, from: IndexedFrom): Promise<Wanted[]> {
  const usable = await usableIndexes(tx, seat);
  const needs = await loadNeeds(tx);
  const missing: Wanted[] = [];
  for (const module of await moduleKeys(tx)) {
    const catalogue = await loadWholeCatalogue(tx, module);
    if (catalogue === null) continue;
    const ofModule = needs.filter((need) => need.module === module);
    const wanted = [...searchIndexes(catalogue), ...listIndexes(catalogue, ofModule)].slice(0, INDEXES_MAX);
    const absent = wanted.filter(({ name }) => !usable.has(name));
    const rows = absent.length === 0 ? 0 : await countUpTo(tx, catalogue, Math.max(from.lists, from.search));
    missing.push(...absent.filter(({ search }) => rows >= (search === null ? from.lists : from.search)));
  }
  return missing;
}

function searchIndexes(catalogue: Catalogue): Wanted[] {
  const search = searchIndexOf(catalogue);
  return search === null ? [] : [{ ...search.definition, search }];
}

function listIndexes({ table, columns }: Catalogue, needs: readonly IndexNeed[]): Wanted[] {
  return needs.flatMap(({ field, kind }): Wanted[] => {
    const column = columns.get(field);
    return column === undefined ? [] : [{ ...indexFor(table, kind, column), search: null }];
  });
}

async function moduleKeys(tx: Tx): Promise<string[]> {
  const own = (await listOwnModules(tx)).filter(({ retired }) => !retired);
  return [...mainModules, ...own].map(({ key }) => key);
}

/** A search knows only what was noted of its index: a process may end before it is. */
async function usableIndexes(tx: Tx, { schema }: OrganizationSeat): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ name: string }>(sql`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = ${schema}::regnamespace and i.indisvalid
      and (c.relname not like 'search\\_%' or c.relname in (select name from search_index))`);
  return new Set(rows.map(({ name }) => name));
}

async function countUpTo(tx: Tx, { table }: Catalogue, max: number): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(sql`
    select count(*)::int as rows from (select from ${sql.table(table)} limit ${max}) as counted`);
  return row?.rows ?? 0;
}

async function build(run: Run, seat: OrganizationSeat, { table, name, definition, search }: Wanted): Promise<void> {
  const [found] = await run<{ valid: boolean }>(sql`
    select i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = ${seat.schema}::regnamespace and c.relname = ${name}`);
  if (found?.valid === false) await run(sql`drop index concurrently ${sql.id(seat.schema, name)}`);
  if (found?.valid !== true) {
    await run(sql`create index concurrently ${sql.id(name)} on ${sql.id(seat.schema, table)} ${definition}`);
  }
  if (search !== null) await noteSearchIndex(run, seat, search);
}
