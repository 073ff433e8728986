// Forms on websites, and what strangers sent through them (T25).
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, pageOf, pageQuery, publicId } from '#contract/values.ts';
import { heldReasons } from '#core/web-forms/web-form.ts';

const tag = 'Web forms';

const FIELDS_MAX = 50;
const SITES_MAX = 20;
const ADDRESS_LENGTH_MAX = 2_000;
const name = z.string().trim().min(1).max(100);
const fields = z
  .array(z.strictObject({ field: z.string().max(60), required: z.boolean() }))
  .min(1)
  .max(FIELDS_MAX);

const settings = z.strictObject({
  /** Above the form, as its visitors read it. */
  name,
  /** Of the fields’ names. */
  language: z.enum(['en', 'zh']),
  /** In the order in which they are asked. What a lead can’t be without must be among them. */
  fields,
  /** What whoever sent it is told; empty: “Thank you”. */
  thanks: z.string().trim().max(1_000),
  /** Where the browser goes then. Null: nowhere. */
  returnUrl: z.string().trim().max(ADDRESS_LENGTH_MAX).nullable(),
  /** Sites that may show it in a frame, such as https://www.example.com. */
  sites: z.array(z.string().trim().max(ADDRESS_LENGTH_MAX)).max(SITES_MAX),
  /** Nothing becomes a lead before a person has looked at it. */
  reviewed: z.boolean(),
  /** Nothing becomes a lead before the link in a mail to the address was followed. */
  confirmed: z.boolean(),
  active: z.boolean(),
  /** Whose leads they become. */
  owner: publicId,
});

export const webForm = z
  .object({
    ...settings.shape,
    id: publicId,
    /** Where it can be filled in. */
    url: z.string(),
    owner: z.object({ id: publicId, name: z.string(), active: z.boolean() }),
    /** It asks for what they may fill in; nothing while they are inactive. */
    createdBy: z.object({ id: publicId, name: z.string(), active: z.boolean() }),
    createdAt: instant,
    /** Answers that wait for a person. */
    held: z.int(),
    /** Answers that became leads. */
    taken: z.int(),
  })
  .meta({ id: 'WebForm' });

export const listWebForms = endpoint({
  id: 'listWebForms',
  method: 'GET',
  path: '/api/v1/settings/web-forms',
  access: 'admin',
  tag,
  summary: 'The organisation’s web forms, through which visitors of websites become leads',
  refusals: [],
  response: listOf(webForm),
});

const faults = [
  'web_form_field_not_askable',
  'web_form_field_missing',
  'web_form_address_missing',
  'web_form_site_not_valid',
  'web_form_return_not_valid',
  'web_form_owner_unknown',
] as const;

export const createWebForm = endpoint({
  id: 'createWebForm',
  method: 'POST',
  path: '/api/v1/settings/web-forms',
  access: 'admin',
  tag,
  summary: 'Make a form that visitors of websites can fill in',
  refusals: [...faults, 'too_many_web_forms'],
  body: settings,
  response: webForm,
  status: 201,
});

export const updateWebForm = endpoint({
  id: 'updateWebForm',
  method: 'PUT',
  path: '/api/v1/settings/web-forms/:id',
  access: 'admin',
  tag,
  summary: 'Change a web form, or switch it off and on',
  refusals: ['not_found', ...faults],
  params: idParams,
  body: settings,
  response: webForm,
});

export const deleteWebForm = endpoint({
  id: 'deleteWebForm',
  method: 'DELETE',
  path: '/api/v1/settings/web-forms/:id',
  access: 'admin',
  tag,
  summary: 'Delete a web form with the answers that wait for a person; leads stay',
  refusals: ['not_found'],
  params: idParams,
});

export const renewWebFormAddress = endpoint({
  id: 'renewWebFormAddress',
  method: 'POST',
  path: '/api/v1/settings/web-forms/:id/address',
  access: 'admin',
  tag,
  summary: 'Give a web form another address; the one before leads nowhere from now on',
  refusals: ['not_found'],
  params: idParams,
  response: webForm,
});

export const webFormAnswer = z
  .object({
    id: publicId,
    receivedAt: instant,
    /** Why it waits; empty: for its sender’s click alone. */
    reasons: z.array(z.enum(heldReasons)),
    /** As it was entered, by field; as the API takes records. */
    entered: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'WebFormAnswer' });

export const listWebFormAnswers = endpoint({
  id: 'listWebFormAnswers',
  method: 'GET',
  path: '/api/v1/settings/web-forms/:id/answers',
  access: 'admin',
  tag,
  summary: 'Answers of a web form that wait for a person, newest first',
  refusals: ['not_found', 'cursor_not_valid'],
  params: idParams,
  query: pageQuery,
  response: pageOf(webFormAnswer),
});

export const settleWebFormAnswer = endpoint({
  id: 'settleWebFormAnswer',
  method: 'POST',
  path: '/api/v1/settings/web-forms/:id/answers/:answer/verdict',
  access: 'admin',
  tag,
  summary: 'Make a lead of an answer that waits, or throw it away',
  refusals: ['not_found', 'web_form_answer_settled', 'invalid_input'],
  params: idParams.extend({ answer: publicId }),
  body: z.strictObject({ verdict: z.enum(['take', 'discard']) }),
  response: z.object({ /** The lead; null: thrown away. */ lead: publicId.nullable() }),
});
