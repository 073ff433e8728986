// The bundled PostgreSQL, for trying out and for teams on one machine: start it on a data folder, or find it running there.
// It decides nothing about data; it never deletes a cluster, and never stops a server it wasn't told to.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, databaseAccount, makePrivateFolder, prepareDataFolder } from '#storage/embedded-account.ts';
import { ensureCluster, OWNER } from '#storage/embedded-cluster.ts';
import { APP, connectionUrl, DATABASE, ensureDatabase } from '#storage/embedded-connect.ts';
import { type LaunchPlan, obtainPostmaster, type Ready } from '#storage/embedded-launch.ts';
import { findNative, type Native, removeOtherCopies } from '#storage/embedded-native.ts';
import { type Place, stopPostmaster } from '#storage/embedded-postmaster.ts';
import { EmbeddedRefusal, refusingTrouble } from '#storage/embedded-refusal.ts';

const PORT = 5432;
const ATTEMPTS_MAX = 3;
/** A socket's path may have 104 (macOS) to 108 bytes (Linux), and PostgreSQL adds '/.s.PGSQL.5432.lock'. */
const SOCKET_FOLDER_BYTES_MAX = 80;

export type EmbeddedServer = {
  /** The database as its superuser: for migrations. */
  readonly ownerUrl: string;
  /** The database as the application's login role. */
  readonly appUrl: string;
  /** Another database of the server, as its superuser. */
  adminUrl(database: string): string;
  readonly postmasterPid: number;
  /** It ran already when we came. */
  readonly adopted: boolean;
  /** Fast shutdown, adopted or not; returns when the postmaster is gone (at most 40 s, else it throws). Only for the holder of the folder. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  readonly folder: string;
  /** PostgreSQL's settings, over ours. They don't reach an adopted server. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** Starts PostgreSQL on the folder (making the cluster when there is none) or adopts the one running there. Throws EmbeddedRefusal. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const account = databaseAccount();
  const folder = await prepareDataFolder(options.folder, account);
  const native = await findNative(folder, account);
  const settings = options.settings ?? {};
  const plan: LaunchPlan = {
    dataFolder: join(folder, 'postgres'),
    native,
    account,
    durable: settings['fsync'] !== 'off',
    place: await choosePlace(folder, account),
    logFile: join(folder, 'postgres.log'),
    settings,
  };
  await ensureCluster(plan);
  const ready = await refusingTrouble(folder, () => obtainDatabase(plan));
  if (!ready.adopted) await removeOtherCopies(folder, native);
  return serverOf(ready, native);
}

/** In the moment after it was found ready, its holder may stop it, or another start may make the database: then look again. */
async function obtainDatabase(plan: LaunchPlan): Promise<Ready> {
  for (let attempt = 1; ; attempt += 1) {
    const ready = await obtainPostmaster(plan);
    try {
      await ensureDatabase(ready.place);
      return ready;
    } catch (error) {
      if (attempt < ATTEMPTS_MAX) continue;
      throw new EmbeddedRefusal(
        `The database in ${plan.dataFolder} can't be used (${(error as Error).message}); see ${plan.logFile}.`,
        { cause: error },
      );
    }
  }
}

function serverOf(ready: Ready, native: Native): EmbeddedServer {
  let stopping: Promise<void> | null = null;
  return {
    ownerUrl: connectionUrl(ready.place, OWNER, DATABASE),
    appUrl: connectionUrl(ready.place, APP, DATABASE),
    adminUrl: (database) => connectionUrl(ready.place, OWNER, database),
    postmasterPid: ready.pid,
    adopted: ready.adopted,
    stop: () => (stopping ??= stopPostmaster(ready, native)),
  };
}

/** Where a postmaster launched now shall listen. (A running one says itself where it does.) */
async function choosePlace(folder: string, account: Account): Promise<Place> {
  if (process.platform === 'win32') return { socketFolder: null, port: await freePort() };
  const inside = join(folder, 'run');
  const isShort = Buffer.byteLength(inside) <= SOCKET_FOLDER_BYTES_MAX;
  const socketFolder = isShort ? inside : join(tmpdir(), `cadenza-${hashOf(folder)}`);
  if (Buffer.byteLength(socketFolder) > SOCKET_FOLDER_BYTES_MAX) {
    throw new EmbeddedRefusal(
      `The path ${folder} is too long for the database's socket; set CADENZA_DATA to a shorter one.`,
    );
  }
  await refusingTrouble(folder, () => makePrivateFolder(socketFolder, account));
  return { socketFolder, port: PORT };
}

function hashOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
