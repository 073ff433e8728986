// A server put together: database → tables → mail → API → worker; and taken down again in the opposite order. A worker
// alone is the same without the API. It decides nothing else.
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { makeSignInLink, signInUrl } from '#actions/accounts/make-sign-in-link.ts';
import { type Definitions, keepDefinitions } from '#actions/enrollments/definitions.ts';
import { buildServer } from '#api/build-server.ts';
import { listen } from '#api/listen.ts';
import type { createLogger } from '#api/log.ts';
import { rememberBeats } from '#assembly/beat-memory.ts';
import { type Connections, openConnections } from '#assembly/connections.ts';
import { type FoundDatabase, findDatabase } from '#assembly/find-database.ts';
import { openFiles } from '#assembly/open-files.ts';
import { assembleMail, type Mail, servicesOf } from '#assembly/mail.ts';
import { makeSample } from '#assembly/sample.ts';
import { findWebApp } from '#assembly/package-root.ts';
import { StartRefusal, type Stops } from '#assembly/starting.ts';
import { countWork } from '#assembly/work-metrics.ts';
import type { Config } from '#config';
import { whatsappSender } from '#assembly/whatsapp.ts';
import { findFirstAdministrator } from '#storage/accounts/first-administrator.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import { migrate } from '#storage/migrate.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import { installationId } from '#storage/standstill/sending-watch.ts';
import { startWorker } from '#worker/run.ts';
import { SendingWatch } from '#worker/sending-watch.ts';
import metadata from '../../package.json' with { type: 'json' };

export type ServeOptions = {
  readonly config: Config;
  readonly log: ReturnType<typeof createLogger>;
  readonly worker: 'with' | 'without';
  /** when_trying: in the bundled database that has no organisation yet. */
  readonly sample: 'when_trying' | 'when_empty';
};

export type Serving = {
  readonly url: string;
  /** One-time link for the first administrator; on a server of one's own only until there is a password. */
  readonly signIn: string | null;
  /** Settles with a sentence when it can't go on: the database is gone. */
  readonly failed: Promise<string>;
};

/** What the parts share. */
type Installation = ServeOptions &
  FoundDatabase & {
    readonly definitions: Definitions;
    readonly mail: Mail;
    readonly connections: Connections;
    readonly files: FileStore;
    readonly metrics: Registry;
    /** Where the product keeps what is not in the database. */
    readonly folder: string;
  };

/** Starts everything. Throws a refusal with one sentence for people; what was started until then is on `stops`. */
export async function serve(options: ServeOptions, stops: Stops): Promise<Serving> {
  const installation = await prepare(options, { use: 'alone', stops });
  await migrate(installation.database);
  await sampleIfWanted(installation);
  await startApi(installation, stops);
  if (options.worker === 'with') await startWork(installation, stops);
  const { config, failed } = installation;
  return { url: config.publicUrl.origin, signIn: await firstSignIn(installation), failed };
}

/** The worker alone, beside a server or other workers. */
export async function work(options: ServeOptions, stops: Stops): Promise<Pick<Serving, 'failed'>> {
  const installation = await prepare(options, { use: 'beside', stops });
  if (installation.isFresh) await migrate(installation.database);
  await startWork(installation, stops);
  return { failed: installation.failed };
}

type Preparing = { readonly use: 'alone' | 'beside'; readonly stops: Stops };

async function prepare(options: ServeOptions, { use, stops }: Preparing): Promise<Installation> {
  const { config, log } = options;
  const found = await findDatabase({ config, log, use }, stops);
  const { database, secret, dataFolder } = found;
  const folder = dataFolder ?? resolve('data');
  const smtp = config.mail.kind === 'smtp' ? config.mail : null;
  const mail = await assembleMail({
    database,
    smtp,
    publicUrl: config.publicUrl.origin,
    ownUrl: ownUrl(config),
    secret,
    accounts: { allowed: config.outboundAllowed, authority: config.mailAuthority },
    clock: () => Date.now(),
    spooling: { folder: config.spool ?? join(folder, 'spool'), log },
  });
  stops.push(() => mail.stop());
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const connections = openConnections(secret, config.outboundAllowed, config.whatsappApi);
  const files = await openFiles(config.files, folder);
  return { ...options, ...found, definitions: keepDefinitions(), mail, connections, files, metrics, folder };
}

function ownUrl({ host, port }: Config): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

async function sampleIfWanted({ config, database, sample, mail }: Installation): Promise<void> {
  if (sample === 'when_trying' && config.database.kind === 'external') return;
  if ((await listOrganizations(database)).length > 0) {
    if (sample === 'when_empty') throw new StartRefusal('There is an organisation already; start without --sample.');
    return;
  }
  if (config.mail.kind === 'smtp' && sample === 'when_empty') {
    throw new StartRefusal(
      'The sample organisation needs the development mailbox; start without SMTP_URL and SMTP_HOST.',
    );
  }
  await makeSample({ database, readTemplate: mail.readTemplate, now: Date.now() });
}

async function startApi(installation: Installation, stops: Stops): Promise<void> {
  const { config, database, connections, definitions, files, mail, log, metrics } = installation;
  const app = await buildServer({
    services: { database, publicUrl: config.publicUrl, definitions, files, ...connections, ...servicesOf(mail) },
    version: metadata.version,
    logger: log,
    clock: () => Date.now(),
    metrics,
    probeDatabase: () => database.control((tx) => tx.query(sql`select 1`)),
    trustProxy: config.trustProxy,
    webFolder: findWebApp(),
  });
  stops.push(() => app.close());
  mail.tracking.replay().catch((error: unknown) => log.error({ err: error }, 'spooled visits have to wait'));
  const listening = await listen(app, config);
  if (listening.kind === 'impossible') throw new StartRefusal(listening.sentence);
}

async function startWork(installation: Installation, stops: Stops): Promise<void> {
  const { config, database, connections, definitions, files, mail, log, metrics } = installation;
  const { publicUrl } = config;
  const { sendNotice } = mail;
  const worker = startWorker({
    database,
    definitions,
    files,
    sender: mail.sender,
    ownMail: mail.ownMail,
    whatsapp: whatsappSender(connections),
    inboxes: mail.inboxes,
    mailbox: config.mail.kind === 'smtp' ? 'none' : 'built_in',
    clock: () => Date.now(),
    webhooks: { ...connections, sendNotice, publicUrl, stopwatch: () => performance.now() },
    log,
    onWork: countWork(metrics),
    watch: await watchSending(installation),
  });
  stops.push(() => worker.stop());
}

async function watchSending({ database, folder, log }: Installation): Promise<SendingWatch> {
  const memory = rememberBeats({ folder, installation: await database.control(installationId), log });
  return new SendingWatch({ database, clock: () => Date.now(), memory, log });
}

async function firstSignIn({ config, database }: Installation): Promise<string | null> {
  const administrator = await database.control(findFirstAdministrator);
  if (administrator === null || (administrator.hasPassword && config.database.kind === 'external')) return null;
  const link = await makeSignInLink(database, administrator.userId, Date.now());
  return signInUrl(config.publicUrl.href, link);
}
