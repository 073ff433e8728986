import type { FastifyReply } from 'fastify';
import { authenticate } from '#actions/accounts/authenticate.ts';
import type { Caller } from '#actions/accounts/caller.ts';
import { changePassword } from '#actions/accounts/change-password.ts';
import { changePreferences } from '#actions/accounts/change-preferences.ts';
import { signInWithLink } from '#actions/accounts/sign-in-with-link.ts';
import { signInWithPassword } from '#actions/accounts/sign-in-with-password.ts';
import { signOut } from '#actions/accounts/sign-out.ts';
import type { StartedSession } from '#actions/accounts/start-session.ts';
import { signInLimit } from '#api/rate-limits.ts';
import { type Routes, route } from '#api/route.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '#api/session-cookie.ts';
import * as contract from '#contract/accounts.ts';
import type { Value } from '#contract/endpoint.ts';
import { assert } from '#core/assert.ts';
import type { Instant } from '#core/time/instant.ts';

export const sessionRoutes: Routes = (app, { database, publicUrl }) => {
  const limit = signInLimit(app);

  const begin = async (reply: FastifyReply, session: StartedSession, now: Instant) => {
    const known = await authenticate(database, { kind: 'session', token: session.token }, now);
    assert(known.kind === 'known', 'a session that has just begun is known');
    setSessionCookie(reply, publicUrl, session);
    return describeCaller(known.caller);
  };

  route(app, contract.signIn, async ({ body, now, exchange }) => {
    const tooMany = await limit(exchange.request, body.email);
    if (tooMany !== null) return tooMany;
    const session = await signInWithPassword(database, body, now);
    return session.kind === 'refused' ? session : begin(exchange.reply, session, now);
  });

  route(app, contract.signInWithLink, async ({ body, now, exchange }) => {
    const session = await signInWithLink(database, body.token, now);
    return session.kind === 'refused' ? session : begin(exchange.reply, session, now);
  });

  route(app, contract.signOut, async ({ exchange }) => {
    await signOut(database, readSessionCookie(exchange.request, publicUrl) ?? '');
    clearSessionCookie(exchange.reply, publicUrl);
    return null;
  });

  route(app, contract.getMe, async ({ caller }) => describeCaller(caller));

  route(app, contract.updateMe, async ({ body: { language, theme }, caller }) => {
    const change = { ...(language === undefined ? {} : { language }), ...(theme === undefined ? {} : { theme }) };
    return describeCaller({ ...caller, member: await changePreferences(database, caller.member, change) });
  });

  route(app, contract.changePassword, async ({ body, caller, now, exchange }) => {
    const tooMany = await limit(exchange.request, caller.member.email);
    if (tooMany !== null) return tooMany;
    const session = await changePassword(database, { ...body, userId: caller.member.id }, now);
    if (session.kind === 'refused') return session;
    setSessionCookie(exchange.reply, publicUrl, session);
    return null;
  });
};

function describeCaller({ member, organization, scopes }: Caller): Value<typeof contract.me> {
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
  };
}
