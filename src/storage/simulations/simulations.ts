// Trials of cadences as they are stored (C-90). Whoever carries one out writes its progress in transactions of its own, so
// that whoever asked sees how far it is.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { SimulatedRound, SimulatedStep, SimulationResult } from '#core/cadence/simulation-result.ts';
import type { Instant } from '#core/time/instant.ts';
import { bigints, integers, texts } from '#storage/arrays.ts';
import { instant, only, type Tx } from '#storage/db.ts';
import type { JobState } from '#storage/jobs/jobs.ts';

export type StoredSimulation<Request = unknown> = {
  readonly id: string;
  readonly publicId: string;
  readonly cadence: number;
  /** Number of the member. */
  readonly askedBy: number;
  readonly request: Request;
  readonly state: JobState;
  readonly percent: number;
  /** Null: it is not done. */
  readonly result: SimulationResult | null;
  /** Why it failed. */
  readonly reason: string | null;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
};

const columns = sql.raw(
  'id, public_id as "publicId", cadence_id as cadence, asked_by as "askedBy", request, state, percent, result, reason, created_at as "createdAt", finished_at as "finishedAt"',
);

/** Each member keeps so many of a cadence. */
const KEPT = 5;

type NewSimulation = { readonly cadence: number; readonly askedBy: number; readonly request: object };

/** Older ones of the same member and cadence are forgotten. */
export async function insertSimulation(
  tx: Tx,
  { cadence, askedBy, request }: NewSimulation,
  now: Instant,
): Promise<StoredSimulation> {
  await tx.query(sql`
    delete from simulation where id in (
      select id from simulation where asked_by = ${askedBy} and cadence_id = ${cadence} and state not in ('waiting', 'running')
      order by id desc offset ${KEPT - 1})`);
  return only(
    await tx.query<StoredSimulation>(sql`
      insert into simulation (public_id, cadence_id, asked_by, request, state, created_at)
      values (${uuidv7()}, ${cadence}, ${askedBy}, ${JSON.stringify(request)}::jsonb, 'waiting', ${instant(now)})
      returning ${columns}`),
  );
}

export async function findSimulation(tx: Tx, publicId: string): Promise<StoredSimulation | null> {
  const rows = await tx.query<StoredSimulation>(sql`
    select ${columns} from simulation where public_id = ${publicId}::uuid`);
  return rows[0] ?? null;
}

/** A member's own of a cadence, the newest first. */
export async function listSimulations(
  tx: Tx,
  { cadence, askedBy }: Pick<NewSimulation, 'cadence' | 'askedBy'>,
): Promise<StoredSimulation[]> {
  return tx.query<StoredSimulation>(sql`
    select ${columns} from simulation where asked_by = ${askedBy} and cadence_id = ${cadence} order by id desc`);
}

/** False: it was cancelled, or is gone. */
export async function saveSimulationProgress(tx: Tx, publicId: string, percent: number): Promise<boolean> {
  const rows = await tx.query(sql`
    update simulation set state = 'running', percent = ${percent}
    where public_id = ${publicId}::uuid and state in ('waiting', 'running') returning id`);
  return rows.length > 0;
}

export type Ended =
  | { readonly state: 'done'; readonly result: SimulationResult }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'cancelled' };

/** One that was over stays what it was. */
export async function endSimulation(tx: Tx, publicId: string, ended: Ended, now: Instant): Promise<void> {
  const result = ended.state === 'done' ? JSON.stringify(ended.result) : null;
  await tx.query(sql`
    update simulation set state = ${ended.state}, result = ${result}::jsonb,
      reason = ${ended.state === 'failed' ? ended.reason : null}, finished_at = ${instant(now)}
    where public_id = ${publicId}::uuid and state in ('waiting', 'running')`);
}

type StoredStep = readonly [seconds: number, followUp: string, what: SimulatedStep['what'], reason: string | null];

const AT_ONCE = 1000;

export async function insertSimulatedRounds(
  tx: Tx,
  { id, from }: { readonly id: string; readonly from: Instant },
  rounds: readonly SimulatedRound[],
): Promise<void> {
  for (let place = 0; place < rounds.length; place += AT_ONCE) {
    const some = rounds.slice(place, place + AT_ONCE);
    await tx.query(sql`
      insert into simulated_round (simulation_id, place, record_id, status, reason, rule, steps)
      select ${id}::bigint, place, record, status, reason, rule, steps::jsonb
      from unnest(${integers(some.map((_, at) => place + at))}, ${bigints(some.map(({ record }) => record))},
        ${texts(some.map(({ status }) => status))}, ${texts(some.map(({ reason }) => reason))},
        ${texts(some.map(({ rule }) => rule))}, ${texts(some.map(({ steps }) => stepsToText(steps, from)))})
        as r (place, record, status, reason, rule, steps)`);
  }
}

function stepsToText(steps: readonly SimulatedStep[], from: Instant): string {
  const stored = steps.map(
    ({ at, followUp, what, reason }): StoredStep => [(at - from) / 1000, followUp, what, reason],
  );
  return JSON.stringify(stored);
}

export type PlacedRound = SimulatedRound & { readonly place: number };

type RoundRow = Omit<PlacedRound, 'steps'> & { readonly steps: readonly StoredStep[] };

/** In the order in which they were taken in, after a place. */
export async function pageOfSimulated(
  tx: Tx,
  { id, from }: { readonly id: string; readonly from: Instant },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<PlacedRound[]> {
  const rows = await tx.query<RoundRow>(sql`
    select place, record_id as record, status, reason, rule, steps from simulated_round
    where simulation_id = ${id}::bigint and place > ${after} order by place limit ${limit}`);
  return rows.map((row) => ({
    ...row,
    steps: row.steps.map(([seconds, followUp, what, reason]) => ({
      at: from + seconds * 1000,
      followUp,
      what,
      reason,
    })),
  }));
}
