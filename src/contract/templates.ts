import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, listOf, moduleKey, publicId } from '#contract/values.ts';

const tag = 'Templates';
const HTML_MAX = 500_000;

const nameParams = z.strictObject({ name: z.string().min(1).max(250) });

const content = z.strictObject({
  subject: z.string().min(1).max(250),
  html: z.string().min(1).max(HTML_MAX),
  /** Null: made from the HTML. */
  text: z.string().max(HTML_MAX).nullable().default(null),
});

export const template = z
  .object({
    name: z.string(),
    subject: z.string(),
    html: z.string(),
    text: z.string().nullable(),
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
  refusals: ['template_broken'],
  params: nameParams,
  body: content,
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
  refusals: ['not_found', 'template_not_rendered'],
  body: content.extend({ module: moduleKey.default('leads'), record: publicId }),
  /** The HTML is as it would be sent: show it in a sandboxed frame. */
  response: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
});
