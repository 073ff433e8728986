import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { listOf, moduleParams, publicId } from '#contract/values.ts';
import { verbs } from '#core/access/permissions.ts';
import { FORMULA_LENGTH_MAX } from '#core/formulas/expression.ts';
import { choiceColors, fieldTypes } from '#core/records/field.ts';

const tag = 'Modules';

const localized = z.object({ en: z.string(), zh: z.string() });
const choice = z.object({ value: z.string(), label: localized, color: z.enum(choiceColors) });
const numbering = z.object({ prefix: z.string(), digits: z.int() });
const defaultValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const field = z
  .object({
    key: z.string(),
    type: z.enum(fieldTypes),
    label: localized,
    required: z.boolean(),
    /** Made by the product, not added by an administrator. */
    system: z.boolean(),
    readOnly: z.boolean(),
    /** The values of a pick list or multi-select, in order; `choices` says how each is shown. */
    options: z.array(z.string()),
    choices: z.array(choice),
    sortable: z.boolean(),
    help: localized.nullable(),
    /** What a new record holds when nothing is given. */
    default: defaultValue.nullable(),
    unique: z.boolean(),
    lengthMax: z.int().nullable(),
    fractionDigits: z.int().nullable(),
    /** Whether the timeline tells its changes. */
    tracked: z.boolean(),
    /** The module that a lookup leads to. */
    target: z.string().nullable(),
    numbering: numbering.nullable(),
    /** What its values are worked out by, and what is wrong with that by now; null: people write them. */
    formula: z.object({ text: z.string(), problem: localized.nullable() }).nullable(),
  })
  .meta({ id: 'Field' });

const moduleHead = z.object({
  key: z.string(),
  label: localized,
  /** What one record is called. */
  singular: localized,
  /** Made by an administrator. */
  own: z.boolean(),
  /** The lookup to the module whose records these are parts of: such a module has no place of its own in the navigation. */
  partOf: z.string().nullable(),
  /** What the caller's profile lets them do to its records. */
  may: z.array(z.enum(verbs)),
});

export const module = moduleHead
  .extend({
    fields: z.array(field),
    /** Which fields stand together on a record's page; what is in none of them was added by an administrator. */
    sections: z.array(z.object({ label: localized, fields: z.array(z.string()) })),
    /** Administrators drew the sections (putLayout); false: they are as the product draws them. */
    laidOut: z.boolean(),
    /** Fields that can be brought back; their values are kept. */
    retired: z.array(field),
  })
  .meta({ id: 'Module' });

export const listedModule = moduleHead.extend({ retired: z.boolean() }).meta({ id: 'ListedModule' });

export const listModules = endpoint({
  id: 'listModules',
  method: 'GET',
  path: '/api/v1/modules',
  access: 'records.read',
  tag,
  summary:
    'The modules that the caller may see: the product’s, and those that administrators made, the retired included',
  refusals: [],
  response: listOf(listedModule),
});

export const getModule = endpoint({
  id: 'getModule',
  method: 'GET',
  path: '/api/v1/modules/:module',
  access: 'records.read',
  tag,
  summary: 'A module with its fields, those that were added included',
  refusals: ['module_unknown'],
  params: moduleParams,
  response: module,
});

const name = z.string().max(200);
const names = z.strictObject({ en: name, zh: name });

const moduleContent = { label: names, singular: names };

export const addModule = endpoint({
  id: 'addModule',
  method: 'POST',
  path: '/api/v1/modules',
  access: 'admin',
  tag,
  summary: 'Make a module while everything runs; its records have a name, an owner, and the fields that are added',
  refusals: ['module_key_not_valid', 'module_key_taken', 'module_label_not_valid', 'too_many_modules', 'table_busy'],
  body: z.strictObject({ key: z.string().max(100), ...moduleContent }),
  response: listedModule,
  status: 201,
});

/** Cadences that stand still because of it, or would. */
const cadences = z.array(z.object({ id: publicId, name: z.string() }));

export const changeModule = endpoint({
  id: 'changeModule',
  method: 'PATCH',
  path: '/api/v1/modules/:module',
  access: 'admin',
  tag,
  summary: 'Rename a module that an administrator made, retire it (nothing is lost), or bring it back',
  refusals: [
    'module_unknown',
    'module_of_product',
    'module_key_not_valid',
    'module_key_taken',
    'module_label_not_valid',
  ],
  params: moduleParams,
  body: z.strictObject({ ...z.strictObject(moduleContent).partial().shape, retired: z.boolean().optional() }),
  response: z.object({ module: listedModule, cadences }),
});

