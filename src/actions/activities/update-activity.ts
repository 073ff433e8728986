// A person works on a task or call: its status and result are responses to the follow-up that made it (T-1, L-1).
import { callStatuses, defaultCallResults, taskStatuses } from '#core/cadence/response.ts';
import type { Instant } from '#core/time/instant.ts';
import { type Activity, binActivity, lockActivity, saveActivity } from '#storage/activities/activities.ts';
import type { Database } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ActivityContext = {
  readonly database: Database;
  readonly organization: Organization;
  readonly actor: number | null;
  readonly now: Instant;
};

export type ActivityEdit = {
  /** The activity's public id. */
  readonly activity: string;
  readonly status: string | null;
  readonly result: string | null;
  /** Calls: start and end; both or neither. */
  readonly time: { readonly startsAt: Instant; readonly endsAt: Instant } | null;
  readonly dueAt: Instant | null;
};

export type EditedActivity =
  | { readonly kind: 'edited'; readonly status: string }
  | {
      readonly kind: 'refused';
      readonly reason: 'activity_unknown' | 'status_unknown' | 'result_unknown' | 'result_of_task' | 'time_invalid';
    };

export async function updateActivity(context: ActivityContext, edit: ActivityEdit): Promise<EditedActivity> {
  const { database, organization, actor, now } = context;
  return database.organization(organization.seat, async (tx) => {
    const current = await lockActivity(tx, organization.seat, edit.activity);
    if (current === null || current.deletedAt !== null) return { kind: 'refused', reason: 'activity_unknown' };
    const wrong = problemOf(current, edit);
    if (wrong !== null) return { kind: 'refused', reason: wrong };
    const status = edit.status ?? statusAfter(current, edit);
    const result = edit.result ?? current.result;
    await saveActivity(
      tx,
      {
        id: current.id,
        status,
        result,
        startsAt: edit.time?.startsAt ?? current.startsAt,
        endsAt: edit.time?.endsAt ?? current.endsAt,
        dueAt: edit.dueAt ?? current.dueAt,
      },
      now,
    );
    const changed = status !== current.status || result !== current.result;
    if (changed && current.enrollment !== null && current.followUp !== null) {
      const input = { kind: 'status', followUp: current.followUp, status, result, at: now, actor } as const;
      await addInputs(tx, organization.seat, [{ enrollment: current.enrollment, input }]);
    }
    return { kind: 'edited', status };
  });
}

/** To the recycle bin. No response comes of it; the round ends by its window (K-117). */
export async function deleteActivity(context: ActivityContext, activity: string): Promise<EditedActivity> {
  const { database, organization, now } = context;
  return database.organization(organization.seat, async (tx) => {
    const current = await lockActivity(tx, organization.seat, activity);
    if (current === null || current.deletedAt !== null) return { kind: 'refused', reason: 'activity_unknown' };
    await binActivity(tx, current.id, now);
    return { kind: 'edited', status: current.status };
  });
}

function problemOf(
  current: Activity,
  edit: ActivityEdit,
): Extract<EditedActivity, { kind: 'refused' }>['reason'] | null {
  const statuses: readonly string[] = current.kind === 'task' ? taskStatuses : callStatuses;
  if (edit.status !== null && !statuses.includes(edit.status)) return 'status_unknown';
  if (edit.result !== null && current.kind === 'task') return 'result_of_task';
  if (edit.result !== null && !(defaultCallResults as readonly string[]).includes(edit.result)) return 'result_unknown';
  if (edit.time !== null && (current.kind === 'task' || edit.time.endsAt <= edit.time.startsAt)) return 'time_invalid';
  return null;
}

/** A result closes the call; a new time to come makes an overdue one scheduled again (K-120). */
function statusAfter(current: Activity, edit: ActivityEdit): string {
  if (edit.result !== null) return 'completed';
  if (edit.time !== null && current.status === 'overdue') return 'scheduled';
  return current.status;
}
