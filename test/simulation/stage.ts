// Where simulations play: an embedded PostgreSQL of their own and one organisation, emptied between two seeds, which takes a
// tenth of the time of making another.
import { sql } from 'kysely';
import { createUser } from '#actions/accounts/create-user.ts';
import type { Actor } from '#core/records/actor.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { createTestDatabase, type TestServer } from '#test/throw-away-database.ts';
import { Watcher } from './sight.ts';

/** Nothing is ever removed from it, not even here. */
const APPEND_ONLY = 'audit_entry';

export type Stage = {
  readonly database: Database;
  readonly organization: Organization;
  readonly watcher: Watcher;
  readonly mei: Actor;
  readonly omar: Actor;
  /** Everything that a seed left is gone. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

export async function openStage(server: TestServer): Promise<Stage> {
  const home = await createTestDatabase(server);
  const { appUrl, ownerUrl } = home;
  const database = openDatabase({ appUrl, ownerUrl, connectionsMax: 4, onError: () => undefined });
  await planOnce(database);
  await migrate(database);
  const organization = await createOrganization(database, {
    name: 'Harbour Trading',
    timeZone: 'Asia/Shanghai',
    language: 'en',
    mailFromName: 'Harbour Trading',
    mailFromAddress: 'sales@harbour.invalid',
    now: 0,
  });
  const mei = await hire(database, organization, 'Mei Lin');
  const omar = await hire(database, organization, 'Omar Haddad');
  await keepPlans(database, organization);
  const furniture = await filledTables(database, organization);
  const watcher = await Watcher.open(ownerUrl, organization.seat.schema);
  return {
    database,
    organization,
    watcher,
    mei,
    omar,
    clear: () => clear(database, organization, furniture),
    close: async () => {
      await watcher.close();
      await database.close();
      await home.drop();
    },
  };
}

const GENERIC_PLANS = `begin
  execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database()); end`;

/** For sessions to come: plans are kept from the first time on, as they take longer than the few rows that they are for. */
async function planOnce(database: Database): Promise<void> {
  await database.owner((tx) => tx.query(sql`do ${sql.lit(GENERIC_PLANS)}`));
}

async function hire(database: Database, organization: Organization, name: string): Promise<Actor> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@harbour.invalid`;
  const user = await createUser(database, organization, { name, email, administrator: true, password: null }, 0);
  if ('kind' in user) throw new Error(`${name} was not hired: ${user.reason}`);
  return { id: user.id, publicId: user.publicId };
}

const NO_AUTOVACUUM = `declare one text; begin
  for one in select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'SCHEMA'
  loop execute 'alter table ' || one || ' set (autovacuum_enabled = false)'; end loop; end`;

/** Statistics that come at some time change plans, and with them the order in which a statement numbers its rows (P22). */
async function keepPlans(database: Database, { seat }: Organization): Promise<void> {
  await database.owner((tx) => tx.query(sql`do ${sql.lit(NO_AUTOVACUUM.replace('SCHEMA', seat.schema))}`));
}

async function filledTables(database: Database, { seat }: Organization): Promise<Set<string>> {
  return database.owner(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      sql`select tablename as name from pg_tables where schemaname = ${seat.schema}`,
    );
    const each = tables.map(
      ({ name }) => sql`select ${name} as name where exists (select from ${sql.id(seat.schema, name)})`,
    );
    const filled = await tx.query<{ name: string }>(sql`${sql.join(each, sql` union all `)}`);
    return new Set(filled.map(({ name }) => name));
  });
}

async function clear(database: Database, organization: Organization, furniture: ReadonlySet<string>): Promise<void> {
  const { schema } = organization.seat;
  const isLeft = (name: string) => !furniture.has(name) && name !== APPEND_ONLY;
  const left = [...(await filledTables(database, organization))].filter(isLeft);
  await database.owner(async (tx) => {
    if (left.length > 0) {
      const tables = sql.join(left.map((name) => sql.id(schema, name)));
      await tx.query(sql`truncate ${tables} cascade`);
    }
    // Also of tables that are empty already: numbers shall be the same whatever was simulated before.
    await tx.query(sql`
      select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
      where schemaname = ${schema} and sequencename <> ${`${APPEND_ONLY}_id_seq`}`);
    await tx.query(sql`update ${sql.id(schema, 'mailbox')} set read_until = to_timestamp(0)`);
    await tx.query(sql`update ${sql.id(schema, 'setting')} set sending_paused = false, paused_reason = null,
      business_week = null, contact_budget = null, mail_per_hour = null, mail_per_day = null`);
  });
}
