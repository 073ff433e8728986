// The records that can have entered or left a view since an instant (V-4): those that were changed, those that lead to
// records that were, and those that time passed on; all of them where other people belong to roles or teams. Each stands on
// an index.
import { type RawBuilder, sql } from 'kysely';
import { askedBeyond } from '#core/criteria/beyond.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { type Crossing, crossings } from '#core/criteria/crossings.ts';
import { type Instant, MINUTE } from '#core/time/instant.ts';
import { columnOf, testToSql } from '#storage/criteria-to-sql.ts';
import { instant } from '#storage/db.ts';
import type { Catalogue } from '#storage/records/catalogue.ts';
import type { ReadContext } from '#storage/records/read-records.ts';
import { leadsTo, throughLookup } from '#storage/related-rows.ts';

/** A change commits a little after the time it carries, and clocks of processes differ: looking back this far misses none. */
const OVERLAP_MS = 2 * MINUTE;

export type LookingBack = {
  /** With what the criteria ask beyond the records. */
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
  const moved = movedSince(looking).map((condition) => sql` or (r.deleted_at is null and ${condition})`);
  return sql`(r.modified_at >= ${instant(since - OVERLAP_MS)}${sql.join(moved, sql``)})`;
}

/** As changedSince, by anything but changes of the records themselves; nothing for criteria that ask only for those. */
export function movedSince(looking: LookingBack): RawBuilder<unknown>[] {
  const { catalogue, criteria, since, context } = looking;
  const from = since === null ? null : since - OVERLAP_MS;
  if (from === null || (catalogue.beyond?.peopleChangedAt ?? Number.NEGATIVE_INFINITY) >= from) return [sql`true`];
  const before = { ...context, now: from };
  const passed = crossings(criteria, catalogue.module, { before, now: context });
  return [...passed.map((one) => passedOn(catalogue, one)), ...relatedChangedSince(looking, from)];
}

function passedOn(catalogue: Catalogue, { field, values }: Crossing): RawBuilder<unknown> {
  const through = throughLookup(catalogue, field);
  if (through === null) return testToSql(values, columnOf(catalogue, field));
  return leadsTo(through, testToSql(values, through.column));
}

function relatedChangedSince({ catalogue, criteria }: LookingBack, from: Instant): RawBuilder<unknown>[] {
  return [...askedBeyond([criteria]).lookups].flatMap((lookup) => {
    const related = catalogue.beyond?.related.get(lookup);
    const changed = sql`modified_at >= ${instant(from)}`;
    return related === undefined ? [] : [leadsTo({ lookup: columnOf(catalogue, lookup), related }, changed)];
  });
}
