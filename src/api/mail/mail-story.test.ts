// E-1, E-3, E-6, E-7, E-8: a week of Omar's, whose mail really goes out and comes in: by Debian's Postfix and Dovecot, with
// TLS and logins, through the API and the worker.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFollowMailbox } from '#channels/email/follow-mailbox.ts';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { MailboxPosition } from '#core/message/mailbox.ts';
import { HOUR } from '#core/time/instant.ts';
import { createLead, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';
import { type MailHouse, openMailHouse, type Person, whyNoMailHouse } from '#test/peers/mail-house/house.ts';
import { REFUSED_FOR_POLICY } from '#test/peers/mail-house/postfix.ts';
import { MailUser } from '#test/peers/mail-house/mail-user.ts';
import { until } from '#test/until.ts';
import { InboxReaders } from '#worker/inbox-readers.ts';

const omar = { address: 'omar@sales.test', password: 'omars secret' };
const ada = { address: 'ada@customer.test', password: 'adas secret' };
const mei = { address: 'mei@sales.test', password: 'meis secret' };
const bounces = { address: 'bounces@sales.test', password: 'nobodys secret' };
const ACCOUNTS = '/api/v1/settings/mail-accounts';
const why = whyNoMailHouse();

type Account = { id: string; reading: { until: string; problem: unknown }; paused: unknown };
type Round = { items: { status: string; reason: unknown; current: unknown }[] };

describe.skipIf(why !== null && !process.env['CI'])(`with real mail servers${why === null ? '' : ` (${why})`}`, () => {
  let house: MailHouse;
  let world: ApiWorld;
  let readers: InboxReaders;
  let grace: Sender;
  let account: Account;
  let letter: CaughtMail;

  beforeAll(async () => {
    house = await openMailHouse([omar, ada, mei, bounces]);
    const { submission, imaps } = house.ports;
    const allowed = new Set([`localhost:${submission}`, `localhost:${imaps}`]);
    world = await createApiWorld({ accounts: { allowed, authority: house.authority } });
    grace = await world.as(world.users.grace);
  });
  afterAll(async () => {
    await readers?.stop();
    await world?.close();
    await house?.close();
  });

  const settings = ({ address, password }: Person = omar) => {
    const { submission, imaps } = house.ports;
    const login = { host: 'localhost', user: address, password };
    return {
      owner: 'organization',
      name: 'Omar of Sales',
      address,
      smtp: { ...login, port: submission, security: 'starttls' },
      imap: { ...login, port: imaps, security: 'tls', folder: 'INBOX' },
      takesBounces: false,
      perHour: null,
      perDay: null,
    };
  };

  it('E-1 the account is tried out at both servers, and sends a message to itself', async () => {
    account = await ok<Account>(grace('POST', ACCOUNTS, settings()));
    const user = new MailUser(house, omar);
    expect((await user.receives('Cadenza can send')).envelopeFrom).toBe(omar.address);
    world.wait(1_000);
    const log = { error: () => undefined };
    readers = new InboxReaders({ database: world.database, clock: () => world.now(), log, desk: world.inboxes });
    await until('the mailbox is read', async () => (await reading()).until > account.reading.until || null);
  });

  it('E-3 a cadence sends from it; the recipient answers, and the round is over while the mailbox is open', async () => {
    const cadence = await publish(grace, letters());
    const lead = await createLead(grace, { last_name: 'Lovelace', email: ada.address });
    await enroll(cadence, lead);
    const user = new MailUser(house, ada);
    letter = await user.receives('Hello Lovelace');
    expect(letter.envelopeFrom).toBe(omar.address);
    expect(Buffer.from(letter.raw).toString()).toContain('From: Omar of Sales <omar@sales.test>');
    await user.answers(letter, 'Yes, please call me.');
    await until('the answer has come in', async () => {
      await world.settle();
      return (await roundOf(lead)).status === 'unenrolled' || null;
    });
    expect(await roundOf(lead)).toMatchObject({ status: 'unenrolled', reason: { rule: 'replied' } });
    const { items } = await ok<{ items: { kind: string }[] }>(
      grace('GET', `/api/v1/leads/${lead.id}/timeline?only=mail`),
    );
    expect(items.map(({ kind }) => kind)).toContain('email_received');
  });

  it('E-7 what Postfix can’t deliver comes back as bounced, and nobody writes there again', async () => {
    const cadence = await publish(grace, letters({ name: 'To nobody' }));
    const lead = await createLead(grace, { last_name: 'Nemo', email: 'nobody@customer.test' });
    await enroll(cadence, lead);
    await until('the bounce has come in', async () => {
      await world.settle();
      return (await roundOf(lead)).status === 'unenrolled' || null;
    });
    expect(await roundOf(lead)).toMatchObject({ reason: { rule: 'bounced' } });
    const tally = await world.database.organization(world.organization.seat, (tx) =>
      tx.client.query('select sum(attempted)::int as attempted, sum(bounced)::int as bounced from bounce_tally'),
    );
    expect(tally.rows).toEqual([{ attempted: 2, bounced: 1 }]);
  });

  it('E-7 bounces of an account that nobody reads come to the mailbox that takes them, named by its address', async () => {
    await ok(grace('POST', ACCOUNTS, { ...settings(bounces), takesBounces: true }));
    await ok(grace('POST', ACCOUNTS, { ...settings(mei), owner: 'me', imap: null }));
    const unenroll = [{ id: 'bounced', email: ['bounced'] }];
    const cadence = await publish(grace, letters({ name: 'By Mei', unenroll }, mei.address));
    const lead = await createLead(grace, { last_name: 'Outis', email: 'outis@customer.test' });
    await enroll(cadence, lead);
    await until('the bounce has come in', async () => {
      await world.settle();
      return (await roundOf(lead)).status === 'unenrolled' || null;
    });
    expect(await roundOf(lead)).toMatchObject({ reason: { rule: 'bounced' } });
    expect(await house.logs()).toMatch(/to=<bounces\+[a-z2-7]+@sales\.test>.*status=sent/);
  });

  it('E-8 one click in the mail program unsubscribes, and a scanner’s visit doesn’t', async () => {
    const url = /^List-Unsubscribe: <([^>]+)>/im.exec(
      Buffer.from(letter.raw)
        .toString()
        .replace(/\r\n[ \t]+/g, ' '),
    )?.[1];
    const { pathname } = new URL(url ?? '');
    await world.app.inject({ method: 'GET', url: pathname });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const post = { method: 'POST', url: pathname, headers, payload: 'List-Unsubscribe=One-Click' } as const;
    expect((await world.app.inject(post)).statusCode).toBe(200);
    const cadence = await publish(grace, letters({ name: 'Once more' }));
    const lead = await createLead(grace, { last_name: 'Lovelace again', email: ada.address });
    await enroll(cadence, lead);
    const { items } = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/leads/${lead.id}/enrollments`));
    const history = await ok<unknown>(grace('GET', `/api/v1/enrollments/${items[0]?.id}/history`));
    expect(JSON.stringify(history)).toContain('unsubscribed');
  });

  it('K-38 a server that refuses us pauses the account, fails nobody, and what waits goes out when it is resumed', async () => {
    const cadence = await publish(grace, letters({ name: 'Refused' }));
    const strict = await createLead(grace, { last_name: 'Strict', email: REFUSED_FOR_POLICY });
    await enroll(cadence, strict);
    expect(await paused()).toMatchObject({ reason: expect.stringContaining('reputation') });
    expect(await roundOf(strict)).toMatchObject({ status: 'active' });
    const other = await createLead(grace, { last_name: 'Hopper', email: omar.address });
    await enroll(cadence, other);
    expect((await roundOf(other)).current).toMatchObject({ state: 'claimed' });
    await ok(grace('PATCH', `/api/v1/leads/${strict.id}`, { values: { email: omar.address } }));
    await ok(grace('POST', `${ACCOUNTS}/${account.id}/resume`));
    await world.settle();
    expect(await paused()).toBeNull();
    const user = new MailUser(house, omar);
    for (const name of ['Hopper', 'Strict']) await user.receives(`Hello ${name}`);
  });

  it('C-33 what may have gone out and lies in the folder of sent mail is known to be sent; nobody has to decide', async () => {
    const cadence = await publish(grace, letters({ name: 'Doubted' }));
    const lead = await createLead(grace, { last_name: 'Doubted', email: omar.address });
    await enroll(cadence, lead);
    const user = new MailUser(house, omar);
    const copy = await user.receives('Hello Doubted');
    const doubt = () =>
      world.database.organization(world.organization.seat, (tx) =>
        tx.client.query(
          `update delivery set state = 'unconfirmed' where record_id = (
          select id from m_leads where public_id = $1)`,
          [lead.id],
        ),
      );
    const readOn = async (times: number) => {
      for (let time = 1; time <= times; time++) {
        const { until: before } = await reading();
        world.wait(1_000);
        await user.writes(omar.address, `Read once more: ${time}`);
        await until('the mailbox is read', async () => (await reading()).until > before || null);
      }
    };
    await doubt();
    const reviews = async () => (await ok<{ items: unknown[] }>(grace('GET', '/api/v1/reviews'))).items;
    await user.keepsAsSent(letter); // another one
    // Once it is read for the second time, it has been looked for since the first.
    await readOn(2);
    expect(await reviews()).toHaveLength(1);
    await user.keepsAsSent(copy);
    await user.writes(omar.address, 'Another look');
    await until('it is found', async () => (await reviews()).length === 0 || null);
    // A folder that can't be read tells nothing, and its mailbox is read on.
    await house.locksSentOf(omar);
    await doubt();
    await readOn(2);
    expect([await reviews(), (await reading()).problem]).toMatchObject([[{}], null]);
  });

  it('K-49 what came while nobody read, a commit that failed, other numbers: nothing is lost, nothing taken twice', async () => {
    await readers.stop();
    const user = new MailUser(house, ada);
    const { imaps } = house.ports;
    const place = { host: 'localhost', port: imaps, security: 'tls', folder: 'INBOX' } as const;
    const follow = createFollowMailbox({ locate: null, certificateAuthority: house.authority, now: () => Date.now() });
    let position: MailboxPosition | null = null;
    let taken: string[] = [];
    let isDatabaseThere = true;
    const reads = async (count: number, readUntil = Date.now()) => {
      taken = [];
      const visit = new AbortController();
      return follow(
        { ...place, user: ada.address, password: ada.password },
        {
          position,
          readUntil,
          signal: visit.signal,
          take: async ({ raw }, at) => {
            if (!isDatabaseThere) throw new Error('no database');
            taken.push(/^Subject: (.*)$/m.exec(Buffer.from(raw).toString())?.[1]?.trim() ?? '');
            position = at;
            if (taken.length === count) visit.abort();
          },
          readThrough: async (at) => {
            position = at;
            if (taken.length >= count) visit.abort();
          },
          doubted: async () => [],
          foundSent: async () => undefined,
        },
      );
    };
    expect([await reads(0, Date.now() + HOUR), taken]).toEqual([null, []]);
    for (const subject of ['first', 'second']) await user.writes(ada.address, subject);
    await user.receives('second');
    isDatabaseThere = false;
    expect(await reads(2)).toMatchObject({ step: 'connect' });
    isDatabaseThere = true;
    expect([await reads(1), taken]).toEqual([null, ['first']]);
    expect([await reads(1), taken]).toEqual([null, ['second']]);
    position = { validity: '1', lastUid: 900 };
    await reads(3);
    expect(taken.slice(-2)).toEqual(['first', 'second']);
  });

  const letters = (changes: object = {}, from = omar.address) => ({
    name: 'By Omar',
    module: 'leads',
    audience: 'manual' as const,
    followUps: [
      {
        id: 'hello',
        email: { to: 'email', template: 'Hello', from },
        then: [{ id: 'call', when: ['clicked' as const], call: { subject: 'Call', startsAfter: { hours: 1 } } }],
      },
    ],
    unenroll: [
      { id: 'replied', goal: true, email: ['replied' as const] },
      { id: 'bounced', email: ['bounced' as const] },
    ],
    templates: { Hello: { subject: 'Hello {{ record.last_name }}', html: '<p>Hello</p>' } },
    ...changes,
  });
  const enroll = async (cadence: { id: string }, lead: { id: string }) => {
    await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead.id] }));
    await world.settle();
  };
  const accountNow = async () => {
    const { items } = await ok<{ items: Account[] }>(grace('GET', ACCOUNTS));
    if (items[0] === undefined) throw new Error('the account is gone');
    return items[0];
  };
  const reading = async () => (await accountNow()).reading;
  const paused = async () => (await accountNow()).paused;
  const roundOf = async (lead: { id: string }) => {
    const { items } = await ok<Round>(grace('GET', `/api/v1/leads/${lead.id}/enrollments`));
    if (items[0] === undefined) throw new Error('was never enrolled');
    return items[0];
  };
});
