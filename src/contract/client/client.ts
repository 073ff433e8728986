// The API as typed calls, for the web app and for programs alike: `client.call('getLead', { params })`. Types come from the
// contract itself; at run time nothing of it is loaded but methods and paths. Values are what stands in JSON: instants are
// ISO 8601 texts in UTC ('2026-03-02T09:00:00.000Z'), decimals texts, dates 'YYYY-MM-DD'.
import { type Operations, operations } from '#contract/client/operations.gen.ts';
import { ApiProblem } from '#contract/client/problem.ts';
import type { Written } from '#contract/endpoint.ts';

export type OperationId = keyof Operations;
type Streamed = 'csv' | 'table' | 'file';

/** Files come as a Blob; what answers nothing gives null. */
export type Answer<Id extends OperationId> = Operations[Id]['response'] extends Streamed
  ? Blob
  : Written<Operations[Id]['response']>;

type Given<Id extends OperationId, Part extends 'params' | 'query' | 'body'> = Operations[Id][Part] extends null
  ? unknown
  : Operations[Id][Part] extends Streamed
    ? { readonly [P in Part]: Blob | string }
    : Partial<Written<Operations[Id][Part]>> extends Written<Operations[Id][Part]>
      ? { readonly [P in Part]?: Written<Operations[Id][Part]> }
      : { readonly [P in Part]: Written<Operations[Id][Part]> };

/** What the endpoint takes: `{ params, query, body }`, those that it has. */
export type Input<Id extends OperationId> = Given<Id, 'params'> & Given<Id, 'query'> & Given<Id, 'body'>;
/** Left out where nothing has to be given. */
export type InputArgument<Id extends OperationId> =
  Partial<Input<Id>> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>];

export type ClientOptions = {
  /** Where the server is: 'https://crm.example.com'; '' on one of its own pages. */
  readonly url: string;
  /** An API key; null: the session's cookie. */
  readonly key: string | null;
  /** What answers are worded in; asked with each call. Left out: English. */
  readonly language?: () => 'en' | 'zh';
  /** What to say when no answer comes, or none of ours. */
  readonly unreachable?: () => string;
};

export type SendOptions = {
  readonly signal?: AbortSignal | null;
  /** An Idempotency-Key, where the endpoint takes one: sent again with it, the call is carried out once. */
  readonly once?: string;
};

export type Client = {
  /** Calls the endpoint with this id; throws an ApiProblem when the answer is no. */
  call<Id extends OperationId>(id: Id, ...[input]: InputArgument<Id>): Promise<Answer<Id>>;
  /** The same with options, and with the input as one value. */
  send<Id extends OperationId>(id: Id, input: Input<Id> | undefined, options?: SendOptions): Promise<Answer<Id>>;
};

export function createClient(options: ClientOptions): Client {
  const send: Client['send'] = async (id, input, { signal = null, once } = {}) => {
    const request = requestOf(id, (input ?? {}) as Parts, options); // what every Input is
    const headers = { ...request.headers, ...(once === undefined ? {} : { 'idempotency-key': once }) };
    const response = await fetch(request.url, { ...request.init, headers, signal }).catch((error: unknown) => {
      throw signal?.aborted === true ? error : unreachable(0, options);
    });
    if (!response.ok) throw await problemOf(response, options);
    return (await valueOf(response)) as Answer<typeof id>; // the server validates what it answers
  };
  return { send, call: (id, ...[input]) => send(id, input) };
}

type Parts = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

function requestOf(id: OperationId, { params = {}, query = {}, body }: Parts, { url, key, language }: ClientOptions) {
  const { method, path, ...rest } = operations[id];
  const type = 'body' in rest ? typeOfFile(rest.body, body) : 'application/json';
  const init = body === undefined ? { method } : { method, body: isFile(body) ? body : JSON.stringify(body) };
  const headers = {
    accept: 'application/json',
    'accept-language': language?.() ?? 'en',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'content-type': type }),
  };
  return { url: url.replace(/\/$/, '') + addressOf(path, params, query), init, headers };
}

function addressOf(path: string, params: Parts['params'] & object, query: Parts['query'] & object): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** Every other body of the API is an object. */
function isFile(body: unknown): body is Blob | string {
  return body instanceof Blob || typeof body === 'string';
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function typeOfFile(kind: Streamed, body: unknown): string {
  if (kind === 'file') return 'application/octet-stream';
  return kind === 'table' && body instanceof Blob && body.type === WORKBOOK ? WORKBOOK : 'text/csv';
}

async function valueOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return isJson ? response.json() : response.blob();
}

async function problemOf(response: Response, options: ClientOptions): Promise<ApiProblem> {
  const isOurs = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (!isOurs) return unreachable(response.status, options);
  return new ApiProblem(await response.json());
}

function unreachable(status: number, { unreachable: say }: ClientOptions): ApiProblem {
  return new ApiProblem({ code: 'unreachable', status, detail: say?.() ?? 'The server doesn’t answer.' });
}
