// What became of a message (K-57): every status is kept, in whatever order they come; what follows from it, the ladder of
// C-10 decides. A message that was taken can still fail: then it goes by whose fault it is, as in the call (K-123).
import { pauseSenderOf } from '#actions/mail/pause-sender.ts';
import { numberHash } from '#actions/whatsapp/number-hash.ts';
import type { Receiving } from '#actions/whatsapp/receiving.ts';
import { deliveryIn } from '#actions/whatsapp/reference.ts';
import { toldAt } from '#actions/whatsapp/told-at.ts';
import type { Fact } from '#core/cadence/input.ts';
import type { LateRefusal, WhatsappNews } from '#core/message/whatsapp-news.ts';
import { HOUR, type Instant, MINUTE } from '#core/time/instant.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { addEmailEvents, proveSent } from '#storage/mail/email-events.ts';
import { suppress } from '#storage/mail/suppressions.ts';
import { keepMessageIds, sendAgain, settleLate, type WhatsappDelivery } from '#storage/whatsapp/events.ts';

type Status = Extract<WhatsappNews, { readonly kind: 'status' }>;

export async function receiveStatus(receiving: Receiving, news: Status): Promise<void> {
  const { tx, organization, now, deliveries } = receiving;
  const delivery = deliveries.get(deliveryIn(organization, news.reference) ?? '');
  if (delivery === undefined) return; // of another program that writes from the same number
  const { delivery: id, enrollment, followUp, repetition } = delivery;
  const at = toldAt(news.at, { dotAt: delivery.dotAt, now });
  const { refusal } = news;
  const detail = refusal === null ? null : `${refusal.code} ${refusal.text}`.trim();
  await keepMessageIds(tx, [{ id: news.message, delivery: id, contact: numberHash(organization.id, news.contact) }]);
  await addEmailEvents(tx, [{ delivery: id, kind: eventOf(news), at, link: null, detail }]);
  if (refusal === null) await proveSent(tx, [id], now);
  else await refuseLate(receiving, { delivery, refusal, detail: detail ?? '' });
  const fact = factOf(news, { delivery, now });
  if (fact === null) return;
  const input = { ...fact, followUp, repetition, at, actor: null };
  await addInputs(tx, organization.seat, [{ enrollment, input }]);
}

/** Only a failure that ends it is one: the others are tried again. */
function eventOf({ status, refusal }: Status): string {
  return refusal === null || refusal.side === 'recipient' ? status : `failed_${refusal.side}`;
}

const RETRY_FOR_MS = 72 * HOUR;
const RETRY_MS = 15 * MINUTE;

type Late = { readonly delivery: WhatsappDelivery; readonly refusal: LateRefusal; readonly detail: string };

async function refuseLate({ tx, now }: Receiving, { delivery, refusal, detail }: Late): Promise<void> {
  const { delivery: id, addressHash } = delivery;
  if (refusal.optsOut && addressHash !== null) {
    await suppress(tx, { hashes: [addressHash], reason: 'unsubscribed', source: 'WhatsApp', at: now });
  }
  if (refusal.side === 'policy')
    await pauseSenderOf(tx, { delivery: id, channel: 'whatsapp', reason: detail, at: now });
  if (isTriedAgain(delivery, refusal, now)) return sendAgain(tx, id, now + RETRY_MS);
  const state = refusal.side === 'ours' || refusal.side === 'content' ? 'failed' : 'bounced';
  await settleLate(tx, { delivery: id, state, outcome: detail });
}

function isTriedAgain({ firstAttemptAt }: WhatsappDelivery, { side }: LateRefusal, now: Instant): boolean {
  return side === 'policy' || (side === 'passing' && now - (firstAttemptAt ?? now) < RETRY_FOR_MS);
}

type BareFact =
  | Pick<Extract<Fact, { kind: 'response' }>, 'kind' | 'response' | 'link'>
  | Pick<Extract<Fact, { kind: 'not_carried_out' }>, 'kind' | 'reason'>
  | { readonly kind: 'carried_out' };

/** Null: the round knows already, or the message is tried again. */
function factOf(
  { status, refusal }: Status,
  { delivery, now }: { readonly delivery: WhatsappDelivery; readonly now: Instant },
): BareFact | null {
  if (status === 'sent') return delivery.state === 'sent' ? null : { kind: 'carried_out' };
  if (refusal === null) return { kind: 'response', response: status, link: null };
  if (isTriedAgain(delivery, refusal, now)) return null;
  if (refusal.side === 'ours' || refusal.side === 'content')
    return { kind: 'not_carried_out', reason: 'whatsapp_refused' };
  return { kind: 'response', response: 'failed', link: null };
}
