// who is told of what happens, by calls to addresses of their own. Signed as Standard Webhooks says.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, listOf, publicId } from '#contract/values.ts';

const tag = 'Webhooks';

const EVENTS_MAX = 200;
const name = z.string().trim().min(1).max(100);
const url = z.string().trim().max(2_000);
const events = z.array(z.string().max(80)).min(1).max(EVENTS_MAX);

export const webhook = z
  .object({
    id: publicId,
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    active: z.boolean(),
    /** Why the product switched it off: nothing was taken for more than a day, or the receiver said that it is gone (410). */
    disabledBecause: z.enum(['failing', 'gone']).nullable(),
    /** It tells what they may see; nothing while they are inactive. */
    createdBy: z.object({ id: publicId, name: z.string(), active: z.boolean() }),
    createdAt: instant,
    lastSuccessAt: instant.nullable(),
    lastFailureAt: instant.nullable(),
  })
  .meta({ id: 'Webhook' });

export const listWebhookEvents = endpoint({
  id: 'listWebhookEvents',
  method: 'GET',
  path: '/api/v1/settings/webhook-events',
  access: 'admin',
  tag,
  summary: 'What webhooks can tell of: records of each module, rounds in cadences (module null)',
  refusals: [],
  response: listOf(z.object({ event: z.string(), module: z.string().nullable() })),
});

export const listWebhooks = endpoint({
  id: 'listWebhooks',
  method: 'GET',
  path: '/api/v1/settings/webhooks',
  access: 'admin',
  tag,
  summary: 'The organisation’s webhooks, never their secrets',
  refusals: [],
  response: listOf(webhook),
});

const urlRefusals = [
  'call_address_not_valid',
  'call_address_not_allowed',
  'call_port_not_allowed',
  'call_host_unknown',
] as const;

export const createWebhook = endpoint({
  id: 'createWebhook',
  method: 'POST',
  path: '/api/v1/settings/webhooks',
  access: 'admin',
  tag,
  summary: 'Have an address called when something happens; the answer is the only place that ever shows the secret',
  refusals: [...urlRefusals, 'webhook_event_unknown', 'too_many_webhooks'],
  body: z.strictObject({ name, url, events }),
  response: z.object({ webhook, secret: z.string() }),
  status: 201,
});

export const updateWebhook = endpoint({
  id: 'updateWebhook',
  method: 'PATCH',
  path: '/api/v1/settings/webhooks/:id',
  access: 'admin',
  tag,
  summary: 'Change a webhook, or switch it off and on; what waits is sent when it is on again',
  refusals: ['not_found', ...urlRefusals, 'webhook_event_unknown'],
  params: idParams,
  body: z.strictObject({ name, url, events, active: z.boolean() }).partial(),
  response: webhook,
});

export const deleteWebhook = endpoint({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/v1/settings/webhooks/:id',
  access: 'admin',
  tag,
  summary: 'Delete a webhook with everything that was sent to it',
  refusals: ['not_found'],
  params: idParams,
});

export const renewWebhookSecret = endpoint({
  id: 'renewWebhookSecret',
  method: 'POST',
  path: '/api/v1/settings/webhooks/:id/secret',
  access: 'admin',
  tag,
  summary: 'Replace the secret; for 24 hours everything is signed with both',
  refusals: ['not_found'],
  params: idParams,
  response: z.object({ secret: z.string() }),
  status: 201,
});
