// What was sent to a webhook, and sending it again.
import { uuidv7 } from 'uuidv7';
import type { Acting } from '#actions/records/acting.ts';
import { withWebhook } from '#actions/webhooks/webhooks.ts';
import { writeMessage } from '#actions/webhooks/write-message.ts';
import type { Refusal } from '#contract/errors.ts';
import { assert } from '#core/assert.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { TEST_EVENT } from '#core/webhooks/event-types.ts';
import type { Database } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import * as stored from '#storage/webhooks/deliveries.ts';

const KEPT_FOR = 30 * DAY;

type NotFound = Refusal<'not_found'>;
export type Delivery = stored.WebhookDelivery;
export type ToldDelivery = Delivery & { readonly body: string; readonly log: readonly stored.DeliveryAttempt[] };

export type DeliveryList = {
  readonly kind: 'listed';
  readonly items: readonly Delivery[];
  readonly hasMore: boolean;
};

export async function listDeliveries(
  acting: Pick<Acting, 'database' | 'organization'>,
  { webhook: id, limit, ...wanted }: Omit<stored.DeliveryPage, 'webhook'> & { readonly webhook: string },
): Promise<DeliveryList | NotFound> {
  return withWebhook(acting, id, async (tx, webhook) => {
    const found = await stored.listDeliveries(tx, { ...wanted, webhook: webhook.id, limit: limit + 1 });
    return { kind: 'listed', items: found.slice(0, limit), hasMore: found.length > limit };
  });
}

export type DeliveryPlace = { readonly webhook: string; readonly delivery: string };

export async function readDelivery(
  acting: Pick<Acting, 'database' | 'organization'>,
  place: DeliveryPlace,
): Promise<{ readonly kind: 'found'; readonly delivery: ToldDelivery } | NotFound> {
  return withWebhook(acting, place.webhook, async (tx, webhook) => {
    const delivery = await stored.findDelivery(tx, webhook.id, place.delivery);
    if (delivery === null) return { kind: 'refused', reason: 'not_found' } as const;
    return { kind: 'found', delivery: { ...delivery, log: await stored.listAttempts(tx, delivery.id) } } as const;
  });
}

/** Under the same id, so that a receiver that has it already knows. */
export async function sendDeliveryAgain(
  acting: Acting,
  place: DeliveryPlace,
): Promise<{ readonly kind: 'again' } | NotFound | Refusal<'delivery_still_waiting'>> {
  return withWebhook(acting, place.webhook, async (tx, webhook) => {
    const delivery = await stored.findDelivery(tx, webhook.id, place.delivery);
    if (delivery === null) return { kind: 'refused', reason: 'not_found' } as const;
    const wanted = { webhook: webhook.id, which: 'all', now: acting.now, delivery: delivery.id } as const;
    const count = await stored.sendAgain(tx, wanted);
    return count === 1
      ? ({ kind: 'again' } as const)
      : ({ kind: 'refused', reason: 'delivery_still_waiting' } as const);
  });
}

export async function sendDeliveriesAgain(
  acting: Acting,
  {
    webhook: id,
    since,
    which,
  }: { readonly webhook: string; readonly since: Instant; readonly which: 'failed' | 'all' },
): Promise<{ readonly kind: 'again'; readonly count: number } | NotFound> {
  return withWebhook(acting, id, async (tx, webhook) => {
    return { kind: 'again', count: await stored.sendAgain(tx, { webhook: webhook.id, which, since, now: acting.now }) };
  });
}

/** Something that means nothing, to see whether it arrives. */
export async function sendTest(
  acting: Acting,
  id: string,
): Promise<{ readonly kind: 'sent'; readonly delivery: Delivery } | NotFound> {
  return withWebhook(acting, id, async (tx, webhook) => {
    const { type, body } = writeMessage(TEST_EVENT, acting.now, { webhook: { id, name: webhook.name } });
    const publicId = uuidv7();
    await stored.insertDeliveries(tx, [{ publicId, webhook: webhook.id, type, body }], acting.now);
    const delivery = await stored.findDelivery(tx, webhook.id, publicId);
    assert(delivery !== null, 'a delivery that was made can be read');
    return { kind: 'sent', delivery };
  });
}

export async function forgetOldDeliveries(
  database: Database,
  { seat }: Pick<Organization, 'seat'>,
  now: Instant,
): Promise<number> {
  return database.organization(seat, (tx) => stored.forgetDeliveries(tx, now - KEPT_FOR));
}
