// U-3: single sign-on, with a provider on loopback.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnections } from '#assembly/connections.ts';
import { MINUTE } from '#core/time/instant.ts';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, from, type Sender } from '#test/api-server.ts';
import {
  CLIENT,
  type IdentityProvider,
  type Lie,
  type Person,
  startIdentityProvider,
} from '#test/peers/identity-provider.ts';

const SETTINGS = '/api/v1/settings/single-sign-on';
const WAYS = '/api/v1/session/single-sign-on';

let provider: IdentityProvider;
let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  provider = await startIdentityProvider();
  world = await createApiWorld({ services: openConnections('a secret of tests', new Set([provider.place])) });
  grace = await world.as(world.users.grace);
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const wish = () => ({
  ...{ active: true, label: 'Sign in with Acme', issuer: provider.issuer, clientId: CLIENT.id },
  ...{ domains: ['Sales.invalid'], provision: false },
});
const put = (changes: object = {}) => grace('PUT', SETTINGS, { ...wish(), ...changes });
beforeEach(async () => {
  await ok(put({ clientSecret: CLIENT.secret }));
});
afterEach(async () => {
  provider.lie = null;
  await grace('DELETE', SETTINGS);
});

type Attempt = { readonly url: string; readonly cookies: Record<string, string> };
/** Each from another address, as those have limits of their own. */
let addresses = 0;
const inject = (path: string, body?: object, cookies: Record<string, string> = {}) =>
  world.app.inject({ ...from('POST', path, body), cookies, remoteAddress: `198.51.100.${(addresses += 1)}` });
async function begin(): Promise<Attempt> {
  const ways = await world.app.inject(from('GET', WAYS));
  const [way] = ways.json<{ items: { id: string; label: string }[] }>().items;
  expect(way?.label).toBe('Sign in with Acme');
  const begun = await inject(`${WAYS}/${way?.id}/begin`);
  expect(begun.cookies).toMatchObject([{ name: 'cadenza_sign_on', httpOnly: true, sameSite: 'Lax' }]);
  return { url: begun.json<{ url: string }>().url, cookies: { cadenza_sign_on: begun.cookies[0]?.value ?? '' } };
}
const finish = (query: string, cookies: Record<string, string>) => inject(`${WAYS}/finish`, { query }, cookies);
async function signIn(person: Person) {
  const { url, cookies } = await begin();
  return finish(provider.agree(url, person), cookies);
}
const ada = { sub: 'ada-7', email: 'Ada@sales.invalid', email_verified: true, name: 'Ada Moreau' };

