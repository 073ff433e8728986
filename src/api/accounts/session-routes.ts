import type { Caller } from '#actions/accounts/caller.ts';
import { changePassword, type PasswordChange } from '#actions/accounts/change-password.ts';
import { changePreferences } from '#actions/accounts/change-preferences.ts';
import { signInWithLink } from '#actions/accounts/sign-in-with-link.ts';
import { signInWithPassword } from '#actions/accounts/sign-in-with-password.ts';
import { signOut } from '#actions/accounts/sign-out.ts';
import { begin, describeCaller } from '#api/accounts/describe-caller.ts';
import { afterwards } from '#api/afterwards.ts';
import { signInLimit } from '#api/rate-limits.ts';
import { type Routes, route } from '#api/route.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '#api/session-cookie.ts';
import * as contract from '#contract/accounts.ts';

/** Only sessions get here. */
function proofOf({ via }: Caller): PasswordChange['proof'] {
  return via.kind === 'session' ? via.proof : 'one_factor';
}

export const sessionRoutes: Routes = (app, services) => {
  const { database, publicUrl } = services;
  const limit = signInLimit(app);
  const later = afterwards(app);

  route(app, contract.signIn, async ({ body, now, exchange }) => {
    const tooMany = await limit(exchange.request, body.email);
    if (tooMany !== null) return tooMany;
    const session = await signInWithPassword(
      services,
      { ...body, code: body.code ?? null },
      { now, afterwards: later },
    );
    return session.kind === 'refused' ? session : begin(services, exchange.reply, { session, now });
  });

  route(app, contract.signInWithLink, async ({ body, now, exchange }) => {
    const session = await signInWithLink(services, { ...body, code: body.code ?? null }, now);
    return session.kind === 'refused' ? session : begin(services, exchange.reply, { session, now });
  });

  route(app, contract.signOut, async ({ now, exchange }) => {
    await signOut(database, readSessionCookie(exchange.request, publicUrl) ?? '', now);
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
    const session = await changePassword(database, { ...body, userId: caller.member.id, proof: proofOf(caller) }, now);
    if (session.kind === 'refused') return session;
    setSessionCookie(exchange.reply, publicUrl, session);
    return null;
  });
};
