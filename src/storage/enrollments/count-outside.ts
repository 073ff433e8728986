import { sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import { only, type Tx } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import { matching, type ReadContext } from '#storage/records/read-records.ts';

/** How many records are enrolled in a cadence, and how many of them don't meet the criteria. */
export async function countOutside(
  tx: Tx,
  catalogue: Catalogue,
  { cadence, criteria, context }: { cadence: number; criteria: Criteria; context: ReadContext },
): Promise<{ readonly active: number; readonly leaving: number }> {
  const rows = await tx.query<{ active: number; leaving: number }>(sql`
    select count(*)::int as active, count(*) filter (where not exists (
      select from ${sql.table(catalogue.table)} where id = e.record_id and ${matching(catalogue, criteria, context)}
    ))::int as leaving
    from enrollment e where e.cadence_id = ${cadence} and e.status = 0`);
  return only(rows);
}
