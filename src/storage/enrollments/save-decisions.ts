// One statement writes what a batch of decisions says: enrollments guarded by their revision, and history, timers and
// deliveries only for those whose guard held (rows written for a failed guard were doubles, tried). It consumes exactly
// the timers and inputs that were claimed.
import { sql } from 'kysely';
import { bigints, floats, integers, smallints, texts } from '#storage/arrays.ts';
import { isDeliver } from '#core/cadence/command.ts';
import { ENGINE, type Decision } from '#core/cadence/decide.ts';
import { type EventKind, eventKinds } from '#core/cadence/event.ts';
import type { Outline } from '#core/cadence/outline.ts';
import { stateToText } from '#core/cadence/state-text.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import type { ClaimedTimer } from '#storage/enrollments/claim-due.ts';
import { statusToNumber } from '#storage/enrollments/enrollment-row.ts';

export type Decided = {
  readonly recordId: string;
  /** The epoch of the cadence that the decision was made in: the gate compares it. */
  readonly epoch: number;
  readonly outline: Outline;
  readonly decision: Decision;
};

export type Consumed = { readonly timers: readonly ClaimedTimer[]; readonly inputs: readonly string[] };

/** Saves decisions on enrollments that exist and are locked. Throws if a guard did not hold: the lock makes that a bug. */
export async function saveDecisions(
  tx: Tx,
  { decided, consumed, now }: { decided: readonly Decided[]; consumed: Consumed; now: Instant },
): Promise<void> {
  const e = enrollmentColumns(decided);
  const log = logColumns(decided, (one) => one.decision.enrollment.id);
  const due = timerColumns(decided, (one) => one.decision.enrollment.id);
  const out = deliveryColumns(decided, (one) => one.decision.enrollment.id);
  const held = commandColumns(decided, 'cancel_delivery');
  const withdrawn = commandColumns(decided, 'withdraw_activity');
  const rows = await tx.hot<{ saved: number }>(sql`
    with new as (
      select * from unnest(${bigints(e.id)}, ${integers(e.revision)}, ${smallints(e.status)}, ${texts(e.reason)},
        ${integers(e.version)}, ${texts(e.state)}) as t (id, revision, status, reason, version, state)
    ), saved as (
      update enrollment e set revision = e.revision + 1, status = new.status, reason = new.reason,
        version = new.version, state = new.state
      from new where e.id = new.id and e.revision = new.revision
      returning e.id, e.revision, e.cadence_id, e.record_id, e.version
    ), logged as (
      insert into step_log (enrollment_id, revision, seq, cadence_id, at, due_at, actor, kind, follow_up, detail)
      select s.id, s.revision, l.seq, s.cadence_id, to_timestamp(l.at / 1000), to_timestamp(l.due / 1000), l.actor, l.kind,
        l.follow_up, l.detail
      from unnest(${bigints(log.id)}, ${smallints(log.seq)}, ${floats(log.at)}, ${floats(log.due)}, ${integers(log.actor)},
        ${smallints(log.kind)}, ${smallints(log.followUp)}, ${texts(log.detail)})
        as l (id, seq, at, due, actor, kind, follow_up, detail)
      join saved s on s.id = l.id
    ), set_timers as (
      insert into timer (due_at, enrollment_id)
      select to_timestamp(t.at / 1000), t.id from unnest(${bigints(due.id)}, ${floats(due.at)}) as t (id, at)
      join saved on saved.id = t.id
    ), wanted as (
      select s.*, o.epoch, o.follow_up, o.channel, o.again
      from unnest(${bigints(out.id)}, ${integers(out.epoch)}, ${smallints(out.followUp)}, ${texts(out.channel)},
        ${out.again}::boolean[]) as o (id, epoch, follow_up, channel, again)
      join saved s on s.id = o.id
    ), planned_again as (
      update delivery d set state = 'planned', due_at = to_timestamp(${now}::float8 / 1000), version = w.version,
        epoch = w.epoch, first_attempt_at = null, attempts = 0, outcome = null, finished_at = null
      from wanted w
      where w.again and d.enrollment_id = w.id and d.follow_up = w.follow_up
        and d.state in ('cancelled', 'failed', 'unconfirmed')
    ), planned as (
      insert into delivery (enrollment_id, record_id, cadence_id, version, epoch, follow_up, channel, state, due_at, planned_at)
      select w.id, w.record_id, w.cadence_id, w.version, w.epoch, w.follow_up, w.channel, 'planned',
        to_timestamp(${now}::float8 / 1000), to_timestamp(${now}::float8 / 1000)
      from wanted w
      where not w.again
        or not exists (select from delivery d where d.enrollment_id = w.id and d.follow_up = w.follow_up)
    ), held as (
      update delivery d set state = 'cancelled', finished_at = to_timestamp(${now}::float8 / 1000)
      from unnest(${bigints(held.id)}, ${smallints(held.followUp)}) as c (id, follow_up)
      where d.enrollment_id = c.id and d.follow_up = c.follow_up and d.state in ('planned', 'claimed')
    ), binned as (
      update activity a set deleted_at = to_timestamp(${now}::float8 / 1000), deleted_reason = 'unenrolled',
        revision = a.revision + 1
      from unnest(${bigints(withdrawn.id)}, ${smallints(withdrawn.followUp)}) as c (id, follow_up)
      where a.enrollment_id = c.id and a.follow_up = c.follow_up and a.kind = 'task' and not a.touched
        and a.deleted_at is null
    ), called_off as (
      update activity a set status = 'cancelled', result = 'no_response', revision = a.revision + 1,
        modified_at = to_timestamp(${now}::float8 / 1000)
      from unnest(${bigints(withdrawn.id)}, ${smallints(withdrawn.followUp)}) as c (id, follow_up)
      where a.enrollment_id = c.id and a.follow_up = c.follow_up and a.kind = 'call' and not a.touched
        and a.status in ('scheduled', 'overdue') and a.deleted_at is null
    ), timers_gone as (
      delete from timer where ctid = any(${consumed.timers.map((t) => t.place)}::tid[])
    ), inputs_gone as (
      delete from input where id = any(${bigints(consumed.inputs)})
    ), unparked as (
      delete from parked_enrollment where enrollment_id in (select id from saved)
    )
    select count(*)::int as saved from saved`);
  if (rows[0]?.saved !== decided.length) throw new Error('an enrollment changed although it was locked');
}

