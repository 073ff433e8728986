import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { skipReasons } from '#contract/enroll-words.ts';
import { criteria, idParams, numericId, publicId } from '#contract/values.ts';

const tag = 'Enrolling';

/** Ids in one request; what is found may be any number of records. */
const RECORDS_MAX = 1_000;

const selection = z.union([
  z.strictObject({ records: z.array(publicId).min(1).max(RECORDS_MAX) }),
  /** A view of the cadence's module: the records that are in it now. */
  z.strictObject({ view: publicId }),
  /** Everything that the list of the cadence's module finds now: a view's records, those that meet criteria, both, or all. */
  z.strictObject({ matching: z.strictObject({ view: publicId.optional(), criteria: criteria.optional() }) }),
]);

/** Those whose latest round in the cadence ended like this (C-59: after enabling, the stopped ones). */
const ended = z.strictObject({ status: z.enum(['unenrolled', 'stopped', 'failed', 'expired', 'completed']) });

const answers = ['enrolled', 'continued', 'restarted', 'unenrolled', 'already_enrolled', 'skipped'] as const;

const counts = z.record(z.enum(answers), z.int());
/** Left out, by reason. */
const skipped = z.partialRecord(z.enum(skipReasons), z.int());
const items = z.array(
  z.object({
    record: publicId,
    answer: z.enum(answers),
    enrollment: numericId.nullable(),
    reason: z.enum(skipReasons).nullable(),
    /** The unenrolment rule that keeps the record out, by its id. */
    rule: z.string().nullable(),
    /** In the caller's language; null where nothing needs saying. */
    message: z.string().nullable(),
  }),
);

/** How many of each, and what became of each record; of what was found the first thousand that were left out. */
export const tally = z.object({ counts, skipped, items });

/** To callers who may not read records the answer is `accepted`, always, whatever came of it (C-21). */
export const result = z
  .discriminatedUnion('kind', [
    tally.extend({ kind: z.literal('answered') }),
    /** More than 200 records: the worker carries it out, and getJob tells how far it is (C-26). */
    z.object({ kind: z.literal('started'), job: publicId }),
    z.object({ kind: z.literal('accepted') }),
  ])
  .meta({ id: 'EnrollResult' });

export const enroll = endpoint({
  id: 'enroll',
  method: 'POST',
  path: '/api/v1/cadences/:id/enroll',
  access: 'enrollments.write',
  tag,
  summary: 'Take records into a cadence; who is in it already is left alone',
  refusals: ['not_found', 'cadence_not_active', 'manual_not_allowed', 'view_unknown', 'invalid_input'],
  params: idParams,
  /** What to do with records that were in it before: unfinished rounds continue or restart, completed ones only restart. */
  body: selectionWith({ earlier: z.enum(['skip', 'continue', 'restart']).default('skip') }),
  response: result,
  repeated: 'once',
});

export const unenroll = endpoint({
  id: 'unenroll',
  method: 'POST',
  path: '/api/v1/cadences/:id/unenroll',
  access: 'enrollments.write',
  tag,
  summary: 'Take records out of a cadence; once it is answered (or its job done), nothing of it goes out any more',
  refusals: ['not_found', 'view_unknown', 'invalid_input'],
  params: idParams,
  body: selection,
  response: result,
  repeated: 'once',
});

export const continueRounds = endpoint({
  id: 'continue',
  method: 'POST',
  path: '/api/v1/cadences/:id/continue',
  access: 'enrollments.write',
  tag,
  summary: 'Let unfinished rounds go on where they ended; delays count from now',
  refusals: ['not_found', 'cadence_not_active', 'view_unknown', 'invalid_input', 'cannot_continue'],
  params: idParams,
  body: z.union([selection, ended]),
  response: result,
  repeated: 'once',
});

export const restartRounds = endpoint({
  id: 'restart',
  method: 'POST',
  path: '/api/v1/cadences/:id/restart',
  access: 'enrollments.write',
  tag,
  summary: 'Begin again from the first follow-ups; an active round ends',
  refusals: ['not_found', 'cadence_not_active', 'view_unknown', 'invalid_input'],
  params: idParams,
  body: z.union([selection, ended]),
  response: result,
  repeated: 'once',
});

function selectionWith<Shape extends z.ZodRawShape>(more: Shape) {
  const [records, view, matching] = selection.options;
  return z.union([records.extend(more), view.extend(more), matching.extend(more)]);
}
