import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSignInLink } from '#actions/accounts/make-sign-in-link.ts';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';
import { type ApiWorld, createApiWorld, from, GRACES_PASSWORD } from '#test/api-server.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const grace = { email: 'grace@sales.invalid', password: GRACES_PASSWORD };
const signIn = (body: object) => world.app.inject(from('POST', '/api/v1/session', body));
const meWith = (cadenza_session: string) =>
  world.app.inject({ method: 'GET', url: '/api/v1/me', cookies: { cadenza_session } });
const tokenOf = (response: Awaited<ReturnType<typeof signIn>>) =>
  response.cookies.find(({ name }) => name === 'cadenza_session')?.value ?? '';

describe('signing in with a password', () => {
  it('U-3: gives a session in a cookie that scripts and other sites don’t get', async () => {
    const response = await signIn({ ...grace, email: ' Grace@Sales.invalid ' });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({ user: { name: 'Grace', administrator: true } });
    expect(response.cookies).toMatchObject([{ name: 'cadenza_session', httpOnly: true, sameSite: 'Lax', path: '/' }]);
    expect(response.body).not.toContain(tokenOf(response));
    expect((await meWith(tokenOf(response))).json()).toMatchObject({
      user: { email: 'grace@sales.invalid' },
      organization: { name: 'Cadenza Trading', timeZone: 'Europe/Berlin' },
    });
  });

  it('T12: over https the cookie is secure and bound to the host', async () => {
    const secure = await createApiWorld({
      services: { publicUrl: new URL('https://crm.example.com') },
    });
    const response = await secure.app.inject(from('POST', '/api/v1/session', grace));
    expect(response.cookies).toMatchObject([
      { name: '__Host-cadenza_session', secure: true, httpOnly: true, path: '/' },
    ]);
    expect(response.headers['strict-transport-security']).toBeDefined();
    await secure.close();
  });

  it('T13: a wrong password, an unknown address and a user without a password get the same answer', async () => {
    const answers = await Promise.all([
      signIn({ ...grace, password: 'not the password' }),
      signIn({ ...grace, email: 'nobody@sales.invalid' }),
      signIn({ ...grace, email: 'ada@sales.invalid' }),
    ]);
    const bodies = answers.map((answer) => ({ ...answer.json<object>(), requestId: '' }));
    expect(bodies[0]).toMatchObject({ status: 401, code: 'wrong_credentials' });
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(answers.flatMap(({ cookies }) => cookies)).toEqual([]);
  });

  it('U-3: is limited per account and address', async () => {
    const guess = (email: string) => signIn({ email, password: 'guess' });
    for (let tries = 1; tries <= 20; tries += 1) expect((await guess('target@sales.invalid')).statusCode).toBe(401);
    const next = await guess('Target@sales.invalid');
    expect(next.statusCode).toBe(429);
    expect(Number(next.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess('another@sales.invalid')).statusCode).toBe(401);
  });
});

describe('signing in with a link', () => {
  const useLink = (token: string) => world.app.inject(from('POST', '/api/v1/session/link', { token }));

  it('U-3: works once, however many try at the same moment', async () => {
    const { token } = await makeSignInLink(world.database, world.users.ada.id, world.now());
    const answers = await Promise.all(Array.from({ length: 8 }, () => useLink(token)));
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([
      201,
      ...Array<number>(7).fill(401),
    ]);
  });

  it('U-3: is over after 24 hours', async () => {
    const early = await makeSignInLink(world.database, world.users.ada.id, world.now());
    const late = await makeSignInLink(world.database, world.users.ada.id, world.now());
    world.wait(DAY - MINUTE);
    expect((await useLink(early.token)).statusCode).toBe(201);
    world.wait(MINUTE);
    expect((await useLink(late.token)).json()).toMatchObject({ status: 401, code: 'link_not_valid' });
  });
});

describe('a session', () => {
  it('U-3: lasts 14 days', async () => {
    const token = tokenOf(await signIn(grace));
    world.wait(14 * DAY - HOUR);
    expect((await meWith(token)).statusCode).toBe(200);
    world.wait(HOUR);
    expect((await meWith(token)).json()).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  it('U-3: ends by signing out', async () => {
    const token = tokenOf(await signIn(grace));
    const out = await world.app.inject({ ...from('DELETE', '/api/v1/session'), cookies: { cadenza_session: token } });
    expect(out.statusCode).toBe(204);
    expect(out.cookies).toMatchObject([{ name: 'cadenza_session', value: '' }]);
    expect((await meWith(token)).statusCode).toBe(401);
  });

  it('T12: a changed password ends all of them and all unused links, but the one that changed it goes on', async () => {
    const [here, there] = [tokenOf(await signIn(grace)), tokenOf(await signIn(grace))];
    const link = await makeSignInLink(world.database, world.users.grace.id, world.now());
    const change = (currentPassword: string | null, password: string) =>
      world.app.inject({
        ...from('PUT', '/api/v1/me/password', { currentPassword, password }),
        cookies: { cadenza_session: here },
      });
    expect((await change('wrong one entirely', 'a better password')).json()).toMatchObject({
      code: 'wrong_credentials',
    });
    expect((await change(null, 'a better password')).json()).toMatchObject({ code: 'wrong_credentials' });
    expect((await change(GRACES_PASSWORD, 'short')).json()).toMatchObject({ code: 'password_too_short', status: 422 });
    const changed = await change(GRACES_PASSWORD, 'a better password');
    expect(changed.statusCode).toBe(204);
    for (const old of [here, there]) expect((await meWith(old)).statusCode).toBe(401);
    expect((await meWith(tokenOf(changed))).statusCode).toBe(200);
    const byLink = await world.app.inject(from('POST', '/api/v1/session/link', { token: link.token }));
    expect(byLink.statusCode).toBe(401);
    expect((await signIn(grace)).statusCode).toBe(401);
    expect((await signIn({ ...grace, password: 'a better password' })).statusCode).toBe(201);
  });
});

describe('language and appearance', () => {
  const change = async (body: object) => (await world.as(world.users.ada))('PATCH', '/api/v1/me', body);

  it('are not chosen at first', async () => {
    const me = await (await world.as(world.users.lin))('GET', '/api/v1/me');
    expect(me.json()).toMatchObject({ user: { language: null, theme: 'system' } });
  });

  it('are kept one by one, with the account', async () => {
    expect((await change({ language: 'zh' })).json()).toMatchObject({ user: { language: 'zh', theme: 'system' } });
    expect((await change({ theme: 'dark' })).json()).toMatchObject({ user: { language: 'zh', theme: 'dark' } });
    const me = await (await world.as(world.users.ada))('GET', '/api/v1/me');
    expect(me.json()).toMatchObject({ user: { name: 'Ada', language: 'zh', theme: 'dark' } });
  });

  it('words answers where the request names no language', async () => {
    const refused = await (await world.as(world.users.ada))(
      'GET',
      '/api/v1/leads/019a0000-0000-7000-8000-000000000001',
    );
    expect(refused.json()).toMatchObject({ detail: '此处没有内容，或您无权查看。' });
  });

  it('are of a closed list', async () => {
    expect((await change({ language: 'de' })).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'body.language' }],
    });
  });
});
