import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { scopes } from '#contract/scopes.ts';
import { code } from '#contract/two-factor.ts';
import { idParams, instant, pageOf, publicId } from '#contract/values.ts';

const tag = 'Accounts';

/** Longer ones cost hashing time and help nobody. */
const password = z.string().max(200);

const codeRefusals = ['two_factor_code_needed', 'two_factor_code_wrong'] as const;

const language = z.enum(['en', 'zh']);
const theme = z.enum(['system', 'light', 'dark']);

export const me = z
  .object({
    user: z.object({
      id: publicId,
      name: z.string(),
      email: z.string(),
      administrator: z.boolean(),
      /** Null: not chosen yet; the browser's is spoken. */
      language: language.nullable(),
      theme,
    }),
    organization: z.object({ id: publicId, name: z.string(), timeZone: z.string(), language, createdAt: instant }),
    scopes: z.array(z.enum(scopes)),
    /** The organisation wants a second factor: until it is set up, nothing else can be done. */
    needsTwoFactor: z.boolean(),
  })
  .meta({ id: 'Me' });

export const signIn = endpoint({
  id: 'signIn',
  method: 'POST',
  path: '/api/v1/session',
  access: 'public',
  tag,
  summary: 'Sign in with mail address and password; sets the session cookie',
  refusals: ['wrong_credentials', ...codeRefusals],
  /** The code is asked for (`two_factor_code_needed`) when the password is right and a second factor is on. */
  body: z.strictObject({ email: z.string().max(320), password, code: code.optional() }),
  response: me,
  status: 201,
});

export const signInWithLink = endpoint({
  id: 'signInWithLink',
  method: 'POST',
  path: '/api/v1/session/link',
  access: 'public',
  tag,
  summary: 'Sign in with the token of a one-time link; sets the session cookie',
  refusals: ['link_not_valid', ...codeRefusals],
  body: z.strictObject({ token: z.string().max(200), code: code.optional() }),
  response: me,
  status: 201,
});

export const signOut = endpoint({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/v1/session',
  access: 'session',
  tag,
  summary: 'End the session of the cookie',
  refusals: [],
});

export const getMe = endpoint({
  id: 'getMe',
  method: 'GET',
  path: '/api/v1/me',
  access: 'caller',
  tag,
  summary: 'Who is calling, for which organisation, and what they may do',
  refusals: [],
  response: me,
});

export const updateMe = endpoint({
  id: 'updateMe',
  method: 'PATCH',
  path: '/api/v1/me',
  access: 'session',
  tag,
  summary: 'Change one’s own language or appearance of the app',
  refusals: [],
  body: z.strictObject({ language, theme }).partial(),
  response: me,
});

export const changePassword = endpoint({
  id: 'changePassword',
  method: 'PUT',
  path: '/api/v1/me/password',
  access: 'session',
  tag,
  summary: 'Set or change the password; ends every other session and unused sign-in link of the user',
  refusals: ['wrong_credentials', 'password_too_short'],
  /** currentPassword is null while the user has none. */
  body: z.strictObject({ currentPassword: password.nullable(), password }),
});

export const apiKey = z
  .object({
    id: publicId,
    name: z.string(),
    /** The readable start of the key, to tell keys apart: cdz_<prefix>_… */
    prefix: z.string(),
    scopes: z.array(z.enum(scopes)),
    user: z.object({ id: publicId, name: z.string() }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const listApiKeys = endpoint({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api/v1/api-keys',
  access: 'session',
  tag,
  summary: 'API keys: one’s own, for administrators those of everybody; newest first, never the keys themselves',
  refusals: [],
  response: pageOf(apiKey),
});

export const createApiKey = endpoint({
  id: 'createApiKey',
  method: 'POST',
  path: '/api/v1/api-keys',
  access: 'session',
  tag,
  summary: 'Make an API key that acts as oneself; the answer is the only place that ever shows it',
  refusals: ['scopes_not_yours', 'expiry_in_past'],
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    /** Null: until revoked. */
    expiresAt: instant.nullable(),
  }),
  response: z.object({ apiKey, key: z.string() }),
  status: 201,
});

export const revokeApiKey = endpoint({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/v1/api-keys/:id',
  access: 'session',
  tag,
  summary: 'Revoke an API key at once and for good',
  refusals: ['not_found'],
  params: idParams,
});
