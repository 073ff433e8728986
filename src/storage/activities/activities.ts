// Tasks and calls as they are stored.
import { type RawBuilder, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { bigints } from '#storage/arrays.ts';
import type { ActivityStatus } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';
import { instant, type OrganizationSeat, type Tx } from '#storage/db.ts';
import { activityReach } from '#storage/access/activity-reach.ts';
import { enrollmentKey, lockShared } from '#storage/locks.ts';

export type NewActivity = {
  readonly kind: 'task' | 'call';
  readonly record: string | null;
  /** Made by a cadence: what it carries out. */
  readonly carries: { readonly delivery: string; readonly enrollment: string; readonly followUp: number } | null;
  /** Made by hand: the member. */
  readonly createdBy: number | null;
  readonly subject: string;
  readonly description: string | null;
  readonly purpose: string | null;
  readonly agenda: string | null;
  readonly priority: string | null;
  readonly status: ActivityStatus;
  readonly result: string | null;
  /** Public id of the member. */
  readonly owner: string;
  readonly dueAt: Instant | null;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly reminderAt: Instant | null;
};

export type Activity = Omit<NewActivity, 'carries' | 'createdBy' | 'owner'> & {
  readonly id: string;
  readonly publicId: string;
  readonly enrollment: string | null;
  readonly followUp: number | null;
  readonly owner: string | null;
  readonly touched: boolean;
  readonly revision: number;
  readonly modifiedAt: Instant;
  readonly deletedAt: Instant | null;
};

/** Gives their public ids, in the same order. */
export async function insertActivities(tx: Tx, made: readonly NewActivity[], now: Instant): Promise<string[]> {
  if (made.length === 0) return [];
  const rows = made.map((one) => ({
    public_id: uuidv7(),
    kind: one.kind,
    record_id: one.record,
    delivery_id: one.carries?.delivery ?? null,
    enrollment_id: one.carries?.enrollment ?? null,
    follow_up: one.carries?.followUp ?? null,
    created_by: one.createdBy,
    subject: one.subject,
    description: one.description,
    purpose: one.purpose,
    agenda: one.agenda,
    priority: one.priority,
    status: one.status,
    result: one.result,
    owner: one.owner,
    due: one.dueAt,
    starts: one.startsAt,
    ends: one.endsAt,
    reminder: one.reminderAt,
  }));
  await tx.hot(sql`
    insert into activity (public_id, kind, record_id, delivery_id, enrollment_id, follow_up, created_by, subject, description,
      purpose, agenda, priority, status, result, owner, due_at, starts_at, ends_at, reminder_at, created_at, modified_at)
    select public_id, kind, record_id, delivery_id, enrollment_id, follow_up, created_by, subject, description, purpose,
      agenda, priority, status, result, owner, to_timestamp(due / 1000), to_timestamp(starts / 1000), to_timestamp(ends / 1000),
      to_timestamp(reminder / 1000), ${instant(now)}, ${instant(now)}
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (public_id uuid, kind text, record_id bigint,
      delivery_id bigint, enrollment_id bigint, follow_up smallint, created_by int, subject text, description text,
      purpose text, agenda text, priority text, status text, result text, owner uuid, due float8, starts float8,
      ends float8, reminder float8)`);
  return rows.map(({ public_id }) => public_id);
}

const columns = sql`id, public_id as "publicId", kind, record_id as record, enrollment_id as enrollment,
  follow_up as "followUp", subject, description, purpose, agenda, priority, status, result, owner, due_at as "dueAt",
  starts_at as "startsAt", ends_at as "endsAt", reminder_at as "reminderAt", touched, revision,
  modified_at as "modifiedAt", deleted_at as "deletedAt"`;

/** Null: there is none. Locked until the transaction ends; before it its round's advisory lock, as everybody does. */
export async function lockActivity(tx: Tx, seat: OrganizationSeat, publicId: string): Promise<Activity | null> {
  const [found] = await tx.query<{ enrollment: string | null }>(
    sql`select enrollment_id as enrollment from activity where public_id = ${publicId}::uuid`,
  );
  if (found?.enrollment) await lockShared(tx, [enrollmentKey(seat, found.enrollment)]);
  const rows = await tx.query<Activity>(
    sql`select ${columns} from activity
      where public_id = ${publicId}::uuid and ${await activityReach(tx, 'update')} for update`,
  );
  return rows[0] ?? null;
}

export type ActivityFilter = {
  /** Public id of the member; null: anybody's. */
  readonly owner: string | null;
  readonly record: string | null;
  readonly kind: 'task' | 'call' | null;
  readonly state: ActivityState | null;
  /** Where the last of the page before stands. */
  readonly after: ActivityPlace | null;
  readonly limit: number;
};

/** Completed and cancelled ones are done. */
export type ActivityState = 'open' | 'done';
export type ActivityPlace = { readonly at: Instant | null; readonly id: string };

/** Done ones stand by when they were changed last; the others by when they are due or start. */
export function placeOf(activity: Activity, state: ActivityState | null): ActivityPlace {
  const { id, modifiedAt, dueAt, startsAt } = activity;
  return { id, at: state === 'done' ? modifiedAt : (dueAt ?? startsAt) };
}

const isDone = sql`status in ('completed', 'cancelled')`;

/** Done ones alone: the newest first. Otherwise what is due first comes first, and last what has no time. */
export async function listActivities(tx: Tx, filter: ActivityFilter): Promise<Activity[]> {
  const { owner, record, kind, state, after, limit } = filter;
  const where: RawBuilder<unknown>[] = [sql`deleted_at is null`];
  // Whoever may see a record sees what is to be done about it.
  if (record === null) where.push(await activityReach(tx, 'read'));
  if (owner !== null) where.push(sql`owner = ${owner}::uuid`);
  if (record !== null) where.push(sql`record_id = ${record}::bigint`);
  if (kind !== null) where.push(sql`kind = ${kind}`);
  if (state !== null) where.push(state === 'done' ? isDone : sql`not ${isDone}`);
  if (after !== null) where.push(state === 'done' ? earlierThan(after) : laterThan(after));
  const order = state === 'done' ? sql`modified_at desc, id desc` : sql`coalesce(due_at, starts_at) nulls last, id`;
  return tx.query<Activity>(sql`
    select ${columns} from activity where ${sql.join(where, sql` and `)} order by ${order} limit ${limit}`);
}

function earlierThan({ at, id }: ActivityPlace) {
  return sql`(modified_at, id) < (${instant(at ?? 0)}, ${id}::bigint)`;
}

function laterThan({ at, id }: ActivityPlace) {
  const due = sql`coalesce(due_at, starts_at)`;
  if (at === null) return sql`(${due} is null and id > ${id}::bigint)`;
  return sql`(${due} > ${instant(at)} or (${due} = ${instant(at)} and id > ${id}::bigint) or ${due} is null)`;
}

/** Null: there is none, or it is in the recycle bin. */
export async function findActivity(tx: Tx, publicId: string): Promise<Activity | null> {
  const rows = await tx.query<Activity>(sql`
    select ${columns} from activity
    where public_id = ${publicId}::uuid and deleted_at is null and ${await activityReach(tx, 'read')}`);
  return rows[0] ?? null;
}

/** By internal id; who is missing is deleted. */
export async function loadActivities(tx: Tx, ids: readonly string[]): Promise<Map<string, Activity>> {
  const rows = await tx.query<Activity>(sql`
    select ${columns} from activity where id = any(${bigints(ids)}) and deleted_at is null`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the tasks and calls of these rounds are called, those in the recycle bin too: by round, then by follow-up. */
export async function loadMadeSubjects(
  tx: Tx,
  enrollments: readonly string[],
): Promise<Map<string, Map<number, string>>> {
  const rows = await tx.query<{ enrollment: string; followUp: number; subject: string }>(sql`
    select enrollment_id as enrollment, follow_up as "followUp", subject from activity
    where enrollment_id = any(${bigints(enrollments)}) and follow_up is not null order by id`);
  const rounds = new Map<string, Map<number, string>>();
  for (const { enrollment, followUp, subject } of rows) {
    const subjects = rounds.get(enrollment) ?? new Map<number, string>();
    rounds.set(enrollment, subjects.set(followUp, subject));
  }
  return rounds;
}

export type MadeActivity = Pick<Activity, 'publicId' | 'kind' | 'subject' | 'status' | 'result'> & {
  readonly createdAt: Instant;
  /** The member; null: made by a cadence. */
  readonly createdBy: number | null;
};

/** Of a record, made before an instant (null: ever), the newest first. */
export async function listMadeActivities(
  tx: Tx,
  { record, before, limit }: { record: string; before: Instant | null; limit: number },
): Promise<MadeActivity[]> {
  const earlier = before === null ? sql`true` : sql`created_at < ${instant(before)}`;
  return tx.query<MadeActivity>(sql`
    select public_id as "publicId", kind, subject, status, result, created_at as "createdAt",
      created_by as "createdBy" from activity
    where record_id = ${record}::bigint and deleted_at is null and ${earlier} order by created_at desc, id desc limit ${limit}`);
}

export type ActivityChange = Pick<
  Activity,
  | 'subject'
  | 'description'
  | 'purpose'
  | 'agenda'
  | 'priority'
  | 'status'
  | 'result'
  | 'owner'
  | 'startsAt'
  | 'endsAt'
  | 'dueAt'
  | 'reminderAt'
>;

/** A person's change: from now on it is touched, and stays when the round ends. */
export async function saveActivity(tx: Tx, id: string, change: ActivityChange, now: Instant): Promise<void> {
  const at = (value: Instant | null) => (value === null ? sql`null` : instant(value));
  await tx.query(sql`
    update activity set subject = ${change.subject}, description = ${change.description}, purpose = ${change.purpose},
      agenda = ${change.agenda}, priority = ${change.priority}, status = ${change.status}, result = ${change.result},
      owner = ${change.owner}::uuid, due_at = ${at(change.dueAt)}, reminder_at = ${at(change.reminderAt)},
      starts_at = ${at(change.startsAt)},
      ends_at = ${at(change.endsAt)}, touched = true, revision = revision + 1, modified_at = ${instant(now)}
    where id = ${id}::bigint`);
}

/** To the recycle bin, by a person. */
export async function binActivity(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.query(sql`
    update activity set deleted_at = ${instant(now)}, deleted_reason = 'deleted', revision = revision + 1
    where id = ${id}::bigint and deleted_at is null`);
}

export type Overdue = {
  readonly enrollment: string | null;
  readonly followUp: number | null;
  readonly endsAt: Instant;
};

/** Of an activity: a call that is to come, or of which nobody has said yet that it was held. */
export const isScheduledCall = sql`kind = 'call' and status = 'scheduled' and deleted_at is null`;

/** Scheduled calls whose end has passed become overdue, at most `limit` at once. */
export async function markCallsOverdue(tx: Tx, { now, limit }: { now: Instant; limit: number }): Promise<Overdue[]> {
  return tx.hot<Overdue>(sql`
    with late as materialized (
      select id from activity where ${isScheduledCall} and ends_at <= ${instant(now)}
      order by ends_at limit ${limit} for update skip locked
    )
    update activity a set status = 'overdue', revision = a.revision + 1, modified_at = ${instant(now)}
    from late where a.id = late.id
    returning a.enrollment_id as enrollment, a.follow_up as "followUp", a.ends_at as "endsAt"`);
}

/** When the next scheduled call ends; null: none is scheduled. */
export async function nextCallEndAt(tx: Tx): Promise<Instant | null> {
  const rows = await tx.hot<{ ends_at: number | null }>(sql`
    select min(ends_at) as ends_at from activity where ${isScheduledCall}`);
  return rows[0]?.ends_at ?? null;
}
