import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GRADING_WINDOW_MS } from '#core/message/visit.ts';
import { MINUTE } from '#core/time/instant.ts';
import { readForRecipient } from '#channels/email/read-for-recipient.ts';
import { findCaughtMessage } from '#storage/mail/caught-messages.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let cadence: string;
let count = 0;
let lead: string;
/** Where the message's image, link and unsubscribe lead, and every link that stands in it, as paths. */
let paths: { pixel: string; link: string; unsubscribe: string; links: readonly string[] };
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  cadence = (await publish(grace, featureAdoption())).id;
});
afterAll(() => world.close());
beforeEach(async () => {
  count += 1;
  lead = (await createLead(grace, { last_name: `Lead${count}`, email: `lead${count}@example.invalid` })).id;
  await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [lead] }));
  await world.settle();
  paths = await pathsInLastMessage();
  world.wait(MINUTE);
});

async function pathsInLastMessage() {
  const { items } = await ok<{ items: { id: string }[] }>(grace('GET', '/api/v1/development-mailbox/messages?limit=1'));
  const caught = await world.database.organization(world.organization.seat, (tx) =>
    findCaughtMessage(tx, items[0]?.id ?? '0'),
  );
  const mail = caught === null ? null : await readForRecipient(caught.raw);
  const pathOf = (address: string | null | undefined) => (address ? new URL(address).pathname : '');
  const links = [...(mail?.html ?? '').matchAll(/href="(http[^"]+)"/g)].map(([, address]) => pathOf(address));
  const [link] = mail?.links ?? [];
  return { pixel: pathOf(mail?.pixel), link: pathOf(link), unsubscribe: pathOf(mail?.unsubscribe), links };
}

const get = (url: string, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'GET', url, headers: { 'user-agent': BROWSER, ...headers } });
const post = (url: string, payload = 'List-Unsubscribe=One-Click', headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'POST', url, payload, headers: { ...FORM, ...headers } });

/** When the grading window has passed (C-37). */
async function seen(): Promise<string[]> {
  world.wait(GRADING_WINDOW_MS);
  await world.settle();
  return (await responses()).map(({ response }) => response);
}

async function responses() {
  const { items } = await ok<{ items: { id: string }[] }>(grace('GET', `/api/v1/leads/${lead}/enrollments`));
  type State = { followUps: { responses: { response: string; at: string }[] }[] };
  const { followUps } = await ok<State>(grace('GET', `/api/v1/enrollments/${items[0]?.id}`));
  return followUps[0]?.responses ?? [];
}

/** 'clicked machine trap': what the record's page tells. */
async function graded(): Promise<string[]> {
  type Told = { kind: string; grade: string; gradeReason: string };
  const { items } = await ok<{ items: { events: Told[] }[] }>(grace('GET', `/api/v1/leads/${lead}/timeline?only=mail`));
  return items.flatMap(({ events }) => events.map(({ kind, grade, gradeReason }) => `${kind} ${grade} ${gradeReason}`));
}

const suppressed = async () => {
  const rows = await world.database.organization(world.organization.seat, (tx) =>
    tx.query<{ n: number }>(sql`select count(*)::int as n from suppression`),
  );
  return rows[0]?.n ?? 0;
};

