// A request to an endpoint, put together from its schemas, from what is in the organisation, and from examples.ts.
import type { LightMyRequestResponse } from 'fastify';
import type { Endpoint } from '#contract/endpoint.ts';
import { addressOf, type Params, paramsOf } from './addresses.ts';
import { examples } from './examples.ts';
import type { Filling } from './fill-organization.ts';
import { shapeOf } from './schema.ts';

export type Call = { readonly params: Params; readonly query: Params; readonly body: unknown };

const CSV = 'Last name\nSample\n';
const TYPES = { csv: 'text/csv', table: 'text/csv', file: 'application/octet-stream' } as const;

/** A call that the organisation's own thing is meant by. */
export async function callOf(endpoint: Endpoint, filling: Filling): Promise<Call> {
  const example = (await examples[endpoint.id]?.(filling)) ?? {};
  return {
    params: example.params ?? (await paramsOf(endpoint.path, filling.send)),
    query: example.query ?? {},
    body: example.body ?? sampleBody(endpoint),
  };
}

function sampleBody({ body }: Endpoint): unknown {
  if (body === null) return undefined;
  return typeof body === 'string' ? CSV : shapeOf(body).sample();
}

export function perform(
  endpoint: Endpoint,
  { params, query, body }: Call,
  { send, post }: Pick<Filling, 'send' | 'post'>,
): Promise<LightMyRequestResponse> {
  const search = new URLSearchParams(query).toString();
  const url = `${addressOf(endpoint.path, params)}${search === '' ? '' : `?${search}`}`;
  const type = typeof endpoint.body === 'string' ? TYPES[endpoint.body] : null;
  if (type !== null) return post({ url, payload: String(body), headers: { 'content-type': type } });
  return send(endpoint.method, url, body as object | undefined); // a test may send anything
}
