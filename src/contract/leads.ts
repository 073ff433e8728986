import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import {
  criteria,
  expectedRevision,
  flag,
  idParams,
  instant,
  pageOf,
  pageQuery,
  publicId,
  revision,
} from '#contract/values.ts';

const tag = 'Leads';

/** By field key. Date-times are ISO 8601, decimals text, dates YYYY-MM-DD, multi-selects lists, users their ids. */
const valuesOut = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]));
/** What the validator of records takes; it says what is wrong, field by field. */
const valuesIn = z.record(z.string().max(100), z.unknown());

export const record = z.object({ id: publicId, revision, name: z.string(), values: valuesOut }).meta({ id: 'Record' });

/** Criteria in a query are JSON. */
const criteriaText = z
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

export const listLeads = endpoint({
  id: 'listLeads',
  method: 'GET',
  path: '/api/v1/leads',
  access: 'records.read',
  tag,
  summary: 'A page of leads: those of a view, those that meet criteria, both, or all',
  refusals: ['view_unknown', 'not_sortable', 'cursor_not_valid', 'invalid_input'],
  query: pageQuery.extend({
    /** A view's id. */
    view: publicId.optional(),
    criteria: criteriaText.optional(),
    /** A field's key, with a minus in front for descending; absent: the view's own order, or the newest first. */
    sort: z.string().max(101).optional(),
    /** Counted exactly up to 10,000. */
    count: flag.optional(),
  }),
  response: pageOf(record).extend({ count: z.object({ count: z.int(), exact: z.boolean() }).nullable() }),
});

export const getLead = endpoint({
  id: 'getLead',
  method: 'GET',
  path: '/api/v1/leads/:id',
  access: 'records.read',
  tag,
  summary: 'One lead; its revision is the ETag',
  refusals: ['not_found'],
  params: idParams,
  response: record,
});

export const createLead = endpoint({
  id: 'createLead',
  method: 'POST',
  path: '/api/v1/leads',
  access: 'records.write',
  tag,
  summary: 'Make a lead; whoever makes it owns it, unless the values say otherwise',
  refusals: ['invalid_input'],
  body: z.strictObject({ values: valuesIn }),
  response: record,
  status: 201,
});

export const updateLead = endpoint({
  id: 'updateLead',
  method: 'PATCH',
  path: '/api/v1/leads/:id',
  access: 'records.write',
  tag,
  summary: 'Change the given fields; with If-Match or `revision` only what was looked at',
  refusals: ['not_found', 'stale', 'invalid_input'],
  params: idParams,
  body: z.strictObject({ values: valuesIn, revision: expectedRevision }),
  response: record,
});

export const deleteLead = endpoint({
  id: 'deleteLead',
  method: 'DELETE',
  path: '/api/v1/leads/:id',
  access: 'records.write',
  tag,
  summary: 'Move a lead to the recycle bin; its rounds in cadences end',
  refusals: ['not_found', 'stale'],
  params: idParams,
});

const actor = z.object({ id: publicId, name: z.string() }).nullable();
const inCadence = z.object({ id: publicId, name: z.string(), enrollment: z.string(), followUp: z.string() }).nullable();

export const timelineItem = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('change'),
      at: instant,
      actor,
      /** 'user', 'import:…', 'automation:…'. */
      cause: z.string(),
      /** Field key → before and after. */
      changes: z.record(z.string(), z.object({ before: valuesOut.valueType, after: valuesOut.valueType })),
    }),
    z.object({
      kind: z.literal('email_sent'),
      at: instant,
      subject: z.string(),
      recipient: z.string(),
      text: z.string(),
      state: z.string(),
      cadence: inCadence,
      events: z.array(z.object({ kind: z.string(), at: instant, link: z.string().nullable() })),
    }),
    z.object({
      kind: z.literal('email_received'),
      at: instant,
      /** reply, auto_reply, bounce, feedback, other. */
      sort: z.string(),
      from: z.string(),
      subject: z.string(),
      text: z.string(),
    }),
    z.object({
      kind: z.literal('activity'),
      at: instant,
      id: publicId,
      type: z.enum(['task', 'call']),
      subject: z.string(),
      status: z.string(),
      result: z.string().nullable(),
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
  path: '/api/v1/leads/:id/timeline',
  access: 'records.read',
  tag,
  summary: 'What happened to a lead: changes, mail in both directions, tasks and calls, cadences; the newest first',
  refusals: ['not_found', 'cursor_not_valid'],
  params: idParams,
  query: pageQuery.extend({ only: z.enum(['changes', 'mail', 'activities', 'cadences']).optional() }),
  response: pageOf(timelineItem),
});
