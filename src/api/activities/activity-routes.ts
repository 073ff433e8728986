import { createActivity, type WantedActivity } from '#actions/activities/create-activity.ts';
import { listActivities, readActivity, type ShownActivity } from '#actions/activities/list-activities.ts';
import { deleteActivity, updateActivity } from '#actions/activities/update-activity.ts';
import { actingOf, workingOf } from '#api/acting.ts';
import { isInstant, readCursor, writeCursor } from '#api/cursor.ts';
import { nameRecord } from '#api/records/describe-record.ts';
import { revisionWanted } from '#api/revision.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/activities.ts';
import type { Value } from '#contract/endpoint.ts';
import type { Refusal } from '#contract/errors.ts';
import { fieldProblem } from '#contract/value-problem-words.ts';
import { assert } from '#core/assert.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Instant } from '#core/time/instant.ts';

export const activityRoutes: Routes = (app, services) => {
  route(app, contract.listActivities, async ({ query, ...called }) => {
    const after = query.cursor === undefined ? null : placeIn(query.cursor);
    if (after === 'not_ours') return { kind: 'refused', reason: 'cursor_not_valid' };
    const { limit, record = null, kind = null, state = null } = query;
    const owner = query.mine ? called.caller.member.publicId : null;
    const listed = await listActivities(workingOf(services, called), { owner, record, kind, state, after, limit });
    if (listed.kind === 'refused') return listed;
    const nextCursor = listed.next === null ? null : writeCursor([listed.next.at, listed.next.id]);
    return { items: listed.items.map(describeActivity), nextCursor };
  });

  route(app, contract.createActivity, async ({ body, ...called }) => {
    const acting = actingOf(services, called);
    const created = await createActivity(acting, wantedActivity(body));
    if (created.kind === 'refused') {
      return created.reason === 'invalid_input'
        ? invalid(created.problems)
        : { kind: 'refused', reason: created.reason };
    }
    const shown = await readActivity(acting, created.activity);
    assert(shown !== null, 'an activity that was made can be read');
    return describeActivity(shown);
  });

  route(app, contract.updateActivity, async ({ params, body, exchange, ...called }) => {
    const working = workingOf(services, called);
    const { status, result, time, dueAt, reminderAt, priority, revision, ...texts } = body;
    const edited = await updateActivity(working, {
      activity: params.id,
      revision: revisionWanted(exchange, revision),
      texts,
      priority,
      status,
      result,
      time,
      dueAt,
      reminderAt,
    });
    const shown = await readActivity(working, params.id);
    if (shown === null) return { kind: 'refused', reason: 'not_found' };
    if (edited.kind === 'edited') return describeActivity(shown);
    if (edited.reason === 'invalid_input') return invalid(edited.problems);
    if (edited.reason === 'stale') return { kind: 'refused', reason: 'stale', current: describeActivity(shown) };
    const { kind } = shown.activity;
    return {
      kind: 'refused',
      reason: reasons[edited.reason],
      params: { kind, status: status ?? '', result: result ?? '' },
    };
  });

  route(app, contract.deleteActivity, async ({ params, ...called }) => {
    const deleted = await deleteActivity(workingOf(services, called), params.id);
    return deleted.kind === 'edited' ? null : { kind: 'refused', reason: 'not_found' };
  });
};

function wantedActivity(body: NonNullable<Value<typeof contract.createActivity.body>>): WantedActivity {
  if (body.kind === 'task') {
    const { kind, record = null, priority, status, dueAt = null, reminderAt = null, ...texts } = body;
    return { kind, record, priority, status, dueAt, reminderAt, texts, result: null, time: null };
  }
  const { kind, record = null, time, status, result = null, reminderAt = null, ...texts } = body;
  const rest = { texts, time, reminderAt, priority: null, dueAt: null };
  return { kind, record, result, status: result === null ? status : 'completed', ...rest };
}

function invalid(problems: readonly FieldProblem[]): Refusal<'invalid_input'> {
  return {
    kind: 'refused',
    reason: 'invalid_input',
    problems: problems.map((problem) => fieldProblem(problem, 'body')),
  };
}

const reasons = {
  activity_unknown: 'not_found',
  status_unknown: 'status_not_valid',
  result_unknown: 'result_not_valid',
  result_of_task: 'result_not_valid',
  time_invalid: 'time_not_valid',
} as const;

function placeIn(cursor: string): { at: Instant | null; id: string } | 'not_ours' {
  const [at, id] = readCursor(cursor) ?? [];
  if (typeof id !== 'string' || !/^[1-9]\d{0,17}$/.test(id)) return 'not_ours';
  return at === null || isInstant(at) ? { at, id } : 'not_ours';
}

export function describeActivity({ activity, owner, record }: ShownActivity): Value<typeof contract.activity> {
  const {
    publicId,
    record: _record,
    followUp: _followUp,
    touched: _touched,
    deletedAt: _deletedAt,
    ...shown
  } = activity;
  return {
    ...shown,
    id: publicId,
    owner: owner === null ? null : { id: owner.publicId, name: owner.name },
    record: nameRecord(record),
  };
}
