import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { tally } from '#contract/enrolling.ts';
import { idParams, instant, listOf, publicId } from '#contract/values.ts';

const tag = 'Jobs';

export const job = z
  .object({
    id: publicId,
    kind: z.enum(['enroll', 'unenroll']),
    /** Null: it is deleted. */
    cadence: z.object({ id: publicId, name: z.string() }).nullable(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** Records that were meant when it was asked, and how many of them are answered. */
    total: z.int(),
    done: z.int(),
    /** What became of those answered so far; null to callers who may not read records. */
    tally: tally.nullable(),
    /** Why it failed, in the caller's language. */
    message: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Job' });

const listedJob = job.extend({ tally: tally.omit({ items: true }).nullable() }).meta({ id: 'ListedJob' });

export const listJobs = endpoint({
  id: 'listJobs',
  method: 'GET',
  path: '/api/v1/jobs',
  access: 'enrollments.write',
  tag,
  summary: 'One’s own jobs, the newest twenty; what became of each record getJob tells',
  refusals: [],
  response: listOf(listedJob),
});

export const getJob = endpoint({
  id: 'getJob',
  method: 'GET',
  path: '/api/v1/jobs/:id',
  access: 'enrollments.write',
  tag,
  summary: 'How far a job of one’s own is, and what it came to',
  refusals: ['not_found'],
  params: idParams,
  response: job,
});

export const cancelJob = endpoint({
  id: 'cancelJob',
  method: 'POST',
  path: '/api/v1/jobs/:id/cancel',
  access: 'enrollments.write',
  tag,
  summary: 'End a job of one’s own with the batch at hand; what is done stays done',
  refusals: ['not_found'],
  params: idParams,
  response: job,
});