describe('signing in', () => {
  it('U-3 a user comes in by the mail address that the provider has verified', async () => {
    const { url } = await begin();
    const asked = new URL(url);
    expect(asked.origin).toBe(provider.issuer);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', client_id: CLIENT.id, code_challenge_method: 'S256', scope: 'openid email profile' },
      redirect_uri: 'http://localhost:3000/single-sign-on',
    });
    const signed = await signIn(ada);
    expect(signed.json()).toMatchObject({ user: { name: 'Ada', email: 'ada@sales.invalid' }, needsTwoFactor: false });
    const session = signed.cookies.find(({ name }) => name === 'cadenza_session');
    const cookies = { cadenza_session: session?.value ?? '' };
    expect((await world.app.inject({ ...from('GET', '/api/v1/me'), cookies })).statusCode).toBe(200);
    expect(signed.cookies.find(({ name }) => name === 'cadenza_sign_on')?.value).toBe('');
  });

  it('U-3 a provider that tells the mail address only when it is asked is asked', async () => {
    provider.lie = 'no_mail_in_token';
    expect((await signIn(ada)).json()).toMatchObject({ user: { name: 'Ada' } });
  });

  it('U-3 satisfies an organisation that wants a second factor: that is the provider’s business', async () => {
    await world.database.control((tx) => tx.query(sql`update organization set two_factor_required = true`));
    const signed = await signIn(ada);
    await world.database.control((tx) => tx.query(sql`update organization set two_factor_required = false`));
    expect(signed.json()).toMatchObject({ needsTwoFactor: false });
  });

  it.each([
    ['an address that is not verified', { ...ada, email_verified: false }, 'single_sign_on_mail_not_verified'],
    ['an address of which it says nothing', { sub: 'x', email: ada.email }, 'single_sign_on_mail_not_verified'],
    ['no address', { sub: 'x', email_verified: true }, 'single_sign_on_mail_not_verified'],
    ['another domain', { ...ada, email: 'ada@elsewhere.invalid' }, 'single_sign_on_domain_not_allowed'],
    ['a domain that only looks alike', { ...ada, email: 'ada@xsales.invalid' }, 'single_sign_on_domain_not_allowed'],
    ['somebody unknown', { ...ada, sub: 'new', email: 'new@sales.invalid' }, 'single_sign_on_user_unknown'],
    [
      'T6 a user of another organisation',
      { ...ada, sub: 'lin', email: 'lin@sales.invalid' },
      'single_sign_on_user_unknown',
    ],
  ])('T12 refuses %s', async (_, person, code) => {
    const refused = await signIn(person as Person);
    expect(refused.json()).toMatchObject({ status: 403, code });
    expect(refused.cookies.filter(({ name }) => name === 'cadenza_session')).toEqual([]);
  });

  it('T12 refuses a user who is not active any more', async () => {
    const change = (active: boolean) =>
      ok(grace('PATCH', `/api/v1/settings/users/${world.users.ada.publicId}`, { active }));
    await signIn(ada);
    await change(false);
    expect((await signIn(ada)).json()).toMatchObject({ code: 'single_sign_on_user_unknown' });
    await change(true);
    expect((await signIn(ada)).statusCode).toBe(201);
  });

  it('T12 somebody else who got the address later is somebody else; the same person with another address is the same', async () => {
    await signIn(ada);
    expect((await signIn({ ...ada, sub: 'ada-8' })).json()).toMatchObject({ code: 'single_sign_on_user_unknown' });
    const renamed = await signIn({ ...ada, email: 'ada.moreau@sales.invalid' });
    expect(renamed.json()).toMatchObject({ user: { email: 'ada@sales.invalid' } });
  });

  it('U-3 makes a member of somebody unknown where that is switched on, without password or power', async () => {
    await ok(put({ provision: true }));
    const person = { sub: 'fay-1', email: 'fay@sales.invalid', email_verified: true, name: 'Fay Chen' };
    const first = await signIn(person);
    expect(first.json()).toMatchObject({
      user: { name: 'Fay Chen', email: 'fay@sales.invalid', administrator: false },
    });
    const second = await signIn(person);
    expect(second.json<{ user: { id: string } }>().user.id).toBe(first.json<{ user: { id: string } }>().user.id);
    const users = await ok<{ items: { name: string }[] }>(grace('GET', '/api/v1/users'));
    expect(users.items.map(({ name }) => name)).toContain('Fay Chen');
  });
});

describe('an answer that is not right', () => {
  it.each(['nonce', 'audience', 'issuer', 'key', 'expired'] as const satisfies readonly Lie[])(
    'T12 a token with another %s is not believed',
    async (lie) => {
      provider.lie = lie;
      expect((await signIn(ada)).json()).toMatchObject({ status: 401, code: 'single_sign_on_failed' });
    },
  );

  it('T14 belongs to the browser that began: without its cookie, with another’s, or another state, it is refused', async () => {
    const [mine, other] = [await begin(), await begin()];
    const query = provider.agree(mine.url, ada);
    const another = new URLSearchParams(query);
    another.set('state', 'made up');
    for (const [given, cookies] of [
      [query, {}],
      [query, other.cookies],
      [query, { cadenza_sign_on: 'made-up' }],
      [another.toString(), mine.cookies],
      ['error=access_denied', mine.cookies],
      ['', mine.cookies],
    ] as const) {
      expect((await finish(given, cookies)).json()).toMatchObject({ status: 401, code: 'single_sign_on_failed' });
    }
    expect((await finish(`?${query}`, mine.cookies)).statusCode).toBe(201);
    expect((await finish(query, mine.cookies)).json()).toMatchObject({ code: 'single_sign_on_failed' });
  });

  it('T12 comes too late after ten minutes', async () => {
    const { url, cookies } = await begin();
    world.wait(10 * MINUTE);
    expect((await finish(provider.agree(url, ada), cookies)).json()).toMatchObject({ code: 'single_sign_on_failed' });
  });
});

