// Which process works on the data folder: the one whose session holds an advisory lock in the folder's own database. A session
// lock needs no cleaning up: it goes with the process, however that dies.
import type pg from 'pg';
import { closeClient, quietClient } from '#storage/embedded-connect.ts';
import { EmbeddedRefusal, errorCode } from '#storage/embedded-refusal.ts';

/** Any constant will do; the lock's space is this database only. */
export const HOLD_KEY = 4_226_000_001;
/** A holder killed this moment is noticed by its backend within milliseconds; a living one keeps us waiting for all of this. */
const WAIT_MS_MAX = 1_000;
const LOCK_NOT_AVAILABLE = '55P03';

export type FolderHold = {
  /**
   * Lets another process have the folder and the running server. To stop the server instead, call its stop() with the hold still
   * on: between a release and a stop, another start could take the server over and lose it.
   */
  release(): Promise<void>;
  /** Settles when the hold ends otherwise: the server died or was stopped. */
  readonly lost: Promise<void>;
};

/**
 * Null when another process holds the folder: then leave at once, and don't stop the server, adopted or not: it is theirs.
 * Throws EmbeddedRefusal when the server goes away in this moment, for its holder is stopping it.
 */
export async function holdFolder(ownerUrl: string): Promise<FolderHold | null> {
  const client = quietClient(ownerUrl, 'cadenza hold');
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  if (!(await takeLock(client))) {
    await closeClient(client);
    return null;
  }
  let isReleased = false;
  return {
    lost: ended.then(() => (isReleased ? new Promise<never>(() => {}) : undefined)),
    release: async () => {
      isReleased = true;
      await closeClient(client);
    },
  };
}

async function takeLock(client: pg.Client): Promise<boolean> {
  try {
    await client.connect();
    await client.query(`set lock_timeout = ${WAIT_MS_MAX}`);
    await client.query('select pg_advisory_lock($1)', [HOLD_KEY]);
    return true;
  } catch (error) {
    if (errorCode(error) === LOCK_NOT_AVAILABLE) return false;
    await closeClient(client);
    throw new EmbeddedRefusal(
      `The database went away while Cadenza was starting (${(error as Error).message}); start again.`,
      { cause: error },
    );
  }
}
