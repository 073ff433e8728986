// what was sent to a webhook, and sending it again.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, pageOf, pageQuery, publicId } from '#contract/values.ts';
import { callFailures } from '#core/net/outbound.ts';

const tag = 'Webhooks';

const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
/** status: HTTP says that it wasn’t taken; secret_lost: APP_SECRET has changed, make a new secret. */
const failure = z.enum([...callFailures, 'status', 'secret_lost']).nullable();

const delivery = z
  .object({
    id: publicId,
    /** One of the events, or webhook.test. */
    type: z.string(),
    state: z.enum(deliveryStates),
    attempts: z.int(),
    /** Of the latest attempt; its answer’s body is kept nowhere. */
    status: z.int().nullable(),
    failure,
    createdAt: instant,
    /** When it is tried next; null: it is over. */
    nextAttemptAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

const deliveryParams = idParams.extend({ delivery: publicId });

export const listWebhookDeliveries = endpoint({
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/api/v1/settings/webhooks/:id/deliveries',
  access: 'admin',
  tag,
  summary: 'What was sent to a webhook within 30 days, newest first',
  refusals: ['not_found', 'cursor_not_valid'],
  params: idParams,
  query: pageQuery.extend({ state: z.enum(deliveryStates).optional() }),
  response: pageOf(delivery),
});

export const getWebhookDelivery = endpoint({
  id: 'getWebhookDelivery',
  method: 'GET',
  path: '/api/v1/settings/webhooks/:id/deliveries/:delivery',
  access: 'admin',
  tag,
  summary: 'One delivery with what was sent and every attempt',
  refusals: ['not_found'],
  params: deliveryParams,
  response: delivery.extend({
    /** As it is signed and sent. */
    body: z.string(),
    log: z.array(z.object({ at: instant, tookMs: z.int(), status: z.int().nullable(), failure })),
  }),
});

export const replayWebhookDelivery = endpoint({
  id: 'replayWebhookDelivery',
  method: 'POST',
  path: '/api/v1/settings/webhooks/:id/deliveries/:delivery/replay',
  access: 'admin',
  tag,
  summary: 'Send one delivery again, under the same id',
  refusals: ['not_found', 'delivery_still_waiting'],
  params: deliveryParams,
});

export const replayWebhook = endpoint({
  id: 'replayWebhook',
  method: 'POST',
  path: '/api/v1/settings/webhooks/:id/replay',
  access: 'admin',
  tag,
  summary: 'Send everything again since a time: what failed, or all of it; under the same ids',
  refusals: ['not_found'],
  params: idParams,
  body: z.strictObject({ since: instant, which: z.enum(['failed', 'all']).default('failed') }),
  response: z.object({ count: z.int() }),
});

export const testWebhook = endpoint({
  id: 'testWebhook',
  method: 'POST',
  path: '/api/v1/settings/webhooks/:id/test',
  access: 'admin',
  tag,
  summary: 'Send something that means nothing; getWebhookDelivery tells what comes of it',
  refusals: ['not_found'],
  params: idParams,
  response: delivery,
  status: 201,
});
