import { z } from 'zod';
import { cadenceStatus } from '#contract/cadences.ts';
import { endpoint } from '#contract/endpoint.ts';
import { valuesIn } from '#contract/records.ts';
import { skipReasons } from '#contract/enroll-words.ts';
import {
  flag,
  idParams,
  instant,
  listOf,
  namedRecord,
  numericId,
  pageOf,
  pageQuery,
  publicId,
  recordParams,
  versionNumber,
} from '#contract/values.ts';
import { enrollmentStatuses, followUpStates, holdReasons } from '#core/cadence/enrollment.ts';
import { channels } from '#core/cadence/response.ts';

const tag = 'Enrollments';

export const enrollmentStatus = z.enum(enrollmentStatuses);

/** Whether a person may choose it now, and why not. */
const choice = z.discriminatedUnion('possible', [
  z.object({ possible: z.literal(true) }),
  z.object({ possible: z.literal(false), reason: z.enum(skipReasons), message: z.string() }),
]);

const followUpName = z.object({
  followUp: z.string(),
  channel: z.enum(channels),
  /** Of the task or call that it made; null: none yet, or a mail. */
  subject: z.string().nullable(),
});

export const enrollment = z
  .object({
    id: numericId,
    cadence: z.object({ id: publicId, name: z.string(), status: cadenceStatus }),
    record: namedRecord.nullable(),
    enrolledAt: instant,
    status: enrollmentStatus,
    /** Why it is over: a code, the rule by its id, and in words. */
    reason: z.object({ code: z.string(), rule: z.string().nullable(), words: z.string() }).nullable(),
    /** The follow-up that is pending, or the last one that was carried out. */
    current: followUpName.extend({ state: z.enum(followUpStates), at: instant.nullable() }).nullable(),
    /** What happens next by itself; null: it waits for a response, or is over. */
    next: followUpName.extend({ at: instant }).nullable(),
    /** Set while active: a message may have gone out, and a person must look. */
    needsReview: z.boolean(),
    /** Set while active: a follow-up waits for hours, a limit or the contact budget; why, as a code and in words. */
    held: followUpName.extend({ until: instant, reason: z.enum(holdReasons), words: z.string() }).nullable(),
  })
  .meta({ id: 'Enrollment' });

export const round = enrollment
  .extend({
    /** Only of the latest round in a cadence; null for older ones. */
    continue: choice.nullable(),
    restart: choice.nullable(),
  })
  .meta({ id: 'Round' });

export const listRecordEnrollments = endpoint({
  id: 'listRecordEnrollments',
  method: 'GET',
  path: '/api/v1/:module/:id/enrollments',
  access: 'records.read',
  tag,
  summary:
    'The rounds of a record, the newest first, with the choice of continue and restart, and the cadences it can join',
  refusals: ['module_unknown', 'not_found'],
  params: recordParams,
  response: z.object({
    items: z.array(round),
    /** Active cadences of the module that take manual enrolment and where the record has no active round. */
    applicable: z.array(z.object({ id: publicId, name: z.string(), wasEnrolled: z.boolean() })),
  }),
});

const figures = ['reached', 'executed', 'suppressed', 'cancelled', 'failed', 'needs_review', 'responded'] as const;

export const listCadenceEnrollments = endpoint({
  id: 'listCadenceEnrollments',
  method: 'GET',
  path: '/api/v1/cadences/:id/enrollments',
  access: 'records.read',
  tag,
  summary: 'The rounds of a cadence, the newest first; every figure of the report opens as one of these lists',
  refusals: ['not_found', 'cursor_not_valid'],
  params: idParams,
  query: pageQuery.extend({
    status: enrollmentStatus.optional(),
    /** What stands behind the colon in the report's reasons, or an unenrolment rule's id after `rule:`. */
    reason: z.string().max(100).optional(),
    /** Only rounds that ended by a rule that is a goal. */
    goal: flag.optional(),
    /** With `figure`: the follow-up's id. */
    followUp: z.string().max(60).optional(),
    figure: z.enum(figures).optional(),
    /** With the figure `responded`: the response, as the report names it. */
    response: z.string().max(2_100).optional(),
    /** The version that a round runs under, or ended under. */
    version: versionNumber.optional(),
    /** When the figure's event happened. */
    from: instant.optional(),
    until: instant.optional(),
  }),
  response: pageOf(enrollment),
});

const enrollmentParams = z.strictObject({ id: numericId });

export const getEnrollment = endpoint({
  id: 'getEnrollment',
  method: 'GET',
  path: '/api/v1/enrollments/:id',
  access: 'records.read',
  tag,
  summary: 'One round with the state of each follow-up',
  refusals: ['not_found'],
  params: enrollmentParams,
  response: round.extend({
    version: z.int(),
    resumedAt: instant.nullable(),
    /** When time alone changes something next. */
    wakeAt: instant.nullable(),
    followUps: z.array(
      followUpName.extend({
        number: z.int(),
        parent: z.string().nullable(),
        state: z.enum(followUpStates),
        dueAt: instant.nullable(),
        executedAt: instant.nullable(),
        /** The response or absence that started it. */
        cause: z.string().nullable(),
        /** First time of each e-mail response. */
        responses: z.array(z.object({ response: z.string(), at: instant })),
        /** Of the task or call. */
        status: z.string().nullable(),
        result: z.string().nullable(),
      }),
    ),
  }),
});

export const getHistory = endpoint({
  id: 'getEnrollmentHistory',
  method: 'GET',
  path: '/api/v1/enrollments/:id/history',
  access: 'records.read',
  tag,
  summary: 'Everything that happened in a round and why, in words of the caller’s language, the oldest first',
  refusals: ['not_found'],
  params: enrollmentParams,
  response: listOf(
    z.object({
      at: instant,
      sentence: z.string(),
      kind: z.string(),
      followUp: z.string().nullable(),
      detail: z.string().nullable(),
      about: z.enum(['trigger', 'response', 'reason', 'rule', 'origin', 'version', 'nothing']),
      dueAt: instant.nullable(),
      actor: z.object({ id: publicId, name: z.string() }).nullable(),
    }),
  ),
});

const said = z.string().max(200);

export const whatIf = endpoint({
  id: 'whatIf',
  method: 'POST',
  path: '/api/v1/enrollments/:id/what-if',
  access: 'records.read',
  tag,
  summary: 'What would happen in a round if something happened now, in words; nothing of it does',
  refusals: [
    'not_found',
    'invalid_input',
    'what_if_follow_up_unknown',
    'what_if_not_carried_out',
    'what_if_response_unknown',
  ],
  params: enrollmentParams,
  body: z.discriminatedUnion('kind', [
    /** The person answers the message of a follow-up (its id). `link`: of a click, where it matters. */
    z.strictObject({
      kind: z.literal('response'),
      followUp: said,
      response: said,
      link: z.string().max(2000).nullable().default(null),
    }),
    /** Its task or call is given a status; `result` of a call. */
    z.strictObject({ kind: z.literal('status'), followUp: said, status: said, result: said.nullable().default(null) }),
    /** Fields of the record change. */
    z.strictObject({ kind: z.literal('fields'), values: valuesIn }),
  ]),
  response: z.object({
    /** How the round would stand. */
    status: enrollmentStatus,
    sentences: z.array(z.string()),
  }),
});
