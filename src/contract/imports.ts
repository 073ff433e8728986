import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, moduleKey, moduleParams, publicId } from '#contract/values.ts';

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

const rowError = z.object({
  row: z.int(),
  field: z.string(),
  code: z.string(),
  message: z.string(),
  value: z.string(),
});

export const importRecords = endpoint({
  id: 'importRecords',
  method: 'POST',
  path: '/api/v1/:module/import',
  access: 'records.write',
  tag: 'Records',
  summary: 'Import a CSV file of up to 50 MB; a bad row stops nothing and is told',
  refusals: [
    'module_unknown',
    'file_empty',
    'columns_unknown',
    'fields_unknown',
    'fields_read_only',
    'fields_mapped_twice',
    'duplicate_key_not_valid',
  ],
  params: moduleParams,
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
    errors: z.array(rowError),
    errorsTotal: z.int(),
    /** Not null: from this row on nothing was read. */
    brokenOff: z.object({ row: z.int(), why: z.enum(['quote_not_closed', 'row_too_long']) }).nullable(),
  }),
});

const meaning = z.union([z.strictObject({ as: z.string().max(1000) }), z.enum(['empty', 'add'])]);

const settings = z.strictObject({
  /** Heading → field key; columns that are not named are left out. */
  columns: z.record(z.string(), z.string().max(100)),
  /**
   * By field key, what cells mean that are no value of their field: another one (`as`), nothing (`empty`), or a new option
   * (`add`, for administrators). Rows with cells that nothing is said of are left out and told.
   */
  meanings: z.record(z.string(), z.record(z.string(), meaning)).default({}),
  /** How days are written that don't begin with the year. */
  dayOrder: z.enum(['year_first', 'month_first', 'day_first']).default('year_first'),
  /** What becomes of rows whose key field has the value of a record, or of an earlier row. */
  duplicates: z
    .union([
      z.strictObject({ kind: z.literal('add') }),
      z.strictObject({ kind: z.enum(['skip', 'update']), key: z.string().max(100) }),
    ])
    .default({ kind: 'add' }),
});

const counts = z.object({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  failed: z.int(),
});

const importSummary = z.object({
  id: publicId,
  module: moduleKey,
  fileName: z.string(),
  state: z.enum(['staged', 'waiting', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone', 'undo_failed']),
  /** Rows of the file. */
  total: z.int(),
  counts,
  /** Records that undoing has looked at. */
  undone: z.int(),
  brokenOff: z.object({ row: z.int(), why: z.enum(['quote_not_closed', 'row_too_long']) }).nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

const shownImport = importSummary.extend({
  /** With the first values of each column, while nothing is taken in yet. */
  columns: z.array(z.object({ heading: z.string(), examples: z.array(z.string()) })),
  settings,
  /** The settings are those of the last file with the same columns. */
  remembered: z.boolean(),
  /** What undoing came to, in records; `kept`: something was changed since and stays. */
  undoneAs: z.object({
    binned: z.int(),
    restored: z.int(),
    kept: z.int(),
    refused: z.int(),
    gone: z.int(),
  }),
});

const tag = 'Imports';
const settingsRefusals = [
  'not_found',
  'import_not_now',
  'file_empty',
  'columns_unknown',
  'fields_unknown',
  'fields_read_only',
  'fields_mapped_twice',
  'duplicate_key_not_valid',
] as const;

export const stageImport = endpoint({
  id: 'stageImport',
  method: 'POST',
  path: '/api/v1/imports',
  access: 'records.write',
  tag,
  summary:
    'Send a file (CSV up to 50 MB, Excel up to 10 MB, 200,000 rows) to look at; nothing is taken in before it is started',
  refusals: ['module_unknown', 'file_empty', 'file_too_many_rows', 'workbook_too_large', 'workbook_unreadable'],
  query: z.strictObject({
    module: moduleKey,
    name: z.string().max(255).default(''),
    /** Absent: guessed. */
    encoding: z.enum(['utf-8', 'gb18030']).optional(),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
  }),
  body: 'table',
  response: shownImport,
  status: 201,
});

export const listImports = endpoint({
  id: 'listImports',
  method: 'GET',
  path: '/api/v1/imports',
  access: 'records.write',
  tag,
  summary: 'One’s own imports, the newest twenty',
  refusals: [],
  response: listOf(importSummary),
});

export const getImport = endpoint({
  id: 'getImport',
  method: 'GET',
  path: '/api/v1/imports/:id',
  access: 'records.write',
  tag,
  summary: 'An import of one’s own: its columns, how far it is, what it came to',
  refusals: ['not_found'],
  params: idParams,
  response: shownImport,
});

export const tryImport = endpoint({
  id: 'tryImport',
  method: 'POST',
  path: '/api/v1/imports/:id/try',
  access: 'records.write',
  tag,
  summary: 'Check every row as if it were taken in, without taking it in',
  refusals: settingsRefusals,
  params: idParams,
  body: settings,
  response: z.object({
    counts,
    /** The first hundred. */
    errors: z.array(rowError),
    errorsTotal: z.int(),
    /** Cells that are no option, user or record, and what they probably mean. */
    unknown: z.array(
      z.object({ field: z.string(), cell: z.string(), rows: z.int(), suggestion: z.string().nullable() }),
    ),
    unmapped: z.array(z.string()),
  }),
});

export const startImport = endpoint({
  id: 'startImport',
  method: 'POST',
  path: '/api/v1/imports/:id/start',
  access: 'records.write',
  tag,
  summary: 'Take the file in; the worker does it, getImport tells how far it is',
  refusals: [...settingsRefusals, 'options_need_administrator', 'options_not_addable'],
  params: idParams,
  body: settings,
  response: shownImport,
  status: 202,
});

export const cancelImport = endpoint({
  id: 'cancelImport',
  method: 'POST',
  path: '/api/v1/imports/:id/cancel',
  access: 'records.write',
  tag,
  summary:
    'End an import under way: what was taken in stays and can be undone, the file of failures says what was not read',
  refusals: ['not_found', 'import_not_now'],
  params: idParams,
  response: shownImport,
});

export const undoImport = endpoint({
  id: 'undoImport',
  method: 'POST',
  path: '/api/v1/imports/:id/undo',
  access: 'records.write',
  tag,
  summary:
    'Move what it made to the recycle bin, and give what it changed its former values where nothing changed since',
  refusals: ['not_found', 'import_not_now'],
  params: idParams,
  response: shownImport,
  status: 202,
});

export const getImportFailures = endpoint({
  id: 'getImportFailures',
  method: 'GET',
  path: '/api/v1/imports/:id/failures',
  access: 'records.write',
  tag,
  summary:
    'The rows that were left out or not read, as they stood, with the reason: a CSV file to correct and send again',
  refusals: ['not_found'],
  params: idParams,
  response: 'table',
});

export const getImportUndone = endpoint({
  id: 'getImportUndone',
  method: 'GET',
  path: '/api/v1/imports/:id/undone',
  access: 'records.write',
  tag,
  summary: 'What became of each record when the import was undone: a CSV file',
  refusals: ['not_found'],
  params: idParams,
  response: 'table',
});