describe('its settings', () => {
  it('T11 the secret is sealed and never shown; it stays while the issuer does', async () => {
    const shown = await grace('GET', SETTINGS);
    expect(shown.json()).toMatchObject({
      settings: { issuer: provider.issuer, clientId: CLIENT.id, domains: ['sales.invalid'] },
      redirectUri: 'http://localhost:3000/single-sign-on',
    });
    const rows = await world.database.control((tx) =>
      tx.query(sql`select to_jsonb(s)::text || encode(client_secret, 'escape') as row from single_sign_on s`),
    );
    for (const text of [shown.body, JSON.stringify(rows), world.log()]) expect(text).not.toContain(CLIENT.secret);
    expect((await put({ label: 'Acme' })).statusCode).toBe(200);
    await ok(put());
    expect((await signIn(ada)).statusCode).toBe(201);
    const moved = await put({ issuer: `${provider.issuer}/elsewhere` });
    expect(moved.json()).toMatchObject({ status: 422, code: 'single_sign_on_secret_needed' });
  });

  it.each([
    ['https://169.254.169.254', 'call_address_not_allowed'],
    ['https://[::1]', 'call_address_not_allowed'],
    ['https://127.0.0.1:1', 'call_port_not_allowed'],
    ['http://93.184.215.14', 'single_sign_on_issuer_not_valid'],
    ['ftp://provider.invalid', 'single_sign_on_issuer_not_valid'],
    ['nonsense', 'single_sign_on_issuer_not_valid'],
  ])('T5 the issuer %s: %s', async (issuer, code) => {
    const refused = await put({ issuer, clientSecret: 'x' });
    expect(refused.json()).toMatchObject({ status: 422, code });
  });

  it('U-3 the issuer must be one, by its own name', async () => {
    const refused = await put({ issuer: `${provider.issuer}/elsewhere`, clientSecret: 'x' });
    expect(refused.json()).toMatchObject({ code: 'single_sign_on_issuer_not_valid' });
  });

  it('U-3 switched off or removed, nobody is offered it, and who has begun cannot finish', async () => {
    const { url, cookies } = await begin();
    await ok(put({ active: false }));
    expect((await world.app.inject(from('GET', WAYS))).json()).toEqual({ items: [] });
    expect((await finish(provider.agree(url, ada), cookies)).json()).toMatchObject({ code: 'single_sign_on_failed' });
    await ok(grace('DELETE', SETTINGS));
    expect(await ok(grace('GET', SETTINGS))).toMatchObject({ settings: null });
    const audit = await ok<{ items: { action: string }[] }>(grace('GET', '/api/v1/settings/audit-log'));
    expect(audit.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['single_sign_on_changed', 'single_sign_on_removed', 'signed_in']),
    );
  });

  it('T6 T7 are the administrators’, of the organisation alone', async () => {
    const [member, lin] = [await world.as(world.users.ada), await world.as(world.users.lin)];
    expect((await member('GET', SETTINGS)).statusCode).toBe(403);
    expect(await ok(lin('GET', SETTINGS))).toMatchObject({ settings: null });
    expect((await lin('DELETE', SETTINGS)).statusCode).toBe(404);
  });
});
