// pg-boss, batched by hand (a thousand jobs fetched, read, written, queued anew and completed at once) and as a job per step
// (fifty at a time, each for itself).
import { CHILD_DUE_AT, ENDS_AT } from './stage.ts';
import { type Job, type Kind, kinds, loadRival, READ, type Rival, type RivalStage } from './rivals.ts';

/** As much of its interface as is used. */
type Boss = {
  on(event: 'error', listener: (error: Error) => void): void;
  start(): Promise<unknown>;
  stop(options: { graceful: boolean }): Promise<void>;
  createQueue(name: string): Promise<void>;
  insert(name: string, jobs: readonly { data: Job; startAfter?: Date }[]): Promise<unknown>;
  send(name: string, data: Job, options: { startAfter: Date }): Promise<unknown>;
  fetch(name: string, options: { batchSize: number }): Promise<{ id: string; data: Job }[]>;
  complete(name: string, id: string | string[]): Promise<unknown>;
};
type Module = { readonly PgBoss: new (options: object) => Boss };

const LOOPS = 2;
const LATER = 'later';
const INSERTED_AT_ONCE = 5000;

const nextAt: Readonly<Record<Kind, Date>> = { opened: new Date(CHILD_DUE_AT), due: new Date(ENDS_AT) };

export async function pgBoss(stage: RivalStage, how: 'batched' | 'job per step'): Promise<Rival> {
  const { PgBoss } = await loadRival<Module>('pg-boss');
  let boss: Boss | null = null;
  const open = async (): Promise<Boss> => {
    const one = new PgBoss({ connectionString: stage.url, max: 12, supervise: false, schedule: false });
    one.on('error', (error) => console.error(error));
    await one.start();
    for (const name of [...kinds, LATER]) await one.createQueue(name);
    return one;
  };
  return {
    name: `pg-boss, ${how}`,
    prepare: async (jobs) => {
      boss = await open();
      for (const kind of kinds) {
        for (let i = 0; i < jobs.length; i += INSERTED_AT_ONCE) {
          const some = jobs.slice(i, i + INSERTED_AT_ONCE).map((data) => ({ data }));
          await boss.insert(kind, some);
        }
      }
      await stage.pool.query('analyze pgboss.job; checkpoint');
    },
    run: async () => {
      if (boss === null) throw new Error('it was not prepared');
      const work = how === 'batched' ? batched(stage, boss) : oneByOne(stage, boss);
      for (const kind of kinds) await Promise.all(Array.from({ length: LOOPS }, () => work(kind)));
    },
    clear: async () => {
      await boss?.stop({ graceful: false });
      await stage.pool.query('drop schema pgboss cascade');
    },
  };
}

function batched({ pool, write }: RivalStage, boss: Boss) {
  return async (kind: Kind): Promise<void> => {
    for (;;) {
      const jobs = await boss.fetch(kind, { batchSize: 1000 });
      if (jobs.length === 0) return;
      const ids = jobs.map(({ data }) => data.id);
      await pool.query({ ...READ, values: [ids] });
      await pool.query({ ...write[kind], values: [ids] });
      await boss.insert(
        LATER,
        jobs.map(({ data }) => ({ data, startAfter: nextAt[kind] })),
      );
      await boss.complete(
        kind,
        jobs.map(({ id }) => id),
      );
    }
  };
}

function oneByOne({ pool, write }: RivalStage, boss: Boss) {
  const step = async (kind: Kind, { id, data }: { readonly id: string; readonly data: Job }): Promise<void> => {
    await pool.query({ ...READ, values: [[data.id]] });
    await pool.query({ ...write[kind], values: [[data.id]] });
    await boss.send(LATER, data, { startAfter: nextAt[kind] });
    await boss.complete(kind, id);
  };
  return async (kind: Kind): Promise<void> => {
    for (;;) {
      const jobs = await boss.fetch(kind, { batchSize: 50 });
      if (jobs.length === 0) return;
      await Promise.all(jobs.map((job) => step(kind, job)));
    }
  };
}
