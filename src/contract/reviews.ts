import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { instant, listOf, namedRecord, numericId, publicId } from '#contract/values.ts';

const tag = 'Reviews';

export const listReviews = endpoint({
  id: 'listReviews',
  method: 'GET',
  path: '/api/v1/reviews',
  access: 'records.read',
  tag,
  summary: 'Messages that may have gone out and wait for a person’s verdict, the oldest first',
  refusals: [],
  response: listOf(
    z.object({
      enrollment: numericId,
      cadence: z.object({ id: publicId, name: z.string() }),
      record: namedRecord.nullable(),
      followUp: z.string(),
      number: z.int(),
      attemptedAt: instant.nullable(),
      /** What the mail server said last. */
      outcome: z.string().nullable(),
    }),
  ),
});

export const reviewFollowUp = endpoint({
  id: 'reviewFollowUp',
  method: 'POST',
  path: '/api/v1/enrollments/:id/follow-ups/:number/review',
  access: 'enrollments.write',
  tag,
  summary: 'Decide about a message that may have gone out: send it again, call it sent, or skip it',
  refusals: ['verdict_not_needed'],
  params: z.strictObject({ id: numericId, number: z.coerce.number().int().min(1).max(32_767) }),
  body: z.strictObject({ verdict: z.enum(['send_again', 'mark_sent', 'skip']) }),
});
