import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSignInLink } from '#actions/accounts/make-sign-in-link.ts';
import { type ApiWorld, createApiWorld, PUBLIC_URL } from '#test/api-server.ts';

let world: ApiWorld;
let token: string;
let key: string;
beforeAll(async () => {
  world = await createApiWorld();
  const config = { access: 'public', askedBy: 'any_site' } as const;
  world.app.post('/test/unsubscribe/:token', { config }, async () => 'done');
  token = await world.sessionOf(world.users.ada);
  const ada = await world.as(world.users.ada);
  const made = await ada('POST', '/api/v1/api-keys', { name: 'Key', scopes: ['records.read'], expiresAt: null });
  key = made.json<{ key: string }>().key;
});
afterAll(() => world.close());

type Headers = Readonly<Record<string, string>>;
const wanted = { name: 'Made by another site', scopes: ['records.read'], expiresAt: null };
/** A change, with the session's cookie, as the browser adds it to whoever asks. */
const change = (headers: Headers, payload: object | string = wanted) =>
  world.app.inject({ method: 'POST', url: '/api/v1/api-keys', headers, payload, cookies: { cadenza_session: token } });

describe('T14: a change with the session’s cookie', () => {
  const foreign: [string, Headers][] = [
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3001' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['an old browser, another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another scheme', { origin: 'https://localhost:3000' }],
    ['a name that only begins like ours', { origin: `${PUBLIC_URL}.evil.example` }],
    ['nobody says', {}],
    ['an Origin like ours that the browser contradicts', { origin: PUBLIC_URL, 'sec-fetch-site': 'cross-site' }],
  ];

  it.each(foreign)('is refused when it comes from: %s', async (_name, headers) => {
    expect((await change(headers)).json()).toMatchObject({ status: 403, code: 'cross_site_request' });
  });

  it('is carried out when it comes from our own page', async () => {
    expect((await change({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201);
    expect((await change({ origin: PUBLIC_URL })).statusCode).toBe(201);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'is refused in the type of a form: %s',
    async (type) => {
      const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
      expect((await change(headers, JSON.stringify(wanted))).json()).toMatchObject({ status: 415 });
    },
  );

  it('made nothing of all this', async () => {
    const list = await world.app.inject({
      method: 'GET',
      url: '/api/v1/api-keys',
      cookies: { cadenza_session: token },
    });
    const names = list.json<{ items: { name: string }[] }>().items.map(({ name }) => name);
    expect(names.sort()).toEqual(['Key', wanted.name, wanted.name]); // the two from our own page
  });
});

describe('T14: without the cookie’s authority', () => {
  it('reading needs no proof', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const me = await world.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers,
      cookies: { cadenza_session: token },
    });
    expect(me.statusCode).toBe(200);
  });

  it('an API key needs none: no browser sends it by itself', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const response = await world.app.inject({ method: 'POST', url: '/api/v1/api-keys', headers, payload: wanted });
    expect(response.json()).toMatchObject({ code: 'session_needed' });
  });

  it('nobody is signed in by a form of another site', async () => {
    const link = await makeSignInLink(world.database, world.users.lin.id, world.now());
    const url = '/api/v1/session/link';
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const asked = await world.app.inject({ method: 'POST', url, headers: foreign, payload: { token: link.token } });
    expect(asked.statusCode).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC_URL };
    const posted = await world.app.inject({ method: 'POST', url, headers: form, payload: `token=${link.token}` });
    expect(posted.statusCode).toBe(415);
  });

  it('a token in the address is authority enough where the route says so', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://webmail.example' };
    const response = await world.app.inject({ method: 'POST', url: '/test/unsubscribe/abc', headers });
    expect(response.statusCode).toBe(200);
  });

  it('and no other site may read an answer', async () => {
    const headers = { origin: 'https://evil.example' };
    const me = await world.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers,
      cookies: { cadenza_session: token },
    });
    expect(me.headers['access-control-allow-origin']).toBeUndefined();
    expect(me.headers['cross-origin-resource-policy']).toBe('same-origin');
  });
});
