import { z } from 'zod';
import { cadenceFile } from '#contract/cadence-file.ts';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, publicId, versionNumber } from '#contract/values.ts';

const tag = 'Cadences';

export const listVersions = endpoint({
  id: 'listCadenceVersions',
  method: 'GET',
  path: '/api/v1/cadences/:id/versions',
  access: 'cadences.read',
  tag,
  summary: 'The versions of a cadence, the newest first: who published each, when, and what was chosen',
  refusals: ['not_found'],
  params: idParams,
  response: listOf(
    z
      .object({
        version: z.int(),
        publishedAt: instant,
        /** Null: the product itself. */
        publishedBy: z.object({ id: publicId, name: z.string() }).nullable(),
        /** What became of those enrolled and of the records in the view; null: it was not kept yet. */
        chosen: z.object({ enrolled: z.enum(['move', 'pin']), existing: z.enum(['take_in', 'leave']) }).nullable(),
      })
      .meta({ id: 'CadenceVersion' }),
  ),
});

export const getVersion = endpoint({
  id: 'getCadenceVersion',
  method: 'GET',
  path: '/api/v1/cadences/:id/versions/:version',
  access: 'cadences.read',
  tag,
  summary: 'A version of a cadence as it was published; it never changes',
  refusals: ['not_found'],
  params: idParams.extend({ version: versionNumber }),
  response: z.object({
    file: cadenceFile,
    /** The small numbers of its follow-ups, by id: the same in every version. */
    followUpNumbers: z.record(z.string(), z.int()),
  }),
});
