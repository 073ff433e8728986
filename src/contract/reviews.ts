import { z } from 'zod';
import { doubts, doubtVerdicts } from '#core/message/doubt.ts';
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

export const listDoubtfulReplies = endpoint({
  id: 'listDoubtfulReplies',
  method: 'GET',
  path: '/api/v1/doubtful-replies',
  access: 'records.read',
  tag,
  summary: 'Messages that may be replies: while one is open nothing of its round goes out. The oldest first',
  refusals: [],
  response: listOf(
    z.object({
      id: numericId,
      /** absence_note: reads like one. no_thread: fits by sender and subject. shared_address: the same, for several records. */
      reason: z.enum(doubts),
      enrollment: numericId,
      cadence: z.object({ id: publicId, name: z.string() }),
      record: namedRecord.nullable(),
      followUp: z.string(),
      receivedAt: instant,
      from: z.string(),
      subject: z.string(),
      opening: z.string(),
    }),
  ),
});

export const settleDoubtfulReply = endpoint({
  id: 'settleDoubtfulReply',
  method: 'POST',
  path: '/api/v1/doubtful-replies/:id/verdict',
  access: 'enrollments.write',
  tag,
  summary: 'Say whether a message is a reply: then the round hears of it, as of when it came; else it goes on',
  refusals: ['verdict_not_needed'],
  params: z.strictObject({ id: numericId }),
  body: z.strictObject({ verdict: z.enum(doubtVerdicts) }),
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
