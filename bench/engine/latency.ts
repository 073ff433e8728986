// From the commit of an input to the commit of what follows from it, by the database's own clock, while as many others wait.
import { setTimeout as pause } from 'node:timers/promises';
import { WORK_CHANNEL } from '#storage/enrollments/inputs.ts';
import type { Child } from './child.ts';
import { percentile, rounded } from './figures.ts';
import type { Bench } from './stage.ts';
import type { Waiting } from './waiting.ts';

export type Latency = { readonly p50: number; readonly p95: number; readonly p99: number };
export type Load = { readonly perSecond: number; readonly seconds: number; readonly how: 'listen' | 'poll' };
export type LatencyStage = { readonly bench: Bench; readonly waiting: Waiting; readonly child: Child };

type Sent = { readonly enrollment: string; readonly writer: string };

const INPUT = {
  name: 'bench_input',
  text: `
    with new as (
      insert into input (enrollment_id, kind, follow_up, repetition, at, actor, detail, result)
      select enrollment_id, kind, follow_up, repetition, at, actor, detail, result from kept_input
      where enrollment_id = any($1::bigint[])
      returning id)
    select pg_current_xact_id()::xid::text as writer, pg_notify($2, $3) where exists (select from new)`,
};
/** As opens and clicks are taken in: those of so long in one transaction, with one notice. */
const TOGETHER_MS = 5;

export async function latencyUnder({ bench, waiting, child }: LatencyStage, load: Load): Promise<Latency> {
  const { pool } = waiting;
  await waiting.putBack();
  const { rows } = await pool.query<{ id: string }>('delete from input returning enrollment_id::text as id');
  await child.work(load.how);
  await pause(1000);
  const sent = await sendInputs(
    { bench, waiting, child },
    rows.map(({ id }) => id),
    load,
  );
  while (await isAnyLeft(waiting)) await pause(50);
  await child.stopWork();
  const took = await pool.query<{ ms: number }>(
    `select extract(epoch from pg_xact_commit_timestamp(e.xmin) - pg_xact_commit_timestamp(s.writer::xid))::float8 * 1000 as ms
     from unnest($1::bigint[], $2::text[]) as s (enrollment, writer) join enrollment e on e.id = s.enrollment`,
    [sent.map(({ enrollment }) => enrollment), sent.map(({ writer }) => writer)],
  );
  const all = took.rows.map(({ ms }) => ms);
  return {
    p50: rounded(percentile(all, 50)),
    p95: rounded(percentile(all, 95)),
    p99: rounded(percentile(all, 99)),
  };
}

/** Evenly over the time, whether or not the earlier ones have been answered. */
async function sendInputs(
  { bench, waiting }: LatencyStage,
  enrollments: readonly string[],
  { perSecond, seconds }: Load,
): Promise<Sent[]> {
  const wanted = perSecond * seconds;
  if (wanted > waiting.lively) throw new Error(`there are ${waiting.lively} enrollments for ${wanted} inputs`);
  const send = async (some: readonly string[]): Promise<Sent[]> => {
    const values = [some, WORK_CHANNEL, String(bench.organization.id)];
    const { rows } = await waiting.pool.query<{ writer: string }>({ ...INPUT, values });
    return some.map((enrollment) => ({ enrollment, writer: rows[0]?.writer ?? '0' }));
  };
  const sending: Promise<Sent[]>[] = [];
  const from = performance.now();
  for (let sent = 0; sent < wanted; ) {
    await pause(TOGETHER_MS);
    const due = Math.min(wanted, Math.floor(((performance.now() - from) / 1000) * perSecond));
    if (due > sent) sending.push(send(enrollments.slice(sent, due)));
    sent = due;
  }
  return (await Promise.all(sending)).flat();
}

async function isAnyLeft({ pool }: Waiting): Promise<boolean> {
  const { rows } = await pool.query('select from input limit 1');
  return rows.length > 0;
}
