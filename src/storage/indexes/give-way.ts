// Long statements on the index of a table in use. As long as one runs nobody can change the table's columns: it is given up
// as soon as somebody wants to, as autovacuum does it, and done again another time.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, OrganizationSeat, Statement, Tx } from '#storage/db.ts';
import type { Run } from '#storage/owner-session.ts';

export type OnTable = {
  readonly database: Pick<Database, 'owner'>;
  readonly run: Run;
  readonly seat: OrganizationSeat;
  readonly table: string;
};

/** Whoever changes a table waits twice as long before letting others pass (records/alter.ts). */
const LOOK_EVERY_MS = 100;
const CANCELLED = '57014';

/** False: it was given up. */
export async function runGivingWay(place: OnTable, statement: Statement<unknown>): Promise<boolean> {
  const [self] = await place.run<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const over = new AbortController();
  const watching = cancelWhenAwaited(place, self?.pid ?? 0, over.signal);
  const failed = await place.run(statement).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  over.abort();
  const wasCancelled = await watching;
  if (failed === null) return true;
  if (wasCancelled && isCancel(failed.error)) return false;
  throw failed.error;
}

/** True once it was. */
async function cancelWhenAwaited({ database, seat, table }: OnTable, pid: number, over: AbortSignal): Promise<boolean> {
  const look = (tx: Tx) =>
    tx.query(sql`
      select pg_cancel_backend(${pid}) from pg_locks
      where locktype = 'relation' and relation = format('%I.%I', ${seat.schema}::text, ${table}::text)::regclass
        and database = (select oid from pg_database where datname = current_database())
        and mode = 'AccessExclusiveLock' and not granted limit 1`);
  for (;;) {
    await sleep(LOOK_EVERY_MS, null, { signal: over }).catch(() => null);
    if (over.aborted) return false;
    const cancelled = await database.owner(look).catch(() => []); // the statement itself says what is wrong
    if (cancelled.length > 0) return true;
  }
}

function isCancel(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CANCELLED;
}
