// What people ask of many records may not hold the database up (T29).
import { sql } from 'kysely';
import type { Tx } from '#storage/db.ts';

const STATEMENT_MS_MAX = 5000;
const CANCELLED = '57014';

/** For the rest of the transaction. */
export async function limitTime(tx: Tx): Promise<void> {
  await tx.query(sql`select set_config('statement_timeout', ${String(STATEMENT_MS_MAX)}, true)`);
}

/** The statement was given up because it took too long. */
export function tookTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CANCELLED;
}
