// OpenID Connect: authorization code with PKCE, state and nonce; every call goes through the guard of outbound calls (T5).
import * as client from 'openid-client';
import type {
  Identity,
  IdentityProviders,
  ProviderAccess,
  ProviderChecks,
  ProviderFailure,
} from '#core/net/identity-provider.ts';
import type { CallFailure, Outbound } from '#core/net/outbound.ts';

export type OpenIdOptions = {
  readonly outbound: Outbound;
  /** The operator's exceptions, as host:port: these alone may be asked without TLS. */
  readonly allowed: ReadonlySet<string>;
};

const notValid: ProviderFailure = { kind: 'failed', why: 'not_valid' };

const SCOPE = 'openid email profile';
const TOLERANCE_SECONDS = 30;

export function createOpenId(options: OpenIdOptions): IdentityProviders {
  return {
    begin: (access) =>
      orFailure(async () => {
        const config = await discover(access, options);
        const checks = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: access.redirectUri,
          scope: SCOPE,
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: 'S256',
        });
        if (!isSecure(url, options.allowed)) return notValid;
        return { kind: 'begun', url: url.href, checks } as const;
      }),
    finish: (access, { query, checks }) =>
      orFailure(async () => identify(await discover(access, options), { access, query, checks })),
  };
}

type Returned = { readonly access: ProviderAccess; readonly query: string; readonly checks: ProviderChecks };

async function identify(
  config: client.Configuration,
  { access, query, checks }: Returned,
): Promise<Identity | ProviderFailure> {
  const returned = new URL(access.redirectUri);
  returned.search = query;
  const tokens = await client.authorizationCodeGrant(config, returned, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) return notValid;
  const { sub } = claims;
  const told = claims['email'] === undefined ? await client.fetchUserInfo(config, tokens.access_token, sub) : claims;
  return {
    kind: 'known',
    subject: sub,
    email: textOf(told['email']),
    emailVerified: told['email_verified'] === true,
    name: textOf(told['name']),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

async function discover(access: ProviderAccess, { outbound, allowed }: OpenIdOptions): Promise<client.Configuration> {
  const issuer = new URL(access.issuer);
  // Without it the signature of a token that came straight from the provider is not looked at.
  const execute = [client.enableNonRepudiationChecks];
  const isPlain = issuer.protocol === 'http:' && isSecure(issuer, allowed);
  return client.discovery(
    issuer,
    access.clientId,
    { [client.clockTolerance]: TOLERANCE_SECONDS },
    authentication(access.clientSecret),
    {
      [client.customFetch]: guarded(outbound),
      execute: isPlain ? [...execute, client.allowInsecureRequests] : execute,
    },
  );
}

function isSecure(url: URL, allowed: ReadonlySet<string>): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && allowed.has(`${url.hostname}:${url.port || '80'}`));
}

/** In the body where the provider takes it there, else in the header, which every one must take. */
function authentication(secret: string): client.ClientAuth {
  const inBody = client.ClientSecretPost(secret);
  const inHeader = client.ClientSecretBasic(secret);
  return (server, ...rest) => {
    const inBodyTaken = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true;
    (inBodyTaken ? inBody : inHeader)(server, ...rest);
  };
}

class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly failure: CallFailure;
  constructor(failure: CallFailure) {
    super(failure);
    this.failure = failure;
  }
}

function guarded(outbound: Outbound): client.CustomFetch {
  return async (url, { method, headers, body }) => {
    const answered = await outbound.call({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers,
      body: body === null || body === undefined ? null : Buffer.from(String(body)),
      answer: 'read',
    });
    if (answered.kind === 'failed') throw new CallFailed(answered.failure);
    return new Response(Buffer.from(answered.body), { status: answered.status, headers: answered.headers });
  };
}

/** Whatever the library finds wrong, and it finds much, is the same to us: not to be believed. */
async function orFailure<T>(work: () => Promise<T>): Promise<T | ProviderFailure> {
  try {
    return await work();
  } catch (error) {
    const failed = causesOf(error).find((cause) => cause instanceof CallFailed);
    return failed === undefined ? notValid : { kind: 'failed', why: 'unreachable', failure: failed.failure };
  }
}

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
