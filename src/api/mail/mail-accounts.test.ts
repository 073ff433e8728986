// E-1: who sets mail accounts up, what is refused before anybody is asked, and what never comes out again. Servers that
// work are in mail-story.test.ts.
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchBounces } from '#actions/mail/watch-bounces.ts';
import { noExceptions } from '#assembly/mail-accounts.ts';
import { HOUR } from '#core/time/instant.ts';
import type { User } from '#storage/accounts/users.ts';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';
import { addMailAccount } from '#test/mail-account.ts';

const URL = '/api/v1/settings/mail-accounts';
const CANARY = 'never to be seen again 4711';

type Problem = { code: string; errors: { path: string; code: string; message: string }[] };

let world: ApiWorld;
let grace: Sender;
let ada: Sender;
let plain: Server;
let port: number;
beforeAll(async () => {
  plain = createServer((socket) => {
    socket.write('220 hello\r\n');
    socket.on('data', (line) => socket.write(line.toString().startsWith('EHLO') ? '250 here\r\n' : '502 no\r\n'));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  port = (plain.address() as AddressInfo).port;
  const allowed = new Set([`localhost:${port}`]);
  world = await createApiWorld({ accounts: { ...noExceptions, allowed } });
  grace = await world.as(world.users.grace);
  ada = await world.as(world.users.ada);
});
afterAll(async () => {
  await world.close();
  plain.close();
});

const place = (host: string, number: number) => ({
  host,
  port: number,
  security: 'tls',
  user: 'omar',
  password: CANARY,
});
const wish = (changes: object = {}) => ({
  owner: 'organization',
  name: 'Sales',
  address: 'sales@house.invalid',
  smtp: place('127.0.0.1', 465),
  imap: null,
  takesBounces: false,
  perHour: null,
  perDay: null,
  ...changes,
});
const refused = async (as: Sender, body: object): Promise<Problem> => (await as('POST', URL, body)).json<Problem>();

describe('E-1 setting a mail account up', () => {
  it.each<[string, string, number, string, string]>([
    ['T5 a private address', '10.0.0.7', 465, 'smtp.dns', 'address_not_allowed'],
    ['T5 loopback, written otherwise', '::ffff:127.0.0.1', 587, 'smtp.dns', 'address_not_allowed'],
    ['T5 the metadata of a cloud', '169.254.169.254', 25, 'smtp.dns', 'address_not_allowed'],
    ['T5 a port that isn’t of mail', '192.0.2.1', 6379, 'smtp.dns', 'port_not_allowed'],
  ])('%s is refused at the first step, with what to do', async (_name, host, number, path, code) => {
    const problem = await refused(grace, wish({ smtp: place(host, number) }));
    expect(problem).toMatchObject({ code: 'mail_account_not_working', errors: [{ path, code }] });
    expect(problem.errors[0]?.message).toContain('OUTBOUND_ALLOW');
  });

  it('T11 a password never goes to a server that doesn’t encrypt', async () => {
    const smtp = { ...place('localhost', port), security: 'starttls' };
    const { errors } = await refused(grace, wish({ smtp }));
    expect(errors[0]).toMatchObject({ path: 'smtp.tls', code: 'tls_missing' });
  });

  it('says what is missing before it asks any server', async () => {
    const code = async (changes: object) => (await refused(grace, wish(changes))).code;
    expect(await code({ address: 'sales' })).toBe('mail_account_address_not_valid');
    expect(await code({ takesBounces: true })).toBe('mail_account_bounces_unread');
    const { password: _, ...without } = place('192.0.2.1', 465);
    expect(await code({ smtp: without })).toBe('mail_account_password_needed');
  });

  it('U-3 the organisation’s is for administrators', async () => {
    expect(await refused(ada, wish())).toMatchObject({ code: 'mail_account_not_yours' });
    expect((await refused(ada, wish({ owner: 'me' }))).code).toBe('mail_account_not_working');
  });
});

describe('E-1 a mail account that is there', () => {
  let id: string;
  const addsOwn = async (by: User, address: string) =>
    (await addMailAccount(world, { address, by, owner: 'me', password: CANARY })).publicId;
  beforeAll(async () => {
    id = await addsOwn(world.users.ada, 'ada@house.invalid');
  });
  const change = (as: Sender, changes: object) => {
    const { owner: _, ...body } = wish({ address: 'ada@house.invalid', ...changes });
    return as('PUT', `${URL}/${id}`, body);
  };

  it('T11 shows its settings, and its passwords to nobody', async () => {
    const seen = await ada('GET', URL);
    expect(seen.json<{ items: unknown[] }>().items).toMatchObject([
      { address: 'ada@house.invalid', owner: { name: 'Ada' } },
    ]);
    await ada('POST', `${URL}/${id}/check`);
    expect(seen.body + world.log()).not.toContain(CANARY);
    const tables = await world.database.organization(world.organization.seat, (tx) =>
      tx.client.query<{ row: string }>('select a::text as row from mail_account a'),
    );
    const hex = Buffer.from(CANARY).toString('hex');
    expect(tables.rows[0]?.row).toMatch(/ada@house/);
    for (const secret of [CANARY, hex]) expect(tables.rows[0]?.row).not.toContain(secret);
  });

  it('T11 a password that was kept goes to no other server, and to no other user', async () => {
    const { password: _, ...kept } = place('127.0.0.1', 465);
    for (const smtp of [
      { ...kept, host: '127.0.0.2' },
      { ...kept, port: 587 },
      { ...kept, user: 'grace' },
    ]) {
      expect((await change(ada, { smtp })).json()).toMatchObject({ code: 'mail_account_password_needed' });
    }
    expect((await change(ada, { smtp: kept })).json()).toMatchObject({ code: 'mail_account_not_working' });
  });

  it('E-7 is paused with the figures when too many of its messages of a day bounce, and begins anew when it is resumed', async () => {
    const { items } = await ok<{ items: { id: string }[] }>(ada('GET', URL));
    expect(items.map((account) => account.id)).toEqual([id]);
    const bounce = (attempted: number, bounced: number) =>
      world.database.organization(world.organization.seat, async (tx) => {
        const [found] = (await tx.client.query<{ account: number }>('select id as account from mail_account')).rows;
        await watchBounces(tx, [{ account: found?.account ?? 0, attempted, bounced }], world.now());
      });
    const paused = async () => (await ok<{ items: { paused: unknown }[] }>(ada('GET', URL))).items[0]?.paused;
    await bounce(40, 20); // of the day before
    world.wait(25 * HOUR);
    await bounce(50, 3);
    await bounce(10, 2);
    expect(await paused()).toBeNull();
    await bounce(0, 1);
    expect(await paused()).toMatchObject({ bounces: { attempted: 60, bounced: 6 } });
    await ok(ada('POST', `${URL}/${id}/resume`));
    await bounce(1, 1);
    expect(await paused()).toBeNull();
  });

  it('U-3 is its owner’s to change; an administrator may resume it and take it away', async () => {
    expect((await change(grace, {})).json()).toMatchObject({ code: 'mail_account_not_yours' });
    expect(await ok(grace('POST', `${URL}/${id}/resume`))).toMatchObject({ paused: null });
    const other = await addsOwn(world.users.grace, 'grace@house.invalid');
    expect((await ada('DELETE', `${URL}/${other}`)).statusCode).toBe(404);
    expect((await grace('DELETE', `${URL}/${id}`)).statusCode).toBe(204);
  });
});
