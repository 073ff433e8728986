// U-3: signing in with a second factor.
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSignInLink } from '#actions/accounts/make-sign-in-link.ts';
import { MINUTE } from '#core/time/instant.ts';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, from, GRACES_PASSWORD, type Sender } from '#test/api-server.ts';

const FACTOR = '/api/v1/me/two-factor';
const STEP = 30_000;
const email = 'grace@sales.invalid';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.database.control(async (tx) => {
    for (const table of ['recovery_code', 'two_factor', 'session']) await tx.query(sql`delete from ${sql.id(table)}`);
    await tx.query(sql`update organization set two_factor_required = false`);
  });
  grace = await world.as(world.users.grace);
});

const codeOf = (secret: string, at = world.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
/** Each from another address, as those have limits of their own. */
let addresses = 0;
const signIn = (code?: string, password = GRACES_PASSWORD) =>
  world.app.inject({
    ...from('POST', '/api/v1/session', { email, password, ...(code === undefined ? {} : { code }) }),
    remoteAddress: `198.51.100.${(addresses += 1)}`,
  });
const setUp = (as: Sender, password: string | null) =>
  ok<{ secret: string; url: string }>(as('POST', FACTOR, { password }));
/** Grace has it on; the code that confirmed it is used up. */
async function switchOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await setUp(grace, GRACES_PASSWORD);
  const { recoveryCodes } = await ok<{ recoveryCodes: string[] }>(
    grace('POST', `${FACTOR}/confirm`, { code: codeOf(secret) }),
  );
  return { secret, recoveryCodes };
}
const audited = async (): Promise<string[]> => {
  const entries = await ok<{ items: { action: string }[] }>(grace('GET', '/api/v1/settings/audit-log'));
  return entries.items.map(({ action }) => action);
};

describe('setting it up', () => {
  it('U-3 T12 asks for the password, is on with the first right code, and ends every other session', async () => {
    const other = await world.as(world.users.grace);
    expect((await grace('POST', FACTOR, { password: 'not hers' })).json()).toMatchObject({ code: 'wrong_credentials' });
    const { secret, url } = await setUp(grace, GRACES_PASSWORD);
    expect(url).toMatch(/^otpauth:\/\/totp\/Cadenza:grace%40sales\.invalid\?/);
    expect(url).toContain(`secret=${secret}`);
    expect((await signIn()).statusCode).toBe(201);
    const wrong = await grace('POST', `${FACTOR}/confirm`, { code: '000000' });
    expect(wrong.json()).toMatchObject({ status: 401, code: 'two_factor_code_wrong' });
    const confirmed = await grace('POST', `${FACTOR}/confirm`, { code: codeOf(secret) });
    const { recoveryCodes } = confirmed.json<{ recoveryCodes: string[] }>();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await other('GET', '/api/v1/me')).statusCode).toBe(401);
    expect(await ok(grace('GET', FACTOR))).toMatchObject({ on: true, recoveryCodesLeft: 10, required: false });
    expect((await grace('POST', FACTOR, { password: GRACES_PASSWORD })).json()).toMatchObject({
      code: 'two_factor_on_already',
    });
    expect(await audited()).toContain('two_factor_switched_on');
  });

  it('T11 the secret is sealed, recovery codes are hashed; neither is shown again or logged', async () => {
    const { secret, recoveryCodes } = await switchOn();
    const rows = await world.database.control((tx) =>
      tx.query<{ row: string }>(sql`
        select to_jsonb(t)::text || encode(t.secret, 'escape') as row from two_factor t
        union all select encode(code_hash, 'escape') from recovery_code`),
    );
    const shown = (await grace('GET', FACTOR)).body + (await grace('GET', '/api/v1/me')).body;
    const plain = Buffer.from(Secret.fromBase32(secret).bytes).toString('latin1');
    for (const place of [JSON.stringify(rows), shown, world.log()]) {
      for (const text of [secret, plain, recoveryCodes[0] ?? '', (recoveryCodes[0] ?? '').replaceAll('-', '')]) {
        expect(place).not.toContain(text);
      }
    }
  });
});

