// Many records in one request: each is answered for itself, and a wrong one never stops the rest.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { valuesIn } from '#contract/records.ts';
import { moduleParams, publicId } from '#contract/values.ts';

const tag = 'Records';
const RECORDS_MAX = 1_000;

const records = z.array(publicId).min(1).max(RECORDS_MAX);

const problems = z.array(z.object({ path: z.string(), code: z.string(), message: z.string() }));

/** In the order of the request. */
const answered = z.object({
  items: z.array(
    z.object({
      /** The record's; null: it was not made. */
      id: publicId.nullable(),
      result: z.enum(['created', 'updated', 'deleted', 'not_found', 'record_not_yours', 'invalid_input']),
      /** What is wrong with its values. */
      errors: problems,
    }),
  ),
});

export const createRecords = endpoint({
  id: 'createRecords',
  method: 'POST',
  path: '/api/v1/:module/bulk/create',
  access: 'records.write',
  tag,
  summary: 'Make up to 1,000 records; for more, import a file',
  refusals: ['module_unknown'],
  params: moduleParams,
  body: z.strictObject({
    records: z
      .array(z.strictObject({ values: valuesIn }))
      .min(1)
      .max(RECORDS_MAX),
  }),
  response: answered,
  repeated: 'once',
});

export const updateRecords = endpoint({
  id: 'updateRecords',
  method: 'POST',
  path: '/api/v1/:module/bulk/update',
  access: 'records.write',
  tag,
  summary: 'Give up to 1,000 records the same values: another owner, another status',
  refusals: ['module_unknown'],
  params: moduleParams,
  body: z.strictObject({ records, values: valuesIn }),
  response: answered,
  repeated: 'once',
});

export const deleteRecords = endpoint({
  id: 'deleteRecords',
  method: 'POST',
  path: '/api/v1/:module/bulk/delete',
  access: 'records.write',
  tag,
  summary: 'Move up to 1,000 records to the recycle bin; their enrollments end',
  refusals: ['module_unknown'],
  params: moduleParams,
  body: z.strictObject({ records }),
  response: answered,
  repeated: 'once',
});
