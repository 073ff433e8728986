import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { expectedRevision, instant, pageOf, pageQuery, publicId, recordParams, revision } from '#contract/values.ts';

const tag = 'Notes';

export const note = z
  .object({
    id: publicId,
    revision,
    text: z.string(),
    author: z.object({ id: publicId, name: z.string() }).nullable(),
    createdAt: instant,
    /** As createdAt where nobody changed it. */
    modifiedAt: instant,
  })
  .meta({ id: 'Note' });

const noteParams = recordParams.extend({ note: publicId });

export const listNotes = endpoint({
  id: 'listNotes',
  method: 'GET',
  path: '/api/v1/:module/:id/notes',
  access: 'records.read',
  tag,
  summary: 'The notes on a record, the newest first',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'cursor_not_valid'],
  params: recordParams,
  query: pageQuery,
  response: pageOf(note),
});

export const createNote = endpoint({
  id: 'createNote',
  method: 'POST',
  path: '/api/v1/:module/:id/notes',
  access: 'records.write',
  tag,
  summary: 'Write a note on a record',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'invalid_input'],
  params: recordParams,
  body: z.strictObject({ text: z.string() }),
  response: note,
  status: 201,
});

export const updateNote = endpoint({
  id: 'updateNote',
  method: 'PATCH',
  path: '/api/v1/:module/:id/notes/:note',
  access: 'records.write',
  tag,
  summary: 'Change a note: its author does, or an administrator; with If-Match or `revision` only what was looked at',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'not_the_author', 'stale', 'invalid_input'],
  params: noteParams,
  body: z.strictObject({ text: z.string(), revision: expectedRevision }),
  response: note,
});

export const deleteNote = endpoint({
  id: 'deleteNote',
  method: 'DELETE',
  path: '/api/v1/:module/:id/notes/:note',
  access: 'records.write',
  tag,
  summary: 'Delete a note for good: its author does, or an administrator',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'not_the_author', 'stale'],
  params: noteParams,
});
