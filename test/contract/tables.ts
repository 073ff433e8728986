// The scheme that every table must fit: an organisation's lies in its schema, a shared one says in each row whose it is.
import { sql } from 'kysely';
import type { Database, Statement, Tx } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type Column = { readonly name: string; readonly type: string };
export type Table = { readonly schema: string; readonly name: string; readonly columns: readonly Column[] };

/** Shared tables whose rows are nobody's. */
export const NOBODYS: readonly string[] = ['installation', 'migration', 'migration_lock', 'sending_watch'];

/** Every table of the database but PostgreSQL's own. */
export async function allTables(database: Database): Promise<Table[]> {
  return database.owner((tx) =>
    tx.query<Table>(sql`
      select nspname as schema, relname as name,
        json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null)) order by attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where relkind in ('r', 'p', 'f', 'v', 'm') and attnum > 0 and not attisdropped
        and nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'watch')
      group by 1, 2 order by 1, 2`),
  );
}

export type Belongs = (table: Table, organization: Organization) => Statement<boolean> | null;

/** Gives the condition that picks an organisation's rows of a shared table; null: nothing in it says whose they are. */
export async function readBelonging(database: Database): Promise<Belongs> {
  type Reference = { readonly table: string; readonly column: string; readonly to: string; readonly key: string };
  const references = await database.owner((tx) =>
    tx.query<Reference>(sql`
      select t.relname as table, a.attname as column, r.relname as to, k.attname as key
      from pg_constraint o join pg_class t on t.oid = conrelid join pg_class r on r.oid = confrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = conkey[1]
        join pg_attribute k on k.attrelid = r.oid and k.attnum = confkey[1]
      where contype = 'f' and t.relnamespace = 'cadenza'::regnamespace and cardinality(conkey) = 1`),
  );
  const belongs = (name: string, id: number): Statement<boolean> | null => {
    if (name === 'organization') return sql`id = ${id}`;
    const mine = references.filter(({ table, to }) => table === name && to !== name);
    const direct = mine.find(({ to }) => to === 'organization') ?? mine[0];
    if (direct === undefined) return null;
    const above = belongs(direct.to, id);
    if (above === null) return null;
    return sql`${sql.id(direct.column)} in (select ${sql.id(direct.key)} from ${sql.id('cadenza', direct.to)} where ${above})`;
  };
  return (table, { id }) => belongs(table.name, id);
}

/** An organisation's ids: all that stand anywhere, or one of each table's own. Numbers below `from` are nobody's alone. */
export async function idsOf(
  database: Database,
  organization: Organization,
  { which, from }: { readonly which: 'all' | 'one_of_each'; readonly from: number },
): Promise<{ readonly uuids: readonly string[]; readonly numbers: readonly string[] }> {
  const belongs = await readBelonging(database);
  const tables = await allTables(database);
  const name = which === 'all' ? /./ : /^(?:public_)?id$/;
  const each = which === 'all' ? 100_000 : 1;
  const isUuid = (column: Column) => column.type === 'uuid' && name.test(column.name);
  const isNumber = (column: Column) =>
    column.type === 'bigint' && /^id$|_id$/.test(column.name) && name.test(column.name);
  return database.owner(async (tx) => {
    const read = (isMeant: (column: Column) => boolean) =>
      valuesIn(tx, tables, { organization, belongs, isMeant, each });
    const numbers = await read(isNumber);
    return { uuids: await read(isUuid), numbers: numbers.filter((number) => Number(number) >= from) };
  });
}

type Wanted = {
  readonly organization: Organization;
  readonly belongs: Belongs;
  readonly isMeant: (column: Column) => boolean;
  readonly each: number;
};

async function valuesIn(tx: Tx, tables: readonly Table[], wanted: Wanted): Promise<string[]> {
  const { organization, belongs, isMeant, each } = wanted;
  const found = new Set<string>();
  for (const table of tables) {
    const isOwn = table.schema === organization.seat.schema;
    const condition = isOwn ? sql`true` : table.schema === 'cadenza' ? belongs(table, organization) : null;
    if (condition === null) continue;
    for (const { name } of table.columns.filter(isMeant)) {
      const column = sql.id(name);
      const rows = await tx.query<{ value: string }>(sql`
        select distinct ${column}::text as value from ${sql.id(table.schema, table.name)}
        where ${column} is not null and ${condition} limit ${each}`);
      for (const { value } of rows) found.add(value);
    }
  }
  return [...found];
}
