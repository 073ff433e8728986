import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { listOf, moduleParams, publicId } from '#contract/values.ts';
import { choiceColors } from '#core/records/field.ts';

const tag = 'Tags';

const name = z.string().max(200);
const color = z.enum(choiceColors);

export const shownTag = z.object({ name: z.string(), color }).meta({ id: 'Tag' });

/** A tag is called by its name. */
const tagParams = moduleParams.extend({ tag: name });

export const listTags = endpoint({
  id: 'listTags',
  method: 'GET',
  path: '/api/v1/modules/:module/tags',
  access: 'records.read',
  tag,
  summary: 'The tags of a module, in the order in which they were made',
  refusals: ['module_unknown'],
  params: moduleParams,
  response: listOf(shownTag),
});

export const createTag = endpoint({
  id: 'createTag',
  method: 'POST',
  path: '/api/v1/modules/:module/tags',
  access: 'records.write',
  tag,
  summary: 'Make a tag',
  refusals: ['module_unknown', 'tag_name_not_valid', 'tag_taken', 'too_many_tags'],
  params: moduleParams,
  body: z.strictObject({ name, color: color.default('gray') }),
  response: shownTag,
  status: 201,
});

export const updateTag = endpoint({
  id: 'updateTag',
  method: 'PATCH',
  path: '/api/v1/modules/:module/tags/:tag',
  access: 'admin',
  tag,
  summary: 'Give a tag another colour, or another name: the records that have it follow soon after',
  refusals: ['module_unknown', 'tag_unknown', 'tag_name_not_valid', 'tag_taken', 'tag_in_use'],
  params: tagParams,
  body: z.union([z.strictObject({ name }), z.strictObject({ color })]),
  response: shownTag,
});

export const mergeTag = endpoint({
  id: 'mergeTag',
  method: 'POST',
  path: '/api/v1/modules/:module/tags/:tag/merge',
  access: 'admin',
  tag,
  summary: 'Make one tag of two: the records that have it get the other one soon after',
  refusals: ['module_unknown', 'tag_unknown', 'tag_in_use'],
  params: tagParams,
  body: z.strictObject({ into: name }),
  /** The one that stays. */
  response: shownTag,
});

export const deleteTag = endpoint({
  id: 'deleteTag',
  method: 'DELETE',
  path: '/api/v1/modules/:module/tags/:tag',
  access: 'admin',
  tag,
  summary: 'Take a tag away, from the records that have it too',
  refusals: ['module_unknown', 'tag_unknown', 'tag_in_use'],
  params: tagParams,
});

const RECORDS_MAX = 1_000;
const NAMES_MAX = 50;

export const tagRecords = endpoint({
  id: 'tagRecords',
  method: 'POST',
  path: '/api/v1/:module/tagging',
  access: 'records.write',
  tag,
  summary: 'Put tags on up to 1,000 records and take others off; a tag that there isn’t yet is made',
  refusals: ['module_unknown', 'tag_name_not_valid', 'too_many_tags'],
  params: moduleParams,
  body: z.strictObject({
    records: z.array(publicId).min(1).max(RECORDS_MAX),
    add: z.array(name).max(NAMES_MAX).default([]),
    remove: z.array(name).max(NAMES_MAX).default([]),
  }),
  response: z.object({
    /** How many records differ now. */
    changed: z.int(),
    /** Those that aren't there, or that you may not change. */
    left: z.array(publicId),
  }),
});
