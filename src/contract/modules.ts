import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { fieldTypes } from '#core/records/field.ts';

const tag = 'Modules';

const localized = z.object({ en: z.string(), zh: z.string() });

export const field = z
  .object({
    key: z.string(),
    type: z.enum(fieldTypes),
    label: localized,
    required: z.boolean(),
    /** Made by the product, not added by an administrator. */
    system: z.boolean(),
    readOnly: z.boolean(),
    options: z.array(z.string()),
    sortable: z.boolean(),
  })
  .meta({ id: 'Field' });

export const module = z.object({ key: z.string(), label: localized, fields: z.array(field) }).meta({ id: 'Module' });

const moduleParams = z.strictObject({ module: z.string().max(60) });

export const getModule = endpoint({
  id: 'getModule',
  method: 'GET',
  path: '/api/v1/modules/:module',
  access: 'records.read',
  tag,
  summary: 'A module with its fields, those that were added included',
  refusals: ['not_found'],
  params: moduleParams,
  response: module,
});

const name = z.string().max(200);

export const addField = endpoint({
  id: 'addField',
  method: 'POST',
  path: '/api/v1/modules/:module/fields',
  access: 'admin',
  tag,
  summary: 'Add a field to a module while everything runs',
  refusals: [
    'not_found',
    'field_key_not_valid',
    'field_key_taken',
    'field_label_not_valid',
    'field_options_not_valid',
    'field_type_not_available',
    'too_many_fields',
    'table_busy',
  ],
  params: moduleParams,
  body: z.strictObject({
    key: z.string().max(100),
    type: z.enum(fieldTypes),
    label: z.strictObject({ en: name, zh: name }),
    required: z.boolean().default(false),
    options: z.array(name).max(1_000).default([]),
  }),
  response: field,
  status: 201,
});
