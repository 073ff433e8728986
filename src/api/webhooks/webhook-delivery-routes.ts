import {
  type Delivery,
  listDeliveries,
  readDelivery,
  sendDeliveriesAgain,
  sendDeliveryAgain,
  sendTest,
} from '#actions/webhooks/deliveries.ts';
import { actingOf } from '#api/acting.ts';
import { placeByCursor, writeCursor } from '#api/cursor.ts';
import { type Routes, route } from '#api/route.ts';
import * as contract from '#contract/webhook-deliveries.ts';

export const webhookDeliveryRoutes: Routes = (app, services) => {
  route(app, contract.listWebhookDeliveries, async ({ params, query, ...called }) => {
    const place = placeByCursor(query.cursor);
    if (place === null) return { kind: 'refused', reason: 'cursor_not_valid' };
    const { state = null, limit } = query;
    const wanted = { webhook: params.id, state, limit, before: place.before };
    const listed = await listDeliveries(actingOf(services, called), wanted);
    if (listed.kind === 'refused') return listed;
    const last = listed.hasMore ? listed.items.at(-1) : undefined;
    return {
      items: listed.items.map(describeDelivery),
      nextCursor: last === undefined ? null : writeCursor([last.id]),
    };
  });

  route(app, contract.getWebhookDelivery, async ({ params, ...called }) => {
    const place = { webhook: params.id, delivery: params.delivery };
    const found = await readDelivery(actingOf(services, called), place);
    if (found.kind === 'refused') return found;
    const { body, log } = found.delivery;
    return { ...describeDelivery(found.delivery), body, log: [...log] };
  });

  route(app, contract.replayWebhookDelivery, async ({ params, ...called }) => {
    const place = { webhook: params.id, delivery: params.delivery };
    const again = await sendDeliveryAgain(actingOf(services, called), place);
    return again.kind === 'refused' ? again : null;
  });

  route(app, contract.replayWebhook, async ({ params, body, ...called }) => {
    const again = await sendDeliveriesAgain(actingOf(services, called), { ...body, webhook: params.id });
    return again.kind === 'refused' ? again : { count: again.count };
  });

  route(app, contract.testWebhook, async ({ params, ...called }) => {
    const sent = await sendTest(actingOf(services, called), params.id);
    return sent.kind === 'refused' ? sent : describeDelivery(sent.delivery);
  });
};

function describeDelivery({ publicId: id, dueAt, ...delivery }: Delivery) {
  return { ...delivery, id, nextAttemptAt: delivery.state === 'waiting' ? dueAt : null };
}
