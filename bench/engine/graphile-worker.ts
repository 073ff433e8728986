// graphile-worker with a job per step: the next job is queued in the statement that writes the step.
import type pg from 'pg';
import { CHILD_DUE_AT, ENDS_AT } from './stage.ts';
import { type Job, type Kind, kinds, loadRival, READ, type Rival, type RivalStage } from './rivals.ts';

/** As much of its interface as is used. */
type Helpers = { withPgClient(work: (client: pg.PoolClient) => Promise<void>): Promise<void> };
type Module = {
  readonly Logger: new (factory: () => (level: string, message: string) => void) => object;
  runMigrations(options: object): Promise<void>;
  run(options: object): Promise<{ stop(): Promise<void> }>;
};

const CONCURRENT = 10;

const nextAt: Readonly<Record<Kind, number>> = { opened: CHILD_DUE_AT, due: ENDS_AT };

export async function graphileWorker({ pool, write }: RivalStage): Promise<Rival> {
  const { Logger, run, runMigrations } = await loadRival<Module>('graphile-worker');
  const logger = new Logger(() => (level: string, message: string) => {
    if (level === 'error') console.error(message);
  });
  let left = 0;
  /** Plans don't outlive the schema that they were made for. */
  let prepared = 0;
  let stop: () => Promise<void> = async () => undefined;

  const step = (kind: Kind, allDone: () => void) => {
    const queueNext = `select graphile_worker.add_job('later', json_build_object('id', id::text),
      run_at => to_timestamp(${nextAt[kind]}::float8 / 1000)) from e`;
    const text = write[kind].text.replace(/select count.*$/s, queueNext);
    const statement = { name: `graphile_${kind}_${++prepared}`, text };
    return async ({ id }: Job, helpers: Helpers): Promise<void> => {
      await helpers.withPgClient(async (client) => {
        await client.query({ ...READ, values: [[id]] });
        await client.query({ ...statement, values: [[id]] });
      });
      left -= 1;
      if (left === 0) allDone();
    };
  };

  return {
    name: 'graphile-worker, job per step',
    prepare: async (jobs) => {
      await runMigrations({ pgPool: pool, logger });
      for (const kind of kinds) {
        await pool.query(
          `select count(*) from graphile_worker.add_jobs((select array_agg((
            $1::text, json_build_object('id', id), null, now(), 25, null, null, null)::graphile_worker.job_spec)
            from unnest($2::text[]) as id))`,
          [kind, jobs.map(({ id }) => id)],
        );
      }
      left = jobs.length * kinds.length;
      await pool.query('analyze graphile_worker._private_jobs; checkpoint');
    },
    run: async () => {
      let allDone: () => void = () => undefined;
      const done = new Promise<void>((resolve) => (allDone = resolve));
      const taskList = Object.fromEntries(kinds.map((kind) => [kind, step(kind, allDone)]));
      const runner = await run({ pgPool: pool, concurrency: CONCURRENT, noHandleSignals: true, logger, taskList });
      stop = () => runner.stop();
      await done;
    },
    clear: async () => {
      await stop();
      await pool.query('drop schema graphile_worker cascade');
    },
  };
}
