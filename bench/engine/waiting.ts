// Many enrollments that wait while few have something to do: what they cost on disk, and whether the engine notices them.
import pg from 'pg';
import { claimDue } from '#storage/enrollments/claim-due.ts';
import { wakeLoops } from './contenders.ts';
import { median } from './figures.ts';
import { DAY } from '#core/time/instant.ts';
import { type Bench, CHILD_DUE_AT, ENDS_AT, NOW } from './stage.ts';

/** As many as the wake loop takes at once. */
const CHURN_BATCH = 1000;
/** As often as autovacuum comes by itself when it all doesn't happen within a minute: a fifth of the rows is dead, a twentieth of the timers. */
const VACUUMS = { enrollment: 5, timer: 20 };
const CLAIM_BATCH = 1000;
const FILLED_AT_ONCE = 100_000;
/** Fill and churn the tables: as many as there are processors. */
const LANES = 2;
/** Records of those that only wait: none is ever looked at. */
const RECORDS_FROM = 1_000_000_000;

const ends = `to_timestamp(${ENDS_AT}::float8 / 1000)`;
/** Everything is due by turns within a day from the end, as if people had been enrolled in any order. */
const spread = (id: string): string => `${ends} + (hashint8(${id})::bigint + 2147483648) * interval '20 microseconds'`;
const LATER = `${ends} + interval '2 days'`;

export class Waiting {
  readonly pool: pg.Pool;
  /** So many have a record and something to do. */
  readonly lively: number;
  private readonly bench: Bench;
  private size: number;

  private constructor(bench: Bench, pool: pg.Pool, lively: number) {
    this.bench = bench;
    this.pool = pool;
    this.lively = lively;
    this.size = lively;
  }

  /** Of the bench's enrollments so many stay. */
  static async open(bench: Bench, lively: number): Promise<Waiting> {
    const options = `-c search_path=${bench.organization.seat.schema}`;
    const pool = new pg.Pool({ connectionString: bench.ownerUrl, max: 8, options });
    const waiting = new Waiting(bench, pool, lively);
    await pool.query('truncate message, email_event, delivery, step_log, input, timer, enrollment cascade');
    await pool.query(
      `delete from kept_enrollment where id > (select id from kept_enrollment order by id offset ${lively - 1} limit 1)`,
    );
    for (const table of ['timer', 'input', 'step_log', 'delivery']) {
      await pool.query(`delete from kept_${table} where enrollment_id not in (select id from kept_enrollment)`);
      await pool.query(`create index on kept_${table} (enrollment_id)`);
    }
    await pool.query('insert into enrollment overriding system value select * from kept_enrollment');
    await waiting.putBack();
    return waiting;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** The lively ones are as they were before; the others aren't touched. */
  async putBack(): Promise<void> {
    for (const table of ['timer', 'input', 'step_log', 'delivery']) {
      await this.pool.query(`delete from ${table} where enrollment_id in (select id from kept_enrollment)`);
      await this.pool.query(`insert into ${table} overriding system value select * from kept_${table}`);
    }
    await this.pool.query(`update enrollment e set revision = k.revision, state = k.state, status = k.status
      from kept_enrollment k where k.id = e.id and k.revision <> e.revision`);
    await this.pool.query('checkpoint');
  }

  async fillTo(size: number): Promise<void> {
    await inLanes(async () => {
      const more = Math.min(FILLED_AT_ONCE, size - this.size);
      if (more <= 0) return false;
      const from = this.size;
      this.size += more;
      await this.pool.query(`
        with one as (select * from kept_enrollment order by id limit 1),
        new as (
          insert into enrollment (record_id, enrolled_at, cadence_id, version, revision, status, engine, reason, state)
          select ${RECORDS_FROM + from} + g, enrolled_at, cadence_id, version, revision, status, engine, reason, state
          from one, generate_series(1, ${more}) g returning id)
        insert into timer (due_at, enrollment_id) select ${spread('id')}, id from new`);
      return true;
    });
    for (const table of Object.keys(VACUUMS)) await this.vacuum(table);
  }

  /** Steps a second of the lively ones, the median of so many rounds. */
  async stepsPerSecond(rounds: number): Promise<number> {
    const run = wakeLoops(this.bench);
    const speeds: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await this.putBack();
      const from = performance.now();
      await run(NOW);
      await run(CHILD_DUE_AT);
      speeds.push((2 * this.lively) / ((performance.now() - from) / 1000));
      await this.checkSteps();
    }
    return Math.round(median(speeds));
  }

  private async checkSteps(): Promise<void> {
    const { rows } = await this.pool.query<{ n: number }>(`
      select count(*)::int as n from enrollment e join kept_enrollment k using (id) where e.revision = k.revision + 2`);
    if (rows[0]?.n !== this.lively) throw new Error(`${rows[0]?.n} of ${this.lively} made their steps`);
  }

  /** Each is written anew once, and its timer replaced. Before, the tables are as after a restore: what was measured until now left its room behind. */
  async churn(): Promise<void> {
    for (const table of ['enrollment', 'timer']) await this.pool.query(`vacuum (full, analyze) ${table}`);
    const batch = `
      with t as (select ctid, due_at, enrollment_id from timer where due_at < ${LATER} order by due_at limit ${CHURN_BATCH} for update skip locked),
      gone as (delete from timer where ctid = any(array(select ctid from t))),
      u as (update enrollment set revision = revision + 1, state = state where id = any(array(select enrollment_id from t)))
      insert into timer (due_at, enrollment_id) select ${LATER} + greatest(due_at - ${ends}, interval '0'), enrollment_id from t`;
    let written = 0;
    await inLanes(async () => {
      const { rowCount } = await this.pool.query(batch);
      const before = written;
      written += rowCount ?? 0;
      for (const [table, times] of Object.entries(VACUUMS)) {
        const every = this.size / times;
        if (Math.floor(written / every) > Math.floor(before / every)) await this.vacuum(table);
      }
      return rowCount !== 0;
    });
  }

  private async vacuum(table: string): Promise<void> {
    await this.pool.query(`vacuum (analyze) ${table}`);
  }

  /** On disk, of the enrollment and its timer with their indexes, as the files are. */
  async bytesPerEnrollment(): Promise<number> {
    const { rows } = await this.pool.query<{ bytes: string }>(
      `select pg_total_relation_size('enrollment') + pg_total_relation_size('timer') as bytes`,
    );
    return Math.round(Number(rows[0]?.bytes) / this.size);
  }

  /** How long each claim takes when every timer is due, one batch after another. */
  async claimLatencies(claims: number): Promise<number[]> {
    const { database, organization } = this.bench;
    const now = ENDS_AT + 4 * DAY;
    const took: number[] = [];
    for (let claim = 0; claim < claims; claim++) {
      const count = await database.organization(organization.seat, async (tx) => {
        const from = performance.now();
        const claimed = await claimDue(tx, now, CLAIM_BATCH);
        took.push(performance.now() - from);
        await tx.client.query('delete from timer where ctid = any($1::tid[])', [claimed.timers]);
        return claimed.count;
      });
      if (count < CLAIM_BATCH) break;
    }
    return took;
  }
}

/** Until there is nothing left to do. */
async function inLanes(work: () => Promise<boolean>): Promise<void> {
  const lane = async (): Promise<void> => {
    while (await work());
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
