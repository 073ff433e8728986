// Fresh databases on a server of the tests' own.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { ServerName, StartedServer } from './start-postgres.ts';

export type TestServer = {
  readonly name: ServerName;
  /** A database of this server, as the role that owns the test databases. */
  ownerUrl(database: string): string;
  /** For making databases and roles. */
  readonly adminUrl: string;
};

/** The server as it was started. */
export function testServer({ name, adminUrl }: StartedServer): TestServer {
  return { name, adminUrl, ownerUrl: (database) => withDatabase(adminUrl, database) };
}

export type TestDatabase = {
  readonly ownerUrl: string;
  /** As this database's own login role, which is what `cadenza_app` is in production. */
  readonly appUrl: string;
  readonly appRole: string;
  /** Ends its sessions; removes it, its login role, and every role that was granted to that (the organisations'). */
  drop(): Promise<void>;
};

/** An empty database with a login role of its own (roles are shared by the whole server, hence the random names). */
export async function createTestDatabase(server: TestServer): Promise<TestDatabase> {
  const suffix = randomBytes(6).toString('hex');
  const password = randomBytes(12).toString('hex');
  const database = `test_${suffix}`;
  const appRole = `cadenza_app_${suffix}`;
  await asAdmin(server, async (admin) => {
    await admin.query(`create role ${appRole} login noinherit password '${password}'`);
    await admin.query(`create database ${database} template template0`);
  });
  const appUrl = new URL(server.ownerUrl(database));
  appUrl.username = appRole;
  appUrl.password = password;
  return {
    ownerUrl: server.ownerUrl(database),
    appUrl: appUrl.href,
    appRole,
    drop: () => asAdmin(server, (admin) => dropDatabase(admin, database, appRole)),
  };
}

/** Another database with the same in it, as a restored dump; for the same roles. The original has no connections meanwhile. */
export async function copyDatabase(
  server: TestServer,
  { appUrl, ownerUrl }: Pick<TestDatabase, 'appUrl' | 'ownerUrl'>,
): Promise<Pick<TestDatabase, 'appUrl' | 'ownerUrl' | 'drop'>> {
  const original = new URL(ownerUrl).pathname.slice(1);
  const copy = `${original}_copy`;
  await asAdmin(server, async (admin) => {
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [original],
    );
    await admin.query(`create database ${copy} template ${original}`);
  });
  return {
    appUrl: withDatabase(appUrl, copy),
    ownerUrl: withDatabase(ownerUrl, copy),
    drop: () =>
      asAdmin(server, async (admin) => {
        await admin.query(`drop database ${copy} with (force)`);
      }),
  };
}

async function dropDatabase(admin: pg.Client, database: string, appRole: string): Promise<void> {
  const { rows } = await admin.query<{ role: string }>(
    `select quote_ident(granted.rolname) as role
       from pg_auth_members m
       join pg_roles granted on granted.oid = m.roleid
       join pg_roles app on app.oid = m.member
      where app.rolname = $1 and granted.rolname not like 'pg\\_%'`,
    [appRole],
  );
  await admin.query(`drop database if exists ${database} with (force)`);
  for (const { role } of rows) await admin.query(`drop role if exists ${role}`);
  await admin.query(`drop role if exists ${appRole}`);
}

async function asAdmin<T>(server: TestServer, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
