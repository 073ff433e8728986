// Active enrollments of a cadence whose record meets criteria, or doesn't: what the sweep of clock rules asks.
import { sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { Instant } from '#core/time/instant.ts';
import { criteriaToSql } from '#storage/criteria-to-sql.ts';
import type { Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { movedSince } from '#storage/views/changed-since.ts';

export type Meeting = {
  readonly cadence: number;
  readonly catalogue: Catalogue;
  readonly criteria: Criteria;
  readonly wanted: 'met' | 'not_met';
  /** Only those for whom something else than a change of their own can have changed the answer since then; null: all. */
  readonly since: Instant | null;
  readonly context: { readonly now: Instant; readonly zone: string };
};

/** As many ids at most. */
export const MEETING_MAX = 10_000;

/** Those that have an input waiting already are left out. */
export async function listMeeting(tx: Tx, meeting: Meeting): Promise<string[]> {
  const { cadence, catalogue, criteria, wanted, context } = meeting;
  const met = criteriaToSql(criteria, catalogue, context);
  const moved = movedSince(meeting);
  if (moved.length === 0) return [];
  const rows = await tx.query<{ id: string }>(sql`
    with meeting as materialized (
      select id from ${sql.table(catalogue.table)}
      where deleted_at is null and (${sql.join(moved, sql` or `)}) and ${wanted === 'met' ? met : sql`not ${met}`}
    )
    select e.id from enrollment e join meeting on meeting.id = e.record_id
    where e.cadence_id = ${cadence} and e.status = 0
      and not exists (select from input i where i.enrollment_id = e.id)
    order by e.id limit ${MEETING_MAX}`);
  return rows.map(({ id }) => id);
}
