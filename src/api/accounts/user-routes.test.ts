import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#core/time/instant.ts';
import { type ApiWorld, createApiWorld, from, GRACES_PASSWORD, type Sender } from '#test/api-server.ts';
import { until } from '#test/until.ts';

const PASSWORD = 'a bottle of seventeen seas';
let world: ApiWorld;
let grace: Sender;
let ada: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(() => world.close());

type Caught = { id: string; recipient: string };
const mailTo = async (address: string) =>
  (await grace('GET', `/api/v1/development-mailbox/messages?recipient=${address}`)).json<{ items: Caught[] }>().items;
/** The token of the newest mail's link, once there are so many. */
const tokenFor = async (address: string, count = 1): Promise<string> => {
  const mails = await until('the mail is there', async () => {
    const found = await mailTo(address);
    return found.length === count ? found : null;
  });
  const mail = await grace('GET', `/api/v1/development-mailbox/messages/${mails[0]?.id}`);
  return /token=([\w-]+)/.exec(mail.json<{ text: string }>().text)?.[1] ?? '';
};
const invite = async (email: string, administrator = false) => {
  const invited = await grace('POST', '/api/v1/settings/invitations', { email, administrator });
  expect(invited.json()).toMatchObject({ sent: true });
  return invited.json<{ invitation: { id: string } }>().invitation.id;
};
const send = (url: string, body: object) => world.app.inject(from('POST', url, body));
const accept = (token: string, name = 'Bo') => send('/api/v1/invitation/accept', { token, name, password: PASSWORD });
const signIn = (email: string, password: string) => send('/api/v1/session', { email, password });
const change = (as: Sender, id: string, body: object) => as('PATCH', `/api/v1/settings/users/${id}`, body);

describe('inviting', () => {
  it('U-3: who is invited comes in by the mailed link, chooses name and password, and is a member from then on', async () => {
    await invite('bo@sales.invalid');
    const token = await tokenFor('bo@sales.invalid');
    expect((await send('/api/v1/invitation', { token })).json()).toEqual({
      email: 'bo@sales.invalid',
      organization: 'Cadenza Trading',
    });
    const accepted = await accept(token);
    expect(accepted.json()).toMatchObject({ user: { name: 'Bo', administrator: false }, scopes: expect.anything() });
    expect(accepted.cookies).toMatchObject([{ name: 'cadenza_session', httpOnly: true }]);
    expect((await signIn('bo@sales.invalid', PASSWORD)).statusCode).toBe(201);
    expect((await accept(token)).json()).toMatchObject({ code: 'invitation_not_valid' });
    expect((await grace('GET', '/api/v1/settings/invitations')).json()).toEqual({ items: [] });
    const users = (await grace('GET', '/api/v1/users')).json<{ items: { name: string }[] }>();
    expect(users.items.map(({ name }) => name)).toContain('Bo');
  });

  it('U-3: a link works once, however many use it at the same moment', async () => {
    await invite('many@sales.invalid');
    const token = await tokenFor('many@sales.invalid');
    const answers = await Promise.all(Array.from({ length: 4 }, () => accept(token)));
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
  });

  it('U-3: sent again, the first link is over; revoked, there is none', async () => {
    const id = await invite('cy@sales.invalid');
    const first = await tokenFor('cy@sales.invalid');
    expect((await grace('POST', `/api/v1/settings/invitations/${id}/resend`)).json()).toMatchObject({ sent: true });
    const second = await tokenFor('cy@sales.invalid', 2);
    expect((await accept(first)).statusCode).toBe(404);
    expect((await send('/api/v1/invitation', { token: second })).statusCode).toBe(200);
    expect((await grace('DELETE', `/api/v1/settings/invitations/${id}`)).statusCode).toBe(204);
    expect((await accept(second)).json()).toMatchObject({ code: 'invitation_not_valid' });
  });

  it('U-3: is over after 7 days', async () => {
    await invite('late@sales.invalid');
    const token = await tokenFor('late@sales.invalid');
    world.wait(7 * DAY - MINUTE);
    expect((await send('/api/v1/invitation', { token })).statusCode).toBe(200);
    world.wait(MINUTE);
    expect((await send('/api/v1/invitation', { token })).statusCode).toBe(404);
    expect((await accept(token)).json()).toMatchObject({ code: 'invitation_not_valid' });
  });

  it.each([
    ['nobody', 'email_not_valid'],
    ['Ada@sales.invalid', 'email_taken'],
    ['late@sales.invalid', 'invited_already'],
  ])('U-3: refuses %s: %s', async (email, code) => {
    const refused = await grace('POST', '/api/v1/settings/invitations', { email });
    expect(refused.json()).toMatchObject({ code });
  });

  it('T7 T6: is for administrators, of their own organisation', async () => {
    const lin = await world.as(world.users.lin);
    const id = await invite('dee@sales.invalid');
    expect((await ada('POST', '/api/v1/settings/invitations', { email: 'x@sales.invalid' })).statusCode).toBe(403);
    expect((await lin('POST', `/api/v1/settings/invitations/${id}/resend`)).statusCode).toBe(404);
    expect((await lin('DELETE', `/api/v1/settings/invitations/${id}`)).statusCode).toBe(404);
    expect((await lin('GET', '/api/v1/settings/invitations')).json()).toEqual({ items: [] });
    expect((await change(lin, world.users.ada.publicId, { active: false })).statusCode).toBe(404);
  });

  it('T11: no token is kept, logged or listed', async () => {
    await invite('secret@sales.invalid');
    const token = await tokenFor('secret@sales.invalid');
    const stored = await world.database.control((tx) =>
      tx.query(sql`select to_jsonb(i)::text as row from invitation i`),
    );
    const list = (await grace('GET', '/api/v1/settings/invitations')).body;
    for (const text of [JSON.stringify(stored), list, world.log()]) expect(text).not.toContain(token);
  });
});

