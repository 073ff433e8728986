// Brings the tables of the product's modules to what this version declares (core/records/modules): tables and columns that
// are missing are added, nothing is taken away. Runs after the organisation's migrations.
import { sql } from 'kysely';
import { systemModules } from '#core/records/modules.ts';
import type { Database, OrganizationSeat, Tx } from '#storage/db.ts';
import { columnOf, tableOf } from '#storage/records/catalogue.ts';
import { addColumns, createTable } from '#storage/records/module-table.ts';

export async function syncModules(database: Database, seat: OrganizationSeat): Promise<void> {
  await database.owner(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`modules of ${seat.schema}`}, 0))`);
    const columns = await columnsByTable(tx, seat);
    for (const { key } of systemModules) {
      const place = { seat, table: tableOf(key) };
      if (columns.has(place.table)) continue;
      for (const statement of createTable(place)) await tx.query(statement);
    }
    const now = await columnsByTable(tx, seat);
    for (const { key, fields } of systemModules) {
      const place = { seat, table: tableOf(key) };
      const missing = fields.filter((field) => now.get(place.table)?.has(columnOf(field).name) !== true);
      for (const statement of addColumns(place, missing)) await tx.query(statement);
    }
  });
}

async function columnsByTable(tx: Tx, seat: OrganizationSeat): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await tx.query<{ table: string; columns: string[] }>(sql`
    select c.relname as table, array_agg(a.attname::text) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = ${seat.schema}::regnamespace and c.relkind = 'r' group by c.relname`);
  return new Map(rows.map((row) => [row.table, new Set(row.columns)]));
}
