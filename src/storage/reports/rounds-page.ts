// Rounds of a cadence for people, page by page: by state, by version, and by the figure of the report that they stand
// behind.
import { type RawBuilder, sql } from 'kysely';
import type { EnrollmentStatus } from '#core/cadence/enrollment.ts';
import { type EventKind, eventKinds } from '#core/cadence/event.ts';
import { texts } from '#storage/arrays.ts';
import type { Tx } from '#storage/db.ts';
import {
  enrollmentColumns,
  type EnrollmentRow,
  fromRow,
  statusToNumber,
  type StoredEnrollment,
} from '#storage/enrollments/enrollment-row.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { type TimeRange, within } from '#storage/reports/cadence-figures.ts';

/** An event of the history: figures of the report are counted from these. */
export type Happening = TimeRange & {
  readonly kind: EventKind;
  /** The follow-up's number. */
  readonly followUp: number;
  readonly detail: string | null;
};

export type RoundPage = {
  readonly cadence: number;
  readonly status: EnrollmentStatus | null;
  /** The version that a round runs under, or ended under; null: any. */
  readonly version: number | null;
  /** Any of these; null: whatever the reason. */
  readonly reasons: readonly string[] | null;
  readonly happened: Happening | null;
  /** As whoever asks sees the records that the rounds are of; null: all of them. */
  readonly catalogue: Catalogue | null;
  /** Ids smaller than this; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
};

export async function pageOfRounds(tx: Tx, page: RoundPage): Promise<StoredEnrollment[]> {
  const where: RawBuilder<unknown>[] = [sql`e.cadence_id = ${page.cadence}`];
  const { table, reach } = page.catalogue ?? {};
  if (table !== undefined && reach?.read != null) {
    where.push(sql`e.record_id in (select id from ${sql.table(table)} where ${reach.read})`);
  }
  if (page.status !== null) where.push(sql`e.status = ${statusToNumber(page.status)}`);
  if (page.version !== null) where.push(sql`e.version = ${page.version}`);
  if (page.reasons !== null) where.push(sql`e.reason = any(${texts(page.reasons)})`);
  if (page.happened !== null) where.push(sql`e.id in (${idsWhere(page.cadence, page.happened)})`);
  if (page.before !== null) where.push(sql`e.id < ${page.before}::bigint`);
  const rows = await tx.query<EnrollmentRow>(sql`
    select ${enrollmentColumns} from enrollment e
    where ${sql.join(where, sql` and `)} order by e.id desc limit ${page.limit}`);
  return rows.map(fromRow);
}

function idsWhere(cadence: number, { kind, followUp, detail, ...range }: Happening) {
  const detailed = detail === null ? sql`true` : sql`detail = ${detail}`;
  const written = sql`
    select enrollment_id from step_log where cadence_id = ${cadence} and kind = ${eventKinds.indexOf(kind)}
      and follow_up = ${followUp} and ${detailed}`;
  const first = sql`${written} and ${within(sql`at`, range)}`;
  if (kind !== 'response_recorded' || detail === null) return first;
  // Whoever answered before the range may have done so again in it.
  return sql`${first}
    union all
    select d.enrollment_id from delivery d join email_event m on m.delivery_id = d.id
    where d.enrollment_id in (${written}) and d.follow_up = ${followUp} and ${within(sql`m.at`, range)}
      and m.grade is distinct from 'machine'
      and case when m.kind = 'clicked' and ${detail} like 'link:%' then 'link:' || m.link = ${detail} else m.kind = ${detail} end`;
}
