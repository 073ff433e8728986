// Changing every record that a list finds, however many there are.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { valuesIn } from '#contract/records.ts';
import { criteria, idParams, instant, listOf, moduleKey, publicId } from '#contract/values.ts';

const tag = 'Records';
const NAMES_MAX = 50;

const tagNames = z.array(z.string().max(200)).max(NAMES_MAX).default([]);

const change = z.discriminatedUnion('kind', [
  /** The same values for all of them. */
  z.strictObject({ kind: z.literal('update'), values: valuesIn }),
  z.strictObject({ kind: z.literal('tag'), add: tagNames, remove: tagNames }),
  /** Into the recycle bin; their enrollments end. */
  z.strictObject({ kind: z.literal('delete') }),
]);

/** What became of how many, each reason by itself. */
const piles = z.array(
  z.object({
    result: z.enum(['updated', 'deleted', 'not_found', 'record_not_yours', 'invalid_input']),
    count: z.int(),
    /** What is wrong with their values. */
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    /** The first hundred that were left out. */
    records: z.array(publicId),
  }),
);

export const bulkChange = z
  .object({
    id: publicId,
    module: moduleKey,
    kind: z.enum(['update', 'tag', 'delete']),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** Records that were found when it was asked, and how many of them are answered. */
    total: z.int(),
    done: z.int(),
    piles,
    /** Why it failed, in the caller's language. */
    message: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'BulkChange' });

export const changeMatching = endpoint({
  id: 'changeMatching',
  method: 'POST',
  path: '/api/v1/bulk-changes',
  access: 'records.write',
  tag,
  summary: 'Change, tag or delete every record that a list finds: up to 200 at once, more in the background',
  refusals: ['module_unknown', 'view_unknown', 'view_invalid', 'invalid_input', 'tag_name_not_valid', 'too_many_tags'],
  body: z.strictObject({
    module: moduleKey,
    /** A view's records, those that meet criteria, both, or all. */
    matching: z.strictObject({ view: publicId.optional(), criteria: criteria.optional() }),
    change,
  }),
  response: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('answered'), piles }),
      /** More than 200: the worker carries it out, and getBulkChange tells how far it is. */
      z.object({ kind: z.literal('started'), id: publicId }),
    ])
    .meta({ id: 'BulkChangeResult' }),
  repeated: 'once',
});

export const listBulkChanges = endpoint({
  id: 'listBulkChanges',
  method: 'GET',
  path: '/api/v1/bulk-changes',
  access: 'records.write',
  tag,
  summary: 'One’s own changes of many records in the background, the newest twenty',
  refusals: [],
  response: listOf(bulkChange),
});

export const getBulkChange = endpoint({
  id: 'getBulkChange',
  method: 'GET',
  path: '/api/v1/bulk-changes/:id',
  access: 'records.write',
  tag,
  summary: 'How far a change of many records is, and what it came to',
  refusals: ['not_found'],
  params: idParams,
  response: bulkChange,
});

export const cancelBulkChange = endpoint({
  id: 'cancelBulkChange',
  method: 'POST',
  path: '/api/v1/bulk-changes/:id/cancel',
  access: 'records.write',
  tag,
  summary: 'End a change of many records with the batch at hand; what is done stays done',
  refusals: ['not_found'],
  params: idParams,
  response: bulkChange,
});
