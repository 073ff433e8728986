import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, pageOf, pageQuery, publicId, recordParams } from '#contract/values.ts';

const tag = 'Attachments';

export const attachment = z
  .object({
    id: publicId,
    name: z.string(),
    bytes: z.int(),
    author: z.object({ id: publicId, name: z.string() }).nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Attachment' });

const attachmentParams = recordParams.extend({ attachment: publicId });

export const listAttachments = endpoint({
  id: 'listAttachments',
  method: 'GET',
  path: '/api/v1/:module/:id/attachments',
  access: 'records.read',
  tag,
  summary: 'The files attached to a record, the newest first',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'cursor_not_valid'],
  params: recordParams,
  query: pageQuery,
  response: pageOf(attachment),
});

export const createAttachment = endpoint({
  id: 'createAttachment',
  method: 'POST',
  path: '/api/v1/:module/:id/attachments',
  access: 'records.write',
  tag,
  summary: 'Attach a file: its bytes are the body, of 25 MB at most',
  refusals: [
    'module_unknown',
    'not_found',
    'record_not_yours',
    'file_name_not_valid',
    'attachment_empty',
    'file_too_large',
  ],
  params: recordParams,
  query: z.strictObject({
    /** With its ending, as people see it. */
    name: z.string().min(1).max(1_000),
  }),
  body: 'file',
  response: attachment,
  status: 201,
});

export const downloadAttachment = endpoint({
  id: 'downloadAttachment',
  method: 'GET',
  path: '/api/v1/:module/:id/attachments/:attachment/content',
  access: 'records.read',
  tag,
  summary: 'The bytes of an attached file, always as a file to keep',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'file_gone'],
  params: attachmentParams,
  response: 'file',
});

export const deleteAttachment = endpoint({
  id: 'deleteAttachment',
  method: 'DELETE',
  path: '/api/v1/:module/:id/attachments/:attachment',
  access: 'records.write',
  tag,
  summary: 'Delete an attached file for good',
  refusals: ['module_unknown', 'not_found', 'record_not_yours'],
  params: attachmentParams,
});
