// Job queues for PostgreSQL doing the same work: each job makes one step of one enrollment, with the same rows written by the
// same statements as the limit's, and queues the next. Their packages are installed for the bench alone:
// `npm ci --prefix bench/rivals`.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { surviveBreaks } from '#storage/db.ts';
import type { Contender } from './contenders.ts';
import { asOwner, type Bench, restore } from './stage.ts';
import { answered, handedOver, type StatesAfter } from './statements.ts';

export type Kind = 'opened' | 'due';
export const kinds: readonly Kind[] = ['opened', 'due'];

/** The job's payload: an enrollment. */
export type Job = { readonly id: string };

export type Rival = {
  readonly name: string;
  /** A job of each kind for each of these is queued, due at once. */
  prepare(jobs: readonly Job[]): Promise<void>;
  /** Until all that was prepared is done. */
  run(): Promise<void>;
  /** Nothing of it stays. */
  clear(): Promise<void>;
};

/** From the folder that has their packages; `Module` says as much of it as is used. */
export async function loadRival<Module>(name: string): Promise<Module> {
  return (await import(pathToFileURL(resolve('bench/rivals', `${name}.mjs`)).href)) as Module;
}

export type RivalStage = {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Makes the step of each, in one statement. */
  readonly write: Readonly<Record<Kind, { readonly name: string; readonly text: string }>>;
};

export function openRivalStage({ ownerUrl, organization }: Bench, after: StatesAfter): RivalStage {
  const options = `-c search_path=${organization.seat.schema}`;
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 12, options });
  pool.on('error', () => undefined);
  surviveBreaks(pool);
  const ids = 'select unnest($1::bigint[])';
  const count = 'select count(*)::int as n from e';
  return {
    url: ownerUrl,
    pool,
    write: {
      opened: { name: 'rival_opened', text: `with ${answered(ids, after)} ${count}` },
      due: { name: 'rival_due', text: `with ${handedOver(ids, after)} ${count}` },
    },
  };
}

/** What a program would read before it decides. */
export const READ = {
  name: 'rival_read',
  text: 'select id, record_id, cadence_id, version, revision, status, state from enrollment where id = any($1::bigint[])',
};

/** By the first so many enrollments. */
export function asContender(bench: Bench, rival: Rival, count: number): Contender {
  return {
    name: rival.name,
    round: async () => {
      await restore(bench);
      const jobs = await firstEnrollments(bench, count);
      await rival.prepare(jobs);
      const from = performance.now();
      await rival.run();
      const seconds = (performance.now() - from) / 1000;
      await checkSteps(bench, count);
      await rival.clear();
      return (2 * count) / seconds;
    },
  };
}

async function firstEnrollments({ database, organization }: Bench, count: number): Promise<Job[]> {
  const { rows } = await asOwner(database, organization.seat, (tx) =>
    tx.client.query<Job>('select id::text from enrollment order by id limit $1', [count]),
  );
  return rows;
}

async function checkSteps({ database, organization }: Bench, count: number): Promise<void> {
  const { rows } = await asOwner(database, organization.seat, (tx) =>
    tx.client.query<{ n: number }>(`
      select count(*)::int as n from enrollment e join kept_enrollment k using (id)
      join delivery d on d.enrollment_id = e.id and d.follow_up = 2 where e.revision = k.revision + 2`),
  );
  if (rows[0]?.n !== count) throw new Error(`a rival made the steps of ${rows[0]?.n} enrollments, not of ${count}`);
}
