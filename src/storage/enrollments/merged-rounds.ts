// The rounds of records that are merged: held while it is decided which goes on, then moved to the record that stays.
import { sql } from 'kysely';
import { bigints } from '#storage/arrays.ts';
import type { Tx } from '#storage/db.ts';
import {
  enrollmentColumns,
  type EnrollmentRow,
  fromRow,
  type StoredEnrollment,
} from '#storage/enrollments/enrollment-row.ts';

export async function loadActiveRounds(
  tx: Tx,
  records: readonly string[],
  options: { readonly lock?: true } = {},
): Promise<StoredEnrollment[]> {
  const rows = await tx.query<EnrollmentRow>(sql`
    select ${enrollmentColumns} from enrollment e
    where e.record_id = any(${bigints(records)}) and e.status = 0
    order by e.id ${options.lock === true ? sql`for update` : sql``}`);
  return rows.map(fromRow);
}

export type SentMessage = {
  readonly record: string;
  readonly cadence: number;
  readonly enrollment: string;
  readonly followUp: number;
};

/** Of active and ended rounds, the messages that passed the gate and were not given back: they went out, or may have. */
export async function loadSent(tx: Tx, records: readonly string[]): Promise<SentMessage[]> {
  return tx.query<SentMessage>(sql`
    select e.record_id as record, e.cadence_id as cadence, d.enrollment_id as enrollment, d.follow_up as "followUp"
    from delivery d join (
      select id, record_id, cadence_id from enrollment where record_id = any(${bigints(records)}) and status = 0
      union all
      select id, record_id, cadence_id from enrollment where record_id = any(${bigints(records)}) and status <> 0
    ) e on e.id = d.enrollment_id
    where d.channel = 'email' and d.state in ('dot_pending', 'sent', 'bounced', 'unconfirmed')`);
}

export type Moving = {
  /** Internal ids. */
  readonly from: readonly string[];
  readonly to: string;
};

/**
 * Active and ended ones, with what they sent; of each cadence only one is active by now. What somebody is about to carry out
 * was made for the other record: it is made anew.
 */
export async function moveRounds(tx: Tx, { from, to }: Moving): Promise<void> {
  await tx.query(sql`
    with moved as (
      update enrollment set record_id = ${to}::bigint where record_id = any(${bigints(from)}) returning id
    )
    update delivery d set record_id = ${to}::bigint,
      leased_until = case when d.state = 'claimed' then null else d.leased_until end,
      state = case when d.state = 'claimed' then 'planned' else d.state end
    from moved where d.enrollment_id = moved.id`);
}
