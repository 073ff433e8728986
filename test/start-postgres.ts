// A throw-away embedded PostgreSQL, and beside it the one in TEST_DATABASE_URL or, without that, Debian's (on a cluster of our own:
// the system's is never touched).
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseAccount, makePrivateFolder } from '#storage/embedded-account.ts';
import { ensureCluster, OWNER } from '#storage/embedded-cluster.ts';
import { connectionUrl } from '#storage/embedded-connect.ts';
import { obtainPostmaster } from '#storage/embedded-launch.ts';
import type { Native } from '#storage/embedded-native.ts';
import { stopPostmaster } from '#storage/embedded-postmaster.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { makeThrowAwayFolder } from './throw-away-folder.ts';

export type ServerName = 'embedded' | 'debian' | 'given';

/** `adminUrl`: a database to connect to for making others, as a role that may make databases and roles. */
export type StartedServer = { readonly name: ServerName; readonly adminUrl: string };

type Running = StartedServer & { stop(): Promise<void> };

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const OLDEST_MAJOR = 15;
/** Nothing here has to survive a power cut. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

export type StartedServers = { readonly servers: readonly StartedServer[]; stop(): Promise<void> };

/** The embedded one first. */
export async function startServers(): Promise<StartedServers> {
  const started = await Promise.allSettled([startOurs(), startOther()]);
  const servers = started.flatMap((each) => (each.status === 'fulfilled' && each.value !== null ? [each.value] : []));
  const stop = async (): Promise<void> => void (await Promise.all(servers.map((server) => server.stop())));
  for (const each of started) {
    if (each.status === 'fulfilled') continue;
    await stop();
    throw each.reason;
  }
  return { servers: servers.map(({ name, adminUrl }) => ({ name, adminUrl })), stop };
}

/** The embedded one alone. */
export async function startOurs(): Promise<Running> {
  const folder = await makeThrowAwayFolder();
  const server = await startEmbedded({ folder: folder.path, settings: FAST });
  return {
    name: 'embedded',
    adminUrl: server.adminUrl('postgres'),
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}

async function startOther(): Promise<Running | null> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { name: 'given', adminUrl: given, stop: async () => {} };
  const native = findDebian();
  return native === null ? null : startDebian(native);
}

function findDebian(): Native | null {
  if (!existsSync(DEBIAN_FOLDER)) return null;
  const majors = readdirSync(DEBIAN_FOLDER)
    .map(Number)
    .filter((major) => major >= OLDEST_MAJOR);
  const found = majors
    .sort((a, b) => b - a)
    .map((major) => ({ major, bin: join(DEBIAN_FOLDER, String(major), 'bin') }));
  return found.find(({ bin }) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'))) ?? null;
}

async function startDebian(native: Native): Promise<Running> {
  const folder = await makeThrowAwayFolder();
  const account = databaseAccount();
  const place = { socketFolder: join(folder.path, 'run'), port: 5432 };
  await makePrivateFolder(place.socketFolder, account);
  const plan = {
    dataFolder: join(folder.path, 'postgres'),
    logFile: join(folder.path, 'postgres.log'),
    settings: FAST,
    durable: false,
    native,
    account,
    place,
  };
  await ensureCluster(plan);
  const postmaster = await obtainPostmaster(plan);
  return {
    name: 'debian',
    adminUrl: connectionUrl(postmaster.place, OWNER, 'postgres'),
    stop: async () => {
      await stopPostmaster(postmaster, native);
      await folder.remove();
    },
  };
}
