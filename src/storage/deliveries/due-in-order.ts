// C-39: what is due, in the order in which it goes.
import { type RawBuilder, sql } from 'kysely';
import type { Channel } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';
import { texts } from '#storage/arrays.ts';
import { instant } from '#storage/db.ts';

export type Wanted = { readonly channels: readonly Channel[]; readonly now: Instant; readonly limit: number };

/**
 * First come, first served within a cadence: by when it may go, then by since when it waits; cadences take turns, so that a
 * large one delays no other. No more is read of any than could be wanted, however much is due.
 */
export function dueInOrder({ channels, now, limit }: Wanted): RawBuilder<unknown> {
  return sql`
    select due.* from cadence c cross join unnest(${texts(channels)}) as wanted (channel) cross join lateral (
      select id, enrollment_id, record_id, cadence_id, version, follow_up, d.channel, held,
        coalesce(queued_at, due_at) as since, row_number() over (order by due_at, coalesce(queued_at, due_at), id) as turn
      from delivery d
      where state = 'planned' and cadence_id = c.id and d.channel = wanted.channel and due_at <= ${instant(now)}
      order by due_at, coalesce(queued_at, due_at), id limit ${limit}
    ) due order by turn, since, id limit ${limit}`;
}
