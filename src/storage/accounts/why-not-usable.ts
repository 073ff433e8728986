// A PostgreSQL that somebody else runs: is it there, may we use it, is it new enough. Said in one sentence when not.
import { sql } from 'kysely';
import type { Database } from '#storage/db.ts';
import { errorCode } from '#storage/embedded-refusal.ts';

const MAJOR_MIN = 15;

/** Null: it can be used. Never says the password. */
export async function whyNotUsable(database: Database): Promise<string | null> {
  const owner = new URL(database.ownerUrl);
  try {
    const [row] = await database.owner((tx) =>
      tx.query<{ version: number }>(sql`select current_setting('server_version_num')::int as version`),
    );
    const major = Math.floor((row?.version ?? 0) / 10_000);
    if (major >= MAJOR_MIN) return null;
    return `The database at ${owner.host} is PostgreSQL ${major}; Cadenza needs ${MAJOR_MIN} or later.`;
  } catch (error) {
    return whyNotConnected(error, owner);
  }
}

function whyNotConnected(error: unknown, { host, username, pathname }: URL): string {
  const code = errorCode(error);
  const user = decodeURIComponent(username);
  if (code === '28P01' || code === '28000') {
    return `The database at ${host} doesn't let ${user} in; check user and password in DATABASE_URL.`;
  }
  if (code === '3D000')
    return `The server at ${host} has no database ${pathname.slice(1)}; create it, or correct DATABASE_URL.`;
  const reason = code ?? (error instanceof Error ? error.message : String(error));
  return `The database at ${host} can't be reached (${reason}); start it, or correct DATABASE_URL.`;
}
