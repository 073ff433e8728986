// The demo put together: an installation of its own in a folder of its own, with real sockets for HTTP and SMTP and the
// database's fsync on; only the clock is the demo's.
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { createUser } from '#actions/accounts/create-user.ts';
import { type Definitions, keepDefinitions } from '#actions/enrollments/definitions.ts';
import type { CsvSource } from '#actions/imports/read-rows.ts';
import { buildServer } from '#api/build-server.ts';
import { createLogger } from '#api/log.ts';
import { openConnections } from '#assembly/connections.ts';
import { findDatabase } from '#assembly/find-database.ts';
import { assembleMail, type Mail, servicesOf } from '#assembly/mail.ts';
import { readExample } from '#assembly/read-example.ts';
import { StartRefusal, type Stops } from '#assembly/starting.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { Instant } from '#core/time/instant.ts';
import { type DemoClock, type DemoResult, runDemo } from '#simulation/demo.ts';
import { madeUpLeads } from '#simulation/demo-setup.ts';
import type { Database } from '#storage/db.ts';
import { databaseAccount, prepareDataFolder } from '#storage/embedded-account.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { migrate } from '#storage/migrate.ts';
import { listMembers } from '#storage/organizations/members.ts';
import { createOrganization, listOrganizations, type Organization } from '#storage/organizations/organizations.ts';
import { createSteps } from '#worker/steps.ts';

export type DemoRequest = {
  /** A CSV file with the columns of the public lead-scoring data set; null: a small made-up one. */
  readonly leads: string | null;
  /** A folder to keep and to go on in after a kill; null: a temporary one, removed at the end. */
  readonly folder: string | null;
  readonly seed: number;
  readonly onProgress: (share: number, what: string) => void;
};

const MADE_UP_LEADS = 240;
const EXAMPLE = 'feature-adoption.yaml';
/** A Monday, nine in the morning in Shanghai: the same in every run. */
const STARTED_AT: Instant = Date.UTC(2026, 2, 2, 1);
const CLOCK_FILE = 'demo-clock';
/** In the messages; the same after a restart, whatever port is free then. */
const PUBLIC_URL = 'http://demo.invalid';

/** What was started is on `stops`; a temporary folder goes with it. */
export async function demo(request: DemoRequest, stops: Stops): Promise<DemoResult> {
  const folder = request.folder ?? (await temporaryFolder(stops));
  return runIn(await prepareDataFolder(folder, databaseAccount()), request, stops);
}

async function runIn(folder: string, request: DemoRequest, stops: Stops): Promise<DemoResult> {
  if (existsSync(join(folder, 'postgres')) && !existsSync(join(folder, CLOCK_FILE))) {
    throw new StartRefusal(`${folder} holds an installation that is no demo; choose another folder.`);
  }
  const clock = await openClock(folder);
  // On stdout stands the answer alone.
  const log = createLogger('error', process.stderr);
  const config = { database: { kind: 'embedded', folder }, secret: null } as const;
  const { database, secret } = await findDatabase({ config, log, use: 'alone' }, stops);
  await migrate(database);
  const { organization, actor } = await cast(database, clock.now());
  const definitions = keepDefinitions();
  const files = keepFilesIn(join(folder, 'files'));
  const mail = await openHttp({ database, definitions, files, clock: clock.now, log, secret }, stops);
  if (mail.recipientDesk === null) throw new Error('the demo runs on the development mailbox');
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
    example: await exampleCadence(),
    startedAt: STARTED_AT,
  });
}

async function exampleCadence(): Promise<CadenceFile> {
  const example = await readExample(EXAMPLE);
  if (example === null)
    throw new StartRefusal(`The demo needs examples/cadences/${EXAMPLE}, which this installation lacks.`);
  return example;
}

type HttpOptions = {
  database: Database;
  definitions: Definitions;
  files: FileStore;
  clock: () => Instant;
  log: ReturnType<typeof createLogger>;
  secret: string;
};

/** The public addresses of the product, on a free port. */
async function openHttp(
  { database, definitions, files, clock, log, secret }: HttpOptions,
  stops: Stops,
): Promise<Mail> {
  const port = await freePort();
  const ownUrl = `http://127.0.0.1:${port}`;
  const mail = await assembleMail({ database, smtp: null, publicUrl: PUBLIC_URL, ownUrl, secret, clock });
  stops.push(() => mail.stop());
  const app = await buildServer({
    services: {
      database,
      publicUrl: new URL(PUBLIC_URL),
      definitions,
      files,
      ...openConnections(secret),
      ...servicesOf(mail),
    },
    version: '0',
    logger: log,
    clock,
    metrics: new Registry(),
    probeDatabase: async () => undefined,
    trustProxy: null,
    webFolder: null,
  });
  stops.push(() => app.close());
  await app.listen({ port, host: '127.0.0.1' });
  return mail;
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
async function temporaryFolder(stops: Stops): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cadenza-demo-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const inner = join(folder, 'data');
  await mkdir(inner);
  return inner;
}

function leadsFrom(path: string | null): CsvSource {
  const bytes = path === null ? Readable.from([Buffer.from(madeUpLeads(MADE_UP_LEADS))]) : createReadStream(path);
  return { bytes, encoding: 'utf-8', delimiter: ',' };
}

/** The demo's own time, in a file, so that a killed run goes on at the same instant. The file marks the folder as a demo's. */
async function openClock(folder: string): Promise<DemoClock> {
  const path = join(folder, CLOCK_FILE);
  const set = async (at: Instant): Promise<void> => {
    await writeFile(`${path}.next`, String(at), { flush: true });
    await rename(`${path}.next`, path);
  };
  if (!existsSync(path)) await set(STARTED_AT);
  let now = Number(await readFile(path, 'utf8'));
  return {
    now: () => now,
    set: async (at) => {
      await set(at);
      now = at;
    },
    real: () => performance.now(),
    wait: async (ms) => {
      await pause(ms);
    },
  };
}

async function cast(
  database: Database,
  now: Instant,
): Promise<{ organization: Organization; actor: { id: number; publicId: string } }> {
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
