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

export const idParams = z.strictObject({ id: publicId });

/** 200 keeps a page within one screenful of memory on both sides (T29). */
const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT_DEFAULT = 50;

export const pageQuery = z.strictObject({
  /** `nextCursor` of the page before; absent: the first page. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
});

/** A page of a list. nextCursor is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
