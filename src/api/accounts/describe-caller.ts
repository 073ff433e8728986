import type { FastifyReply } from 'fastify';
import { authenticate } from '#actions/accounts/authenticate.ts';
import type { Caller } from '#actions/accounts/caller.ts';
import type { StartedSession } from '#actions/accounts/start-session.ts';
import type { Services } from '#api/services.ts';
import { setSessionCookie } from '#api/session-cookie.ts';
import type { me } from '#contract/accounts.ts';
import type { Value } from '#contract/endpoint.ts';
import { assert } from '#core/assert.ts';
import type { Instant } from '#core/time/instant.ts';

/** Hands out the cookie of a session that has just begun, and says whose it is. */
export async function begin(
  { database, publicUrl }: Services,
  reply: FastifyReply,
  { session, now }: { readonly session: StartedSession; readonly now: Instant },
): Promise<Value<typeof me>> {
  const known = await authenticate(database, { kind: 'session', token: session.token }, now);
  assert(known.kind === 'known', 'a session that has just begun is known');
  setSessionCookie(reply, publicUrl, session);
  return describeCaller(known.caller);
}

export function describeCaller({ member, organization, scopes, via }: Caller): Value<typeof me> {
  const { publicId: id, name, email, administrator, preferences } = member;
  return {
    user: { id, name, email, administrator, ...preferences },
    organization: {
      id: organization.publicId,
      name: organization.name,
      timeZone: organization.timeZone,
      language: organization.language,
      createdAt: organization.createdAt,
    },
    scopes: [...scopes],
    needsTwoFactor: via.kind === 'session' && via.needsTwoFactor,
  };
}
