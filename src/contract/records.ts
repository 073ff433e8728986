import { z } from 'zod';
import { activityStatus } from '#contract/activities.ts';
import { endpoint } from '#contract/endpoint.ts';
import {
  criteria,
  expectedRevision,
  instant,
  moduleParams,
  numericId,
  pageOf,
  pageQuery,
  publicId,
  recordParams,
  revision,
} from '#contract/values.ts';
import { grades, reasonsOfGrades } from '#core/message/visit.ts';

const tag = 'Records';

/** By field key. Date-times are ISO 8601, decimals text, dates YYYY-MM-DD, multi-selects lists, users their ids. */
const valuesOut = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]));
/** What the validator of records takes; it says what is wrong, field by field. */
export const valuesIn = z.record(z.string().max(100), z.unknown());

export const record = z
  .object({
    id: publicId,
    revision,
    name: z.string(),
    values: valuesOut,
    /** Why formula fields have no value in this record, by field key. */
    problems: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
    /** The records that lookups lead to, by field key; without empty lookups and those whose record is in the recycle bin. */
    lookups: z.record(z.string(), z.object({ module: z.string(), id: publicId, name: z.string() })),
  })
  .meta({ id: 'Record' });

/** Criteria in a query are JSON. */
export const criteriaText = z
  .string()
  .max(50_000)
  .transform((text, context) => {
    try {
      return criteria.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'criteria are a JSON object' });
      return z.NEVER;
    }
  });

export const listRecords = endpoint({
  id: 'listRecords',
  method: 'GET',
  path: '/api/v1/:module',
  access: 'records.read',
  tag,
  summary: 'A page of a module’s records: those of a view, those that meet criteria, both, or all',
  refusals: [
    'module_unknown',
    'view_unknown',
    'view_invalid',
    'not_sortable',
    'cursor_not_valid',
    'invalid_input',
    'list_too_slow',
  ],
  params: moduleParams,
  query: pageQuery.extend({
    /** A view's id. */
    view: publicId.optional(),
    criteria: criteriaText.optional(),
    /** A field's key, with a minus in front for descending; absent: the view's own order, or the newest first. */
    sort: z.string().max(101).optional(),
    /** true: as far as 10,000; exact: all of them, which takes its time. */
    count: z.enum(['true', 'false', 'exact']).default('false'),
  }),
  response: pageOf(record).extend({ count: z.object({ count: z.int(), exact: z.boolean() }).nullable() }),
});

export const getRecord = endpoint({
  id: 'getRecord',
  method: 'GET',
  path: '/api/v1/:module/:id',
  access: 'records.read',
  tag,
  summary: 'One record; its revision is the ETag',
  refusals: ['module_unknown', 'not_found'],
  params: recordParams,
  response: record,
});

export const createRecord = endpoint({
  id: 'createRecord',
  method: 'POST',
  path: '/api/v1/:module',
  access: 'records.write',
  tag,
  summary: 'Make a record; whoever makes it owns it, unless the values say otherwise',
  refusals: ['module_unknown', 'invalid_input'],
  params: moduleParams,
  body: z.strictObject({ values: valuesIn }),
  response: record,
  status: 201,
});

export const updateRecord = endpoint({
  id: 'updateRecord',
  method: 'PATCH',
  path: '/api/v1/:module/:id',
  access: 'records.write',
  tag,
  summary: 'Change the given fields; with If-Match or `revision` only what was looked at',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'stale', 'invalid_input'],
  params: recordParams,
  body: z.strictObject({ values: valuesIn, revision: expectedRevision }),
  response: record,
});

export const deleteRecord = endpoint({
  id: 'deleteRecord',
  method: 'DELETE',
  path: '/api/v1/:module/:id',
  access: 'records.write',
  tag,
  summary: 'Move a record to the recycle bin; its rounds in cadences end',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'stale'],
  params: recordParams,
});

const actor = z.object({ id: publicId, name: z.string() }).nullable();
const inCadence = z.object({ id: publicId, name: z.string(), enrollment: z.string(), followUp: z.string() }).nullable();

export const timelineItem = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('change'),
      at: instant,
      actor,
      /** 'user', 'import:…', 'merge:…' and the survivor's id, 'automation:…', 'web_form:…'. */
      cause: z.string(),
      /** Field key → before and after; `merged`: what the records were called that became part of it. */
      changes: z.record(z.string(), z.object({ before: valuesOut.valueType, after: valuesOut.valueType })),
    }),
    z.object({
      kind: z.literal('email_sent'),
      at: instant,
      /** With 'sent', what getMail is asked for. */
      id: numericId,
      channel: z.enum(['email', 'whatsapp']),
      subject: z.string(),
      recipient: z.string(),
      /** How its text begins, in one line. */
      opening: z.string(),
      state: z.string(),
      cadence: inCadence,
      events: z.array(
        z.object({
          kind: z.string(),
          at: instant,
          link: z.string().nullable(),
          /** Of opens and clicks: who did it, as far as it can be told. What a machine did counts for nothing. */
          grade: z.enum(grades).nullable(),
          gradeReason: z.enum(reasonsOfGrades).nullable(),
        }),
      ),
    }),
    z.object({
      kind: z.literal('email_received'),
      at: instant,
      /** With 'received', what getMail is asked for. */
      id: numericId,
      /** reply, doubtful_reply, auto_reply, bounce, feedback, meeting_accepted, meeting_declined, meeting_tentative, other. */
      sort: z.string(),
      from: z.string(),
      subject: z.string(),
      opening: z.string(),
    }),
    z.object({
      kind: z.literal('activity'),
      at: instant,
      id: publicId,
      type: z.enum(['task', 'call']),
      subject: z.string(),
      status: activityStatus,
      result: z.string().nullable(),
      /** Null: a cadence made it. */
      actor,
    }),
    z.object({
      kind: z.literal('note'),
      at: instant,
      id: publicId,
      text: z.string(),
      actor,
    }),
    z.object({
      kind: z.literal('attachment'),
      at: instant,
      id: publicId,
      name: z.string(),
      bytes: z.int(),
      actor,
    }),
    z.object({
      kind: z.literal('cadence'),
      at: instant,
      cadence: z.object({ id: publicId, name: z.string(), enrollment: z.string() }),
      /** A kind of the enrollment's history: enrolled, completed, follow_up_suppressed … */
      event: z.string(),
      /** In the caller's language. */
      sentence: z.string(),
      actor,
    }),
  ])
  .meta({ id: 'TimelineItem' });

export const getTimeline = endpoint({
  id: 'getTimeline',
  method: 'GET',
  path: '/api/v1/:module/:id/timeline',
  access: 'records.read',
  tag,
  summary:
    'What happened to a record: changes, mail in both directions, tasks and calls, notes and files, cadences; the newest first',
  refusals: ['module_unknown', 'not_found', 'cursor_not_valid'],
  params: recordParams,
  query: pageQuery.extend({ only: z.enum(['changes', 'mail', 'activities', 'notes', 'cadences']).optional() }),
  response: pageOf(timelineItem),
});

export const getMail = endpoint({
  id: 'getMail',
  method: 'GET',
  path: '/api/v1/:module/:id/mails/:direction/:mail',
  access: 'records.read',
  tag,
  summary: 'A mail of a record’s timeline as its reader saw it; HTML is for a sandboxed frame only',
  refusals: ['module_unknown', 'not_found'],
  params: recordParams.extend({ direction: z.enum(['sent', 'received']), mail: numericId }),
  /** The HTML is null where it came as text. */
  response: z.object({ html: z.string().nullable(), text: z.string() }),
});
