// A person works on a task or call: its status and result are responses to the follow-up that made it (T-1, L-1).
import { notifyOwners } from '#actions/notifications/notify.ts';
import { checkTexts, type GivenTexts, type Texts } from '#actions/activities/check-texts.ts';
import { type ActivityStatus, callStatuses, defaultCallResults, taskStatuses } from '#core/cadence/response.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Instant } from '#core/time/instant.ts';
import {
  type Activity,
  type ActivityChange,
  binActivity,
  lockActivity,
  saveActivity,
} from '#storage/activities/activities.ts';
import type { Database, Tx } from '#storage/db.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { listMembers } from '#storage/organizations/members.ts';
import type { Organization } from '#storage/organizations/organizations.ts';

export type ActivityContext = {
  readonly database: Database;
  readonly organization: Organization;
  readonly actor: number | null;
  readonly now: Instant;
};

/** What is left out stays as it is. */
export type ActivityEdit = {
  /** The activity's public id. */
  readonly activity: string;
  /** The revision that was edited. Null: whatever it is by now. */
  readonly revision?: number | null | undefined;
  /** Subject, description, purpose, agenda, owner, as they came in. */
  readonly texts?: GivenTexts;
  readonly priority?: string | undefined;
  readonly status?: ActivityStatus | undefined;
  readonly result?: string | undefined;
  /** Of a call. */
  readonly time?: { readonly startsAt: Instant; readonly endsAt: Instant } | undefined;
  /** Of a task; null: by no date. */
  readonly dueAt?: Instant | null | undefined;
  /** Null: none. */
  readonly reminderAt?: Instant | null | undefined;
};

type Misfit = 'status_unknown' | 'result_unknown' | 'result_of_task' | 'time_invalid';

export type EditedActivity =
  | { readonly kind: 'edited'; readonly status: string }
  | { readonly kind: 'refused'; readonly reason: 'activity_unknown' | 'stale' | Misfit }
  | { readonly kind: 'refused'; readonly reason: 'invalid_input'; readonly problems: readonly FieldProblem[] };

export async function updateActivity(context: ActivityContext, edit: ActivityEdit): Promise<EditedActivity> {
  const { database, organization, actor, now } = context;
  return database.organization(organization.seat, async (tx) => {
    const current = await lockActivity(tx, organization.seat, edit.activity);
    if (current === null || current.deletedAt !== null) return { kind: 'refused', reason: 'activity_unknown' };
    if (edit.revision != null && edit.revision !== current.revision) return { kind: 'refused', reason: 'stale' };
    const wrong = misfitOf(current, edit);
    if (wrong !== null) return { kind: 'refused', reason: wrong };
    const checked = await checkTexts(tx, edit.texts ?? {}, { mode: 'update', before: current.owner });
    if (!checked.ok) return { kind: 'refused', reason: 'invalid_input', problems: checked.problems };
    const change = changeOf(current, edit, checked.texts);
    await saveActivity(tx, current.id, change, now);
    const { status, result, owner } = change;
    if (owner !== current.owner && owner !== (await publicIdOf(tx, actor)))
      await notifyOwners(tx, { organization, now }, [edit.activity]);
    const changed = status !== current.status || result !== current.result;
    if (changed && current.enrollment !== null && current.followUp !== null) {
      const input = { kind: 'status', followUp: current.followUp, status, result, at: now, actor } as const;
      await addInputs(tx, organization.seat, [{ enrollment: current.enrollment, input }]);
    }
    return { kind: 'edited', status };
  });
}

function changeOf(current: Activity, edit: ActivityEdit, texts: Partial<Texts>): ActivityChange {
  // What a call came to is of the call that was made.
  const isReopened = edit.status !== undefined && edit.status !== 'completed';
  return {
    ...current,
    ...texts,
    priority: edit.priority ?? current.priority,
    status: edit.status ?? statusAfter(current, edit),
    result: edit.result ?? (isReopened ? null : current.result),
    startsAt: edit.time?.startsAt ?? current.startsAt,
    endsAt: edit.time?.endsAt ?? current.endsAt,
    dueAt: edit.dueAt === undefined ? current.dueAt : edit.dueAt,
    reminderAt: edit.reminderAt === undefined ? current.reminderAt : edit.reminderAt,
  };
}

async function publicIdOf(tx: Tx, actor: number | null): Promise<string | null> {
  return (await listMembers(tx)).find(({ id }) => id === actor)?.publicId ?? null;
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

function misfitOf(current: Activity, edit: ActivityEdit): Misfit | null {
  const statuses: readonly string[] = current.kind === 'task' ? taskStatuses : callStatuses;
  if (edit.status !== undefined && !statuses.includes(edit.status)) return 'status_unknown';
  if (edit.result !== undefined && current.kind === 'task') return 'result_of_task';
  if (edit.result !== undefined && !(defaultCallResults as readonly string[]).includes(edit.result)) {
    return 'result_unknown';
  }
  const { time } = edit;
  return time !== undefined && (current.kind === 'task' || time.endsAt <= time.startsAt) ? 'time_invalid' : null;
}

/** A result closes the call; a new time to come makes an overdue one scheduled again (K-120). */
function statusAfter(current: Activity, edit: ActivityEdit): ActivityStatus {
  if (edit.result !== undefined) return 'completed';
  if (edit.time !== undefined && current.status === 'overdue') return 'scheduled';
  return current.status;
}
