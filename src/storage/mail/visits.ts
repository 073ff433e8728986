// Visits of messages that went out (core/message/visit.ts): kept when the request comes, looked at again when their grading
// window ends. Kept beyond that for whoever tells of one twice, and for what comes right after it.
import { sql } from 'kysely';
import type { Visit } from '#core/message/visit.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { bigints, floats, integers, texts } from '#storage/arrays.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NewVisit = Visit & {
  /** A UUID that was made when the request came, in the order of time. */
  readonly key: string;
  readonly delivery: string;
  /** Where the link leads; null: it is none, or the trap. */
  readonly url: string | null;
};

/** K-28: so long a visit waits for its delivery. */
export const UNMATCHED_MS_MAX = DAY;
/** Longer than whoever tells of it twice takes. */
const KEPT_FOR_MS = 2 * DAY;
const AROUND_MS = 60_000;

const columns = sql.raw('key, delivery_id as delivery, kind, link, url, at, signs');

/** One that is there already changes nothing. */
export async function keepVisits(tx: Tx, visits: readonly NewVisit[], now: Instant): Promise<void> {
  await tx.hot(sql`
    insert into visit (key, delivery_id, kind, link, url, at, signs, kept_at, state)
    select key::uuid, delivery, kind, link, url, to_timestamp(at / 1000), signs::jsonb, ${instant(now)}, 'open'
    from unnest(${texts(visits.map(({ key }) => key))}, ${bigints(visits.map(({ delivery }) => delivery))},
      ${texts(visits.map(({ kind }) => kind))}, ${integers(visits.map(({ link }) => link))},
      ${texts(visits.map(({ url }) => url))}, ${floats(visits.map(({ at }) => at))},
      ${texts(visits.map(({ signs }) => JSON.stringify(signs)))}) as t (key, delivery, kind, link, url, at, signs)
    on conflict (key) do nothing`);
}

/** Those with these keys that are not graded yet. */
export async function lockVisits(tx: Tx, keys: readonly string[]): Promise<NewVisit[]> {
  return tx.hot<NewVisit>(sql`
    select ${columns} from visit where key = any(${texts(keys)}::uuid[]) and state <> 'graded'
    order by key for update skip locked`);
}

/** Of a visit: not looked at again since it was kept, at that instant or before. */
export const isOpenFrom = (until: Instant) => sql`state = 'open' and kept_at <= ${instant(until)}`;

export async function lockOpenVisits(tx: Tx, until: Instant, limit: number): Promise<NewVisit[]> {
  return tx.hot<NewVisit>(sql`
    select ${columns} from visit where ${isOpenFrom(until)}
    order by kept_at limit ${limit} for update skip locked`);
}

/** Whose deliveries were not there, and now are. */
export async function lockMatchedVisits(tx: Tx, limit: number): Promise<NewVisit[]> {
  return tx.query<NewVisit>(sql`
    select ${columns} from visit v where state = 'unmatched' and exists (select from delivery d where d.id = v.delivery_id)
    order by kept_at limit ${limit} for update skip locked`);
}

/** All visits of these messages around a time, graded or not. */
export async function visitsAround(tx: Tx, visits: readonly NewVisit[]): Promise<NewVisit[]> {
  const times = visits.map(({ at }) => at);
  return tx.hot<NewVisit>(sql`
    select ${columns} from visit where delivery_id = any(${bigints(visits.map(({ delivery }) => delivery))})
      and at between ${instant(Math.min(...times) - AROUND_MS)} and ${instant(Math.max(...times) + AROUND_MS)}`);
}

export async function markVisits(tx: Tx, visits: readonly NewVisit[], state: 'graded' | 'unmatched'): Promise<void> {
  if (visits.length === 0) return;
  await tx.hot(sql`update visit set state = ${state} where key = any(${texts(visits.map(({ key }) => key))}::uuid[])`);
}

/** Looks at the oldest ones. Gives how many there were to forget. */
export async function forgetVisits(tx: Tx, now: Instant, limit: number): Promise<number> {
  const rows = await tx.query(sql`
    delete from visit where key = any(array(select key from visit order by key limit ${limit}))
      and (state = 'graded' and kept_at < ${instant(now - KEPT_FOR_MS)}
        or state = 'unmatched' and kept_at < ${instant(now - UNMATCHED_MS_MAX)})
    returning key`);
  return rows.length;
}
