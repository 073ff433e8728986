// The HTTP API on a database of its own, without a socket, with two organisations, the cast and a clock that the test moves.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createUser } from '#actions/accounts/create-user.ts';
import { makeSignInLink } from '#actions/accounts/make-sign-in-link.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import type { RecipientDesk } from '#actions/mail/act-as-recipient.ts';
import type { ServerOptions } from '#api/build-server.ts';
import { createLogger } from '#api/log.ts';
import type { Services } from '#api/services.ts';
import { openConnections } from '#assembly/connections.ts';
import { assembleMail, type Mail, servicesOf } from '#assembly/mail.ts';
import { type AccountRules, noExceptions } from '#assembly/mail-accounts.ts';
import { whatsappSender } from '#assembly/whatsapp.ts';
import { TESTER_PROGRAM } from '#core/message/visit.ts';
import type { Instant } from '#core/time/instant.ts';
import { settle } from '#simulation/settle.ts';
import type { User } from '#storage/accounts/users.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { createSteps, type Steps } from '#worker/steps.ts';
import { postgresServers } from './database.ts';
import { buildQuietServer } from './quiet-server.ts';
import { createTestDatabase, type TestServer } from './throw-away-database.ts';

export const PUBLIC_URL = 'http://localhost:3000';
const SECRET = 'a secret of tests that is long enough';
export const GRACES_PASSWORD = 'nanoseconds of wire';

export type ApiWorld = {
  readonly app: FastifyInstance;
  /** Where attached files are. */
  readonly filesFolder: string;
  /** Where opens and clicks wait while the database is away, and who hands them over then. */
  readonly spoolFolder: string;
  readonly tracking: Mail['tracking'];
  readonly database: Database;
  readonly organization: Organization;
  /** Another organisation, of Lin. */
  readonly elsewhere: Organization;
  /** Grace administers, with a password; Ada is an ordinary user, without one; Lin administers elsewhere. */
  readonly users: { readonly grace: User; readonly ada: User; readonly lin: User };
  /** For a worker that reads the mailboxes of mail accounts. */
  readonly inboxes: Mail['inboxes'];
  /** Everything that was logged so far. */
  log(): string;
  now(): Instant;
  wait(durationMs: number): void;
  /** The worker's turn: everything that is due now happens, in this organisation or another one. */
  settle(at?: Organization): Promise<void>;
  /** Jobs are carried out, and nothing else. */
  work(at?: Organization): Promise<void>;
  /** Webhooks hear of what happened. */
  callWebhooks(): Promise<void>;
  /** What the worker does once a minute. */
  sweep(): Promise<void>;
  /** The token of a new session of the user's, as the cookie holds it. */
  sessionOf(user: User): Promise<string>;
  /** A request as the user's browser sends it from our own page. */
  as(user: User): Promise<Sender>;
  close(): Promise<void>;
};

export type Sender = (method: Method, url: string, body?: object) => Promise<LightMyRequestResponse>;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const START = Date.UTC(2026, 2, 2, 9);

export type ApiWorldOptions = Partial<Omit<ServerOptions, 'services'>> & {
  /** Left out: the one that all tests share. */
  readonly server?: TestServer;
  readonly services?: Partial<Services>;
  /** Where the servers of mail accounts may be. */
  readonly accounts?: AccountRules;
};

