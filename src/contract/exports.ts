import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { criteriaText } from '#contract/records.ts';
import { moduleParams, publicId } from '#contract/values.ts';

export const exportRecords = endpoint({
  id: 'exportRecords',
  method: 'GET',
  path: '/api/v1/:module/export',
  access: 'records.read',
  tag: 'Records',
  summary: 'The records of a view, or those that meet criteria, as a file: CSV of any length, or Excel up to 20,000',
  refusals: [
    'module_unknown',
    'view_unknown',
    'view_invalid',
    'not_sortable',
    'invalid_input',
    'export_too_large',
    'list_too_slow',
  ],
  params: moduleParams,
  query: z.strictObject({
    /** A view's id: its columns, in its order. Absent: all fields. */
    view: publicId.optional(),
    criteria: criteriaText.optional(),
    /** A field's key, with a minus in front for descending. */
    sort: z.string().max(101).optional(),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  response: 'table',
});
