// Shapes that many endpoints share.
import { z } from 'zod';

/** In JSON an ISO 8601 string in UTC, in code an Instant (epoch milliseconds). The meta is what OpenAPI shows of it. */
export const instant = z
  .codec(z.iso.datetime(), z.number(), {
    decode: (text) => Date.parse(text),
    encode: (at) => new Date(at).toISOString(),
  })
  .meta({ type: 'string', format: 'date-time' });

/** The id of anything, as it leaves the product. */
export const publicId = z.uuid();

/** The id of what is too numerous for UUIDs: an enrollment, a caught message. */
export const numericId = z.string().regex(/^[1-9]\d{0,17}$/);

/** Grows by one with every change: the ETag, and what If-Match or `revision` names. */
export const revision = z.int().min(1);

/** Of a published version of a cadence, counted from 1. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** A record, module or cadence is changed as it was looked at; null or absent: as it is by now. If-Match says the same. */
export const expectedRevision = revision.nullable().optional();

/** The criteria language as it comes in; the module says whether it makes sense. */
export const criteria = z.record(z.string(), z.unknown()).meta({ id: 'Criteria' });

export const sort = z.strictObject({ field: z.string().max(100), descending: z.boolean() });

/** Several values of a query are written with a comma between them; true and false as such. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const idParams = z.strictObject({ id: publicId });

/** A module's key: leads, contacts … or one that an administrator made; listModules lists them. */
export const moduleKey = z
  .string()
  .max(60)
  .meta({ examples: ['leads'] });

export const moduleParams = z.strictObject({ module: moduleKey });

/** A record as other things name it. */
export const namedRecord = z.object({ id: publicId, module: moduleKey, name: z.string() });

export const recordParams = z.strictObject({ module: moduleKey, id: publicId });

/** 200 keeps a page within one screenful of memory on both sides (T29). */
const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT_DEFAULT = 50;

export const pageQuery = z.strictObject({
  /** `nextCursor` of the page before; absent: the first page. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
});

/** A short list that has one page only. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) });
}

/** A page of a list. nextCursor is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
