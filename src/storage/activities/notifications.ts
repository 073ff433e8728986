// What members are told. A row is written in the transaction of what it tells of, with when it is to go out elsewhere.
import { sql } from 'kysely';
import type { NoticeKind } from '#core/notices/notice-choices.ts';
import type { Instant } from '#core/time/instant.ts';
import { bigints } from '#storage/arrays.ts';
import { instant, only, type Tx } from '#storage/db.ts';

export type NewNotification = {
  /** Public id. */
  readonly member: string;
  readonly kind: NoticeKind;
  /** The activity's internal id; null: it is about a mail. */
  readonly activity: string | null;
  /** Of that mail. */
  readonly subject: string | null;
  readonly inApp: boolean;
  readonly mailDueAt: Instant | null;
  readonly chatDueAt: Instant | null;
};

export async function insertNotifications(tx: Tx, made: readonly NewNotification[], now: Instant): Promise<void> {
  if (made.length === 0) return;
  await tx.hot(sql`
    insert into notification (member, kind, activity_id, subject, in_app, mail_due_at, chat_due_at, at)
    select member, kind, activity, subject, "inApp", to_timestamp("mailDueAt" / 1000), to_timestamp("chatDueAt" / 1000),
      ${instant(now)}
    from json_to_recordset(${JSON.stringify(made)}::json) as t (member uuid, kind text, activity bigint, subject text,
      "inApp" boolean, "mailDueAt" float8, "chatDueAt" float8)`);
}

export type OwnedActivity = { readonly id: string; readonly owner: string };

/** Of these, given by their public ids, those that somebody has. */
export async function ownersOfActivities(tx: Tx, activities: readonly string[]): Promise<OwnedActivity[]> {
  if (activities.length === 0) return [];
  return tx.hot<OwnedActivity>(sql`
    select id, owner from activity where public_id = any(${activities}::uuid[]) and owner is not null order by id`);
}

/** Of an activity: open, and its owner's reminder has come. */
export const isReminderDue = (now: Instant) => sql`
  reminder_at is not null and reminder_at <= ${instant(now)} and deleted_at is null and owner is not null
    and (reminded_at is null or reminded_at < reminder_at) and status not in ('completed', 'cancelled')`;

/** Marked as reminded. */
export async function takeReminders(
  tx: Tx,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<OwnedActivity[]> {
  return tx.query<OwnedActivity>(sql`
    with due as materialized (
      select id from activity where ${isReminderDue(now)} order by reminder_at limit ${limit} for update skip locked
    )
    update activity a set reminded_at = ${instant(now)} from due where a.id = due.id returning a.id, a.owner`);
}

export type Notification = {
  readonly id: string;
  readonly kind: NoticeKind;
  /** The activity's internal id. */
  readonly activity: string | null;
  readonly subject: string | null;
  readonly at: Instant;
  readonly seen: boolean;
};

const shown = sql`n.in_app and (n.activity_id is null or exists (
  select from activity a where a.id = n.activity_id and a.deleted_at is null))`;

/** The newest first, without those of activities in the recycle bin. `member` is a public id. */
export async function listNotifications(tx: Tx, member: string, limit: number): Promise<Notification[]> {
  return tx.query<Notification>(sql`
    select n.id, n.kind, n.activity_id as activity, n.subject, n.at, n.seen from notification n
    where n.member = ${member}::uuid and ${shown} order by n.id desc limit ${limit}`);
}

/** How many are unseen, counted up to `max`. */
export async function countUnseen(tx: Tx, member: string, max: number): Promise<number> {
  const rows = await tx.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select from notification n where n.member = ${member}::uuid and not n.seen and ${shown} limit ${max}) as unseen`);
  return only(rows).count;
}

/** Those up to this one, which is the newest that was shown. */
export async function markSeen(tx: Tx, member: string, until: string): Promise<void> {
  await tx.query(sql`
    update notification set seen = true where member = ${member}::uuid and id <= ${until}::bigint and not seen`);
}

export type Told = {
  readonly member: string;
  readonly kind: NoticeKind;
  readonly activity: 'task' | 'call' | null;
  readonly subject: string;
};

type Way = 'mail_due_at' | 'chat_due_at';

/** Due on one way, taken off it: committed together with the message that tells of them. Those seen meanwhile are left out. */
export async function takeDue(
  tx: Tx,
  way: Way,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<{ readonly taken: number; readonly told: readonly Told[] }> {
  const column = sql.id(way);
  const taken = await tx.query<{ id: string }>(sql`
    with due as materialized (
      select id from notification where ${column} <= ${instant(now)} order by ${column}, id limit ${limit}
      for update skip locked
    )
    update notification n set ${column} = null from due where n.id = due.id returning n.id`);
  if (taken.length === 0) return { taken: 0, told: [] };
  const told = await tx.query<Told>(sql`
    select n.member, n.kind, a.kind as activity, coalesce(a.subject, n.subject, '') as subject
    from notification n join member m on m.public_id = n.member and m.active left join activity a on a.id = n.activity_id
    where n.id = any(${bigints(taken.map(({ id }) => id))}) and not n.seen and a.deleted_at is null order by n.id`);
  return { taken: taken.length, told };
}
