// The rows of the two kinds of steps, written by SQL alone with nothing decided: the limit for everybody. `enrollments` says
// which ones, as a query of ids; only the queue that brings them differs.
import pg from 'pg';
import { CHILD_DUE_AT, ENDS_AT, NOW } from './stage.ts';

/** What an enrollment's state must be after each kind of step. */
export type StatesAfter = { readonly opened: string; readonly handedOver: string };

const at = (instant: number) => `to_timestamp(${instant}::float8 / 1000)`;
/** A child that waits until then, and then for the date on which its cadence ends. */
export const WAITS_UNTIL = { opened: at(CHILD_DUE_AT), handedOver: at(ENDS_AT) };

const locked = (enrollments: string) => `
  e as (select id, record_id, revision, cadence_id, version from enrollment where id in (${enrollments}) order by id for update)`;
const saved = (state: string) => `
  u as (update enrollment set revision = enrollment.revision + 1, state = ${pg.escapeLiteral(state)}::text
    from e where enrollment.id = e.id)`;

/** An open is answered: the response and the child's scheduling are logged. */
export function answered(enrollments: string, { opened }: StatesAfter): string {
  return `${locked(enrollments)}, ${saved(opened)},
    l as (insert into step_log (enrollment_id, revision, seq, cadence_id, at, due_at, kind, follow_up, detail)
      select e.id, e.revision + 1, s, e.cadence_id, ${at(NOW)}, case when s = 1 then ${WAITS_UNTIL.opened} end,
        case when s = 0 then 9 else 1 end, 1 + s, 'opened'
      from e, generate_series(0, 1) s)`;
}

/** A child is due: it is handed over, its delivery planned. */
export function handedOver(enrollments: string, states: StatesAfter): string {
  return `${locked(enrollments)}, ${saved(states.handedOver)},
    l as (insert into step_log (enrollment_id, revision, seq, cadence_id, at, kind, follow_up)
      select e.id, e.revision + 1, 0, e.cadence_id, ${at(CHILD_DUE_AT)}, 2, 2 from e),
    d as (insert into delivery (enrollment_id, record_id, cadence_id, version, epoch, follow_up, channel, state, due_at, planned_at)
      select e.id, e.record_id, e.cadence_id, e.version, 1, 2, 'email', 'planned', ${at(CHILD_DUE_AT)}, ${at(CHILD_DUE_AT)} from e)`;
}

/** Our own queue: inputs and timers. */
export const pureSql = {
  answerInputs: (limit: number, states: StatesAfter) => `
    with i as (select id, enrollment_id from input order by id limit ${limit} for update skip locked),
    gone as (delete from input where id in (select id from i)),
    ${answered('select enrollment_id from i', states)},
    t as (insert into timer (due_at, enrollment_id) select ${WAITS_UNTIL.opened}, e.id from e)
    select count(*)::int as n from e`,
  handOver: (limit: number, states: StatesAfter) => `
    with t as (select ctid as place, enrollment_id from timer where due_at <= ${at(CHILD_DUE_AT)} order by due_at limit ${limit}
      for update skip locked),
    gone as (delete from timer where ctid = any(array(select place from t))),
    ${handedOver('select enrollment_id from t', states)},
    ti as (insert into timer (due_at, enrollment_id) select ${WAITS_UNTIL.handedOver}, e.id from e)
    select count(*)::int as n from e`,
};
