import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { listOf, publicId } from '#contract/values.ts';

const label = z.object({ en: z.string(), zh: z.string() });

export const searchResult = z
  .object({
    module: z.string(),
    /** What its records are called, one and many. */
    singular: label,
    label,
    /** Those that answer best come first. */
    records: z.array(
      z.object({
        id: publicId,
        name: z.string(),
        /** What it was found by: the field, and what stands there. */
        matched: z.object({ field: z.string(), label, value: z.string() }),
      }),
    ),
  })
  .meta({ id: 'SearchResult' });

export const searchRecords = endpoint({
  id: 'searchRecords',
  method: 'GET',
  path: '/api/v1/search',
  access: 'records.read',
  tag: 'Search',
  summary: 'Records of all modules by name, mail address or phone number, while somebody types',
  refusals: ['search_too_slow'],
  query: z.strictObject({
    /** As it was typed: beginnings of words, parts of them, with a slip of the finger too; a single letter finds nothing. */
    q: z.string().max(200),
    /** Of each module. */
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  /** A module with no records that answer is missing. */
  response: listOf(searchResult),
});
