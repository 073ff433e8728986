// Connections to the embedded server: its URLs, whether it answers, and what must exist in it before anyone else comes.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { OWNER } from '#storage/embedded-cluster.ts';
import type { Place } from '#storage/embedded-postmaster.ts';
import { EmbeddedRefusal, errorCode } from '#storage/embedded-refusal.ts';

export const DATABASE = 'cadenza';
/** The login role of the running application: no superuser, owns nothing. */
export const APP = 'cadenza_app';

const CONNECT_MS_MAX = 3_000;
const QUERY_MS_MAX = 30_000;
const CLOSE_MS_MAX = 2_000;
/** Too early, too late or too busy: worth asking again. Anything else is another's database or a bug. */
const ASK_AGAIN = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300']);

/** Port and sslmode are spelled out, for the driver else takes them from PGPORT and PGSSLMODE. */
export function connectionUrl(place: Place, user: string, database: string): string {
  const target = encodeURIComponent(database);
  if (place.socketFolder === null) return `postgres://${user}@127.0.0.1:${place.port}/${target}?sslmode=disable`;
  const host = encodeURIComponent(place.socketFolder);
  return `postgres://${user}@localhost:${place.port}/${target}?host=${host}&sslmode=disable`;
}

/** A client that never throws from the event loop: a server going away shows in its next query. */
export function quietClient(connectionString: string, applicationName: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: QUERY_MS_MAX,
  });
  client.on('error', () => {});
  return client;
}

/** Closes without ever throwing; a server that hangs isn't waited for. */
export async function closeClient(client: pg.Client): Promise<void> {
  const enough = new AbortController();
  const tooLong = pause(CLOSE_MS_MAX, undefined, { signal: enough.signal });
  await Promise.race([client.end(), tooLong]).catch(() => {});
  enough.abort();
  await tooLong.catch(() => {});
}

/** Whether the server takes connections now. Throws EmbeddedRefusal when it never will take ours. */
export async function isAccepting(place: Place): Promise<boolean> {
  const client = quietClient(connectionUrl(place, OWNER, 'postgres'), 'cadenza start');
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = errorCode(error);
    // The driver's own time-out has no code.
    if (code === null || ASK_AGAIN.has(code)) return false;
    throw new EmbeddedRefusal(
      `The database at ${place.socketFolder ?? '127.0.0.1'} turned Cadenza away (${(error as Error).message}); set CADENZA_DATA to another folder if this one isn't Cadenza's.`,
      { cause: error },
    );
  } finally {
    await closeClient(client);
  }
}

/** Makes the database and the application's role when missing. Throws when another start makes them in the same moment: ask again. */
export async function ensureDatabase(place: Place): Promise<void> {
  const client = quietClient(connectionUrl(place, OWNER, 'postgres'), 'cadenza start');
  try {
    await client.connect();
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as database`,
      [APP, DATABASE],
    );
    const limits = 'nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls';
    if (!rows[0]?.role) await client.query(`create role ${APP} login ${limits}`);
    if (!rows[0]?.database) await client.query(`create database ${DATABASE} template template0`);
  } finally {
    await closeClient(client);
  }
}
