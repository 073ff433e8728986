// A message that a person wrote to us, and their wish for no more (C-38): on the record's timeline, and told to the round that
// it answers: the one whose message it quotes, else the one that wrote last.
import { createHash } from 'node:crypto';
import { heardElsewhere } from '#actions/mail/heard-elsewhere.ts';
import type { Receiving } from '#actions/whatsapp/receiving.ts';
import { toldAt } from '#actions/whatsapp/told-at.ts';
import type { WhatsappNews } from '#core/message/whatsapp-news.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { addEmailEvents, proveSent } from '#storage/mail/email-events.ts';
import { keepInboundMessage } from '#storage/mail/inbound-messages.ts';
import { liftSuppression, suppress } from '#storage/mail/suppressions.ts';
import { findAnsweredMessage } from '#storage/whatsapp/events.ts';

type Written = Extract<WhatsappNews, { readonly kind: 'message' }>;
type Preference = Extract<WhatsappNews, { readonly kind: 'preference' }>;

export async function receiveAnswer(receiving: Receiving, news: Written): Promise<void> {
  const { tx, organization, now, hashesOf } = receiving;
  const answered = await findAnsweredMessage(tx, { quoted: news.quoted, hashes: hashesOf(news.contact) });
  const at = toldAt(news.at, { dotAt: answered?.dotAt ?? null, now });
  const kept = await keepInboundMessage(tx, {
    contentHash: createHash('sha256').update(`whatsapp ${news.message}`).digest(),
    receivedAt: at,
    kind: 'reply',
    delivery: answered?.delivery ?? null,
    record: answered?.record ?? null,
    from: `+${news.contact}`,
    subject: 'WhatsApp',
    text: news.text,
    html: null,
  });
  if (kept === null || answered === null) return;
  const { delivery, enrollment, followUp, repetition } = answered;
  await addEmailEvents(tx, [{ delivery, kind: 'replied', at, link: null, detail: null }]);
  await proveSent(tx, [delivery], now);
  const response = 'replied' as const;
  const input = { kind: 'response', followUp, repetition, response, link: null, at, actor: null } as const;
  const elsewhere = await heardElsewhere(tx, [{ ...answered, response, channel: 'whatsapp', at }]);
  await addInputs(tx, organization.seat, [{ enrollment, input }, ...elsewhere]);
}

/** E-8: who wants no more is not written to; only that person takes it back. */
export async function receivePreference({ tx, now, hashesOf }: Receiving, news: Preference): Promise<void> {
  const hashes = hashesOf(news.contact);
  if (news.wants === 'resume') return liftSuppression(tx, hashes);
  await suppress(tx, { hashes, reason: 'unsubscribed', source: 'WhatsApp', at: now });
}
