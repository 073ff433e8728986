import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { publicId } from '#contract/values.ts';

/** { "First name": "first_name", … } as JSON. */
const mapping = z
  .string()
  .max(50_000)
  .transform((text, context) => {
    try {
      return z.record(z.string(), z.string().max(100)).parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'a mapping is a JSON object: heading → field key' });
      return z.NEVER;
    }
  });

export const importLeads = endpoint({
  id: 'importLeads',
  method: 'POST',
  path: '/api/v1/leads/import',
  access: 'records.write',
  tag: 'Leads',
  summary: 'Import a CSV file of up to 50 MB; a bad row stops nothing and is told',
  refusals: [
    'file_empty',
    'columns_unknown',
    'fields_unknown',
    'fields_read_only',
    'fields_mapped_twice',
    'duplicate_key_not_valid',
  ],
  query: z.strictObject({
    /** Which field each column goes to; absent: guessed from the headings. */
    mapping: mapping.optional(),
    /** What becomes of rows whose key field has the value of a record, or of an earlier row. */
    duplicates: z.enum(['add', 'skip', 'update']).default('add'),
    /** The field that tells doubles, for skip and update. */
    key: z.string().max(100).default('email'),
    encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
    /** Absent: the one of , ; and tab that the first line has most of. */
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
  }),
  body: 'csv',
  response: z.object({
    /** Of the import: the changes of its records name it as their cause. */
    id: publicId,
    read: z.int(),
    created: z.int(),
    updated: z.int(),
    skipped: z.int(),
    failed: z.int(),
    /** Heading → field key. */
    columns: z.record(z.string(), z.string()),
    unmapped: z.array(z.string()),
    /** The first thousand; rows as a spreadsheet numbers them, the heading being row 1. */
    errors: z.array(
      z.object({ row: z.int(), field: z.string(), code: z.string(), message: z.string(), value: z.string() }),
    ),
    errorsTotal: z.int(),
    /** Not null: from this row on nothing was read. */
    brokenOff: z.object({ row: z.int(), why: z.enum(['quote_not_closed', 'row_too_long']) }).nullable(),
  }),
});