describe('signing in', () => {
  it('U-3 in two steps: the password, then a code', async () => {
    const { secret } = await switchOn();
    world.wait(STEP);
    expect((await signIn(undefined, 'not hers')).json()).toMatchObject({ code: 'wrong_credentials' });
    expect((await signIn(codeOf(secret), 'not hers')).json()).toMatchObject({ code: 'wrong_credentials' });
    const asked = await signIn();
    expect(asked.json()).toMatchObject({ status: 401, code: 'two_factor_code_needed' });
    expect(asked.cookies).toEqual([]);
    expect((await signIn('123')).json()).toMatchObject({ status: 401, code: 'two_factor_code_wrong' });
    const typed = codeOf(secret).replace(/(...)/, '$1 ');
    expect((await signIn(typed)).json()).toMatchObject({ user: { name: 'Grace' }, needsTwoFactor: false });
  });

  it('U-3 a code is taken once, however many try it at once, and none from before it', async () => {
    const { secret } = await switchOn();
    expect((await signIn(codeOf(secret))).json()).toMatchObject({ code: 'two_factor_code_wrong' });
    world.wait(STEP);
    const code = codeOf(secret);
    const earlier = codeOf(secret, world.now() - STEP);
    const answers = await Promise.all([signIn(code), signIn(code), signIn(code)]);
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
    expect((await signIn(earlier)).statusCode).toBe(401);
    expect((await signIn(codeOf(secret, world.now() + STEP))).statusCode).toBe(201);
    expect((await signIn(codeOf(secret))).statusCode).toBe(401);
  });

  it('U-3 with a clock that is off by half a minute, not by more', async () => {
    const { secret } = await switchOn();
    world.wait(10 * STEP);
    expect((await signIn(codeOf(secret, world.now() - 2 * STEP))).statusCode).toBe(401);
    expect((await signIn(codeOf(secret, world.now() + 2 * STEP))).statusCode).toBe(401);
    expect((await signIn(codeOf(secret, world.now() - STEP))).statusCode).toBe(201);
  });

  it('U-3 five wrong codes, and nobody can try for five minutes, wherever they are; the password alone tells nothing more', async () => {
    const { secret } = await switchOn();
    world.wait(STEP);
    for (let tries = 1; tries <= 5; tries += 1) {
      expect((await signIn('111111')).json()).toMatchObject({ code: 'two_factor_code_wrong' });
    }
    const locked = await signIn(codeOf(secret));
    expect(locked.json()).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(locked.headers['retry-after']).toBe('300');
    world.wait(5 * MINUTE);
    expect((await signIn(codeOf(secret))).statusCode).toBe(201);
  });

  it('U-3 a recovery code stands in for the device, once', async () => {
    const { recoveryCodes } = await switchOn();
    const [first = ''] = recoveryCodes;
    expect((await signIn(first.toUpperCase())).statusCode).toBe(201);
    expect((await signIn(first)).json()).toMatchObject({ code: 'two_factor_code_wrong' });
    grace = await signedIn(recoveryCodes[1] ?? '');
    expect(await ok(grace('GET', FACTOR))).toMatchObject({ recoveryCodesLeft: 8 });
    const renewed = await ok<{ recoveryCodes: string[] }>(
      grace('POST', `${FACTOR}/recovery-codes`, { code: recoveryCodes[2] }),
    );
    expect((await signIn(recoveryCodes[3])).statusCode).toBe(401);
    expect((await signIn(renewed.recoveryCodes[0])).statusCode).toBe(201);
    expect(await audited()).toContain('recovery_code_used');
  });

  it('U-3 a sign-in link needs it too, and is not used up by a wrong code', async () => {
    const { secret } = await switchOn();
    world.wait(STEP);
    const { token } = await makeSignInLink(world.database, world.users.grace.id, world.now());
    const use = (code?: string) =>
      world.app.inject(from('POST', '/api/v1/session/link', { token, ...(code ? { code } : {}) }));
    expect((await use()).json()).toMatchObject({ code: 'two_factor_code_needed' });
    expect((await use('222222')).json()).toMatchObject({ code: 'two_factor_code_wrong' });
    expect((await use(codeOf(secret))).statusCode).toBe(201);
    world.wait(STEP);
    expect((await use(codeOf(secret))).json()).toMatchObject({ code: 'link_not_valid' });
  });
});

describe('switching it off', () => {
  it('U-3 wants the password; whoever has none gives a code', async () => {
    await switchOn();
    const off = (password: string | null, code?: string) =>
      grace('POST', `${FACTOR}/off`, { password, ...(code === undefined ? {} : { code }) });
    for (const password of ['not hers', null]) {
      expect((await off(password)).json()).toMatchObject({ code: 'wrong_credentials' });
    }
    expect((await off(GRACES_PASSWORD)).statusCode).toBe(204);
    expect((await signIn()).statusCode).toBe(201);
    expect((await off(GRACES_PASSWORD)).json()).toMatchObject({ code: 'two_factor_not_on' });
    const ada = await world.as(world.users.ada);
    const { secret } = await setUp(ada, null);
    await ok(ada('POST', `${FACTOR}/confirm`, { code: codeOf(secret) }));
    expect((await ada('POST', `${FACTOR}/off`, { password: null })).json()).toMatchObject({
      code: 'two_factor_code_wrong',
    });
    world.wait(STEP);
    expect((await ada('POST', `${FACTOR}/off`, { password: null, code: codeOf(secret) })).statusCode).toBe(204);
  });
});

