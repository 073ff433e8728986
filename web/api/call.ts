// One call of the API, typed by the contract. Values are what stands in JSON: instants are ISO 8601 texts in UTC
// ('2026-03-02T09:00:00.000Z'), decimals texts, dates 'YYYY-MM-DD'; web/i18n/format.ts makes words of them.
import type { Written } from '#contract/endpoint.ts';
import { type Operations, operations } from '#web/api/operations.gen.ts';
import { ApiProblem } from '#web/api/problem.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { currentLanguage } from '#web/i18n/i18n.ts';
import { inWords } from '#web/i18n/words.ts';

export type OperationId = keyof Operations;
export type Answer<Id extends OperationId> = Written<Operations[Id]['response']>;

type Given<Id extends OperationId, Part extends 'params' | 'query' | 'body'> = Operations[Id][Part] extends null
  ? unknown
  : Operations[Id][Part] extends 'csv' | 'table'
    ? { readonly [P in Part]: Blob | string }
    : Partial<Written<Operations[Id][Part]>> extends Written<Operations[Id][Part]>
      ? { readonly [P in Part]?: Written<Operations[Id][Part]> }
      : { readonly [P in Part]: Written<Operations[Id][Part]> };

/** What the endpoint takes: `{ params, query, body }`, those that it has. */
export type Input<Id extends OperationId> = Given<Id, 'params'> & Given<Id, 'query'> & Given<Id, 'body'>;
/** Left out where nothing has to be given. */
export type InputArgument<Id extends OperationId> =
  Partial<Input<Id>> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>];

type Parts = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

/** Calls the endpoint with this id; throws an ApiProblem when the answer is no. */
export function call<Id extends OperationId>(id: Id, ...[input]: InputArgument<Id>): Promise<Answer<Id>> {
  return send(id, input, null);
}

/** For hooks, which hold the input as one value and may give up waiting. */
export async function send<Id extends OperationId>(
  id: Id,
  input: Input<Id> | undefined,
  signal: AbortSignal | null,
): Promise<Answer<Id>> {
  const { params = {}, query = {}, body } = (input ?? {}) as Parts; // what every Input is
  const { method, path } = operations[id];
  const response = await fetch(addressOf(path, params, query), {
    method,
    headers: { accept: 'application/json', 'accept-language': currentLanguage(), ...contentType(body) },
    signal,
    ...(body === undefined ? {} : { body: isFile(body) ? body : JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw signal?.aborted === true ? error : unreachable(0);
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? null : await response.json()) as Answer<Id>; // the server validates what it answers
}

function addressOf(path: string, params: Parts['params'] & object, query: Parts['query'] & object): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** Texts are CSV: every other body of the API is an object. */
function isFile(body: unknown): body is Blob | string {
  return body instanceof Blob || typeof body === 'string';
}

function contentType(body: unknown): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'content-type': isFile(body) ? 'text/csv' : 'application/json' };
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const isOurs = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (!isOurs) return unreachable(response.status);
  return new ApiProblem(await response.json());
}

function unreachable(status: number): ApiProblem {
  return new ApiProblem({ code: 'unreachable', status, detail: inWords(generalWords)('unreachable') });
}
