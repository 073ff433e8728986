// What views that are audiences may not ask, as the organisation has set it (C-25).
import { sql } from 'kysely';
import { type AudienceBar, audienceBars } from '#core/cadence/audience-bars.ts';
import { only, type Tx } from '#storage/db.ts';

/** Everything that can be barred is, until somebody chose. */
export async function barsOfAudiences(tx: Tx): Promise<readonly AudienceBar[]> {
  const rows = await tx.query<{ bars: AudienceBar[] | null }>(sql`select audience_bars as bars from setting`);
  return only(rows).bars ?? audienceBars;
}

export async function saveBarsOfAudiences(tx: Tx, bars: readonly AudienceBar[]): Promise<void> {
  await tx.query(sql`update setting set audience_bars = ${bars}::text[]`);
}
