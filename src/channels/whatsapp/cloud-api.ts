// The WhatsApp Business Cloud API (W-1), over the guarded calls that every address outside is called with. A call whose
// answer never came may have been carried out; one that never connected was not.
import type { DeliveryOutcome, Gate } from '#core/message/channel.ts';
import type { WhatsappMessage, WhatsappTemplate } from '#core/message/whatsapp.ts';
import type { WhatsappApi, WhatsappFailed, WhatsappFailure } from '#core/message/whatsapp-api.ts';
import type { CallFailure, Outbound } from '#core/net/outbound.ts';
import { isObject, type Json, objectIn, objectsIn, parseJson, textIn } from './json.ts';
import { messageBody } from './message-body.ts';
import { errorIn } from './read-error.ts';
import { readTemplate } from './read-template.ts';
import { type ApiError, sortError } from './sort-error.ts';

export type CloudApiOptions = {
  readonly outbound: Pick<Outbound, 'call'>;
  /** With the version: https://graph.facebook.com/v23.0. */
  readonly baseUrl: string;
};

type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** Small pages: an answer of many templates would be larger than what is read of one. */
const TEMPLATES_A_PAGE = 20;
const PAGES_MAX = 100;
const TEMPLATE_FIELDS = 'name,language,status,category,parameter_format,components';

export function createCloudApi({ outbound, baseUrl }: CloudApiOptions): WhatsappApi {
  const call = async (path: string, token: string, body: object | null): Promise<Answer> => {
    const answer = await outbound.call({
      method: body === null ? 'GET' : 'POST',
      url: `${baseUrl.replace(/\/$/, '')}/${path}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === null ? null : Buffer.from(JSON.stringify(body)),
      answer: 'read',
    });
    return answer.kind === 'failed' ? answer : { ...answer, body: parseJson(answer.body) };
  };
  const get = (path: string, token: string): Promise<Answer> => call(path, token, null);
  return {
    findNumber: async ({ phoneNumberId, businessAccountId, token }) => {
      const fields = 'id,display_phone_number,verified_name';
      const found = objectOf(
        await get(`${encodeURIComponent(phoneNumberId)}?fields=${fields}`, token),
        'number_unknown',
      );
      if (found.kind === 'failed') return found;
      const listing = await get(`${encodeURIComponent(businessAccountId)}/phone_numbers?fields=id&limit=100`, token);
      const listed = objectOf(listing, 'account_unknown');
      if (listed.kind === 'failed') return listed;
      const isIts = objectsIn(listed.body['data']).some(({ id }) => id === phoneNumberId);
      if (!isIts) return { kind: 'failed', failure: 'number_of_another_account', detail: '' };
      const { display_phone_number: number, verified_name: name } = found.body;
      return { kind: 'found', displayNumber: textIn(number) ?? '', displayName: textIn(name) ?? '' };
    },
    listTemplates: async ({ businessAccountId, token }) => {
      const templates: WhatsappTemplate[] = [];
      let after = '';
      for (let page = 0; page < PAGES_MAX; page++) {
        const query = new URLSearchParams({ fields: TEMPLATE_FIELDS, limit: String(TEMPLATES_A_PAGE) });
        if (after !== '') query.set('after', after);
        const answer = await get(`${encodeURIComponent(businessAccountId)}/message_templates?${query}`, token);
        const listed = objectOf(answer, 'account_unknown');
        if (listed.kind === 'failed') return listed;
        templates.push(...objectsIn(listed.body['data']).flatMap((one) => readTemplate(one) ?? []));
        const paging = objectIn(listed.body['paging']);
        after = textIn(objectIn(paging['cursors'])['after']) ?? '';
        if (after === '' || textIn(paging['next']) === null) break;
      }
      return { kind: 'found', templates };
    },
    send: (message, gate) => send(message, gate, call),
  };
}

type Call = (path: string, token: string, body: object) => Promise<Answer>;

async function send(message: WhatsappMessage, gate: Gate, call: Call): Promise<DeliveryOutcome> {
  if (!(await gate())) return { kind: 'stopped' };
  const { phoneNumberId, token } = message.access;
  const answer = await call(`${encodeURIComponent(phoneNumberId)}/messages`, token, messageBody(message));
  if (answer.kind === 'failed') {
    const text = `WhatsApp could not be called: ${answer.failure}`;
    return MAY_HAVE_ARRIVED.has(answer.failure) ? { kind: 'awaited', text } : { kind: 'try_later', text };
  }
  const error = errorIn(answer.body);
  if (error !== null) return sortError(error, answer.status);
  const [accepted] = objectsIn(objectIn(answer.body)['messages']);
  const id = textIn(accepted?.['id']);
  if (answer.status === 200 && id !== null) return { kind: 'sent', at: message.date, response: id };
  if (answer.status === 429) return { kind: 'try_later', text: 'HTTP 429' };
  return { kind: 'awaited', text: `WhatsApp answered ${answer.status} without saying what became of it` };
}

const MAY_HAVE_ARRIVED: ReadonlySet<CallFailure> = new Set(['timeout', 'connection', 'answer_too_large']);

type Read = { readonly kind: 'read'; readonly body: Json } | WhatsappFailed;

/** What asks for a thing by its id: an id that means nothing to Meta is `unknown`. */
function objectOf(answer: Answer, unknown: WhatsappFailure): Read {
  if (answer.kind === 'failed') return { kind: 'failed', failure: 'unreachable', detail: answer.failure };
  const error = errorIn(answer.body);
  if (error !== null)
    return { kind: 'failed', failure: failureOf(error, unknown), detail: `${error.code} ${error.text}` };
  if (answer.status === 200 && isObject(answer.body)) return { kind: 'read', body: answer.body };
  return { kind: 'failed', failure: 'refused', detail: `HTTP ${answer.status}` };
}

function failureOf({ code }: ApiError, unknown: WhatsappFailure): WhatsappFailure {
  if (code === 190) return 'token_refused';
  if (code === 100 || code === 33) return unknown;
  return code === 10 || code === 3 || (code >= 200 && code < 300) ? 'right_missing' : 'refused';
}
