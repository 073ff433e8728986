// Tasks and calls by when they want doing, in the reader's own day.
import type { Item } from '#web/api/hooks.ts';

export type Activity = Item<'listActivities'>;
export type GroupName = 'overdue' | 'today' | 'later' | 'someday' | 'done';
export type Group = { readonly name: GroupName; readonly activities: readonly Activity[] };

const order: readonly GroupName[] = ['overdue', 'today', 'later', 'someday', 'done'];

/** Those that have any, what is most pressing first; within a group the order stays. `now` in epoch milliseconds. */
export function groupActivities(activities: readonly Activity[], now: number): Group[] {
  const groups = order.map((name) => ({
    name,
    activities: activities.filter((activity) => groupOf(activity, now) === name),
  }));
  return groups.filter((group) => group.activities.length > 0);
}

export function isClosed({ status }: Pick<Activity, 'status'>): boolean {
  return status === 'completed' || status === 'cancelled';
}

/** When it wants doing: a task by then, a call from then. */
export function wantedAt({ dueAt, startsAt }: Pick<Activity, 'dueAt' | 'startsAt'>): string | null {
  return dueAt ?? startsAt;
}

export function isLate(activity: Activity, now: number): boolean {
  const until = activity.endsAt ?? wantedAt(activity);
  return !isClosed(activity) && until !== null && Date.parse(until) < now;
}

function groupOf(activity: Activity, now: number): GroupName {
  const at = wantedAt(activity);
  if (isClosed(activity)) return 'done';
  if (at === null) return 'someday';
  if (isLate(activity, now)) return 'overdue';
  return Date.parse(at) < startOfTomorrow(now) ? 'today' : 'later';
}

function startOfTomorrow(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}
