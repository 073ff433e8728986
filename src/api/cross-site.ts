// T14: a browser adds the session cookie to whatever page asks, so a change needs proof that our own page asked.
import type { FastifyRequest } from 'fastify';

/** ours: the browser says so; foreign: it says otherwise; unknown: no browser, or one that says nothing. */
export type Origin = 'ours' | 'foreign' | 'unknown';

/** Sec-Fetch-Site first: it is right whatever address the page was opened by. Old browsers send Origin only. */
export function originOf(request: FastifyRequest, publicUrl: URL): Origin {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'ours' : 'foreign';
  const origin = request.headers.origin;
  if (origin === undefined) return 'unknown';
  return origin === publicUrl.origin ? 'ours' : 'foreign';
}

export function changesSomething(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
}
