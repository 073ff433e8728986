import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { flag, idParams, instant, numericId, pageOf, pageQuery, publicId } from '#contract/values.ts';
import { callStatuses, defaultCallResults, taskStatuses } from '#core/cadence/response.ts';

const tag = 'Activities';

export const activity = z
  .object({
    id: publicId,
    kind: z.enum(['task', 'call']),
    subject: z.string(),
    description: z.string().nullable(),
    purpose: z.string().nullable(),
    agenda: z.string().nullable(),
    priority: z.string().nullable(),
    status: z.enum([...taskStatuses, ...callStatuses]),
    result: z.string().nullable(),
    owner: z.object({ id: publicId, name: z.string() }).nullable(),
    record: z.object({ id: publicId, name: z.string() }).nullable(),
    enrollment: numericId.nullable(),
    dueAt: instant.nullable(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    reminderAt: instant.nullable(),
    revision: z.int(),
  })
  .meta({ id: 'Activity' });

export const listActivities = endpoint({
  id: 'listActivities',
  method: 'GET',
  path: '/api/v1/activities',
  access: 'records.read',
  tag,
  summary: 'Tasks and calls, what is due first first: one’s own, the open ones, those of a record',
  refusals: ['not_found', 'cursor_not_valid'],
  query: pageQuery.extend({ mine: flag.default(false), open: flag.default(false), record: publicId.optional() }),
  response: pageOf(activity),
});

export const updateActivity = endpoint({
  id: 'updateActivity',
  method: 'PATCH',
  path: '/api/v1/activities/:id',
  access: 'records.write',
  tag,
  summary: 'Change status, result or times of a task or call; the cadence that made it answers to it',
  refusals: ['not_found', 'status_not_valid', 'result_not_valid', 'time_not_valid'],
  params: idParams,
  /** What is left out stays. A result completes the call. */
  body: z.strictObject({
    status: z.enum([...taskStatuses, ...callStatuses]).optional(),
    result: z.enum(defaultCallResults).optional(),
    time: z.strictObject({ startsAt: instant, endsAt: instant }).optional(),
    dueAt: instant.optional(),
  }),
  response: activity,
});

export const deleteActivity = endpoint({
  id: 'deleteActivity',
  method: 'DELETE',
  path: '/api/v1/activities/:id',
  access: 'records.write',
  tag,
  summary: 'Move a task or call to the recycle bin; no response comes of it',
  refusals: ['not_found'],
  params: idParams,
});
