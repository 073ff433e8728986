// The webhook of WhatsApp Business, taken apart: each status, message and change by itself. Nothing throws; what isn't
// understood is handed on as it came (K-58).
import {
  type LateRefusal,
  type ReadWhatsappNews,
  type ToldNews,
  type WhatsappDeliveryStatus,
  whatsappDeliveryStatuses,
  type WhatsappNews,
} from '#core/message/whatsapp-news.ts';
import { isObject, type Json, objectIn, objectsIn, parseJson, secondsIn, textIn } from './json.ts';
import { readError } from './read-error.ts';
import { readMessage } from './read-message.ts';
import { templateStatus } from './read-template.ts';
import { sortError } from './sort-error.ts';

export const readWhatsappNews: ReadWhatsappNews = (body, phoneNumberId) => {
  const told = parseJson(body);
  if (!isObject(told) || told['object'] !== 'whatsapp_business_account') return null;
  return objectsIn(told['entry']).flatMap(({ changes }) =>
    objectsIn(changes).flatMap(({ field, value }) => newsOf(String(field), objectIn(value), phoneNumberId)),
  );
};

function newsOf(field: string, value: Json, phoneNumberId: string): ToldNews[] {
  if (field === 'message_template_status_update') return [{ news: templateNews(value), raw: JSON.stringify(value) }];
  if (field !== 'messages' && field !== 'user_preferences') return [unknown(field, value)];
  if (textIn(objectIn(value['metadata'])['phone_number_id']) !== phoneNumberId) return [unknown('other_number', value)];
  const each = (key: string, read: (one: Json) => WhatsappNews): ToldNews[] =>
    objectsIn(value[key]).map((one) => ({ news: read(one), raw: JSON.stringify(one) }));
  const news = [
    ...each('statuses', statusNews),
    ...each('messages', readMessage),
    ...each('user_preferences', preferenceNews),
    ...each('errors', () => ({ kind: 'unknown', what: 'errors' })),
  ];
  return news.length === 0 ? [unknown(field, value)] : news;
}

function unknown(what: string, raw: Json): ToldNews {
  return { news: { kind: 'unknown', what }, raw: JSON.stringify(raw) };
}

function statusNews(told: Json): WhatsappNews {
  const [message, contact, status] = [textIn(told['id']), textIn(told['recipient_id']), told['status']];
  if (message === null || contact === null || !isStatus(status))
    return { kind: 'unknown', what: `status ${String(status)}` };
  const [error] = objectsIn(told['errors']);
  return {
    kind: 'status',
    message,
    status,
    contact,
    reference: textIn(told['biz_opaque_callback_data']),
    at: secondsIn(told['timestamp']),
    refusal: status === 'failed' ? lateRefusal(error ?? {}) : null,
  };
}

function isStatus(status: unknown): status is WhatsappDeliveryStatus {
  return whatsappDeliveryStatuses.some((one) => one === status);
}

/** A failure that says nothing is the recipient's. */
function lateRefusal(error: Json): LateRefusal {
  const { code, text } = readError(error);
  const base = { code: String(code), text };
  if (code === 0) return { ...base, side: 'recipient', optsOut: false };
  const sorted = sortError({ code, text }, null);
  if (sorted.kind === 'try_later') return { ...base, side: 'passing', optsOut: false };
  return { ...base, side: sorted.side, optsOut: sorted.remembered === 'unsubscribed' };
}

function preferenceNews(told: Json): WhatsappNews {
  const contact = textIn(told['wa_id']);
  const wants = told['value'];
  if (contact === null || (wants !== 'stop' && wants !== 'resume'))
    return { kind: 'unknown', what: 'user_preferences' };
  return { kind: 'preference', contact, wants, at: secondsIn(told['timestamp']) };
}

function templateNews(told: Json): WhatsappNews {
  const name = textIn(told['message_template_name']);
  const language = textIn(told['message_template_language']);
  if (name === null || language === null) return { kind: 'unknown', what: 'message_template_status_update' };
  return { kind: 'template', name, language, status: templateStatus(told['event']), at: null };
}
