import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { record } from '#contract/records.ts';
import { expectedRevision, listOf, publicId, recordParams } from '#contract/values.ts';
import { duplicateReasons } from '#core/search/duplicates.ts';

const tag = 'Records';

/** One or two records that become part of the one in the address. */
const RECORDS_MAX = 2;

export const listDuplicates = endpoint({
  id: 'listDuplicates',
  method: 'GET',
  path: '/api/v1/:module/:id/duplicates',
  access: 'records.read',
  tag,
  summary: 'Records of the module that probably mean the same, the surest first, with what speaks for it',
  refusals: ['module_unknown', 'not_found', 'search_too_slow'],
  params: recordParams,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(20).default(5) }),
  response: listOf(z.object({ record, reasons: z.array(z.enum(duplicateReasons)) })),
});

export const previewMerge = endpoint({
  id: 'previewMerge',
  method: 'POST',
  path: '/api/v1/:module/:id/merge/preview',
  access: 'records.write',
  tag,
  summary:
    'What merging would do: the fields in which the records differ, and what becomes of their rounds in cadences',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'merged_with_itself', 'merged_after_conversion'],
  params: recordParams,
  body: z.strictObject({ records: z.array(publicId).min(1).max(RECORDS_MAX) }),
  response: z.object({
    /** The survivor first. */
    records: z.array(record),
    fields: z.array(
      z.object({
        key: z.string(),
        /** The record that the value is taken from when nothing is said. */
        proposed: publicId,
      }),
    ),
    cadences: z.array(
      z.object({
        id: publicId,
        name: z.string(),
        /** The record whose round goes on with the survivor; null: its rounds in the cadence end. */
        goesOn: publicId.nullable(),
      }),
    ),
  }),
});

export const mergeRecords = endpoint({
  id: 'mergeRecords',
  method: 'POST',
  path: '/api/v1/:module/:id/merge',
  access: 'records.write',
  tag,
  summary: 'Make one record of two or three; the others go to the recycle bin, what belongs to them to the survivor',
  refusals: [
    'module_unknown',
    'not_found',
    'record_not_yours',
    'merged_with_itself',
    'merged_after_conversion',
    'stale',
    'invalid_input',
  ],
  params: recordParams,
  body: z.strictObject({
    records: z
      .array(z.strictObject({ id: publicId, revision: expectedRevision }))
      .min(1)
      .max(RECORDS_MAX),
    /** Field key → the record that its value is taken from; for the others previewMerge proposes one. */
    fields: z.record(z.string().max(100), publicId).default({}),
    revision: expectedRevision,
  }),
  /** The survivor. */
  response: record,
  repeated: 'once',
});