/** Inserts new rounds with everything their first decision says. Gives the ids by record; a record missing was active already. */
export async function insertEnrollments(
  tx: Tx,
  decided: readonly Decided[],
  now: Instant,
): Promise<Map<string, string>> {
  const e = enrollmentColumns(decided);
  const record = decided.map((one) => one.recordId);
  const byRecord = (one: Decided): string => one.recordId;
  const log = logColumns(decided, byRecord);
  const due = timerColumns(decided, byRecord);
  const out = deliveryColumns(decided, byRecord);
  const rows = await tx.hot<{ id: string; record_id: string }>(sql`
    with new as (
      select * from unnest(${bigints(record)}, ${integers(e.cadence)}, ${smallints(e.status)}, ${texts(e.reason)},
        ${integers(e.version)}, ${texts(e.state)}) as t (record_id, cadence_id, status, reason, version, state)
    ), made as (
      insert into enrollment (record_id, enrolled_at, cadence_id, version, revision, status, engine, reason, state)
      select record_id, to_timestamp(${now}::float8 / 1000), cadence_id, version, 1, status, ${ENGINE}::smallint, reason, state
      from new
      on conflict (record_id, cadence_id) where status = 0 do nothing
      returning id, record_id, cadence_id, version
    ), logged as (
      insert into step_log (enrollment_id, revision, seq, cadence_id, at, due_at, actor, kind, follow_up, detail)
      select made.id, 1, l.seq, made.cadence_id, to_timestamp(l.at / 1000), to_timestamp(l.due / 1000), l.actor, l.kind,
        l.follow_up, l.detail
      from unnest(${bigints(log.id)}, ${smallints(log.seq)}, ${floats(log.at)}, ${floats(log.due)}, ${integers(log.actor)},
        ${smallints(log.kind)}, ${smallints(log.followUp)}, ${texts(log.detail)})
        as l (record, seq, at, due, actor, kind, follow_up, detail)
      join made on made.record_id = l.record
    ), set_timers as (
      insert into timer (due_at, enrollment_id)
      select to_timestamp(t.at / 1000), made.id from unnest(${bigints(due.id)}, ${floats(due.at)}) as t (record, at)
      join made on made.record_id = t.record
    ), planned as (
      insert into delivery (enrollment_id, record_id, cadence_id, version, epoch, follow_up, channel, state, due_at, planned_at)
      select made.id, made.record_id, made.cadence_id, made.version, o.epoch, o.follow_up, o.channel, 'planned',
        to_timestamp(${now}::float8 / 1000), to_timestamp(${now}::float8 / 1000)
      from unnest(${bigints(out.id)}, ${integers(out.epoch)}, ${smallints(out.followUp)}, ${texts(out.channel)})
        as o (record, epoch, follow_up, channel)
      join made on made.record_id = o.record
    )
    select id, record_id from made`);
  return new Map(rows.map((row) => [row.record_id, row.id]));
}

