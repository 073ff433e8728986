import { listHookEvents } from '#actions/webhooks/check-wish.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  renewSecret,
  type Webhook,
} from '#actions/webhooks/webhooks.ts';
import { actingOf } from '#api/acting.ts';
import { type Input, type Routes, route } from '#api/route.ts';
import type { Services } from '#api/services.ts';
import type { Value } from '#contract/endpoint.ts';
import * as contract from '#contract/webhooks.ts';

type Called = Pick<Input<typeof contract.listWebhooks>, 'caller' | 'now'>;

function hookingOf(services: Services, called: Called) {
  const { seals, outbound } = services;
  return { ...actingOf(services, called), seals, outbound };
}

export const webhookRoutes: Routes = (app, services) => {
  route(app, contract.listWebhookEvents, async (called) => {
    return { items: await listHookEvents(actingOf(services, called)) };
  });

  route(app, contract.listWebhooks, async (called) => {
    return { items: (await listWebhooks(actingOf(services, called))).map(describeWebhook) };
  });

  route(app, contract.createWebhook, async ({ body, ...called }) => {
    const created = await createWebhook(hookingOf(services, called), body);
    if (created.kind === 'refused') return created;
    return { webhook: describeWebhook(created.webhook), secret: created.secret };
  });

  route(app, contract.updateWebhook, async ({ params, body, ...called }) => {
    const changed = await changeWebhook(hookingOf(services, called), { ...body, id: params.id });
    return changed.kind === 'refused' ? changed : describeWebhook(changed.webhook);
  });

  route(app, contract.deleteWebhook, async ({ params, ...called }) => {
    return deleteWebhook(actingOf(services, called), params.id);
  });

  route(app, contract.renewWebhookSecret, async ({ params, ...called }) => {
    const renewed = await renewSecret(hookingOf(services, called), params.id);
    return renewed.kind === 'refused' ? renewed : { secret: renewed.secret };
  });
};

function describeWebhook({ publicId: id, createdBy, events, ...webhook }: Webhook): Value<typeof contract.webhook> {
  const { publicId, name, active } = createdBy;
  return { ...webhook, id, events: [...events], createdBy: { id: publicId, name, active } };
}
