import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import {
  expectedRevision,
  flag,
  idParams,
  instant,
  namedRecord,
  numericId,
  pageOf,
  pageQuery,
  publicId,
} from '#contract/values.ts';
import { priorities } from '#core/cadence/definition.ts';
import { callStatuses, defaultCallResults, taskStatuses } from '#core/cadence/response.ts';

const tag = 'Activities';

export const activityStatus = z.enum([...taskStatuses, ...callStatuses]);

export const activity = z
  .object({
    id: publicId,
    kind: z.enum(['task', 'call']),
    subject: z.string(),
    description: z.string().nullable(),
    purpose: z.string().nullable(),
    agenda: z.string().nullable(),
    priority: z.string().nullable(),
    status: activityStatus,
    result: z.string().nullable(),
    owner: z.object({ id: publicId, name: z.string() }).nullable(),
    record: namedRecord.nullable(),
    enrollment: numericId.nullable(),
    dueAt: instant.nullable(),
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    reminderAt: instant.nullable(),
    revision: z.int(),
    /** Of a done one: when it was done, as far as nobody changed it since. */
    modifiedAt: instant,
  })
  .meta({ id: 'Activity' });

const time = z.strictObject({ startsAt: instant, endsAt: instant });

/** What people write; empty is none. The validator of records says what is wrong with it. */
const texts = {
  description: z.string().nullable().optional(),
  /** Absent at first: whoever makes it. */
  owner: publicId.optional(),
  /** When its owner is told of it, in the app and as they chose; null: never. */
  reminderAt: instant.nullable().optional(),
};
const textsOfCall = { purpose: z.string().nullable().optional(), agenda: z.string().nullable().optional() };

export const listActivities = endpoint({
  id: 'listActivities',
  method: 'GET',
  path: '/api/v1/activities',
  access: 'records.read',
  tag,
  summary: 'Tasks and calls: one’s own, those of a record; what is due first first, done ones alone the newest first',
  refusals: ['not_found', 'cursor_not_valid'],
  query: pageQuery.extend({
    mine: flag.default(false),
    record: publicId.optional(),
    kind: z.enum(['task', 'call']).optional(),
    /** Completed and cancelled ones are done; absent: both. */
    state: z.enum(['open', 'done']).optional(),
  }),
  response: pageOf(activity),
});

export const createActivity = endpoint({
  id: 'createActivity',
  method: 'POST',
  path: '/api/v1/activities',
  access: 'records.write',
  tag,
  summary: 'Write down a task, or a call that is planned or was made; no cadence goes on with it',
  refusals: ['not_found', 'invalid_input', 'time_not_valid'],
  body: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('task'),
      record: publicId.nullable().optional(),
      subject: z.string(),
      ...texts,
      priority: z.enum(priorities).default('normal'),
      status: z.enum(taskStatuses).default('not_started'),
      dueAt: instant.nullable().optional(),
    }),
    z.strictObject({
      kind: z.literal('call'),
      record: publicId.nullable().optional(),
      subject: z.string(),
      ...texts,
      ...textsOfCall,
      time,
      /** A result completes the call. */
      status: z.enum(['scheduled', 'completed']).default('scheduled'),
      result: z.enum(defaultCallResults).optional(),
    }),
  ]),
  response: activity,
  status: 201,
});

export const updateActivity = endpoint({
  id: 'updateActivity',
  method: 'PATCH',
  path: '/api/v1/activities/:id',
  access: 'records.write',
  tag,
  summary: 'Change a task or call; the cadence that made it answers to its status and result',
  refusals: ['not_found', 'stale', 'invalid_input', 'status_not_valid', 'result_not_valid', 'time_not_valid'],
  params: idParams,
  /** What is left out stays. A result completes the call. */
  body: z.strictObject({
    subject: z.string().optional(),
    ...texts,
    ...textsOfCall,
    priority: z.enum(priorities).optional(),
    status: activityStatus.optional(),
    result: z.enum(defaultCallResults).optional(),
    time: time.optional(),
    dueAt: instant.nullable().optional(),
    revision: expectedRevision,
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
