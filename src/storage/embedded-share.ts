// Using the folder's server beside others: commands share it with each other and with a running `serve`. A session lock says
// who is on it, so that a command that had to launch the server ends it only when nobody else came meanwhile.
import type pg from 'pg';
import { closeClient, quietClient } from '#storage/embedded-connect.ts';
import { HOLD_KEY } from '#storage/embedded-hold.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';

/** Any other constant than the hold's. */
const SHARE_KEY = 4_226_000_002;

export type FolderShare = {
  /**
   * True: nobody else is on the server, and nobody comes before it has stopped; then stop it, and release after that.
   * False: others are on it; it is theirs now.
   */
  aloneForGood(): Promise<boolean>;
  release(): Promise<void>;
  /** Settles when the share ends otherwise: the server died, or its holder stopped it. */
  readonly lost: Promise<void>;
};

/** Throws EmbeddedRefusal when the server goes away in this moment, for the last one on it is stopping it. */
export async function shareFolder(ownerUrl: string): Promise<FolderShare> {
  const client = quietClient(ownerUrl, 'cadenza share');
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [SHARE_KEY]);
  } catch (error) {
    await closeClient(client);
    throw new EmbeddedRefusal(`The database went away in this moment (${(error as Error).message}); try again.`, {
      cause: error,
    });
  }
  let isReleased = false;
  return {
    aloneForGood: async () => (await take(client, HOLD_KEY)) && (await take(client, SHARE_KEY)),
    lost: ended.then(() => (isReleased ? new Promise<never>(() => {}) : undefined)),
    release: async () => {
      isReleased = true;
      await closeClient(client);
    },
  };
}

/** A lock that the session has itself, shared, doesn't stand in its way. */
async function take(client: pg.Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [key]);
  return rows[0]?.taken === true;
}
