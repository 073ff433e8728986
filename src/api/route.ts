// Ties an endpoint of the contract to its handler. The handler gets values, gives a value or a refusal, and sees no HTTP.
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '#actions/accounts/caller.ts';
import type { Exchange } from '#api/fastify-context.ts';
import { type Outcome, readKey } from '#api/idempotency.ts';
import { languageOf } from '#api/language.ts';
import { schemaOf } from '#api/openapi.ts';
import { sendRefusal } from '#api/problem-reply.ts';
import { type EndpointValues, readInput } from '#api/read-input.ts';
import type { Services } from '#api/services.ts';
import type { Endpoint, Value } from '#contract/endpoint.ts';
import type { Language, Refusal } from '#contract/errors.ts';
import type { Instant } from '#core/time/instant.ts';

export type Input<E extends Endpoint> = EndpointValues<E> & {
  /** Null only where the endpoint is public. */
  readonly caller: E['access'] extends 'public' ? null : Caller;
  readonly language: Language;
  readonly now: Instant;
  readonly exchange: Exchange;
};

/** A file for the caller to keep. */
export type FileAnswer = {
  readonly kind: 'file';
  readonly name: string;
  readonly type: string;
  readonly content: Readable | Buffer;
};

type Given<Response> = Response extends 'table' | 'file' ? FileAnswer : Value<Response>;

export type Answer<E extends Endpoint> =
  | Given<E['response']>
  | Refusal<E['refusals'][number] | 'too_many_requests' | 'not_permitted'>;
export type Handler<E extends Endpoint> = (input: Input<E>) => Promise<Answer<E>>;

/** The routes of one domain, for the list in build-server.ts. */
export type Routes = (app: FastifyInstance, services: Services) => void;

export function route<E extends Endpoint>(app: FastifyInstance, endpoint: E, handler: Handler<E>): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { access: endpoint.access },
    schema: schemaOf(endpoint),
    handler: async (request, reply) => {
      const exchange = { request, reply };
      const language = languageOf(request);
      const read = readInput(endpoint, request, language);
      if (read.kind === 'wrong_media_type') return sendRefusal(exchange, wrongMediaType(read.expected));
      if (read.kind === 'invalid') {
        return sendRefusal(exchange, { kind: 'refused', reason: 'invalid_input' }, read.errors);
      }
      const caller = (endpoint.access === 'public' ? null : request.caller) as Input<E>['caller']; // the guard let it in
      const now = app.clock();
      const handle = () => handler({ ...read.values, caller, language, now, exchange });
      const header = readKey(endpoint, exchange);
      if (header.kind === 'refused') return sendRefusal(exchange, header);
      if (header.kind === 'key' && caller !== null) {
        return app.replyOnce(exchange, { caller, key: header.key, now }, async () =>
          outcomeOf(endpoint, await handle()),
        );
      }
      const answer = await handle();
      if (isRefusal(answer)) return sendRefusal(exchange, answer);
      if (typeof endpoint.response === 'string') return sendFile(exchange, answer as FileAnswer); // it was told to answer with one
      return reply.code(endpoint.status).send(valueOf(endpoint, answer));
    },
  });
}

function outcomeOf(endpoint: Endpoint, answer: unknown): Outcome {
  return isRefusal(answer) ? answer : { kind: 'given', status: endpoint.status, value: valueOf(endpoint, answer) };
}

function valueOf({ response }: Endpoint, answer: unknown): unknown {
  return response === null ? undefined : answer;
}

/** T24: a browser saves it, whatever it holds. */
function sendFile({ reply }: Exchange, { name, type, content }: FileAnswer) {
  return reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(content);
}

function wrongMediaType(expected: string): Refusal<'unsupported_media_type'> {
  return { kind: 'refused', reason: 'unsupported_media_type', params: { expected } };
}

/** No response of the contract has `kind: 'refused'`. */
function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refused';
}
