import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, publicId, versionNumber } from '#contract/values.ts';
import { enrollmentStatuses } from '#core/cadence/enrollment.ts';

const count = z.int();

export const getReport = endpoint({
  id: 'getCadenceReport',
  method: 'GET',
  path: '/api/v1/cadences/:id/report',
  access: 'reports.read',
  tag: 'Reports',
  summary: 'Figures of a cadence: the rounds by state, and per follow-up what was reached, carried out and answered',
  refusals: ['not_found', 'never_published'],
  params: idParams,
  /** Narrows the figures of follow-ups to what happened in it; states are as they are now. */
  query: z.strictObject({
    from: instant.optional(),
    until: instant.optional(),
    /** Only rounds that run under this version, or ended under it. */
    version: versionNumber.optional(),
  }),
  response: z
    .object({
      cadence: publicId,
      name: z.string(),
      /** Of what runs now. */
      latestVersion: count,
      /** Rounds that were ever begun; the states add up to it. */
      enrolled: count,
      states: z.record(z.enum(enrollmentStatuses), count),
      unenrolledByRule: z.array(z.object({ rule: z.string(), goal: z.boolean(), enrollments: count })),
      goalMet: count,
      /** Other reasons of rounds that are over: 'stopped: disabled' → how many. */
      reasons: z.record(z.string(), count),
      followUps: z.array(
        z.object({
          followUp: z.string(),
          /** What people call it: its subject, or the template it sends. */
          title: z.string(),
          channel: z.string(),
          parent: z.string().nullable(),
          reached: count,
          executed: count,
          suppressed: count,
          cancelled: count,
          failed: count,
          needsReview: count,
          /** By response: how many rounds gave it, and how often it was given. */
          responses: z.record(z.string(), z.object({ unique: count, total: count })),
        }),
      ),
    })
    .meta({ id: 'CadenceReport' }),
});
