// One statement writes what a batch of decisions says: enrollments guarded by their revision, and history, timers and
// deliveries only for those whose guard held (rows written for a failed guard were doubles, tried). It consumes exactly
// the timers and inputs that were claimed. Deliveries are numbered as they were decided, whatever way the rows are joined.
import { type RawBuilder, sql } from 'kysely';
import { bigints, booleans, floats, integers, smallints, texts } from '#storage/arrays.ts';
import { ENGINE } from '#core/cadence/decide.ts';
import type { Instant } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { firstAnswerAt, isProvenSent } from '#storage/mail/email-events.ts';
import { type Decided, DecisionColumns } from '#storage/enrollments/decision-columns.ts';

/** `timers`: where they stand, as a tid[] is written. */
export type Consumed = { readonly timers: string; readonly inputs: readonly string[] };

export type Saving = { readonly consumed: Consumed; readonly now: Instant };

/** The statement with its values, and how many enrollments it must find as they were. */
export type PreparedSave = { readonly statement: RawBuilder<{ saved: number }>; readonly count: number };

/** Saves decisions on enrollments that exist and are locked. Throws if a guard did not hold: the lock makes that a bug. */
export async function saveDecisions(tx: Tx, { decided, ...saving }: Saving & { readonly decided: readonly Decided[] }) {
  const columns = new DecisionColumns();
  for (const one of decided) columns.add(one, one.decision.enrollment.id);
  await runSave(tx, prepareSave(columns, saving));
}

/** As saveDecisions, once the values are prepared. */
export async function runSave(tx: Tx, { statement, count }: PreparedSave): Promise<void> {
  const rows = await tx.hot<{ saved: number }>(statement);
  if (rows[0]?.saved !== count) throw new Error('an enrollment changed although it was locked');
}

/** The one statement, its columns laid out as arrays: nothing of the decisions is held any more. */
export function prepareSave(columns: DecisionColumns, { consumed, now }: Saving): PreparedSave {
  const { enrollments: e, log, timers: due, deliveries: out, cancelled: held, withdrawn } = columns;
  const statement = sql<{ saved: number }>`
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
      select s.*, o.epoch, o.follow_up, o.repetition, o.channel, o.again, o.place
      from unnest(${bigints(out.id)}, ${integers(out.epoch)}, ${smallints(out.followUp)},
        ${smallints(out.repetition)}, ${texts(out.channel)}, ${booleans(out.again)})
        with ordinality as o (id, epoch, follow_up, repetition, channel, again, place)
      join saved s on s.id = o.id
    ), planned_again as (
      update delivery d set state = 'planned', due_at = to_timestamp(${now}::float8 / 1000), version = w.version,
        epoch = w.epoch, withdrawn = false, first_attempt_at = null, attempts = 0, outcome = null, finished_at = null
      from wanted w
      where w.again and d.enrollment_id = w.id and d.follow_up = w.follow_up and d.repetition = w.repetition
        and d.state in ('cancelled', 'failed', 'unconfirmed')
    ), planned as (
      insert into delivery (enrollment_id, record_id, cadence_id, version, epoch, follow_up, repetition, channel, state,
        due_at, planned_at)
      select w.id, w.record_id, w.cadence_id, w.version, w.epoch, w.follow_up, w.repetition, w.channel, 'planned',
        to_timestamp(${now}::float8 / 1000), to_timestamp(${now}::float8 / 1000)
      from wanted w
      where not w.again or not exists (select from delivery d
        where d.enrollment_id = w.id and d.follow_up = w.follow_up and d.repetition = w.repetition)
      order by w.place
    ), held as (
      update delivery d set withdrawn = true,
        state = case when d.state = 'dot_pending' then d.state when ${isProvenSent} then 'sent' else 'cancelled' end,
        dot_at = case when d.state <> 'dot_pending' and ${isProvenSent} then coalesce(d.dot_at, ${firstAnswerAt}) else d.dot_at end,
        finished_at = case d.state when 'dot_pending' then null else to_timestamp(${now}::float8 / 1000) end
      from unnest(${bigints(held.id)}, ${smallints(held.followUp)}) as c (id, follow_up)
      where d.enrollment_id = c.id and d.follow_up = c.follow_up and d.state in ('planned', 'claimed', 'dot_pending')
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
      delete from timer where ctid = any(${consumed.timers}::tid[])
    ), inputs_gone as (
      delete from input where id = any(${bigints(consumed.inputs)})
    ), unparked as (
      delete from parked_enrollment where enrollment_id in (select id from saved)
    )
    select count(*)::int as saved from saved`;
  return { statement, count: columns.count };
}

/** Inserts new rounds with everything their first decision says. Gives the ids by record; a record missing was active already. */
export async function insertEnrollments(
  tx: Tx,
  decided: readonly Decided[],
  now: Instant,
): Promise<Map<string, string>> {
  const columns = new DecisionColumns();
  for (const one of decided) columns.add(one, one.recordId);
  const { enrollments: e, log, timers: due, deliveries: out } = columns;
  const rows = await tx.hot<{ id: string; record_id: string }>(sql`
    with new as (
      select * from unnest(${bigints(e.id)}, ${integers(e.cadence)}, ${smallints(e.status)}, ${texts(e.reason)},
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
        with ordinality as o (record, epoch, follow_up, channel, place)
      join made on made.record_id = o.record
      order by o.place
    )
    select id, record_id from made`);
  return new Map(rows.map((row) => [row.record_id, row.id]));
}
