// The demo put together: an installation of its own in a folder of its own, with real sockets for HTTP and SMTP and the
// database's fsync on; only the clock is the demo's.
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { createUser } from '#actions/accounts/create-user.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import type { CsvSource } from '#actions/imports/read-rows.ts';
import { buildServer } from '#api/build-server.ts';
import { createLogger, type LogLevel } from '#api/log.ts';
import { trackingPages } from '#api/tracking/tracking-pages.ts';
import { assembleMail, type Mail } from '#assembly/mail.ts';
import { cadenceFile } from '#contract/cadence-file.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Instant } from '#core/time/instant.ts';
import { type DemoClock, type DemoResult, runDemo } from '#simulation/demo.ts';
import { madeUpLeads } from '#simulation/demo-setup.ts';
import { obtainSecret } from '#storage/accounts/installation-secret.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { databaseAccount, prepareDataFolder } from '#storage/embedded-account.ts';
import { migrate } from '#storage/migrate.ts';
import { listMembers } from '#storage/organizations/members.ts';
import { createOrganization, listOrganizations, type Organization } from '#storage/organizations/organizations.ts';
import { createSteps } from '#worker/steps.ts';

export type DemoRequest = {
  /** A CSV file with the columns of the public lead-scoring data set; null: a small made-up one. */
  readonly leads: string | null;
  /** A folder to keep and to go on in after a kill; null: a temporary one, removed at the end. */
  readonly folder: string | null;
  /** The cadence file to run. */
  readonly example: string;
  readonly seed: number;
  readonly logLevel: LogLevel;
  readonly onProgress: (share: number, what: string) => void;
};

const CONNECTIONS_MAX = 20;
const MADE_UP_LEADS = 240;
/** A Monday, nine in the morning in Shanghai: the same in every run. */
const STARTED_AT: Instant = Date.UTC(2026, 2, 2, 1);

export async function demo(request: DemoRequest): Promise<DemoResult> {
  const folder = request.folder ?? (await temporaryFolder());
  const stops: (() => Promise<void>)[] = [];
  try {
    if (request.folder === null) stops.push(() => rm(folder, { recursive: true, force: true }));
    return await runIn(await prepareDataFolder(folder, databaseAccount()), request, stops);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function runIn(folder: string, request: DemoRequest, stops: (() => Promise<void>)[]): Promise<DemoResult> {
  const server = await startEmbedded({ folder });
  stops.push(() => server.stop());
  const log = createLogger(request.logLevel);
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const database = openDatabase({ ...server, connectionsMax: CONNECTIONS_MAX, onError });
  stops.push(() => database.close());
  await migrate(database);
  const clock = await openClock(folder);
  const { organization, actor } = await cast(database, clock.now());
  const http = await openHttp({ database, clock: clock.now, log, secret: await obtainSecret(folder) });
  stops.push(http.stop);
  const { mail } = http;
  if (mail.recipientDesk === null) throw new Error('the demo runs on the development mailbox');
  const definitions = keepDefinitions();
  return runDemo({
    ...request,
    database,
    organization,
    actor,
    cadences: { database, organization, readTemplate: mail.readTemplate, actor: actor.id },
    steps: createSteps({ database, definitions, sender: mail.sender, mailbox: 'built_in', clock: clock.now, log }),
    desk: mail.recipientDesk,
    clock,
    leads: leadsFrom(request.leads),
    example: await readExample(request.example),
    startedAt: STARTED_AT,
  });
}

type HttpOptions = { database: Database; clock: () => Instant; log: ReturnType<typeof createLogger>; secret: string };

/** The public addresses of the product on a free port; the mail names them, so the port is found first. */
async function openHttp({ database, clock, log, secret }: HttpOptions): Promise<{ mail: Mail; stop: () => Promise<void> }> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const mail = await assembleMail({ database, smtp: null, publicUrl, secret, clock });
  const app = await buildServer({
    services: { database, publicUrl: new URL(publicUrl) },
    version: '0',
    logger: log,
    clock,
    metrics: new Registry(),
    probeDatabase: async () => undefined,
    trustProxy: null,
  });
  await trackingPages(app, mail.tracking);
  await app.listen({ port, host: '127.0.0.1' });
  const stop = async () => {
    await mail.stop();
    await app.close();
  };
  return { mail, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Reachable for the database's account, where that is another than ours. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cadenza-demo-'));
  await chmod(folder, 0o711);
  const inner = join(folder, 'data');
  await mkdir(inner);
  return inner;
}

function leadsFrom(path: string | null): CsvSource {
  const bytes = path === null ? Readable.from([Buffer.from(madeUpLeads(MADE_UP_LEADS))]) : createReadStream(path);
  return { bytes, encoding: 'utf-8', delimiter: ',' };
}

async function readExample(path: string): Promise<CadenceFile> {
  return cadenceFile.parse(parse(await readFile(path, 'utf8')));
}

/** The demo's own time, in a file, so that a killed run goes on at the same instant. */
async function openClock(folder: string): Promise<DemoClock> {
  const path = join(folder, 'demo-clock');
  const kept = await readFile(path, 'utf8').catch(() => String(STARTED_AT));
  let now = Number(kept);
  return {
    now: () => now,
    set: async (at) => {
      await writeFile(`${path}.next`, String(at), { flush: true });
      await rename(`${path}.next`, path);
      now = at;
    },
    real: () => performance.now(),
    wait: async (ms) => {
      await pause(ms);
    },
  };
}

async function cast(database: Database, now: Instant): Promise<{ organization: Organization; actor: { id: number; publicId: string } }> {
  const [known] = await listOrganizations(database);
  const organization =
    known ??
    (await createOrganization(database, {
      name: 'X Education',
      timeZone: 'Asia/Shanghai',
      language: 'en',
      mailFromName: 'X Education',
      mailFromAddress: 'courses@x-education.invalid',
      now,
    }));
  const members = () => database.organization(organization.seat, (tx) => listMembers(tx));
  if ((await members()).length === 0) {
    const wanted = { name: 'Mei', email: 'mei@x-education.invalid', password: null, administrator: true };
    await createUser(database, organization, wanted, now);
  }
  const [actor] = await members();
  if (actor === undefined) throw new Error('the demo organisation has no member');
  return { organization, actor };
}
