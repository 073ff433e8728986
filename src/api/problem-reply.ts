// The one place where a "no" becomes HTTP: problem+json, in the caller's language, under the request's id.
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '#api/language.ts';
import { type ErrorCode, explainRefusal, type Refusal } from '#contract/errors.ts';
import { type Problem, problemType } from '#contract/problem.ts';

/** For hooks and streams of Fastify, which can only throw. Handlers return their refusals. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** Answers with a refusal; `errors` are problems that are worded already. */
export function sendRefusal(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  refusal: Refusal,
  errors: Problem['errors'] = [],
): FastifyReply {
  const language = languageOf(request);
  const { status, sentence } = explainRefusal(refusal, language);
  const own = (refusal.problems ?? []).map(({ message, ...rest }) => ({ ...rest, message: message[language] }));
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: refusal.reason,
    detail: sentence,
    ...(refusal.current === undefined ? {} : { current: refusal.current }),
    errors: [...own, ...errors],
    requestId: request.id,
  };
  if (refusal.reason === 'too_many_requests')
    void reply.header('retry-after', String(refusal.params?.['seconds'] ?? 60));
  void reply.header('x-request-id', request.id);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .type(problemType)
    .serializer((value: unknown) => JSON.stringify(value))
    .send(problem);
}

/** Everything thrown ends here. What isn't a refusal or the client's fault is ours: logged, and told without details. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalFor(error, request);
  if (refusal.reason === 'internal') request.log.error({ error }, 'request failed');
  return sendRefusal({ request, reply }, refusal);
}

const ofStatus: Readonly<Record<number, ErrorCode>> = {
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

function refusalFor(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refused) return error.refusal;
  const status = error.statusCode ?? 500;
  if (status >= 500) return { kind: 'refused', reason: 'internal' };
  const reason = ofStatus[status] ?? 'malformed_request';
  const expected = request.routeOptions.schema?.consumes?.join(', ') ?? 'application/json';
  return { kind: 'refused', reason, params: { expected } };
}
