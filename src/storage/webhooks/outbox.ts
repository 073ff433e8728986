// What happened and is still to be told, as the triggers noted it. Taking it deletes it: whoever takes it writes the
// deliveries in the same transaction.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import { eventKinds } from '#core/cadence/event.ts';
import type { Changes } from '#core/records/record-event.ts';
import type { Instant } from '#core/time/instant.ts';
import type { RoundVerb } from '#core/webhooks/event-types.ts';
import type { Tx } from '#storage/db.ts';

export type RecordHappening = {
  readonly record: string;
  readonly at: Instant;
  /** The member's number; null: nobody in person. */
  readonly actor: number | null;
  readonly cause: string;
  readonly changes: Changes;
};

export type RoundHappening = {
  readonly enrollment: string;
  readonly record: string;
  readonly module: string;
  readonly cadence: { readonly id: string; readonly name: string };
  readonly verb: RoundVerb;
  readonly at: Instant;
  readonly actor: number | null;
  readonly detail: string | null;
};

export type Happenings = { readonly records: readonly RecordHappening[]; readonly rounds: readonly RoundHappening[] };

type Taken = { record_event: string | null; enrollment_id: string; revision: number; seq: number };

/** Null: there is nothing. */
export async function takeHappenings(tx: Tx, limit: number): Promise<Happenings | null> {
  const taken = await tx.query<Taken>(sql`
    delete from webhook_outbox where id = any(array(
      select id from webhook_outbox order by id limit ${limit} for update skip locked))
    returning record_event, enrollment_id, revision, seq`);
  if (taken.length === 0) return null;
  const events = taken.flatMap(({ record_event }) => record_event ?? []);
  const steps = taken.filter(({ record_event }) => record_event === null);
  return { records: await readRecordEvents(tx, events), rounds: await readSteps(tx, steps) };
}

async function readRecordEvents(tx: Tx, ids: readonly string[]): Promise<RecordHappening[]> {
  if (ids.length === 0) return [];
  return tx.query<RecordHappening>(sql`
    select record_id as record, at, actor, cause, changes from record_event where id = any(${bigints(ids)}) order by id`);
}

async function readSteps(tx: Tx, steps: readonly Taken[]): Promise<RoundHappening[]> {
  if (steps.length === 0) return [];
  const rows = await tx.query<Omit<RoundHappening, 'verb'> & { kind: number }>(sql`
    select l.enrollment_id as enrollment, e.record_id as record, c.module, l.kind, l.at, l.actor, l.detail,
      jsonb_build_object('id', c.public_id, 'name', c.name) as cadence
    from unnest(${bigints(steps.map((one) => one.enrollment_id))}, ${steps.map((one) => one.revision)}::int[],
      ${steps.map((one) => one.seq)}::smallint[]) as taken (enrollment_id, revision, seq)
    join step_log l using (enrollment_id, revision, seq)
    join enrollment e on e.id = l.enrollment_id join cadence c on c.id = l.cadence_id
    order by l.at, l.enrollment_id, l.revision, l.seq`);
  return rows.map(({ kind, ...row }) => ({ ...row, verb: eventKinds[kind] as RoundVerb })); // the trigger notes no others
}
