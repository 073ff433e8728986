// RFC 9457: the one shape of every answer that says no.
import { z } from 'zod';

export const problemType = 'application/problem+json';

export const problem = z
  .object({
    type: z.literal('about:blank'),
    /** The name of the HTTP status. */
    title: z.string(),
    status: z.int(),
    /** For programs: one of the codes in errors.ts. */
    code: z.string(),
    /** For people, in the language of Accept-Language (en, zh). */
    detail: z.string(),
    /** With `stale`: the thing as it is now. */
    current: z.unknown().optional(),
    /** Everything that is wrong with the values sent, at once. */
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    /** Under this id the log has the request. */
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problem>;
