// The records that somebody reaches, as a condition on their table. Null: all of them.
import { type RawBuilder, sql } from 'kysely';
import type { Reach } from '#core/access/sharing.ts';
import { criteriaToSql } from '#storage/criteria-to-sql.ts';
import type { FieldColumn } from '#storage/field-column.ts';
import type { Asked } from '#storage/related-rows.ts';

/** Sharing never looks at the clock (core/access/sharing.ts). */
const NO_MOMENT = { now: 0, zone: 'UTC' };

export function reachToSql(reach: Reach, asked: Asked): RawBuilder<unknown> | null {
  if (reach === 'all') return null;
  // A rule that names a field which was retired since opens nothing.
  const fit = reach.meeting.flatMap((criteria) => {
    try {
      return [criteriaToSql(criteria, asked, NO_MOMENT)];
    } catch {
      return [];
    }
  });
  return sql`(${sql.join([sql`owner = any(${[...reach.owners]}::uuid[])`, ...fit], sql` or `)})`;
}

/** Records that are parts of others are reached with those: lines with their quote. */
export function partsOf(
  parent: { readonly table: string; readonly reach: RawBuilder<unknown> | null },
  lookup: FieldColumn,
): RawBuilder<unknown> | null {
  if (parent.reach === null) return null;
  return sql`${sql.id(lookup.name)} in (select public_id from ${sql.table(parent.table)} where ${parent.reach})`;
}
