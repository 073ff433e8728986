// An identity provider on loopback, as OpenID Connect describes it. Signs with a real key on the real clock; a test says who
// is at the browser, and can have it answer wrongly.
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export type Person = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
};

/** What it does wrong. */
export type Lie = 'nonce' | 'audience' | 'issuer' | 'key' | 'expired' | 'no_mail_in_token';

type Grant = { readonly person: Person; readonly nonce: string; readonly challenge: string; readonly redirect: string };

export const CLIENT = { id: 'cadenza', secret: 'what the provider knows us by' } as const;

export type IdentityProvider = {
  readonly issuer: string;
  /** host:port, for the list of what may be called. */
  readonly place: string;
  lie: Lie | null;
  /** What the browser comes back with after this person agreed at the address it was sent to. */
  agree(url: string, person: Person): string;
  close(): Promise<void>;
};

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Grant>();
  const people = new Map<string, Person>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${place}`;

  const provider: IdentityProvider = {
    issuer,
    place,
    lie: null,
    agree: (url, person) => {
      const asked = new URL(url).searchParams;
      const code = randomUUID();
      grants.set(code, {
        person,
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      });
      return new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer }).toString();
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', issuer);
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') return void send(200, description());
    if (pathname === '/keys') return void send(200, { keys: [jwk] });
    if (pathname === '/person') {
      const person = people.get((request.headers.authorization ?? '').replace('Bearer ', ''));
      return void send(person === undefined ? 401 : 200, person ?? {});
    }
    if (pathname !== '/token') return void send(404, {});
    const form = new URLSearchParams(await textOf(request));
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const verified = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      grant?.challenge === verified &&
      grant.redirect === form.get('redirect_uri') &&
      form.get('client_id') === CLIENT.id &&
      form.get('client_secret') === CLIENT.secret;
    if (grant === undefined || !isRight) return void send(400, { error: 'invalid_grant' });
    send(200, await tokensFor(grant));
  }

  function description(): object {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      userinfo_endpoint: `${issuer}/person`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  async function tokensFor({ person, nonce }: Grant): Promise<object> {
    const { lie } = provider;
    const access = randomUUID();
    people.set(access, person);
    const claims = lie === 'no_mail_in_token' ? { sub: person.sub } : person;
    const token = await new SignJWT({ ...claims, nonce: lie === 'nonce' ? 'another' : nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(lie === 'issuer' ? 'http://somebody.invalid' : issuer)
      .setAudience(lie === 'audience' ? 'somebody else' : CLIENT.id)
      .setIssuedAt(lie === 'expired' ? '-2h' : '-1s')
      .setExpirationTime(lie === 'expired' ? '-1h' : '5m')
      .sign((lie === 'key' ? others : keys).privateKey);
    return { access_token: access, token_type: 'Bearer', id_token: token, expires_in: 300 };
  }

  return provider;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}
