// The records that can have entered or left a view since an instant (V-4): those that were changed, and those that time
// passed on. Both stand on an index.
import { type RawBuilder, sql } from 'kysely';
import type { Criteria } from '#core/criteria/criteria.ts';
import { crossings } from '#core/criteria/crossings.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { testToSql } from '#storage/criteria-to-sql.ts';
import { instant } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import type { ReadContext } from '#storage/records/read-records.ts';

/** A change commits a little after the time it carries, and clocks of processes differ: looking back this far misses none. */
const OVERLAP_MS = 2 * MINUTE;

export type LookingBack = {
  readonly catalogue: Catalogue;
  readonly criteria: Criteria;
  /** Null: at no time before, so at all of them. */
  readonly since: Instant | null;
  readonly context: ReadContext;
};

/** A condition on the module's table, `r`. */
export function changedSince(looking: LookingBack): RawBuilder<unknown> {
  const { since } = looking;
  if (since === null) return sql`true`;
  const passed = passedSince(looking).map((condition) => sql` or (r.deleted_at is null and ${condition})`);
  return sql`(r.modified_at >= ${instant(since - OVERLAP_MS)}${sql.join(passed, sql``)})`;
}

/** As changedSince, by time alone; nothing for criteria that don't depend on the clock. */
export function passedSince({ catalogue, criteria, since, context }: LookingBack): RawBuilder<unknown>[] {
  if (since === null) return [sql`true`];
  const before = { ...context, now: since - OVERLAP_MS };
  const shape = (field: string) => catalogue.columns.get(field)?.shape;
  return crossings(criteria, shape, { before, now: context }).map(({ field, values }) => {
    const column = catalogue.columns.get(field);
    if (column === undefined) throw new Error(`no column for the field: ${field}`);
    return testToSql(values, column);
  });
}
