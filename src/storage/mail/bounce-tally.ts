// How many messages of each mail account were attempted, and bounced for good, hour by hour. Rows are added to in the order
// of the accounts, so that nobody waits in a circle.
import { sql } from 'kysely';
import { type BounceCount, BOUNCES_COUNTED_MS } from '#core/message/bounce-rate.ts';
import { HOUR, type Instant } from '#core/time/instant.ts';
import { integers } from '#storage/arrays.ts';
import { instant, type Tx } from '#storage/db.ts';

export type BouncesOfAccount = BounceCount & { readonly account: number };

export async function addToTally(tx: Tx, counted: readonly BouncesOfAccount[], now: Instant): Promise<void> {
  await tx.hot(sql`
    insert into bounce_tally as t (mail_account_id, hour, attempted, bounced)
    select a.id, ${instant(Math.floor(now / HOUR) * HOUR)}, sum(c.attempted), sum(c.bounced)
    from unnest(${integers(counted.map(({ account }) => account))},
      ${integers(counted.map(({ attempted }) => attempted))}, ${integers(counted.map(({ bounced }) => bounced))})
      as c (account, attempted, bounced)
    join mail_account a on a.id = c.account
    group by a.id order by a.id
    on conflict (mail_account_id, hour) do update
      set attempted = t.attempted + excluded.attempted, bounced = t.bounced + excluded.bounced`);
}

/** Of the last 24 hours; what is older is forgotten. */
export async function readTally(tx: Tx, account: number, now: Instant): Promise<BounceCount> {
  const since = instant(now - BOUNCES_COUNTED_MS);
  await tx.query(sql`delete from bounce_tally where mail_account_id = ${account} and hour <= ${since}`);
  const [count] = await tx.query<BounceCount>(sql`
    select coalesce(sum(attempted), 0)::int as attempted, coalesce(sum(bounced), 0)::int as bounced
    from bounce_tally where mail_account_id = ${account}`);
  return count ?? { attempted: 0, bounced: 0 };
}

/** Whoever lets it go on begins anew. */
export async function clearTally(tx: Tx, account: number): Promise<void> {
  await tx.query(sql`delete from bounce_tally where mail_account_id = ${account}`);
}