export async function createApiWorld({
  services: other,
  accounts = noExceptions,
  server = postgresServers()[0],
  ...options
}: ApiWorldOptions = {}): Promise<ApiWorld> {
  if (server === undefined) throw new Error('no PostgreSQL for tests');
  const place = await createTestDatabase(server);
  const database = openDatabase({ ...place, connectionsMax: 10, onError: () => undefined });
  await migrate(database);
  let now = START;
  const organization = await createOrganization(database, organizationNamed('Cadenza Trading', now));
  const elsewhere = await createOrganization(database, organizationNamed('Elsewhere', now));
  const users = await makeUsers(database, { organization, elsewhere, now });
  const lines: string[] = [];
  const log = { error: (_detail: object, what: string) => void lines.push(what) };
  const spooling = { folder: join(tmpdir(), `cadenza-spool-${randomUUID()}`), log };
  const settings = { publicUrl: PUBLIC_URL, secret: SECRET, accounts, clock: () => now, spooling };
  const mail = await assembleMail({ ...settings, database, smtp: null });
  const definitions = keepDefinitions();
  const visited: { app: FastifyInstance | null } = { app: null };
  const recipientDesk = withoutSocket(mail, visited);
  const connections = { ...openConnections(SECRET), ...other };
  const publicUrl = new URL(PUBLIC_URL);
  const filesFolder = join(tmpdir(), `cadenza-files-${randomUUID()}`);
  const files = keepFilesIn(filesFolder);
  const parts = { database, publicUrl, definitions, files, ...connections, ...servicesOf(mail), recipientDesk };
  const app = await buildQuietServer({
    services: { ...parts, ...other },
    logger: createLogger('trace', { write: (line) => void lines.push(line) }),
    clock: () => now,
    ...options,
  });
  visited.app = app;
  const { seals, outbound } = connections;
  const webhooks = { seals, outbound, publicUrl, sendNotice: mail.sendNotice, stopwatch: () => performance.now() };
  const whatsapp = whatsappSender(connections);
  const own = { sender: mail.sender, ownMail: mail.ownMail, whatsapp, mailbox: 'built_in', webhooks, files } as const;
  const steps = createSteps({ database, definitions, ...own, clock: () => now, log });
  return {
    app,
    filesFolder,
    spoolFolder: spooling.folder,
    tracking: mail.tracking,
    database,
    organization,
    elsewhere,
    users,
    inboxes: mail.inboxes,
    settle: (at = organization) => settleWithJobs(steps, at),
    work: async (at = organization) => void (await steps.work(at)),
    callWebhooks: async () => {
      while ((await steps.look(organization)).has('call') && (await steps.call(organization)) > 0);
    },
    sweep: async () => void (await steps.sweep(organization)),
    log: () => lines.join(''),
    now: () => now,
    wait: (durationMs) => void (now += durationMs),
    sessionOf: (user) => signIn(app, database, user, now),
    as: async (user) => {
      const cookies = { cadenza_session: await signIn(app, database, user, now) };
      return (method, url, body) =>
        app.inject({
          ...from(method, url, body),
          cookies,
        });
    },
    close: async () => {
      await app.close();
      await mail.stop();
      await database.close();
      await place.drop();
      for (const folder of [filesFolder, spooling.folder]) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The recipient of caught mail visits our addresses without a socket too. */
function withoutSocket({ recipientDesk }: Mail, visited: { app: FastifyInstance | null }): RecipientDesk | null {
  if (recipientDesk === null) return null;
  const visit: RecipientDesk['visit'] = async (address, method) => {
    const { pathname, search } = new URL(address);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { 'user-agent': TESTER_PROGRAM };
    const url = pathname + search;
    const request = method === 'POST' ? { method, url, headers: form, payload: ONE_CLICK } : { method, url, headers };
    return (await visited.app?.inject(request))?.statusCode ?? 503;
  };
  return { ...recipientDesk, visit };
}

const ONE_CLICK = 'List-Unsubscribe=One-Click';

/** Everything that is due at this instant happens, jobs too, until nothing is left to do. */
export function settleWithJobs(steps: Steps, organization: Organization): Promise<void> {
  return settle(steps, organization, async (due) => (due.has('work') ? steps.work(organization) : 0));
}

/** A request of our own page, by nobody. */
export function from(method: Method, url: string, body?: object) {
  const headers = { 'sec-fetch-site': 'same-origin' };
  return body === undefined ? { method, url, headers } : { method, url, headers, payload: body };
}

/** The token of a new session, as the cookie holds it. */
export async function signIn(
  app: FastifyInstance,
  database: Database,
  user: Pick<User, 'id'>,
  now: Instant,
): Promise<string> {
  const { token } = await makeSignInLink(database, user.id, now);
  const response = await app.inject(from('POST', '/api/v1/session/link', { token }));
  const cookie = response.cookies.find(({ name }) => name === 'cadenza_session');
  if (cookie === undefined) throw new Error(`not signed in: ${response.body}`);
  return cookie.value;
}

async function makeUsers(
  database: Database,
  { organization, elsewhere, now }: { organization: Organization; elsewhere: Organization; now: Instant },
) {
  const make = async (at: Organization, name: string, password: string | null, administrator: boolean) => {
    const email = `${name.toLowerCase()}@sales.invalid`;
    const user = await createUser(database, at, { name, email, password, administrator }, now);
    if ('kind' in user) throw new Error(user.reason);
    return user;
  };
  return {
    grace: await make(organization, 'Grace', GRACES_PASSWORD, true),
    ada: await make(organization, 'Ada', null, false),
    lin: await make(elsewhere, 'Lin', null, true),
  };
}

function organizationNamed(name: string, now: Instant) {
  const mail = { mailFromName: name, mailFromAddress: `hello@${name.toLowerCase().replace(/\W/g, '-')}.invalid` };
  return { name, timeZone: 'Europe/Berlin', language: 'en', ...mail, now } as const;
}
