// Figures of a cadence, counted from the history and the rows themselves, never from counters that can drift (C-82).
import { sql } from 'kysely';
import { type EventKind, eventKinds } from '#core/cadence/event.ts';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';
import { statusFromNumber } from '#storage/enrollments/enrollment-row.ts';

/** Null ends are open. */
export type TimeRange = { readonly from: Instant | null; readonly until: Instant | null };

export type EventCount = {
  readonly kind: EventKind;
  readonly followUp: number | null;
  /** The response; null for other kinds: an enrollment that was scheduled for two reasons is one. */
  readonly detail: string | null;
  /** Different enrollments it happened to. */
  readonly enrollments: number;
  readonly total: number;
};

type CountRow = { kind: number; followUp: number | null; detail: string | null; enrollments: string; total: string };

const RESPONSE = eventKinds.indexOf('response_recorded');

/** How often each kind of event happened, by follow-up; responses by what they were, too. */
export async function countEvents(tx: Tx, cadence: number, range: TimeRange): Promise<EventCount[]> {
  const from = range.from === null ? sql`true` : sql`at >= ${instant(range.from)}`;
  const until = range.until === null ? sql`true` : sql`at < ${instant(range.until)}`;
  const rows = await tx.query<CountRow>(sql`
    select kind, follow_up as "followUp", case when kind = ${RESPONSE} then detail end as detail,
      count(distinct enrollment_id) as enrollments, count(*) as total
    from step_log where cadence_id = ${cadence} and ${from} and ${until}
    group by 1, 2, 3 order by 2 nulls first, 1, 3`);
  return rows.map((row) => {
    const kind = eventKinds[row.kind];
    if (kind === undefined) throw new Error(`unknown event kind ${row.kind} in step_log`);
    return { ...row, kind, enrollments: Number(row.enrollments), total: Number(row.total) };
  });
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
export async function countStatuses(tx: Tx, cadence: number): Promise<StatusCount[]> {
  const rows = await tx.query<{ status: number; reason: string | null; enrollments: string }>(sql`
    select status, reason, count(*) as enrollments from enrollment where cadence_id = ${cadence}
    group by status, reason order by status, reason nulls first`);
  return rows.map((row) => ({
    status: statusFromNumber(row.status),
    reason: row.reason,
    enrollments: Number(row.enrollments),
  }));
}
