// the header by which a client can send a request again without its being carried out twice.
import type { FastifyInstance } from 'fastify';
import { answerOnce, type WrittenAnswer } from '#actions/requests/answer-once.ts';
import type { Caller } from '#actions/accounts/caller.ts';
import type { Exchange } from '#api/fastify-context.ts';
import { sendRefusal } from '#api/problem-reply.ts';
import type { Services } from '#api/services.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import type { Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,255}$/;
/** What handlers tell in headers; everything else is of the one exchange. */
const KEPT_HEADERS = ['etag', 'location'] as const;

export type KeyHeader =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'none' }
  | Refusal<'idempotency_key_not_valid' | 'idempotency_key_not_taken'>;

/** A key that is of no effect would be believed in, so it is refused. Sign-in and the like, where nobody is known, ignore it. */
export function readKey(endpoint: Endpoint, { request }: Exchange): KeyHeader {
  const key = request.headers[HEADER];
  if (key === undefined || endpoint.method !== 'POST' || endpoint.access === 'public') return { kind: 'none' };
  if (endpoint.repeated !== 'once') return { kind: 'refused', reason: 'idempotency_key_not_taken' };
  if (typeof key !== 'string' || !KEY.test(key)) return { kind: 'refused', reason: 'idempotency_key_not_valid' };
  return { kind: 'key', key };
}

export type KeyedCall = { readonly caller: Caller; readonly key: string; readonly now: Instant };

/** Sends what `act` answers, or what it answered before. */
export type ReplyOnce = (exchange: Exchange, call: KeyedCall, act: () => Promise<Outcome>) => Promise<unknown>;

/** A value to be written with the endpoint's status, or a refusal. */
export type Outcome = { readonly kind: 'given'; readonly status: number; readonly value: unknown } | Refusal;

declare module 'fastify' {
  interface FastifyInstance {
    replyOnce: ReplyOnce;
  }
}

export function replyOnce(app: FastifyInstance, { database, seals }: Services): void {
  app.decorate('replyOnce', async (exchange, { caller, key, now }, act) => {
    const { method, url, body } = exchange.request;
    const content = JSON.stringify([method, url, body ?? null]);
    const answered = await answerOnce({ database, seals }, { caller, key, content, now }, async () => {
      const given = await act();
      return given.kind === 'refused' ? given : write(exchange, given);
    });
    if (answered.kind === 'refused') return sendRefusal(exchange, answered);
    if (answered.kind === 'written') return send(exchange, answered);
    void exchange.reply.header('idempotency-replayed', 'true');
    return send(exchange, answered.answer);
  });
}

/** By the endpoint's own schema, as it would be sent. */
function write({ reply }: Exchange, { status, value }: Extract<Outcome, { kind: 'given' }>): WrittenAnswer {
  void reply.code(status);
  const told = KEPT_HEADERS.flatMap((name) => {
    const header = reply.getHeader(name);
    return header === undefined ? [] : [[name, String(header)] as const];
  });
  const body = value === undefined ? '' : reply.serialize(value as object).toString();
  return { kind: 'written', status, headers: Object.fromEntries(told), body };
}

function send({ reply }: Exchange, { status, headers, body }: WrittenAnswer) {
  void reply.code(status).headers(headers);
  if (body === '') return reply.send();
  return reply.type('application/json; charset=utf-8').send(body);
}
