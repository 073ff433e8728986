import { z } from 'zod';
import { cadenceFile } from '#contract/cadence-file.ts';
import { endpoint } from '#contract/endpoint.ts';
import { expectedRevision, idParams, instant, listOf, publicId, revision } from '#contract/values.ts';

const tag = 'Cadences';

export const cadenceStatus = z.enum(['draft', 'active', 'disabled', 'invalid']);

export const cadenceProblem = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string(),
    /** 'followUps/welcome/delay', 'unenroll/goal', 'audience'. */
    path: z.string(),
    /** In the caller's language. */
    message: z.string(),
  })
  .meta({ id: 'CadenceProblem' });

export const cadenceHead = z
  .object({
    id: publicId,
    name: z.string(),
    module: z.string(),
    status: cadenceStatus,
    /** Of what runs; of the draft where nothing runs yet. `view` is a view's name; null: a manual audience. */
    audience: z.object({ kind: z.enum(['manual', 'view']), view: z.string().nullable(), takesManual: z.boolean() }),
    /** Records that are in it now. */
    activeEnrollments: z.int(),
    /** Rounds that ended by a rule marked as the goal. */
    goalMet: z.int(),
    /** Number of the published version; null: never published. */
    version: z.int().nullable(),
    hasDraft: z.boolean(),
    revision,
    createdAt: instant,
    modifiedAt: instant,
  })
  .meta({ id: 'CadenceHead' });

export const cadence = cadenceHead
  .extend({
    /** What is being edited; null: nothing since the publication. */
    draft: cadenceFile.nullable(),
    /** What runs. */
    published: cadenceFile.nullable(),
    /** The small numbers of published follow-ups, by id: reviews and figures name them. */
    followUpNumbers: z.record(z.string(), z.int()),
    /** Of the draft, or else of what runs. */
    problems: z.array(cadenceProblem),
  })
  .meta({ id: 'Cadence' });

export const listCadences = endpoint({
  id: 'listCadences',
  method: 'GET',
  path: '/api/v1/cadences',
  access: 'cadences.read',
  tag,
  summary: 'All cadences, or those of a module or status; the newest first',
  refusals: [],
  query: z.strictObject({ module: z.string().max(60).optional(), status: cadenceStatus.optional() }),
  response: listOf(cadenceHead),
});

export const createCadence = endpoint({
  id: 'createCadence',
  method: 'POST',
  path: '/api/v1/cadences',
  access: 'cadences.write',
  tag,
  summary: 'Make a cadence with a draft from a cadence file; its templates are saved with it',
  refusals: ['name_taken', 'template_broken', 'too_many_cadences', 'cadence_has_problems'],
  body: cadenceFile,
  response: cadence,
  status: 201,
});

export const getCadence = endpoint({
  id: 'getCadence',
  method: 'GET',
  path: '/api/v1/cadences/:id',
  access: 'cadences.read',
  tag,
  summary: 'One cadence: its draft, what runs, and what is wrong with it; its revision is the ETag',
  refusals: ['not_found'],
  params: idParams,
  response: cadence,
});

export const putDraft = endpoint({
  id: 'putDraft',
  method: 'PUT',
  path: '/api/v1/cadences/:id/draft',
  access: 'cadences.write',
  tag,
  summary: 'Replace the draft; problems are told, not refused',
  refusals: ['not_found', 'name_taken', 'module_changed', 'stale', 'template_broken', 'cadence_has_problems'],
  params: idParams,
  body: z.strictObject({ file: cadenceFile, revision: expectedRevision }),
  response: cadence,
});

export const discardDraft = endpoint({
  id: 'discardDraft',
  method: 'DELETE',
  path: '/api/v1/cadences/:id/draft',
  access: 'cadences.write',
  tag,
  summary: 'Throw the draft away and go back to what runs',
  refusals: ['not_found', 'never_published', 'nothing_to_publish'],
  params: idParams,
  response: cadence,
});

const problems = z.object({ problems: z.array(cadenceProblem) });

export const checkCadence = endpoint({
  id: 'checkCadence',
  method: 'POST',
  path: '/api/v1/cadences/:id/check',
  access: 'cadences.read',
  tag,
  summary: 'Everything that is wrong with the draft, or else with what runs',
  refusals: ['not_found'],
  params: idParams,
  response: problems,
});

export const checkCadenceFile = endpoint({
  id: 'checkCadenceFile',
  method: 'POST',
  path: '/api/v1/cadences/check',
  access: 'cadences.read',
  tag,
  summary: 'Everything that is wrong with a cadence file; nothing is saved',
  refusals: [],
  body: cadenceFile,
  response: problems,
});

export const exportCadence = endpoint({
  id: 'exportCadence',
  method: 'GET',
  path: '/api/v1/cadences/:id/export',
  access: 'cadences.read',
  tag,
  summary: 'What runs (or the draft, before the first publication) as a file with its templates',
  refusals: ['not_found'],
  params: idParams,
  response: cadenceFile,
});
