// Inputs: written by whoever learns of a fact, in that transaction; read and deleted by the wake loop. Writers never
// touch the enrollment row. They share an advisory lock that the gate takes alone, so that an acknowledged input and a
// message's final dot can't miss each other (spec/reliability.md section 1).
import { sql } from 'kysely';
import { bigints, floats, integers, smallints, texts } from '#storage/arrays.ts';
import type { Fact, Input } from '#core/cadence/input.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';

export type NewInput = { readonly enrollment: string; readonly input: Input };

/** The channel on which workers hear that an organisation has work; the payload is its number. */
export const WORK_CHANNEL = 'cadenza_work';

/** Adds inputs and tells the workers. Does nothing for an empty list. */
export async function addInputs(tx: Tx, seat: OrganizationSeat, inputs: readonly NewInput[]): Promise<void> {
  if (inputs.length === 0) return;
  await lockShared(
    tx,
    inputs.map(({ enrollment }) => enrollmentKey(seat, enrollment)),
  );
  const columns = inputs.map(({ enrollment, input }) => columnsOf(enrollment, input));
  await tx.hot(sql`
    insert into input (enrollment_id, kind, follow_up, repetition, at, actor, detail, result)
    select enrollment_id, kind, follow_up, repetition, to_timestamp(at / 1000), actor, detail, result
    from unnest(
      ${bigints(columns.map((c) => c.enrollment))}, ${texts(columns.map((c) => c.kind))},
      ${smallints(columns.map((c) => c.followUp))}, ${smallints(columns.map((c) => c.repetition))},
      ${floats(columns.map((c) => c.at))},
      ${integers(columns.map((c) => c.actor))}, ${texts(columns.map((c) => c.detail))},
      ${texts(columns.map((c) => c.result))}
    ) as new (enrollment_id, kind, follow_up, repetition, at, actor, detail, result)`);
  await tellWorkers(tx, seat);
}

/** The same input for every active enrollment of a cadence, in one statement: the cadence's exclusive lock is held. */
export async function addInputToCadence(
  tx: Tx,
  seat: OrganizationSeat,
  cadence: number,
  input: Input,
): Promise<number> {
  const { kind, at, actor, detail } = columnsOf('0', input);
  const rows = await tx.query<{ id: string }>(sql`
    insert into input (enrollment_id, kind, at, actor, detail)
    select id, ${kind}, ${instant(at)}, ${actor}::int, ${detail}::text
    from enrollment where cadence_id = ${cadence} and status = 0 returning enrollment_id as id`);
  await tellWorkers(tx, seat);
  return rows.length;
}

/** "Look again" for the active enrollments of records that changed. */
export async function addLookAgain(
  tx: Tx,
  seat: OrganizationSeat,
  { records, at }: { records: readonly string[]; at: Instant },
): Promise<void> {
  if (records.length === 0) return;
  const rows = await tx.hot<{ id: string }>(sql`
    select id from enrollment where record_id = any(${bigints(records)}) and status = 0 order by id`);
  const input = { kind: 'look_again', at, actor: null } as const;
  await addInputs(
    tx,
    seat,
    rows.map(({ id }) => ({ enrollment: id, input })),
  );
}

export async function tellWorkers(tx: Tx, seat: OrganizationSeat): Promise<void> {
  await tx.hot(sql`select pg_notify(${WORK_CHANNEL}, ${String(seat.id)})`);
}

export type LoadedInput = { readonly id: string; readonly enrollment: string; readonly input: Input };

export type InputRow = {
  readonly kind: string;
  readonly follow_up: number | null;
  readonly repetition: number;
  readonly at: number;
  readonly actor: number | null;
  readonly detail: string | null;
  readonly result: string | null;
};

export const inputColumns = sql.raw('i.kind, i.follow_up, i.repetition, i.at, i.actor, i.detail, i.result');

/** All unconsumed inputs of these enrollments in order of receipt. To be asked after the enrollments are locked. */
export async function loadInputs(tx: Tx, enrollments: readonly string[]): Promise<LoadedInput[]> {
  const rows = await tx.hot<InputRow & { readonly id: string; readonly enrollment_id: string }>(sql`
    select i.id, i.enrollment_id, ${inputColumns}
    from input i where i.enrollment_id = any(${bigints(enrollments)}) order by i.id`);
  return rows.map((row) => ({ id: row.id, enrollment: row.enrollment_id, input: inputFromRow(row) }));
}

function columnsOf(enrollment: string, input: Input) {
  const followUp = 'followUp' in input ? input.followUp : null;
  const { kind, at, actor } = input;
  const repetition = 'repetition' in input ? (input.repetition ?? 0) : 0;
  return { enrollment, kind, followUp, repetition, at, actor, detail: detailOf(input), result: resultOf(input) };
}

function resultOf(fact: Fact): string | null {
  if (fact.kind === 'status') return fact.result;
  if (fact.kind === 'held') return String(fact.until);
  if (fact.kind === 'heard_elsewhere') return fact.channel ?? null;
  return fact.kind === 'response' ? fact.link : null;
}

function detailOf(fact: Fact): string | null {
  switch (fact.kind) {
    case 'response':
    case 'heard_elsewhere':
      return fact.response;
    case 'status':
      return fact.status;
    case 'not_carried_out':
    case 'suppressed':
    case 'held':
    case 'end':
      return fact.reason;
    case 'reviewed':
      return fact.verdict;
    case 'republished':
      return String(fact.version);
    default:
      return null;
  }
}

/** Rows are written by addInputs alone, so what the kind needs is there; one that is not parks its enrollment. */
export function inputFromRow(row: InputRow): Input {
  return { ...inputParts(row), ...(row.repetition === 0 ? {} : { repetition: row.repetition }) } as Input;
}

function inputParts({ kind, at, actor, detail, result, follow_up: followUp }: InputRow): object {
  switch (kind) {
    case 'response':
      return { kind, followUp, response: detail, link: result, at, actor };
    case 'status':
      return { kind, followUp, status: detail, result, at, actor };
    case 'held':
      return { kind, followUp, reason: detail, until: Number(result), at, actor };
    case 'reviewed':
      return { kind, followUp, verdict: detail, at, actor };
    case 'republished':
      return { kind, version: Number(detail), at, actor };
    case 'heard_elsewhere':
      return { kind, response: detail, ...(result === null ? {} : { channel: result }), at, actor };
    case 'end':
      return { kind, reason: detail, at, actor };
    default:
      return followUp === null ? { kind, at, actor } : { kind, followUp, reason: detail, at, actor };
  }
}
