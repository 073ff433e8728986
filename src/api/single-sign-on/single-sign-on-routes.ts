import {
  readSettings,
  redirectUriOf,
  removeSettings,
  saveSettings,
  type Settings,
} from '#actions/single-sign-on/settings.ts';
import { beginSingleSignOn, finishSingleSignOn, listSignInWays } from '#actions/single-sign-on/sign-in.ts';
import { begin } from '#api/accounts/describe-caller.ts';
import { signInLimit } from '#api/rate-limits.ts';
import { type Routes, route } from '#api/route.ts';
import { clearAttemptCookie, readAttemptCookie, setAttemptCookie } from '#api/session-cookie.ts';
import * as contract from '#contract/single-sign-on.ts';

export const singleSignOnRoutes: Routes = (app, services) => {
  const { database, publicUrl } = services;
  const limit = signInLimit(app);

  route(app, contract.getSingleSignOn, async ({ caller }) => {
    return describe(await readSettings({ database, caller }), publicUrl);
  });

  route(app, contract.putSingleSignOn, async ({ body: { clientSecret = null, ...wish }, caller, now }) => {
    const saved = await saveSettings({ ...services, caller, now }, { ...wish, clientSecret });
    return saved.kind === 'refused' ? saved : describe(saved.settings, publicUrl);
  });

  route(app, contract.deleteSingleSignOn, async ({ caller, now }) => removeSettings({ database, caller, now }));

  route(app, contract.listSignInWays, async () => {
    return { items: (await listSignInWays(services)).map(({ publicId: id, label }) => ({ id, label })) };
  });

  route(app, contract.beginSingleSignOn, async ({ params, now, exchange }) => {
    const tooMany = await limit(exchange.request, 'single sign-on');
    if (tooMany !== null) return tooMany;
    const begun = await beginSingleSignOn(services, params.id, now);
    if (begun.kind === 'refused') return begun;
    setAttemptCookie(exchange.reply, publicUrl, { attempt: begun.attempt, expiresAt: begun.until });
    return { url: begun.url };
  });

  route(app, contract.finishSingleSignOn, async ({ body, now, exchange }) => {
    const tooMany = await limit(exchange.request, 'single sign-on');
    if (tooMany !== null) return tooMany;
    const attempt = readAttemptCookie(exchange.request, publicUrl);
    const session = await finishSingleSignOn(services, { query: body.query, attempt }, now);
    clearAttemptCookie(exchange.reply, publicUrl);
    return session.kind === 'refused' ? session : begin(services, exchange.reply, { session, now });
  });
};

function describe(settings: Settings | null, publicUrl: URL) {
  const redirectUri = redirectUriOf(publicUrl);
  if (settings === null) return { settings, redirectUri };
  const { publicId: id, active, label, issuer, clientId, domains, provision } = settings;
  return { settings: { id, active, label, issuer, clientId, domains: [...domains], provision }, redirectUri };
}
