// A process that is killed at one of its commits: just before it (it never happened) or just after (nobody heard that it did).
// From then on nothing comes back to it from the database, as nothing comes back to the dead.
import type { Database } from '#storage/db.ts';

export type Death = {
  /** Which of its commits; the first is 0. */
  readonly at: number;
  readonly when: 'before_commit' | 'after_commit';
};

export type MortalProcess = {
  /** The database as that process reaches it. */
  readonly database: Database;
  /** Resolves when it is dead, and what it had under way at the database has ended. */
  readonly died: Promise<'died'>;
};

const KILLED = new Error('killed');

export function mortalProcess(inner: Database, death: Death): MortalProcess {
  let commits = 0;
  let underWay = 0;
  let isDead = false;
  let tell: (word: 'died') => void = () => undefined;
  const died = new Promise<'died'>((resolve) => (tell = resolve));
  const nothing = new Promise<never>(() => undefined);

  async function commit<Tx, T>(
    begin: (work: (tx: Tx) => Promise<T>) => Promise<T>,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    if (isDead) return nothing;
    const isTheOne = commits++ === death.at;
    const interrupted = async (tx: Tx): Promise<T> => {
      const answer = await work(tx);
      if (isTheOne) isDead = true;
      if (isTheOne && death.when === 'before_commit') throw KILLED;
      return answer;
    };
    underWay += 1;
    const ended = begin(interrupted).finally(() => (underWay -= 1));
    const [outcome] = await Promise.allSettled([ended]);
    if (isDead && underWay === 0) tell('died');
    if (isDead) return nothing;
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  const reach = (database: Database): Database => ({
    ...database,
    control: (work) => commit((begun) => database.control(begun), work),
    organization: (seat, work) => commit((begun) => database.organization(seat, begun), work),
    whole: (seat, work) => commit((begun) => database.whole(seat, begun), work),
    owner: (work) => commit((begun) => database.owner(begun), work),
    onBehalfOf: (member) => reach(database.onBehalfOf(member)),
  });
  return { database: reach(inner), died };
}
