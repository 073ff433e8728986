// How often one may ask. Counted in this process: with several, each has its own counters.
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '#api/problem-reply.ts';
import type { Refusal } from '#contract/errors.ts';

const MINUTE_MS = 60_000;
const REQUESTS_PER_MINUTE_MAX = 1_200;
const SIGN_IN_WINDOW_MS = 5 * MINUTE_MS;
/** Of one address on one account: a person mistypes, a guesser doesn't stop. */
const SIGN_INS_PER_ACCOUNT_MAX = 20;
/** Of one address over all accounts: an office behind one address, but no spraying. */
const SIGN_INS_PER_ADDRESS_MAX = 100;
/** Mails with a link for a new password, to one address an hour, whoever asks. */
const RESETS_PER_ACCOUNT_MAX = 5;
/** Counters kept at a time; beyond, the oldest are forgotten. */
const COUNTERS_MAX = 20_000;

export async function limitRequests(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    max: REQUESTS_PER_MINUTE_MAX,
    timeWindow: MINUTE_MS,
    cache: COUNTERS_MAX,
    enableDraftSpec: true,
    keyGenerator: (request) => callerKey(request) ?? addressKey(request),
    errorResponseBuilder: (_request, { ttl }) => new Refused(tooMany(ttl)),
  });
}

/** Each caller has counters of their own; who isn't signed in shares those of the address. */
function callerKey({ caller }: FastifyRequest): string | null {
  if (caller === null) return null;
  return caller.via.kind === 'api_key' ? `key ${caller.via.publicId}` : `user ${caller.member.publicId}`;
}

function addressKey(request: FastifyRequest): string {
  return `address ${normalizeIP(request.ip, 64)}`;
}

export type SignInLimit = (request: FastifyRequest, email: string) => Promise<Refusal<'too_many_requests'> | null>;

/** Asked before a password is looked at. Null: go on. */
export function signInLimit(app: FastifyInstance): SignInLimit {
  const emails = new WeakMap<FastifyRequest, string>();
  const timeWindow = SIGN_IN_WINDOW_MS;
  const byAccount = app.createRateLimit({
    max: SIGN_INS_PER_ACCOUNT_MAX,
    timeWindow,
    keyGenerator: (request) => `${addressKey(request)} ${emails.get(request)}`,
  });
  const byAddress = app.createRateLimit({ max: SIGN_INS_PER_ADDRESS_MAX, timeWindow, keyGenerator: addressKey });
  return async (request, email) => {
    emails.set(request, email.trim().toLowerCase());
    for (const limit of [byAccount, byAddress]) {
      const used = await limit(request);
      if (!used.isAllowed && used.isExceeded) return tooMany(used.ttl);
    }
    return null;
  };
}

/** Asked before a mail with a link is sent. Counts addresses that nobody has just the same (T13). */
export function resetLimit(app: FastifyInstance): SignInLimit {
  const signIns = signInLimit(app);
  const emails = new WeakMap<FastifyRequest, string>();
  const byAccount = app.createRateLimit({
    max: RESETS_PER_ACCOUNT_MAX,
    timeWindow: 60 * MINUTE_MS,
    keyGenerator: (request) => `reset ${emails.get(request)}`,
  });
  return async (request, email) => {
    emails.set(request, email.trim().toLowerCase());
    const used = await byAccount(request);
    if (!used.isAllowed && used.isExceeded) return tooMany(used.ttl);
    return signIns(request, email);
  };
}

function tooMany(ttlMs: number): Refusal<'too_many_requests'> {
  return { kind: 'refused', reason: 'too_many_requests', params: { seconds: Math.ceil(ttlMs / 1000) } };
}