describe('required by the organisation', () => {
  it('U-3 whoever signed in with a password alone can only set it up, from the next request on', async () => {
    const ada = await world.as(world.users.ada);
    const key = await ok<{ key: string }>(
      ada('POST', '/api/v1/api-keys', { name: 'K', scopes: ['records.read'], expiresAt: null }),
    );
    const put = (required: boolean) => grace('PUT', '/api/v1/settings/two-factor', { required });
    expect((await put(true)).json()).toMatchObject({ code: 'two_factor_yourself_first' });
    const { secret } = await switchOn();
    expect(await ok(put(true))).toEqual({ required: true, users: [world.users.grace.publicId] });
    expect((await ada('GET', '/api/v1/leads')).json()).toMatchObject({ status: 403, code: 'two_factor_needed' });
    expect(await ok(ada('GET', '/api/v1/me'))).toMatchObject({ needsTwoFactor: true });
    const headers = { authorization: `Bearer ${key.key}` };
    expect((await world.app.inject({ method: 'GET', url: '/api/v1/leads', headers })).statusCode).toBe(200);
    const lin = await world.as(world.users.lin);
    expect((await lin('GET', '/api/v1/leads')).statusCode).toBe(200);
    const adas = await setUp(ada, null);
    await ok(ada('POST', `${FACTOR}/confirm`, { code: codeOf(adas.secret) }));
    expect((await ada('GET', '/api/v1/leads')).statusCode).toBe(200);
    world.wait(STEP);
    const off = { password: null, code: codeOf(adas.secret) };
    expect((await ada('POST', `${FACTOR}/off`, off)).json()).toMatchObject({ code: 'two_factor_required' });
    expect((await signIn(codeOf(secret))).json()).toMatchObject({ needsTwoFactor: false });
  });

  it('U-3 T12 an administrator resets it for somebody, whose sessions end; nobody else can', async () => {
    const { recoveryCodes } = await switchOn();
    const reset = (as: Sender, user: string) => as('DELETE', `/api/v1/settings/users/${user}/two-factor`);
    const [ada, lin] = [await world.as(world.users.ada), await world.as(world.users.lin)];
    const adas = await setUp(ada, null);
    await ok(ada('POST', `${FACTOR}/confirm`, { code: codeOf(adas.secret) }));
    expect((await reset(ada, world.users.grace.publicId)).json()).toMatchObject({ code: 'scope_missing' });
    expect((await reset(lin, world.users.grace.publicId)).json()).toMatchObject({ code: 'not_found' });
    expect((await reset(grace, world.users.ada.publicId)).statusCode).toBe(204);
    expect((await reset(grace, world.users.ada.publicId)).json()).toMatchObject({ code: 'two_factor_not_on' });
    expect((await ada('GET', '/api/v1/me')).statusCode).toBe(401);
    expect((await (await world.as(world.users.ada))('GET', '/api/v1/leads')).statusCode).toBe(200);
    expect((await signIn(recoveryCodes[0])).statusCode).toBe(201);
    expect(await audited()).toContain('two_factor_reset');
  });

  it('U-3 a changed password keeps what its session has proved', async () => {
    const { secret } = await switchOn();
    await ok(grace('PUT', '/api/v1/settings/two-factor', { required: true }));
    const change = { currentPassword: GRACES_PASSWORD, password: GRACES_PASSWORD };
    const changed = await grace('PUT', '/api/v1/me/password', change);
    const cookies = { cadenza_session: changed.cookies[0]?.value ?? '' };
    const leads = await world.app.inject({ ...from('GET', '/api/v1/leads'), cookies });
    expect(leads.statusCode).toBe(200);
    world.wait(STEP);
    expect((await signIn(codeOf(secret))).statusCode).toBe(201);
  });
});

async function signedIn(code: string): Promise<Sender> {
  const cookies = { cadenza_session: (await signIn(code)).cookies[0]?.value ?? '' };
  return (method, url, body) => world.app.inject({ ...from(method, url, body), cookies });
}
