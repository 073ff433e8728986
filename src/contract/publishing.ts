import { z } from 'zod';
import { cadence, cadenceProblem } from '#contract/cadences.ts';
import { endpoint } from '#contract/endpoint.ts';
import { expectedRevision, idParams } from '#contract/values.ts';

const tag = 'Cadences';

/** Whether the records that are in the audience's view now are taken in; a manual audience has none. */
const existing = z.enum(['take_in', 'leave']);

export const previewPublication = endpoint({
  id: 'previewPublication',
  method: 'GET',
  path: '/api/v1/cadences/:id/publication-preview',
  access: 'cadences.read',
  tag,
  summary: 'What publishing the draft would do to those enrolled, and how many records are in the view',
  refusals: ['not_found', 'nothing_to_publish'],
  params: idParams,
  response: z.object({
    problems: z.array(cadenceProblem),
    /** Ids of published follow-ups that the draft edits or removes. */
    edited: z.array(z.string()),
    /** Rounds scheduled on one of these: they would be stopped, the others go on under the new version. */
    stopping: z.int(),
    goingOn: z.int(),
    /** Released at once, because they meet an unenrolment rule of the draft already. */
    unenrolled: z.int(),
    /** False: there are more rounds than were looked at. */
    exact: z.boolean(),
    /** Records in the audience's view now; null: a manual audience, or no such view. */
    inView: z.object({ count: z.int(), exact: z.boolean() }).nullable(),
  }),
});

export const publishCadence = endpoint({
  id: 'publishCadence',
  method: 'POST',
  path: '/api/v1/cadences/:id/publish',
  access: 'cadences.write',
  tag,
  summary: 'Make the draft the version that runs',
  refusals: ['not_found', 'nothing_to_publish', 'cadence_has_problems', 'stale', 'too_many_active_cadences'],
  params: idParams,
  body: z.strictObject({
    existing,
    /** move: those enrolled go on under the new version; pin: they finish under their own. */
    enrolled: z.enum(['move', 'pin']),
    revision: expectedRevision,
  }),
  response: cadence,
});

export const disableCadence = endpoint({
  id: 'disableCadence',
  method: 'POST',
  path: '/api/v1/cadences/:id/disable',
  access: 'cadences.write',
  tag,
  summary: 'Stop the cadence and everybody in it, at once',
  refusals: ['not_found', 'cadence_not_active'],
  params: idParams,
  /** Rounds that are being stopped. */
  response: z.object({ cadence, stopping: z.int() }),
});

export const enableCadence = endpoint({
  id: 'enableCadence',
  method: 'POST',
  path: '/api/v1/cadences/:id/enable',
  access: 'cadences.write',
  tag,
  summary: 'Let the cadence run again; who was stopped is offered to continue or restart, nobody is revived',
  refusals: ['not_found', 'cadence_not_disabled', 'cadence_misses_field', 'too_many_active_cadences'],
  params: idParams,
  body: z.strictObject({ existing }),
  response: cadence,
});
