// Who is asking, and may they: before a route's body is read, let alone its handler run. Deny by default: a route that
// doesn't declare its access doesn't register.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate, type Credential } from '#actions/accounts/authenticate.ts';
import type { Caller } from '#actions/accounts/caller.ts';
import { changesSomething, originOf } from '#api/cross-site.ts';
import { Refused } from '#api/problem-reply.ts';
import type { Services } from '#api/services.ts';
import { readSessionCookie } from '#api/session-cookie.ts';
import type { ErrorCode } from '#contract/errors.ts';
import type { Access } from '#contract/scopes.ts';

/** Identifying comes first, rate limits by caller next, the guard after them and before the body is read. */
export function guardRoutes(app: FastifyInstance, { database, publicUrl }: Services): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', (options) => {
    if (options.config?.access === undefined) throw new Error(`${options.url} doesn't say who may call it`);
  });
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || access === 'public') return; // nothing is there, or nobody is asked
    const credential = credentialOf(request, publicUrl);
    if (credential === null) return;
    const known = await authenticate(database, credential, app.clock());
    if (known.kind === 'known') request.caller = known.caller;
  });
  app.addHook('preParsing', async (request) => {
    if (request.is404) return;
    refuseForeignSites(request, publicUrl);
    refuseWithoutAccess(request.caller, request.routeOptions.config.access ?? 'admin');
    refuseWithoutTwoFactor(request);
  });
}

/** An Authorization header wins over the cookie: no browser adds it by itself. */
function credentialOf(request: FastifyRequest, publicUrl: URL): Credential | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return { kind: 'api_key', key: authorization.replace(/^bearer +/i, '') };
  const token = readSessionCookie(request, publicUrl);
  return token === null ? null : { kind: 'session', token };
}

function refuseForeignSites(request: FastifyRequest, publicUrl: URL): void {
  if (request.routeOptions.config.askedBy === 'any_site') return;
  if (!changesSomething(request) || request.headers.authorization !== undefined) return;
  const origin = originOf(request, publicUrl);
  const isProven = origin === 'ours' || (origin === 'unknown' && request.caller?.via.kind !== 'session');
  if (!isProven) refuse('cross_site_request');
}

function refuseWithoutAccess(caller: Caller | null, access: Access): void {
  if (access === 'public') return;
  if (caller === null) return refuse('not_signed_in');
  if (access === 'caller') return;
  if (access === 'session') {
    if (caller.via.kind !== 'session') refuse('session_needed');
    return;
  }
  if (!caller.scopes.includes(access)) refuse('scope_missing', { scope: access });
}

/** One's own account, where the second factor is set up. */
const OWN_ACCOUNT = /^\/api\/v1\/(?:me|session)(?:\/|$)/;

function refuseWithoutTwoFactor({ caller, routeOptions }: FastifyRequest): void {
  if (caller?.via.kind !== 'session' || !caller.via.needsTwoFactor) return;
  if (routeOptions.config.access !== 'public' && !OWN_ACCOUNT.test(routeOptions.url ?? '')) refuse('two_factor_needed');
}

function refuse(reason: ErrorCode, params: Readonly<Record<string, string>> = {}): never {
  throw new Refused({ kind: 'refused', reason, params });
}