export const putLayout = endpoint({
  id: 'putLayout',
  method: 'PUT',
  path: '/api/v1/modules/:module/layout',
  access: 'admin',
  tag,
  summary:
    'Lay out the pages of a module’s records: sections, and the order of fields; null: as the product draws them',
  refusals: ['module_unknown', 'invalid_input'],
  params: moduleParams,
  body: z.strictObject({
    sections: z
      .array(z.strictObject({ label: names, fields: z.array(z.string().max(100)).max(1_000) }))
      .max(50)
      .nullable(),
  }),
});

const contentRefusals = [
  'field_label_not_valid',
  'field_help_not_valid',
  'field_options_not_valid',
  'field_target_not_valid',
  'field_numbering_not_valid',
  'field_default_not_valid',
  'field_limit_not_valid',
  'field_formula_not_valid',
  'field_formula_not_for_it',
  'table_busy',
] as const;

const fieldContent = z.strictObject({
  label: names,
  required: z.boolean(),
  options: z.array(name).max(1_000),
  /** How options are shown; those left out are shown as they are called, in gray. */
  choices: z.array(z.strictObject({ value: name, label: names, color: z.enum(choiceColors) })).max(1_000),
  help: z.strictObject({ en: z.string().max(2_000), zh: z.string().max(2_000) }).nullable(),
  default: z.union([z.string().max(1_000), z.number(), z.boolean(), z.array(name).max(1_000)]).nullable(),
  unique: z.boolean(),
  lengthMax: z.int().nullable(),
  fractionDigits: z.int().nullable(),
  tracked: z.boolean(),
  /** CEL over the fields of the same record, like `amount - coalesce(cost, 0)`; it can be changed, not taken away. */
  formula: z
    .string()
    .max(FORMULA_LENGTH_MAX + 1)
    .nullable(),
});

export const addField = endpoint({
  id: 'addField',
  method: 'POST',
  path: '/api/v1/modules/:module/fields',
  access: 'admin',
  tag,
  summary: 'Add a field to a module while everything runs',
  refusals: ['module_unknown', 'field_key_not_valid', 'field_key_taken', 'too_many_fields', ...contentRefusals],
  params: moduleParams,
  body: fieldContent.partial().extend({
    key: z.string().max(100),
    type: z.enum(fieldTypes),
    label: names,
    /** The module that a lookup leads to. */
    target: z.string().max(60).optional(),
    /** How an automatic number is written: prefix and the least digits. */
    numbering: z.strictObject({ prefix: z.string().max(50), digits: z.int() }).optional(),
  }),
  response: field,
  status: 201,
});

const fieldParams = moduleParams.extend({ field: z.string().max(100) });

export const changeField = endpoint({
  id: 'changeField',
  method: 'PATCH',
  path: '/api/v1/modules/:module/fields/:field',
  access: 'admin',
  tag,
  summary: 'Change what is given of a field: its name, help, options, limits; of the product’s fields too',
  refusals: ['module_unknown', 'field_unknown', 'field_values_not_unique', ...contentRefusals],
  params: fieldParams,
  body: fieldContent.partial(),
  response: field,
});

export const getFieldUses = endpoint({
  id: 'getFieldUses',
  method: 'GET',
  path: '/api/v1/modules/:module/fields/:field/uses',
  access: 'admin',
  tag,
  summary: 'What would miss the field: cadences that would stand still, views that filter by it (their names)',
  refusals: ['module_unknown', 'field_unknown'],
  params: fieldParams,
  response: z.object({ cadences, views: z.array(z.string()) }),
});

export const retireField = endpoint({
  id: 'retireField',
  method: 'POST',
  path: '/api/v1/modules/:module/fields/:field/retire',
  access: 'admin',
  tag,
  summary: 'Take a field out of use; its values are kept. Cadences that need it stand still until it is back',
  refusals: ['module_unknown', 'field_unknown', 'field_of_product'],
  params: fieldParams,
  response: z.object({ cadences }),
});

export const restoreField = endpoint({
  id: 'restoreField',
  method: 'POST',
  path: '/api/v1/modules/:module/fields/:field/restore',
  access: 'admin',
  tag,
  summary: 'Bring a retired field back, with its values; cadences that miss nothing any more run again',
  refusals: ['module_unknown', 'field_unknown'],
  params: fieldParams,
  response: z.object({ cadences }),
});
