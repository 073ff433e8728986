// Steps of the cadence engine a second, beside a pure-SQL batch that does the same writes, in one run on the embedded
// PostgreSQL with fsync on. A step is one enrollment decided and saved: its row, its history, its timer or delivery.
// Half of the steps answer an input (an open that starts a child), half a timer (the child is due and handed over);
// every one loads its record as it is and asks three rules about it.
//
//   npm run bench:engine -- [--json] [--enrollments 40000] [--rounds 7]
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { Organization } from '#storage/organizations/organizations.ts';
import type { Database } from '#storage/db.ts';
import { createSteps } from '#worker/steps.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { CHILD_DUE_AT, ENDS_AT, NOW, openBench, restore } from './engine-stage.ts';

const { values: args } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    enrollments: { type: 'string', default: '40000' },
    rounds: { type: 'string', default: '7' },
  },
});

const SQL_BATCH = 2000;

type Contender = { readonly name: string; readonly run: (now: number) => Promise<void> };

/** Ours: the production wake loop, two loops in one process. */
function ours(database: Database, organization: Organization): Contender {
  let now = NOW;
  const log = { error: (detail: object) => console.error(detail) };
  const sender = { render: unused, fill: unused, unsubscribeUrl: unused, compose: unused };
  const steps = createSteps({
    database,
    definitions: keepDefinitions(),
    sender,
    mailbox: 'none',
    clock: () => now,
    log,
  });
  return {
    name: 'cadenza, one process, two loops',
    run: async (at) => {
      now = at;
      await Promise.all([steps.wake(organization), steps.wake(organization)]);
    },
  };
}

function unused(): never {
  throw new Error('the wake loop sends nothing');
}

/** The limit: the same rows written by SQL alone, nothing decided, two connections. */
function pureSql(
  database: Database,
  organization: Organization,
  after: { opened: string; handedOver: string },
): Contender {
  const drain = async (batch: (limit: number) => ReturnType<typeof sql<{ n: number }>>): Promise<void> => {
    for (;;) {
      const rows = await database.organization(organization.seat, (tx) => tx.hot<{ n: number }>(batch(SQL_BATCH)));
      if ((rows[0]?.n ?? 0) === 0) return;
    }
  };
  const batch = (now: number) => (limit: number) =>
    now === NOW ? answerInputs(limit, after.opened) : handOver(limit, after.handedOver);
  return {
    name: 'pure SQL in batches, two connections',
    run: async (now) => {
      await Promise.all([drain(batch(now)), drain(batch(now))]);
    },
  };
}

/** Inputs: the response and the child's scheduling logged, the timer set, the input gone. */
function answerInputs(limit: number, state: string) {
  return sql<{ n: number }>`
    with i as (select id, enrollment_id from input order by id limit ${limit} for update skip locked),
    gone as (delete from input where id in (select id from i)),
    e as (select id, revision, cadence_id from enrollment where id in (select enrollment_id from i) order by id for update),
    u as (update enrollment set revision = enrollment.revision + 1, state = ${state}::text from e where enrollment.id = e.id),
    l as (insert into step_log (enrollment_id, revision, seq, cadence_id, at, due_at, kind, follow_up, detail)
      select e.id, e.revision + 1, s, e.cadence_id, to_timestamp(${NOW}::float8 / 1000),
        case when s = 1 then to_timestamp(${CHILD_DUE_AT}::float8 / 1000) end, case when s = 0 then 9 else 1 end, 1 + s, 'opened'
      from e, generate_series(0, 1) s),
    t as (insert into timer (due_at, enrollment_id) select to_timestamp(${CHILD_DUE_AT}::float8 / 1000), e.id from e)
    select count(*)::int as n from e`;
}

/** Timers: the child handed over, its delivery planned, the timer gone, the one for the dated rule set. */
function handOver(limit: number, state: string) {
  const now = sql`to_timestamp(${CHILD_DUE_AT}::float8 / 1000)`;
  return sql<{ n: number }>`
    with t as (select id, due_at, enrollment_id from timer where due_at <= ${now} order by due_at limit ${limit} for update skip locked),
    gone as (delete from timer using t where timer.id = t.id and timer.due_at = t.due_at),
    e as (select id, record_id, revision, cadence_id, version from enrollment where id in (select enrollment_id from t) order by id for update),
    u as (update enrollment set revision = enrollment.revision + 1, state = ${state}::text from e where enrollment.id = e.id),
    l as (insert into step_log (enrollment_id, revision, seq, cadence_id, at, kind, follow_up)
      select e.id, e.revision + 1, 0, e.cadence_id, ${now}, 2, 2 from e),
    d as (insert into delivery (enrollment_id, record_id, cadence_id, version, epoch, follow_up, channel, state, due_at, planned_at)
      select e.id, e.record_id, e.cadence_id, e.version, 1, 2, 'email', 'planned', ${now}, ${now} from e),
    ti as (insert into timer (due_at, enrollment_id) select to_timestamp(${ENDS_AT}::float8 / 1000), e.id from e)
    select count(*)::int as n from e`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function measure(): Promise<void> {
  const enrollments = Number(args.enrollments);
  const rounds = Number(args.rounds);
  const bench = await openBench(enrollments);
  const { database, organization } = bench;
  try {
    const own = ours(database, organization);
    const after = await bench.statesAfter(own.run);
    const contenders = [pureSql(database, organization, after), own];
    const speeds = new Map(contenders.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      // Interleaved, and each first in turn: the machine's speed drifts.
      for (const { name, run } of round % 2 === 0 ? contenders : [...contenders].reverse()) {
        await restore(bench);
        const from = performance.now();
        await run(NOW);
        await run(CHILD_DUE_AT);
        speeds.get(name)?.push((2 * enrollments) / ((performance.now() - from) / 1000));
        await bench.check(enrollments);
      }
    }
    report(speeds, { enrollments, rounds });
  } finally {
    await bench.close();
  }
}

function report(speeds: ReadonlyMap<string, readonly number[]>, size: { enrollments: number; rounds: number }): void {
  const [limit, own] = [...speeds.values()];
  const stepsPerSecond = Math.round(median(own ?? []));
  const pureSqlStepsPerSecond = Math.round(median(limit ?? []));
  // Of what ran one after the other: the machine's speed drifts more between rounds than within one.
  const ratios = (own ?? []).map((speed, round) => speed / (limit?.[round] ?? Number.NaN));
  const ratioToSql = Math.round(median(ratios) * 100) / 100;
  if (args.json) {
    console.log(JSON.stringify({ ...size, stepsPerSecond, pureSqlStepsPerSecond, ratioToSql }));
    return;
  }
  for (const [name, values] of speeds) {
    const range = `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`;
    console.log(`${name.padEnd(40)} ${Math.round(median(values))} steps/s (${range})`);
  }
  console.log(`ratio to pure SQL${' '.repeat(23)} ${ratioToSql}`);
}

await measure();
