// U-3: signing in by an identity provider (OpenID Connect).
import { z } from 'zod';
import { me } from '#contract/accounts.ts';
import { endpoint } from '#contract/endpoint.ts';
import { idParams, listOf, publicId } from '#contract/values.ts';

const tag = 'Single sign-on';

const domain = z
  .string()
  .trim()
  .max(253)
  .regex(/^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/i);

const settings = {
  active: z.boolean(),
  /** Of the button on the sign-in page. */
  label: z.string().trim().min(1).max(60),
  issuer: z.string().trim().max(2_000),
  clientId: z.string().trim().min(1).max(300),
  /** Of the mail addresses that are let in. */
  domains: z.array(domain).min(1).max(50),
  /** Whether somebody who isn’t a user yet becomes one, as an ordinary member. */
  provision: z.boolean(),
};

const state = z.object({
  /** Null: not set up. The client secret is never shown. */
  settings: z.object({ ...settings, id: publicId }).nullable(),
  /** What the provider must be told to send people back to. */
  redirectUri: z.string(),
});

export const getSingleSignOn = endpoint({
  id: 'getSingleSignOn',
  method: 'GET',
  path: '/api/v1/settings/single-sign-on',
  access: 'admin',
  tag,
  summary: 'The organisation’s identity provider, without its secret',
  refusals: [],
  response: state,
});

export const putSingleSignOn = endpoint({
  id: 'putSingleSignOn',
  method: 'PUT',
  path: '/api/v1/settings/single-sign-on',
  access: 'admin',
  tag,
  summary: 'Set up or change the identity provider; it is asked at once whether it is one',
  refusals: [
    'call_address_not_valid',
    'call_address_not_allowed',
    'call_port_not_allowed',
    'call_host_unknown',
    'single_sign_on_issuer_not_valid',
    'single_sign_on_secret_needed',
  ],
  /** Without clientSecret the one before stays, as long as the issuer does. */
  body: z.strictObject({ ...settings, clientSecret: z.string().min(1).max(1_000).optional() }),
  response: state,
});

export const deleteSingleSignOn = endpoint({
  id: 'deleteSingleSignOn',
  method: 'DELETE',
  path: '/api/v1/settings/single-sign-on',
  access: 'admin',
  tag,
  summary: 'Remove the identity provider; who came in by it alone asks for a link to a password',
  refusals: ['not_found'],
});

export const listSignInWays = endpoint({
  id: 'listSignInWays',
  method: 'GET',
  path: '/api/v1/session/single-sign-on',
  access: 'public',
  tag,
  summary: 'The buttons of the sign-in page beside mail address and password',
  refusals: [],
  response: listOf(z.object({ id: publicId, label: z.string() })),
});

export const beginSingleSignOn = endpoint({
  id: 'beginSingleSignOn',
  method: 'POST',
  path: '/api/v1/session/single-sign-on/:id/begin',
  access: 'public',
  tag,
  summary: 'Begin: send the browser to the url; it comes back to /single-sign-on within 10 minutes',
  refusals: ['not_found', 'single_sign_on_unreachable'],
  params: idParams,
  response: z.object({ url: z.string() }),
});

export const finishSingleSignOn = endpoint({
  id: 'finishSingleSignOn',
  method: 'POST',
  path: '/api/v1/session/single-sign-on/finish',
  access: 'public',
  tag,
  summary: 'Sign in with the query that the browser came back with; sets the session cookie',
  refusals: [
    'single_sign_on_failed',
    'single_sign_on_unreachable',
    'single_sign_on_mail_not_verified',
    'single_sign_on_domain_not_allowed',
    'single_sign_on_user_unknown',
  ],
  /** As it stands in the address, with or without the question mark. */
  body: z.strictObject({ query: z.string().max(8_000) }),
  response: me,
  status: 201,
});