describe('users', () => {
  it('T12: deactivated, sessions, links and keys are over at once, and for good', async () => {
    const key = (await ada('POST', '/api/v1/api-keys', { name: 'K', scopes: ['records.read'], expiresAt: null })).json<{
      key: string;
    }>().key;
    const withKey = () =>
      world.app.inject({ method: 'GET', url: '/api/v1/me', headers: { authorization: `Bearer ${key}` } });
    expect((await withKey()).statusCode).toBe(200);
    const { publicId } = world.users.ada;
    expect((await change(grace, publicId, { active: false })).json()).toMatchObject({ name: 'Ada', active: false });
    expect((await ada('GET', '/api/v1/me')).statusCode).toBe(401);
    expect((await withKey()).statusCode).toBe(401);
    const members = (await grace('GET', '/api/v1/users')).json<{ items: object[] }>();
    expect(members.items).toContainEqual(expect.objectContaining({ name: 'Ada', active: false }));
    await change(grace, publicId, { active: true });
    expect((await ada('GET', '/api/v1/me')).statusCode).toBe(401);
    expect((await withKey()).statusCode).toBe(401);
    ada = await world.as(world.users.ada);
    expect((await ada('GET', '/api/v1/me')).statusCode).toBe(200);
  });

  it('U-1: nobody removes the last administrator, not even several at the same moment', async () => {
    const { grace: first, ada: second } = world.users;
    expect((await change(grace, first.publicId, { active: false })).json()).toMatchObject({
      code: 'last_administrator',
    });
    expect((await change(grace, second.publicId, { administrator: true })).statusCode).toBe(200);
    const answers = await Promise.all([
      change(grace, first.publicId, { administrator: false }),
      change(ada, second.publicId, { active: false }),
    ]);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    await world.database.control((tx) =>
      tx.query(sql`update app_user set active = true, administrator = (name = 'Grace') where name in ('Grace', 'Ada')`),
    );
    [grace, ada] = [await world.as(first), await world.as(second)];
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) => send('/api/v1/password-link', { email });
  const use = (token: string, password = PASSWORD) => send('/api/v1/password-link/use', { token, password });

  it('T12: a mailed link sets a new one, once, and ends all sessions', async () => {
    const before = await world.as(world.users.grace);
    expect((await ask(' Grace@sales.invalid')).statusCode).toBe(204);
    const token = await until('the mail is there', async () => tokenFor('grace@sales.invalid').catch(() => null));
    expect((await use(token, 'short')).json()).toMatchObject({ code: 'password_too_short' });
    expect((await send('/api/v1/session/link', { token })).json()).toMatchObject({ code: 'link_not_valid' });
    expect((await use(token)).statusCode).toBe(204);
    expect((await before('GET', '/api/v1/me')).statusCode).toBe(401);
    expect((await use(token)).json()).toMatchObject({ code: 'link_not_valid' });
    expect((await signIn('grace@sales.invalid', GRACES_PASSWORD)).statusCode).toBe(401);
    expect((await signIn('grace@sales.invalid', PASSWORD)).statusCode).toBe(201);
    grace = await world.as(world.users.grace);
  });

  it('T12: is over after an hour, and signs nobody in', async () => {
    await ask('ada@sales.invalid');
    const token = await tokenFor('ada@sales.invalid');
    world.wait(HOUR);
    expect((await use(token)).json()).toMatchObject({ status: 401, code: 'link_not_valid' });
  });

  it('T13: the answer is the same whether there is such a user or not', async () => {
    const [known, unknown] = [await ask('ada@sales.invalid'), await ask('nobody@sales.invalid')];
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
    await tokenFor('ada@sales.invalid', 2);
    expect(await mailTo('nobody@sales.invalid')).toEqual([]);
  });

  it('U-3: is limited per address, whoever asks', async () => {
    for (let tries = 1; tries <= 5; tries += 1) expect((await ask('target@sales.invalid')).statusCode).toBe(204);
    expect((await ask('Target@sales.invalid')).statusCode).toBe(429);
  });
});
