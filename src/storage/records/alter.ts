// Changing tables while everything runs. It rewrites nothing (1–4 ms at a million rows) but needs the table for itself for
// that moment: it waits briefly, lets the queue behind it go on, and tries again.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Tx } from '#storage/db.ts';

const LOCK_TIMEOUT_MS = 200;
const ATTEMPTS_MAX = 40;
const RETRY_DELAY_MS = 100;
const LOCK_NOT_AVAILABLE = '55P03';
const UNIQUE_VIOLATION = '23505';

/** As the owner of all tables. key_taken: somebody else was faster, or values are there twice. */
export async function alterPatiently<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
): Promise<T | 'key_taken' | 'table_busy'> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    try {
      return await database.owner(async (tx) => {
        await tx.query(sql`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`);
        return work(tx);
      });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === UNIQUE_VIOLATION) return 'key_taken';
      if (code !== LOCK_NOT_AVAILABLE) throw error;
      await sleep(RETRY_DELAY_MS);
    }
  }
  return 'table_busy';
}
