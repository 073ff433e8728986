// U-3: the second factor, by an authenticator app. signIn and signInWithLink take its code.
import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, instant, publicId } from '#contract/values.ts';

const tag = 'Two-factor sign-in';

/** Null while the user has none. */
const ownPassword = z.string().max(200).nullable();
/** Six digits, or a recovery code. */
export const code = z.string().max(40);
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const getTwoFactor = endpoint({
  id: 'getTwoFactor',
  method: 'GET',
  path: '/api/v1/me/two-factor',
  access: 'session',
  tag,
  summary: 'Whether one’s own second factor is on, and whether the organisation wants it',
  refusals: [],
  response: z.object({
    on: z.boolean(),
    since: instant.nullable(),
    recoveryCodesLeft: z.int(),
    required: z.boolean(),
  }),
});

export const setUpTwoFactor = endpoint({
  id: 'setUpTwoFactor',
  method: 'POST',
  path: '/api/v1/me/two-factor',
  access: 'session',
  tag,
  summary: 'Begin to set it up: the url is for the picture that the app reads, the secret for typing in',
  refusals: ['wrong_credentials', 'two_factor_on_already'],
  body: z.strictObject({ password: ownPassword }),
  response: z.object({ secret: z.string(), url: z.string() }),
});

export const confirmTwoFactor = endpoint({
  id: 'confirmTwoFactor',
  method: 'POST',
  path: '/api/v1/me/two-factor/confirm',
  access: 'session',
  tag,
  summary: 'Switch it on with a first code; ends every other session, and shows the recovery codes once',
  refusals: ['two_factor_code_wrong', 'two_factor_not_on', 'two_factor_on_already'],
  body: z.strictObject({ code }),
  response: recoveryCodes,
});

export const renewRecoveryCodes = endpoint({
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/v1/me/two-factor/recovery-codes',
  access: 'session',
  tag,
  summary: 'Make new recovery codes, with a code; those before stop working',
  refusals: ['two_factor_code_wrong', 'two_factor_not_on'],
  body: z.strictObject({ code }),
  response: recoveryCodes,
});

export const switchOffTwoFactor = endpoint({
  id: 'switchOffTwoFactor',
  method: 'POST',
  path: '/api/v1/me/two-factor/off',
  access: 'session',
  tag,
  summary: 'Switch it off with the password; whoever has none gives a code',
  refusals: ['wrong_credentials', 'two_factor_code_wrong', 'two_factor_not_on', 'two_factor_required'],
  body: z.strictObject({ password: ownPassword, code: code.optional() }),
});

const requirement = z.object({
  required: z.boolean(),
  /** Those who have it on. */
  users: z.array(publicId),
});

export const getTwoFactorRequirement = endpoint({
  id: 'getTwoFactorRequirement',
  method: 'GET',
  path: '/api/v1/settings/two-factor',
  access: 'admin',
  tag,
  summary: 'Whether everybody needs a second factor, and who has one',
  refusals: [],
  response: requirement,
});

export const putTwoFactorRequirement = endpoint({
  id: 'putTwoFactorRequirement',
  method: 'PUT',
  path: '/api/v1/settings/two-factor',
  access: 'admin',
  tag,
  summary: 'Require a second factor: whoever has none can only set it up; API keys and single sign-on go on as before',
  refusals: ['two_factor_yourself_first'],
  body: z.strictObject({ required: z.boolean() }),
  response: requirement,
});

export const resetTwoFactor = endpoint({
  id: 'resetTwoFactor',
  method: 'DELETE',
  path: '/api/v1/settings/users/:id/two-factor',
  access: 'admin',
  tag,
  summary: 'Take the second factor from a user who lost their device; ends all their sessions',
  refusals: ['not_found', 'two_factor_not_on'],
  params: idParams,
});