function enrollmentColumns(decided: readonly Decided[]) {
  const all = decided.map(({ decision }) => decision.enrollment);
  return {
    id: all.map((one) => one.id),
    cadence: all.map((one) => one.cadence),
    revision: all.map((one) => one.revision),
    status: all.map((one) => statusToNumber(one.status)),
    reason: all.map((one) => one.reason),
    version: all.map((one) => one.version),
    state: all.map(stateToText),
  };
}

type Identify = (one: Decided) => string;

/** One pass with plain loops: this is the largest part of a batch, and short-lived rows were a tenth of its time. */
function logColumns(decided: readonly Decided[], identify: Identify) {
  const columns = {
    id: [] as string[],
    seq: [] as number[],
    at: [] as number[],
    due: [] as (number | null)[],
    actor: [] as (number | null)[],
    kind: [] as number[],
    followUp: [] as (number | null)[],
    detail: [] as (string | null)[],
  };
  for (const one of decided) {
    const id = identify(one);
    one.decision.events.forEach((event, seq) => {
      columns.id.push(id);
      columns.seq.push(seq);
      columns.at.push(event.at);
      columns.due.push(event.dueAt);
      columns.actor.push(event.actor);
      columns.kind.push(kindNumbers[event.kind]);
      columns.followUp.push(event.followUp);
      columns.detail.push(event.detail);
    });
  }
  return columns;
}

const kindNumbers = Object.fromEntries(eventKinds.map((kind, number) => [kind, number])) as Record<EventKind, number>;

function timerColumns(decided: readonly Decided[], identify: Identify) {
  const rows = decided.filter(({ decision }) => decision.timerAt !== null);
  return { id: rows.map(identify), at: rows.map(({ decision }) => decision.timerAt) };
}

function deliveryColumns(decided: readonly Decided[], identify: Identify) {
  const rows = decided.flatMap((one) =>
    one.decision.commands.filter(isDeliver).map(({ kind, followUp }) => ({ one, kind, followUp, id: identify(one) })),
  );
  return {
    id: rows.map((row) => row.id),
    epoch: rows.map((row) => row.one.epoch),
    followUp: rows.map((row) => row.followUp),
    channel: rows.map((row) => channelOf(row.one.outline, row.followUp)),
    again: rows.map((row) => row.kind === 'deliver_again'),
  };
}

function channelOf(outline: Outline, followUp: number): string {
  const node = outline.byNumber.get(followUp);
  if (node === undefined) throw new Error(`follow-up ${followUp} is not in the version it was decided under`);
  return node.followUp.settings.channel;
}

function commandColumns(decided: readonly Decided[], kind: 'cancel_delivery' | 'withdraw_activity') {
  const rows = decided.flatMap(({ decision }) =>
    decision.commands.filter((command) => command.kind === kind).map(({ followUp }) => ({ decision, followUp })),
  );
  return { id: rows.map((row) => row.decision.enrollment.id), followUp: rows.map((row) => row.followUp) };
}
