// Figures of a cadence, counted from the history and the rows themselves, never from counters that can drift (C-82).
import { type RawBuilder, sql } from 'kysely';
import { type EventKind, eventKinds } from '#core/cadence/event.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { statusFromNumber } from '#storage/enrollments/enrollment-row.ts';

/** Null ends are open. */
export type TimeRange = { readonly from: Instant | null; readonly until: Instant | null };

export function within(at: RawBuilder<unknown>, { from, until }: TimeRange): RawBuilder<unknown> {
  const ends = [
    ...(from === null ? [] : [sql`${at} >= ${instant(from)}`]),
    ...(until === null ? [] : [sql`${at} < ${instant(until)}`]),
  ];
  return ends.length === 0 ? sql`true` : sql.join(ends, sql` and `);
}

/** Whose history is counted. */
export type Counted = {
  readonly cadence: number;
  /** Only rounds that run under it, or ended under it; null: all. */
  readonly version: number | null;
  readonly range: TimeRange;
};

export type EventCount = {
  readonly kind: EventKind;
  readonly followUp: number | null;
  /** Different enrollments it happened to: one that was scheduled for two reasons is one. */
  readonly enrollments: number;
};

const RESPONSE = eventKinds.indexOf('response_recorded');

/** To how many enrollments each kind of event happened, by follow-up; responses are counted apart. */
export async function countEvents(tx: Tx, { cadence, version, range }: Counted): Promise<EventCount[]> {
  const rows = await tx.query<{ kind: number; followUp: number | null; enrollments: string }>(sql`
    select kind, follow_up as "followUp", count(distinct enrollment_id) as enrollments
    from step_log where cadence_id = ${cadence} and kind <> ${RESPONSE} and ${within(sql`at`, range)}
      and ${ofVersion(cadence, version)}
    group by 1, 2 order by 2 nulls first, 1`);
  return rows.map((row) => {
    const kind = eventKinds[row.kind];
    if (kind === undefined) throw new Error(`unknown event kind ${row.kind} in step_log`);
    return { kind, followUp: row.followUp, enrollments: Number(row.enrollments) };
  });
}

export type ResponseCount = {
  readonly followUp: number;
  /** 'opened', 'link:https://…', 'result:busy'. */
  readonly response: string;
  /** Different enrollments that gave it. */
  readonly unique: number;
  /** How often it was given. */
  readonly total: number;
};

/**
 * The history keeps that a mail was opened once, email_event each time (C-80). A click without pictures is an open that
 * no event tells of, so each counts at least as often as the history has it. What a machine did counts for nothing (C-37).
 */
export async function countResponses(tx: Tx, { cadence, version, range }: Counted): Promise<ResponseCount[]> {
  const rows = await tx.query<{ followUp: number; response: string; unique: string; total: string }>(sql`
    with heard as materialized (
      select enrollment_id, follow_up, detail as response, count(*) filter (where ${within(sql`at`, range)}) as times
      from step_log where cadence_id = ${cadence} and kind = ${RESPONSE} and ${ofVersion(cadence, version)}
      group by 1, 2, 3),
    mailed as (
      select d.enrollment_id, d.follow_up, told.response, count(*) as times
      from (select distinct enrollment_id, follow_up from heard) h
      join delivery d using (enrollment_id, follow_up)
      join email_event m on m.delivery_id = d.id and m.grade is distinct from 'machine' and ${within(sql`m.at`, range)}
      cross join lateral (values (m.kind), (case when m.kind = 'clicked' then 'link:' || m.link end)) told (response)
      where told.response is not null
      group by 1, 2, 3)
    select follow_up as "followUp", response, count(*) as unique,
      sum(greatest(heard.times, coalesce(mailed.times, 0))) as total
    from heard left join mailed using (enrollment_id, follow_up, response)
    where heard.times > 0 or mailed.times > 0
    group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({ ...row, unique: Number(row.unique), total: Number(row.total) }));
}

function ofVersion(cadence: number, version: number | null): RawBuilder<unknown> {
  if (version === null) return sql`true`;
  return sql`enrollment_id in (select id from enrollment where cadence_id = ${cadence} and version = ${version})`;
}

export type StatusCount = {
  readonly status: EnrollmentStatus;
  readonly reason: string | null;
  readonly enrollments: number;
};

export type RuleCount = { readonly cadence: number; readonly rule: number; readonly enrollments: number };

/** How many enrollments of each cadence a rule ended, by the rule's number. */
export async function countUnenrolledByRule(tx: Tx): Promise<RuleCount[]> {
  return tx.query<RuleCount>(sql`
    select cadence_id as cadence, substr(reason, 6)::int as rule, count(*)::int as enrollments
    from enrollment where reason like 'rule:%' group by 1, 2`);
}

/** In which status the enrollments are now, and why: they add up to the enrolled. */
export async function countStatuses(
  tx: Tx,
  { cadence, version }: Pick<Counted, 'cadence' | 'version'>,
): Promise<StatusCount[]> {
  const ofVersionOnly = version === null ? sql`true` : sql`version = ${version}`;
  const rows = await tx.query<{ status: number; reason: string | null; enrollments: string }>(sql`
    select status, reason, count(*) as enrollments from enrollment where cadence_id = ${cadence} and ${ofVersionOnly}
    group by status, reason order by status, reason nulls first`);
  return rows.map((row) => ({
    status: statusFromNumber(row.status),
    reason: row.reason,
    enrollments: Number(row.enrollments),
  }));
}
