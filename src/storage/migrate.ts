// Brings the control tables and every organisation's tables to this version. Locked, so that several processes may
// start at once. Definitions of tables are the owner's; the app role gets rows, the organisation's role its own schema.
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Database, type OrganizationSeat, surviveBreaks, type Tx } from '#storage/db.ts';
import { controlMigrations } from '#storage/migrations/control.ts';
import { organizationMigrations } from '#storage/migrations/organization.ts';
import { syncModules } from '#storage/records/sync-modules.ts';

/** Migrates everything. Throws with the migration's name on failure; nothing of a failed migration stays. */
export async function migrate(database: Database): Promise<void> {
  await run(database.ownerUrl, 'cadenza', controlMigrations);
  await grantControl(database);
  const seats = await database.owner((tx) =>
    tx.query<OrganizationSeat>(sql`select id, schema_name as schema, role_name as role from cadenza.organization`),
  );
  for (const seat of seats) await migrateOrganization(database, seat);
}

/** Makes or updates the tables of one organisation. Its schema and role must exist. */
export async function migrateOrganization(database: Database, seat: OrganizationSeat): Promise<void> {
  await run(database.ownerUrl, seat.schema, organizationMigrations(seat.schema));
  await syncModules(database, seat);
  await grantOrganization(database, seat);
}

/** Lets the organisation's role use what its schema holds: rows, not definitions, and history only to append. */
export async function grantOrganization(database: Database, seat: OrganizationSeat): Promise<void> {
  const schema = sql.id(seat.schema);
  const role = sql.id(seat.role);
  await database.owner(async (tx) => {
    await grantAlone(tx, seat.schema);
    await tx.query(sql`grant usage on schema ${schema} to ${role}`);
    await tx.query(sql`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await tx.query(sql`grant usage on all sequences in schema ${schema} to ${role}`);
    for (const table of ['step_log', 'record_event', 'cadence_version', 'email_event', 'audit_entry']) {
      await tx.query(sql`revoke update, delete on ${sql.id(seat.schema, table)} from ${role}`);
    }
    for (const table of ['migration', 'migration_lock']) {
      await tx.query(sql`revoke all on ${sql.id(seat.schema, table)} from ${role}`);
    }
  });
}

/** Two processes that grant on the same tables at once get "tuple concurrently updated". */
async function grantAlone(tx: Tx, schema: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`grants on ${schema}`}, 0))`);
}

async function grantControl(database: Database): Promise<void> {
  const app = sql.id(decodeURIComponent(new URL(database.appUrl).username));
  await database.owner(async (tx) => {
    await grantAlone(tx, 'cadenza');
    await tx.query(sql`insert into cadenza.installation (id, created_at)
      values (substr(md5(gen_random_uuid()::text), 1, 8), clock_timestamp()) on conflict do nothing`);
    await tx.query(sql`grant usage on schema cadenza to ${app}`);
    await tx.query(sql`grant select, insert, update, delete on all tables in schema cadenza to ${app}`);
    await tx.query(sql`revoke all on cadenza.migration, cadenza.migration_lock from ${app}`);
  });
}

async function run(ownerUrl: string, schema: string, migrations: Record<string, Migration>): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  pool.on('error', () => undefined); // a broken connection fails the query that uses it
  surviveBreaks(pool);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      migrationTableSchema: schema,
      migrationTableName: 'migration',
      migrationLockTableName: 'migration_lock',
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first';
      throw new Error(`migration ${failed} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  } finally {
    await db.destroy();
  }
}
