// the history of records, append-only, written in the transaction of the change.
import { sql } from 'kysely';
import { type ChangedBy, type Changes, causeText } from '#core/records/record-event.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type Tx } from '#storage/db.ts';

export type NewRecordEvent = { readonly record: string; readonly changes: Changes };

export type RecordEvent = {
  readonly at: Instant;
  /** The member's number; null: nobody in person. */
  readonly actor: number | null;
  readonly cause: string;
  readonly changes: Changes;
};

export async function addEvents(tx: Tx, events: readonly NewRecordEvent[], by: ChangedBy): Promise<void> {
  if (events.length === 0) return;
  await tx.query(sql`
    insert into record_event (record_id, at, actor, cause, changes)
    select new.record_id, ${instant(by.at)}, ${by.actor?.id ?? null}::int, ${causeText(by.cause)}, new.changes
    from unnest(
      ${events.map(({ record }) => record)}::bigint[], ${events.map(({ changes }) => JSON.stringify(changes))}::jsonb[]
    ) as new (record_id, changes)`);
}

export type EventPage = {
  readonly limit: number;
  readonly before?: Instant | null;
  readonly without?: readonly string[];
};

/** The newest first; `before` leaves out what happened at that instant or later, `without` the changes of these fields. */
export async function loadEvents(
  tx: Tx,
  record: string,
  { limit, before = null, without = [] }: EventPage,
): Promise<RecordEvent[]> {
  const earlier = before === null ? sql`true` : sql`at < ${instant(before)}`;
  return tx.query<RecordEvent>(sql`
    select at, actor, cause, changes - ${without}::text[] as changes from record_event
    where record_id = ${record} and ${earlier} and changes - ${without}::text[] <> '{}' order by id desc limit ${limit}`);
}
