// Several transactions made one: whatever is begun inside is a part of it, on its connection, one part after the other. A
// part that fails is undone alone.
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

type Whole = {
  readonly pool: pg.Pool;
  readonly client: pg.PoolClient;
  /** Statements by which it is again who it was, after a part was somebody else. */
  readonly identity: string;
  readonly depth: number;
  /** The part at hand; the next one waits for it. */
  last: Promise<unknown>;
  isOver: boolean;
};

const wholes = new AsyncLocalStorage<Whole>();

/** The transaction that the caller is inside of. Null: none of this pool; the caller begins its own. */
export function wholeOn(pool: pg.Pool): Whole | null {
  const whole = wholes.getStore();
  return whole?.pool === pool && !whole.isOver ? whole : null;
}

type Opened = Pick<Whole, 'pool' | 'client' | 'identity'>;

/** Ends when `work` and the parts that it began have ended: what somebody left running begins its own from then on. */
export async function asWhole<T>(opened: Opened, work: () => Promise<T>): Promise<T> {
  return within({ ...opened, depth: 0 }, work);
}

async function within<T>(opened: Opened & Pick<Whole, 'depth'>, work: () => Promise<T>): Promise<T> {
  const whole: Whole = { ...opened, last: Promise.resolve(), isOver: false };
  try {
    return await wholes.run(whole, work);
  } finally {
    whole.isOver = true;
    await whole.last;
  }
}

export function asPart<T>(whole: Whole, identity: string, work: () => Promise<T>): Promise<T> {
  const part = whole.last.then(() => runPart(whole, identity, work));
  whole.last = part.catch(() => undefined);
  return part;
}

async function runPart<T>(whole: Whole, identity: string, work: () => Promise<T>): Promise<T> {
  const { pool, client } = whole;
  const depth = whole.depth + 1;
  await client.query(`savepoint part_${depth}; ${identity}`);
  try {
    const result = await within({ pool, client, identity, depth }, work);
    await client.query(`release savepoint part_${depth}; ${whole.identity}`);
    return result;
  } catch (error) {
    await client.query(`rollback to savepoint part_${depth}; release savepoint part_${depth}`);
    throw error;
  }
}
