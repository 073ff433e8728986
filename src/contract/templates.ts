import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { languageTags } from '#core/message/template-languages.ts';
import { instant, listOf, moduleKey, publicId } from '#contract/values.ts';

const tag = 'Templates';
const HTML_MAX = 500_000;

const nameParams = z.strictObject({ name: z.string().min(1).max(250) });

const content = z.strictObject({
  subject: z.string().min(1).max(250),
  /** May be left out where there is MJML: then it is made from that. */
  html: z.string().max(HTML_MAX).default(''),
  /** Null: made from the HTML. */
  text: z.string().max(HTML_MAX).nullable().default(null),
  /** A layout in the language of mjml.io, merge fields included; null: the HTML is as it is. */
  mjml: z.string().min(1).max(HTML_MAX).nullable().default(null),
});

const language = z.enum(languageTags);
const VARIANTS_MAX = languageTags.length;

const written = content.extend({
  /** Who gets which: the record's field “language” decides, else the organisation's language. All others get the content above. */
  variants: z.array(content.extend({ language })).max(VARIANTS_MAX).default([]),
});

const file = z.object({ id: publicId, name: z.string(), bytes: z.int() }).meta({ id: 'TemplateFile' });

const described = { subject: z.string(), html: z.string(), text: z.string().nullable(), mjml: z.string().nullable() };

export const template = z
  .object({
    name: z.string(),
    ...described,
    variants: z.array(z.object({ language, ...described })),
    /** They go along with every message, in whatever language. */
    attachments: z.array(file),
    /** Keys of the record's fields that it names. */
    fields: z.array(z.string()),
    modifiedAt: instant,
  })
  .meta({ id: 'Template' });

export const listTemplates = endpoint({
  id: 'listTemplates',
  method: 'GET',
  path: '/api/v1/templates',
  access: 'cadences.read',
  tag,
  summary: 'E-mail templates, by name, and the cadences that name them',
  refusals: [],
  response: listOf(
    z.object({
      name: z.string(),
      subject: z.string(),
      modifiedAt: instant,
      /** Of its variants. */
      languages: z.array(z.string()),
      /** `sends`: a version that runs names it, so it can't be deleted; false: only a draft does. */
      usedBy: z.array(z.object({ id: publicId, name: z.string(), sends: z.boolean() })),
    }),
  ),
});

export const getTemplate = endpoint({
  id: 'getTemplate',
  method: 'GET',
  path: '/api/v1/templates/:name',
  access: 'cadences.read',
  tag,
  summary: 'One e-mail template',
  refusals: ['not_found'],
  params: nameParams,
  response: template,
});

export const putTemplate = endpoint({
  id: 'putTemplate',
  method: 'PUT',
  path: '/api/v1/templates/:name',
  access: 'cadences.write',
  tag,
  summary: 'Make a template, or replace what it says; nobody in a cadence is stopped by it',
  refusals: ['template_broken', 'mjml_not_compiled', 'template_language_twice'],
  params: nameParams,
  body: written,
  response: template,
});

export const deleteTemplate = endpoint({
  id: 'deleteTemplate',
  method: 'DELETE',
  path: '/api/v1/templates/:name',
  access: 'cadences.write',
  tag,
  summary: 'Delete a template; refused while a published cadence sends it',
  refusals: ['not_found', 'template_in_use'],
  params: nameParams,
});

export const previewTemplate = endpoint({
  id: 'previewTemplate',
  method: 'POST',
  path: '/api/v1/template-previews',
  access: 'records.read',
  tag,
  summary: 'A template, saved or not, filled in for one record; nothing is sent or kept',
  refusals: ['not_found', 'template_not_rendered', 'mjml_not_compiled'],
  body: written.extend({
    module: moduleKey.default('leads'),
    record: publicId,
    /** One of the variants; null: the content of its own; left out: what this record would get. */
    language: language.nullable().optional(),
  }),
  /** The HTML is as it would be sent: show it in a sandboxed frame. */
  response: z.object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    /** The language of the variant that this record would get; null: the template's own content. */
    sends: language.nullable(),
  }),
});

const fileParams = nameParams.extend({ attachment: publicId });

export const addTemplateAttachment = endpoint({
  id: 'addTemplateAttachment',
  method: 'POST',
  path: '/api/v1/templates/:name/attachments',
  access: 'cadences.write',
  tag,
  summary:
    'Let a file go along with every message of a template: its bytes are the body; 10 files and 10 MB in all at most',
  refusals: [
    'not_found',
    'file_name_not_valid',
    'attachment_empty',
    'file_too_large',
    'template_files_too_many',
    'template_files_too_large',
  ],
  params: nameParams,
  query: z.strictObject({
    /** With its ending, as recipients see it. */
    name: z.string().min(1).max(1_000),
  }),
  body: 'file',
  response: file,
  status: 201,
});

export const copyTemplateAttachments = endpoint({
  id: 'copyTemplateAttachments',
  method: 'POST',
  path: '/api/v1/templates/:name/attachment-copies',
  access: 'cadences.write',
  tag,
  summary: 'Let the files of another template go along with this one’s messages, too: copies of all of them, or none',
  refusals: ['not_found', 'file_gone', 'template_files_too_many', 'template_files_too_large'],
  params: nameParams,
  body: z.strictObject({
    /** The other one's name. */
    from: nameParams.shape.name,
  }),
  response: listOf(file),
  status: 201,
});

export const downloadTemplateAttachment = endpoint({
  id: 'downloadTemplateAttachment',
  method: 'GET',
  path: '/api/v1/templates/:name/attachments/:attachment/content',
  access: 'cadences.read',
  tag,
  summary: 'The bytes of a file that goes along with a template, always as a file to keep',
  refusals: ['not_found', 'file_gone'],
  params: fileParams,
  response: 'file',
});

export const removeTemplateAttachment = endpoint({
  id: 'removeTemplateAttachment',
  method: 'DELETE',
  path: '/api/v1/templates/:name/attachments/:attachment',
  access: 'cadences.write',
  tag,
  summary: 'Take a file off a template; messages that go out from now on come without it',
  refusals: ['not_found'],
  params: fileParams,
});
