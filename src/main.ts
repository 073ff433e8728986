// The only file that builds everything: configuration → database → tables → API and worker; and takes it down again, in
// the opposite order, whatever happens. It decides nothing else.
import closeWithGrace from 'close-with-grace';
import { sql } from 'kysely';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { makeSignInLink, signInUrl } from '#actions/accounts/make-sign-in-link.ts';
import { buildServer } from '#api/build-server.ts';
import { listen } from '#api/listen.ts';
import { createLogger } from '#api/log.ts';
import { type Config, ConfigRefusal, readEnvironment } from '#config';
import { findFirstAdministrator } from '#storage/accounts/first-administrator.ts';
import { obtainSecret } from '#storage/accounts/installation-secret.ts';
import { whyNotUsable } from '#storage/accounts/why-not-usable.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { databaseAccount, defaultDataFolder, prepareDataFolder } from '#storage/embedded-account.ts';
import { holdFolder } from '#storage/embedded-hold.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';
import { migrate } from '#storage/migrate.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import metadata from '../package.json' with { type: 'json' };

type Logger = ReturnType<typeof createLogger>;

/** Where the process speaks to people. Logs go their own way. */
export type Io = { readonly out: (line: string) => void; readonly error: (line: string) => void };

export type Serving = {
  /** Stops taking requests and work, finishes what is under way, stops what was started. */
  stop(): Promise<void>;
  /** Settles with a sentence when it can't go on: the database is gone. */
  readonly failed: Promise<string>;
};

/** What the parts below get. */
export type Installation = {
  readonly config: Config;
  readonly database: Database;
  readonly secret: string;
  readonly log: Logger;
};

/** Parts that are on their way; null until they are there. */
type Parts = {
  /** Called when the database is embedded and has no organisation yet. */
  readonly makeSample: ((installation: Installation) => Promise<void>) | null;
  readonly startWorker: ((installation: Installation) => Promise<{ stop(): Promise<void> }>) | null;
};
const parts: Parts = { makeSample: null, startWorker: null };

/** A start that can't go on for a reason outside the program; the message is one sentence for people. */
class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}

const CONNECTIONS_MAX = 20;
/** A message on its way to a slow mail server is let finish. */
const DRAIN_MS_MAX = 60_000;

/** Starts everything. Throws a refusal with one sentence for people, having stopped what it had started. */
export async function serve(config: Config, io: Io): Promise<Serving> {
  const stops: (() => Promise<void>)[] = [];
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    return stopAll(stops);
  };
  try {
    const log = createLogger(config.logLevel);
    const { urls, secret, failed } = await findDatabase(config, stops);
    const database = openDatabase({
      ...urls,
      connectionsMax: CONNECTIONS_MAX,
      // The pool doesn't wait for its connections to end, so the server's own end may meet some of them.
      onError: (error) => isStopping || log.warn({ error }, 'a database connection broke'),
    });
    stops.push(() => database.close());
    await prepareTables(config, database);
    const installation: Installation = { config, database, secret, log };
    const isNew = config.database.kind === 'embedded' && (await listOrganizations(database)).length === 0;
    if (isNew) await parts.makeSample?.(installation);
    await startApi(installation, stops);
    const worker = await parts.startWorker?.(installation);
    if (worker !== undefined) stops.push(() => worker.stop());
    await greet(installation, io);
    return { stop, failed };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The last started first; what fails doesn't keep the others from stopping. */
async function stopAll(stops: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let next = stops.pop(); next !== undefined; next = stops.pop()) {
    await next().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

type Found = {
  readonly urls: { readonly appUrl: string; readonly ownerUrl: string };
  readonly secret: string;
  readonly failed: Promise<string>;
};

async function findDatabase(config: Config, stops: (() => Promise<void>)[]): Promise<Found> {
  if (config.database.kind === 'external') {
    // config.ts has asked for the secret.
    return { urls: config.database, secret: config.secret ?? '', failed: new Promise(() => {}) };
  }
  const folder = await prepareDataFolder(config.database.folder ?? defaultDataFolder(), databaseAccount());
  const server = await startEmbedded({ folder });
  const hold = await holdFolder(server.ownerUrl);
  // Then the server is theirs, adopted or not.
  if (hold === null)
    throw new StartRefusal(`Cadenza runs already on ${folder}; stop it first, or set CADENZA_DATA to another folder.`);
  let isStopping = false;
  stops.push(async () => {
    isStopping = true;
    await server.stop(); // with the hold still on, so that no other start takes the server over now
    await hold.release();
  });
  const sentence = `The database in ${folder} has stopped; its log is ${folder}/postgres.log.`;
  const failed = hold.lost.then(() => (isStopping ? new Promise<never>(() => {}) : sentence));
  return { urls: server, secret: config.secret ?? (await obtainSecret(folder)), failed };
}

async function prepareTables(config: Config, database: Database): Promise<void> {
  const why = config.database.kind === 'external' ? await whyNotUsable(database) : null;
  if (why !== null) throw new StartRefusal(why);
  await migrate(database);
}

async function startApi({ config, database, log }: Installation, stops: (() => Promise<void>)[]): Promise<void> {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const app = await buildServer({
    services: { database, publicUrl: config.publicUrl },
    version: metadata.version,
    logger: log,
    clock: () => Date.now(),
    metrics,
    probeDatabase: () => database.control((tx) => tx.query(sql`select 1`)),
    trustProxy: config.trustProxy,
  });
  stops.push(() => app.close());
  const listening = await listen(app, config);
  if (listening.kind === 'impossible') throw new StartRefusal(listening.sentence);
}

/** The link is for the first administrator; on a server of one's own only until there is a password. */
async function greet({ config, database }: Installation, io: Io): Promise<void> {
  io.out(`Cadenza runs at ${config.publicUrl.origin}`);
  const administrator = await database.control(findFirstAdministrator);
  if (administrator === null || (administrator.hasPassword && config.database.kind === 'external')) return;
  const link = await makeSignInLink(database, administrator.userId, Date.now());
  io.out(`Sign in (once, within 24 hours): ${signInUrl(config.publicUrl.href, link)}`);
}

/** `cadenza serve` until a signal comes. Ends the process itself: with 0 after a signal and a clean stop, else with 1. */
export async function main(io: Io): Promise<void> {
  try {
    const starting = serve(readEnvironment(), io);
    const onTimeout = () => io.error(`Stopping took longer than ${DRAIN_MS_MAX / 1000} seconds; gave up.`);
    closeWithGrace({ delay: DRAIN_MS_MAX, logger: false, onTimeout }, async ({ err }) => {
      if (err !== undefined) io.error(sentenceOf(err));
      await (await starting).stop();
    });
    const { failed } = await starting;
    // Thrown where nobody catches it, so that it stops everything, as any error does that nobody expected.
    void failed.then((sentence) => Promise.reject(new StartRefusal(sentence)));
  } catch (error) {
    io.error(sentenceOf(error));
    process.exit(1);
  }
}

function sentenceOf(error: unknown): string {
  const isForPeople =
    error instanceof StartRefusal || error instanceof EmbeddedRefusal || error instanceof ConfigRefusal;
  if (isForPeople) return error.message;
  return `Cadenza can't go on: ${error instanceof Error ? error.message : String(error)}`;
}
