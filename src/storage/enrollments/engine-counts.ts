// Counts of the engine's tables: what is under way now, what was done in all.
import { sql } from 'kysely';
import { only, type Tx } from '#storage/db.ts';

/** Deliveries that some worker, dead or alive, has in hand. */
export async function countLeases(tx: Tx): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    sql`select count(*)::int as n from delivery where state in ('claimed', 'dot_pending')`,
  );
  return only(rows).n;
}

/** Inputs that wait for the wake loop; those of parked enrollments wait for their time. */
export async function countPendingInputs(tx: Tx): Promise<number> {
  const rows = await tx.query<{ n: number }>(sql`
    select count(*)::int as n from input i
    where not exists (select from parked_enrollment p where p.enrollment_id = i.enrollment_id)`);
  return only(rows).n;
}

export type EngineTotals = { readonly steps: number; readonly messages: number; readonly replies: number };

/** Steps are saved changes of enrollments. */
export async function countSteps(tx: Tx): Promise<EngineTotals> {
  const rows = await tx.query<EngineTotals>(sql`
    select (select coalesce(sum(revision), 0)::int from enrollment) as steps,
      (select count(*)::int from delivery where channel = 'email' and state = 'sent') as messages,
      (select count(*)::int from inbound_message where kind = 'reply') as replies`);
  return only(rows);
}
