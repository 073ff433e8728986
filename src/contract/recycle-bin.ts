import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { record } from '#contract/records.ts';
import { instant, moduleKey, pageOf, pageQuery, publicId, recordParams } from '#contract/values.ts';

const tag = 'Recycle bin';

export const deletedRecord = z
  .object({
    module: z.string(),
    id: publicId,
    name: z.string(),
    deletedAt: instant,
    /** Who deleted it; null: nobody in person. */
    deletedBy: publicId.nullable(),
    /** Kept at least until then. */
    keptUntil: instant,
    /** The record that it was merged into, if that can be seen. */
    mergedInto: z.object({ id: publicId, name: z.string() }).nullable(),
  })
  .meta({ id: 'DeletedRecord' });

export const listRecycleBin = endpoint({
  id: 'listRecycleBin',
  method: 'GET',
  path: '/api/v1/recycle-bin',
  access: 'records.read',
  tag,
  summary: 'The deleted records of a module, those deleted last first',
  refusals: ['module_unknown', 'cursor_not_valid'],
  query: pageQuery.extend({ module: moduleKey.default('leads') }),
  response: pageOf(deletedRecord),
});

export const restoreRecord = endpoint({
  id: 'restoreRecord',
  method: 'POST',
  path: '/api/v1/:module/:id/restore',
  access: 'records.write',
  tag,
  summary: 'Bring a deleted record back with its values and history; its rounds in cadences stay ended',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'invalid_input'],
  params: recordParams,
  response: record,
});

export const eraseRecord = endpoint({
  id: 'eraseRecord',
  method: 'POST',
  path: '/api/v1/:module/:id/erase',
  access: 'admin',
  tag,
  summary:
    'Erase a record for good, living or in the recycle bin, with its history, mail, notes, files and activities; nothing more is sent to it',
  refusals: ['module_unknown', 'not_found', 'record_not_yours', 'not_permitted'],
  params: recordParams,
});
