import { readRequirement, requireTwoFactor, resetTwoFactor } from '#actions/accounts/require-two-factor.ts';
import {
  confirmFactor,
  readFactor,
  renewRecoveryCodes,
  setUpFactor,
  switchFactorOff,
} from '#actions/accounts/two-factor.ts';
import { signInLimit } from '#api/rate-limits.ts';
import { type Input, type Routes, route } from '#api/route.ts';
import { readSessionCookie } from '#api/session-cookie.ts';
import * as contract from '#contract/two-factor.ts';

type Called = Pick<Input<typeof contract.getTwoFactor>, 'caller' | 'now'>;

export const twoFactorRoutes: Routes = (app, { database, seals, publicUrl }) => {
  const limit = signInLimit(app);
  const own = ({ caller, now }: Called) => ({ database, seals, caller, now });

  route(app, contract.getTwoFactor, async ({ caller }) => readFactor({ database, caller }));

  route(app, contract.setUpTwoFactor, async ({ body, exchange, ...called }) => {
    const tooMany = await limit(exchange.request, called.caller.member.email);
    if (tooMany !== null) return tooMany;
    const begun = await setUpFactor(own(called), body.password);
    return begun.kind === 'refused' ? begun : { secret: begun.secret, url: begun.url };
  });

  route(app, contract.confirmTwoFactor, async ({ body, exchange, ...called }) => {
    const session = readSessionCookie(exchange.request, publicUrl) ?? '';
    const confirmed = await confirmFactor(own(called), { code: body.code, session });
    return confirmed.kind === 'refused' ? confirmed : { recoveryCodes: confirmed.recoveryCodes };
  });

  route(app, contract.renewRecoveryCodes, async ({ body, ...called }) => {
    const renewed = await renewRecoveryCodes(own(called), body.code);
    return renewed.kind === 'refused' ? renewed : { recoveryCodes: renewed.recoveryCodes };
  });

  route(app, contract.switchOffTwoFactor, async ({ body, exchange, ...called }) => {
    const tooMany = await limit(exchange.request, called.caller.member.email);
    if (tooMany !== null) return tooMany;
    return switchFactorOff(own(called), { password: body.password, code: body.code ?? null });
  });

  route(app, contract.getTwoFactorRequirement, async ({ caller }) => readRequirement({ database, caller }));

  route(app, contract.putTwoFactorRequirement, async ({ body, caller, now }) => {
    const saved = await requireTwoFactor({ database, caller, now }, body.required);
    return saved.kind === 'refused' ? saved : { required: saved.required, users: saved.users };
  });

  route(app, contract.resetTwoFactor, async ({ params, caller, now }) => {
    return resetTwoFactor({ database, caller, now }, params.id);
  });
};
