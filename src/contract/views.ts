import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { barredCodes } from '#core/cadence/audience-bars.ts';
import { group } from '#contract/access.ts';
import { criteria, expectedRevision, idParams, listOf, publicId, revision, sort } from '#contract/values.ts';

const tag = 'Views';

export const view = z
  .object({
    id: publicId,
    module: z.string(),
    name: z.string(),
    criteria,
    /** Field keys, in the order they are shown. */
    columns: z.array(z.string()),
    sort: z.object({ field: z.string(), descending: z.boolean() }).nullable(),
    /** The pick list whose options are the columns of a board; null: it is shown as a list. */
    board: z.string().nullable(),
    /** Who sees it beside whoever made it; nobody else where it is empty. */
    sharedWith: z.array(group),
    revision,
  })
  .meta({ id: 'View' });

/** What the criteria ask for, in the language of the request. */
export const viewInWords = view.extend({ inWords: z.string() }).meta({ id: 'ViewInWords' });

const listedView = view
  .extend({
    /** Why it can't be the audience of a cadence: the condition, and all of it in one sentence. Null: it can. */
    whyNoAudience: z
      .object({
        code: z.enum(barredCodes),
        condition: z.object({ en: z.string(), zh: z.string() }),
        message: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'ListedView' });

const content = {
  name: z.string().max(500),
  criteria,
  columns: z.array(z.string().max(100)).max(200),
  sort: sort.nullable(),
  board: z.string().max(100).nullable(),
  sharedWith: z.array(group).max(50),
};

export const listViews = endpoint({
  id: 'listViews',
  method: 'GET',
  path: '/api/v1/views',
  access: 'records.read',
  tag,
  summary: 'The views of a module, by name, and which of them can’t be an audience',
  refusals: [],
  query: z.strictObject({ module: z.string().max(60).default('leads') }),
  response: listOf(listedView),
});

export const createView = endpoint({
  id: 'createView',
  method: 'POST',
  path: '/api/v1/views',
  access: 'records.write',
  tag,
  summary: 'Make a view',
  refusals: ['not_found', 'name_taken', 'invalid_input'],
  body: z.strictObject({
    module: z.string().max(60).default('leads'),
    ...content,
    columns: content.columns.default([]),
    sort: content.sort.default(null),
    board: content.board.default(null),
    sharedWith: content.sharedWith.default([{ kind: 'everyone' }]),
  }),
  response: view,
  status: 201,
});

export const getView = endpoint({
  id: 'getView',
  method: 'GET',
  path: '/api/v1/views/:id',
  access: 'records.read',
  tag,
  summary: 'One view, its criteria in words too; its revision is the ETag',
  refusals: ['not_found'],
  params: idParams,
  response: viewInWords,
});

export const updateView = endpoint({
  id: 'updateView',
  method: 'PATCH',
  path: '/api/v1/views/:id',
  access: 'records.write',
  tag,
  summary: 'Change the given parts of a view; the cadences whose audience it is follow',
  refusals: ['not_found', 'view_not_yours', 'name_taken', 'stale', 'many_would_leave', 'invalid_input'],
  params: idParams,
  body: z.strictObject({
    ...z.strictObject(content).partial().shape,
    revision: expectedRevision,
    /** Needed where more than a fifth of a cadence's enrolled would leave it; previewView counts them. */
    leaving: z.literal('confirmed').optional(),
  }),
  response: view,
});

export const previewView = endpoint({
  id: 'previewView',
  method: 'POST',
  path: '/api/v1/views/:id/preview',
  access: 'records.read',
  tag,
  summary: 'Whom other criteria of the view would take out of the running cadences whose audience it is',
  refusals: ['not_found', 'invalid_input'],
  params: idParams,
  body: z.strictObject({ criteria }),
  response: z.object({
    cadences: z.array(
      z.object({
        id: publicId,
        name: z.string(),
        /** Enrolled now. */
        active: z.int(),
        /** Those of them that would be unenrolled. */
        leaving: z.int(),
        needsConfirmation: z.boolean(),
      }),
    ),
  }),
});

export const deleteView = endpoint({
  id: 'deleteView',
  method: 'DELETE',
  path: '/api/v1/views/:id',
  access: 'records.write',
  tag,
  summary: 'Delete a view; refused while it is the audience of a cadence',
  refusals: ['not_found', 'view_not_yours', 'view_in_use'],
  params: idParams,
});
