// The database of this configuration: the one that DATABASE_URL names, or the bundled one in the data folder. A server
// holds its folder alone; commands share it with whatever runs there.
import type { createLogger } from '#api/log.ts';
import { type Stops, StartRefusal } from '#assembly/starting.ts';
import type { Config } from '#config';
import { obtainSecret } from '#storage/accounts/installation-secret.ts';
import { whyNotUsable } from '#storage/accounts/why-not-usable.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { type EmbeddedServer, startEmbedded } from '#storage/embedded.ts';
import { databaseAccount, defaultDataFolder, prepareDataFolder } from '#storage/embedded-account.ts';
import { holdFolder } from '#storage/embedded-hold.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';
import { type FolderShare, shareFolder } from '#storage/embedded-share.ts';

/** alone: no other process may have the folder so; beside: next to whatever runs on it. */
export type Use = 'alone' | 'beside';

export type FoundDatabase = {
  readonly database: Database;
  readonly secret: string;
  /** Of the bundled one, its real path; null: the database is somewhere else. */
  readonly dataFolder: string | null;
  /** We launched it, so nobody has looked after its tables yet. */
  readonly isFresh: boolean;
  /** Settles with a sentence when the database is gone. */
  readonly failed: Promise<string>;
};

const CONNECTIONS_MAX = 20;
/** In the moment after a server was found running, the last one on it may stop it. */
const ATTEMPTS_MAX = 3;

type Finding = {
  readonly config: Pick<Config, 'database' | 'secret'>;
  readonly log: ReturnType<typeof createLogger>;
  readonly use: Use;
};

/** Puts everything that must be stopped onto `stops`. Throws a refusal with one sentence for people. */
export async function findDatabase(finding: Finding, stops: Stops): Promise<FoundDatabase> {
  const { config, use } = finding;
  if (config.database.kind === 'external') {
    const database = open(finding, config.database, stops);
    const why = await whyNotUsable(database);
    if (why !== null) throw new StartRefusal(why);
    // config.ts has asked for the secret.
    const none = { dataFolder: null, isFresh: false, failed: new Promise<never>(() => {}) };
    return { ...none, database, secret: config.secret ?? '' };
  }
  const folder = await prepareDataFolder(config.database.folder ?? defaultDataFolder(), databaseAccount());
  const { server, lost } = await obtain(folder, use, stops);
  const secret = config.secret ?? (await obtainSecret(folder));
  const sentence = `The database in ${folder} has stopped; its log is ${folder}/postgres.log.`;
  const failed = lost.then(() => (stops.isStopping ? new Promise<never>(() => {}) : sentence));
  const database = open(finding, server, stops);
  return { database, secret, dataFolder: folder, isFresh: !server.adopted, failed };
}

function open({ log }: Finding, urls: { appUrl: string; ownerUrl: string }, stops: Stops): Database {
  const database = openDatabase({
    appUrl: urls.appUrl,
    ownerUrl: urls.ownerUrl,
    connectionsMax: CONNECTIONS_MAX,
    // The pool doesn't wait for its connections to end, so the server's own end may meet some of them.
    onError: (error) => stops.isStopping || log.warn({ error }, 'a database connection broke'),
  });
  stops.push(() => database.close());
  return database;
}

type Obtained = { readonly server: EmbeddedServer; readonly lost: Promise<void> };

async function obtain(folder: string, use: Use, stops: Stops): Promise<Obtained> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await startEmbedded({ folder });
    try {
      const { lost } = use === 'alone' ? await hold(folder, server, stops) : await share(server, stops);
      return { server, lost };
    } catch (error) {
      if (!(error instanceof EmbeddedRefusal) || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
}

async function hold(folder: string, server: EmbeddedServer, stops: Stops): Promise<{ lost: Promise<void> }> {
  const held = await holdFolder(server.ownerUrl);
  // Then the server is theirs, adopted or not.
  if (held === null)
    throw new StartRefusal(`Cadenza runs already on ${folder}; stop it first, or set CADENZA_DATA to another folder.`);
  stops.push(async () => {
    await server.stop(); // with the hold still on, so that no other start takes the server over now
    await held.release();
  });
  return held;
}

async function share(server: EmbeddedServer, stops: Stops): Promise<{ lost: Promise<void> }> {
  const shared = await shareFolder(server.ownerUrl);
  stops.push(async () => {
    if (!server.adopted && (await isOursToStop(shared))) await server.stop();
    await shared.release();
  });
  return shared;
}

/** A server that went away meanwhile needs no stopping. */
function isOursToStop(shared: FolderShare): Promise<boolean> {
  return shared.aloneForGood().catch(() => false);
}
