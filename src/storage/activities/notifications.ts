// What members are told in the app. A row is written with the activity it tells of, in one transaction.
import { sql } from 'kysely';
import type { Instant } from '#core/time/instant.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type Notification = {
  readonly id: string;
  /** The activity's internal id. */
  readonly activity: string;
  readonly at: Instant;
  readonly seen: boolean;
};

/** Tells the owners of these activities, given by their public ids. */
export async function notifyOwners(tx: Tx, activities: readonly string[], now: Instant): Promise<void> {
  if (activities.length === 0) return;
  await tx.hot(sql`
    insert into notification (member, activity_id, at)
    select owner, id, ${instant(now)} from activity
    where public_id = any(${activities}::uuid[]) and owner is not null order by id`);
}

/** The newest first, without those of activities in the recycle bin. `member` is a public id. */
export async function listNotifications(tx: Tx, member: string, limit: number): Promise<Notification[]> {
  return tx.query<Notification>(sql`
    select n.id, n.activity_id as activity, n.at, n.seen from notification n join activity a on a.id = n.activity_id
    where n.member = ${member}::uuid and a.deleted_at is null order by n.id desc limit ${limit}`);
}

/** How many are unseen, counted up to `max`. */
export async function countUnseen(tx: Tx, member: string, max: number): Promise<number> {
  const rows = await tx.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select from notification n join activity a on a.id = n.activity_id
      where n.member = ${member}::uuid and not n.seen and a.deleted_at is null limit ${max}) as unseen`);
  return only(rows).count;
}

/** Those up to this one, which is the newest that was shown. */
export async function markSeen(tx: Tx, member: string, until: string): Promise<void> {
  await tx.query(sql`
    update notification set seen = true where member = ${member}::uuid and id <= ${until}::bigint and not seen`);
}
