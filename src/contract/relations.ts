import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { record } from '#contract/records.ts';
import { idParams, listOf, publicId, recordParams } from '#contract/values.ts';

const tag = 'Records';

const localized = z.object({ en: z.string(), zh: z.string() });

export const relatedList = z
  .object({
    module: z.string(),
    label: localized,
    /** The lookup that leads here: listRecords of the module with { field, is: id } gives the records. */
    field: z.string(),
    fieldLabel: localized,
    /** The product writes the lookup itself: nobody adds to the list by hand. */
    readOnly: z.boolean(),
    /** Not null: the records are parts of this one. */
    partOf: z.string().nullable(),
    count: z.object({ count: z.int(), exact: z.boolean() }),
  })
  .meta({ id: 'RelatedList' });

export const listRelated = endpoint({
  id: 'listRelated',
  method: 'GET',
  path: '/api/v1/:module/:id/related',
  access: 'records.read',
  tag,
  summary: 'The lists of other records whose lookups lead to this one, each with its count',
  refusals: ['module_unknown', 'not_found'],
  params: recordParams,
  response: listOf(relatedList),
});

const values = z.record(z.string().max(100), z.unknown());

export const convertLead = endpoint({
  id: 'convertLead',
  method: 'POST',
  path: '/api/v1/leads/:id/convert',
  access: 'records.write',
  tag,
  summary: 'Make a contact and an account of a lead, and a deal if wanted; what the lead says carries over',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'lead_converted_already', 'invalid_input'],
  params: idParams,
  body: z.strictObject({
    /** Into an account that there is, or a new one with these values beyond what the lead says; null: none. */
    account: z
      .union([z.strictObject({ id: publicId }), z.strictObject({ values })])
      .nullable()
      .default({ values: {} }),
    contact: z.strictObject({ values }).default({ values: {} }),
    deal: z.strictObject({ values }).nullable().default(null),
  }),
  /** The lead; converted_contact, converted_account and converted_deal say what it became. */
  response: record,
  repeated: 'once',
});