describe('the image', () => {
  it('T17: is the same for a token of ours, of another kind, and of nobody; no cookie, nothing personal', async () => {
    const token = /\/t\/o\/(.+)\.gif$/.exec(paths.pixel)?.[1] ?? '';
    const changed = token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    const others = [changed, 'x', '1', 'a'.repeat(900), encodeURIComponent('../../etc/passwd')];
    const answers = await Promise.all(
      [paths.pixel, ...others.map((other) => `/t/o/${other}.gif`)].map((url) => get(url)),
    );
    expect(
      new Set(answers.map(({ statusCode, rawPayload }) => `${statusCode} ${rawPayload.toString('hex')}`)).size,
    ).toBe(1);
    for (const { headers, cookies } of answers) {
      expect(headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store, private' });
      expect(cookies).toEqual([]);
    }
    expect(token).not.toContain(String(count));
    expect(await seen()).toEqual(['sent', 'opened']);
  });

  it('T19: asking for its head alone opens nothing', async () => {
    expect((await world.app.inject({ method: 'HEAD', url: paths.pixel })).statusCode).toBe(200);
    expect(await seen()).toEqual(['sent']);
  });
});

describe('a link', () => {
  it('T18: leads where its token says, whatever else the address asks', async () => {
    const asked = [
      '',
      '?url=https://evil.example',
      '?url=//evil.example',
      '?next=javascript:alert(1)',
      '?%0d%0aLocation:x',
    ];
    for (const query of asked) {
      const response = await get(paths.link + query, { host: 'evil.example', 'x-forwarded-host': 'evil.example' });
      expect(response.statusCode).toBe(302);
      expect(response.headers.location).toBe('https://example.com/new');
    }
    expect(await seen()).toEqual(['sent', 'opened', 'clicked']);
  });

  it('T18: leads to an address of any length that can be tracked', async () => {
    const url = `https://example.com/${'way/'.repeat(480)}`;
    const long = { subject: 'Long', html: `<a href="${url}">there</a>` };
    const { id } = await publish(grace, featureAdoption({ name: `Long ${count}`, templates: { Update: long } }));
    await ok(grace('POST', `/api/v1/cadences/${id}/enroll`, { records: [lead] }));
    await world.settle();
    const { link } = await pathsInLastMessage();
    expect(link.length).toBeGreaterThan(2_000);
    expect((await get(link)).headers.location).toBe(url);
    await ok(grace('PUT', '/api/v1/templates/Update', featureAdoption().templates?.['Update']));
  });

  it('T18: without a token of ours leads nowhere', async () => {
    const changed = paths.link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const other = Buffer.from('https://evil.example').toString('base64url');
    for (const url of [
      changed,
      `/t/c/${other}`,
      '/t/c/https:%2F%2Fevil.example',
      paths.pixel.replace('/t/o/', '/t/c/'),
    ]) {
      const response = await get(url);
      expect(response.statusCode).toBe(404);
      expect(response.headers.location).toBeUndefined();
    }
    expect(await seen()).toEqual(['sent']);
  });

  it('T19: asking for its head alone is no click, but says that the link is good', async () => {
    const response = await world.app.inject({ method: 'HEAD', url: paths.link });
    expect(response.headers.location).toBe('https://example.com/new');
    expect(await seen()).toEqual(['sent']);
  });
});

describe('unsubscribing', () => {
  it('T19: looking at the page never unsubscribes, in whichever way it is looked at', async () => {
    const before = await suppressed();
    for (const headers of [
      {},
      { 'sec-purpose': 'prefetch' },
      { 'user-agent': 'Barracuda Sentinel' },
      { accept: '*/*' },
    ]) {
      const page = await get(paths.unsubscribe, headers);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain(`<form method="post" action="${paths.unsubscribe}">`);
      expect(page.body).not.toContain('<script');
    }
    await world.app.inject({ method: 'HEAD', url: paths.unsubscribe });
    expect(await seen()).toEqual(['sent']);
    expect(await suppressed()).toBe(before);
  });

  it('K-54: one click of the mail program does, from any site, and twice is once', async () => {
    const before = await suppressed();
    const webmail = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' };
    for (let press = 0; press < 2; press += 1) {
      const response = await post(paths.unsubscribe, undefined, webmail);
      expect(response.statusCode).toBe(200);
      expect(response.body).toContain('退订');
      expect(response.cookies).toEqual([]);
    }
    expect(await suppressed()).toBe(before + 1);
    expect(await seen()).toContain('unsubscribed');
  });

  it('K-54: the button of the page does, and multipart bodies are read too', async () => {
    const before = await suppressed();
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    const body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    expect((await post(paths.unsubscribe, body, type)).statusCode).toBe(200);
    expect((await post(paths.unsubscribe, '')).statusCode).toBe(200);
    expect(await suppressed()).toBe(before + 1);
  });

  it('K-54: works after the record is gone, and keeps the address out', async () => {
    const before = await suppressed();
    await ok(grace('DELETE', `/api/v1/leads/${lead}`));
    await world.settle();
    expect((await post(paths.unsubscribe)).statusCode).toBe(200);
    expect(await suppressed()).toBe(before + 1);
  });

  it('E-8 K-55: the person takes it back on the page; what was cancelled stays so, what comes later goes out', async () => {
    const before = await suppressed();
    const left = await post(paths.unsubscribe);
    expect(left.body).toContain(`action="${paths.unsubscribe}/again"`);
    await world.settle();
    const rounds = async () => ok<{ items: { status: string }[] }>(grace('GET', `/api/v1/leads/${lead}/enrollments`));
    const ended = await rounds();
    expect((await get(`${paths.unsubscribe}/again`)).statusCode).toBe(404);
    expect(await suppressed()).toBe(before + 1);
    expect((await post(`${paths.unsubscribe}/again`, '')).statusCode).toBe(200);
    expect((await post(`${paths.unsubscribe}/again`, '')).statusCode).toBe(200);
    expect(await suppressed()).toBe(before);
    expect((await graded()).some((told) => told.startsWith('resubscribed'))).toBe(true);
    await world.settle();
    expect(await rounds()).toEqual(ended);
  });

  it('T16, T17: a token that isn’t ours does nothing', async () => {
    const before = await suppressed();
    const changed = paths.unsubscribe.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    for (const url of [changed, '/t/u/1', paths.pixel.replace('/t/o/', '/t/u/').replace('.gif', '')]) {
      expect((await get(url)).statusCode).toBe(404);
      expect((await post(url)).statusCode).toBe(404);
    }
    expect(await suppressed()).toBe(before);
    expect(await seen()).toEqual(['sent']);
  });
});

const SAFARI = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1';
const GMAIL_AHEAD =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0';

/** Whoever looks at a message beside its reader: how long after it left, under which names, from where, at what. */
type Scanner = {
  readonly afterMs: number;
  readonly names: readonly string[];
  readonly methods?: readonly ('HEAD' | 'GET')[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  readonly asks: 'all' | 'picture' | 'links';
  readonly reasons: readonly string[];
};

const scanners: Readonly<Record<string, Scanner>> = {
  'a gateway that follows everything under changing names': {
    ...{ afterMs: 20_000, names: [SAFARI, BROWSER], asks: 'all' },
    reasons: ['opened machine same_scan', 'clicked machine trap'],
  },
  'a filter that asks for the head first': {
    ...{ afterMs: 40_000, names: ['Barracuda Sentinel (EE)'], methods: ['HEAD', 'GET'], asks: 'all' },
    reasons: [
      'opened machine head_only',
      'opened machine scanner',
      'clicked machine head_only',
      'clicked machine trap',
    ],
  },
  'Microsoft 365 from a network of its own': {
    ...{ afterMs: 90_000, names: [SAFARI], address: '40.107.22.61', asks: 'all' },
    reasons: ['opened machine mail_filter', 'clicked machine mail_filter'],
  },
  'a sandbox without a screen': {
    ...{ afterMs: 300_000, names: [`${SAFARI} HeadlessChrome/140.0`], asks: 'all' },
    reasons: ['opened machine script', 'clicked machine script'],
  },
  'Apple Mail Privacy, and Gmail ahead of its reader': {
    ...{ afterMs: 20_000, names: ['Mozilla/5.0', GMAIL_AHEAD], asks: 'picture' },
    reasons: ['opened machine apple_mail_privacy', 'opened machine gmail_prefetch'],
  },
  'a browser that looks ahead': {
    ...{ afterMs: 60_000, names: [BROWSER], headers: { 'sec-purpose': 'prefetch;prerender' }, asks: 'links' },
    reasons: ['clicked machine prefetch'],
  },
};

describe('scanners', () => {
  it.each(Object.entries(scanners))(
    'T19 C-37 K-50 K-51: %s unsubscribes nobody and starts nothing',
    async (_, scanner) => {
      const { names, methods = ['GET'], headers, address = '198.51.100.7', asks } = scanner;
      const before = await suppressed();
      world.wait(scanner.afterMs - MINUTE);
      const asked = { all: [paths.pixel, ...paths.links], picture: [paths.pixel], links: paths.links }[asks];
      const visits = methods.flatMap((method) => names.flatMap((name) => asked.map((url) => ({ method, name, url }))));
      for (const { name, ...visit } of visits) {
        const shown = { 'user-agent': name, ...headers };
        expect((await world.app.inject({ ...visit, headers: shown, remoteAddress: address })).statusCode).toBeLessThan(
          400,
        );
      }
      expect(await seen()).toEqual(['sent']);
      expect(await suppressed()).toBe(before);
      const told = new Set(await graded());
      expect([...told].filter((one) => !one.includes(' machine '))).toEqual([]);
      expect([...told]).toEqual(expect.arrayContaining([...scanner.reasons]));
    },
  );

  it('C-37: a person who comes after the gateway is one; it counts when the window has passed, at the click’s own instant', async () => {
    for (const url of paths.links) await get(url);
    world.wait(MINUTE);
    const at = new Date(world.now()).toISOString();
    await get(paths.link);
    await world.settle();
    expect(await responses()).toHaveLength(1);
    expect(await seen()).toEqual(['sent', 'opened', 'clicked']);
    expect((await responses()).at(-1)?.at).toBe(at);
  });
});
