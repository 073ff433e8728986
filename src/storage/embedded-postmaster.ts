// Who runs on a data folder: tells a living postmaster from what a crash left behind, and stops it.
// Nothing here trusts a process number alone: numbers are given to other programs after a crash or in a new container.
import { execFile } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Native } from '#storage/embedded-native.ts';
import { commandOf } from '#storage/embedded-process.ts';

const FAST_STOP_MS_MAX = 30_000;
const IMMEDIATE_STOP_MS_MAX = 10_000;
const LOCK_WRITTEN_MS_MAX = 10_000;
const POLL_MS = 20;

/** Where a postmaster listens: a Unix socket in a private folder, or loopback where `socketFolder` is null (Windows). */
export type Place = { readonly socketFolder: string | null; readonly port: number };

export type Postmaster = {
  readonly pid: number;
  readonly dataFolder: string;
  /** Null while it has not said yet: too early to connect. */
  readonly place: Place | null;
};

/** What postmaster.pid says, or null when there is none (or it is half-written: a start in progress). Proves nothing by itself. */
export function recordedPostmaster(dataFolder: string): Postmaster | null {
  return parseLockFile(lockFileOf(dataFolder));
}

/** Whether the recorded process runs and really is a postmaster on that data folder. */
export function isRunning(postmaster: Postmaster): boolean {
  const command = commandOf(postmaster.pid);
  return command !== null && isOn(postmaster, command);
}

function isOn({ dataFolder }: Postmaster, command: string): boolean {
  return process.platform === 'win32' || command.includes(`-D ${dataFolder} `);
}

/**
 * Removes lock files of postmasters that don't run: PostgreSQL itself is taken in by zombies and by reused numbers. Not what keeps
 * two postmasters apart: that is PostgreSQL's shared memory, keyed by the data folder's inode, which refuses even with the
 * file gone (tried 2026-11).
 */
export function clearStaleLocks(dataFolder: string, place: Place): void {
  clearStaleLock(lockFileOf(dataFolder));
  if (place.socketFolder !== null) clearStaleLock(join(place.socketFolder, `.s.PGSQL.${place.port}.lock`));
}

/** Fast shutdown (sessions are ended, nothing is lost), then immediate (recovers at the next start). Throws when it won't go. */
export async function stopPostmaster(postmaster: Postmaster, native: Native): Promise<void> {
  await signal(postmaster, native, 'INT');
  if (await isGone(postmaster, FAST_STOP_MS_MAX)) return;
  await signal(postmaster, native, 'QUIT');
  if (await isGone(postmaster, IMMEDIATE_STOP_MS_MAX)) return;
  throw new Error(`PostgreSQL (process ${postmaster.pid}) on ${postmaster.dataFolder} did not stop.`);
}

async function isGone(postmaster: Postmaster, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (isThere(postmaster)) {
    if (performance.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

/** A process that ends has no command line any more while it still holds its files and shared memory. */
function isThere(postmaster: Postmaster): boolean {
  const command = commandOf(postmaster.pid);
  return command !== null && (command === '' || isOn(postmaster, command));
}

async function signal(postmaster: Postmaster, native: Native, name: 'INT' | 'QUIT'): Promise<void> {
  if (!isRunning(postmaster)) return;
  // Node's kill on Windows ends the process whatever the signal; pg_ctl knows PostgreSQL's way there.
  if (process.platform === 'win32') {
    await promisify(execFile)(join(native.bin, 'pg_ctl'), ['kill', name, String(postmaster.pid)]);
    return;
  }
  try {
    process.kill(postmaster.pid, `SIG${name}`);
  } catch (error) {
    if (isRunning(postmaster)) throw error;
  }
}

/** Moved aside and read again before removal: between reading and removing, another start may have written its own. */
function clearStaleLock(path: string): void {
  if (!isStale(path)) return;
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    if (isStale(aside)) rmSync(aside);
    else renameSync(aside, path);
  } catch {
    // Another start took it away in the same moment.
  }
}

function isStale(path: string): boolean {
  const recorded = parseLockFile(path);
  return recorded === null ? isOldWreck(path) : !isRunning(recorded);
}

/** A lock file without content is being written at this moment, or was when the disk was full. */
function isOldWreck(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && performance.timeOrigin + performance.now() - found.mtimeMs > LOCK_WRITTEN_MS_MAX;
}

function lockFileOf(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid');
}

/** Lines of a lock file: process, data folder, started, port, socket folder, address, … */
function parseLockFile(path: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch {
    return null;
  }
  const [pid, dataFolder, , port, socketFolder] = lines;
  if (!Number(pid) || !dataFolder || !Number(port)) return null;
  const place = { socketFolder: socketFolder || null, port: Number(port) };
  const isKnown = place.socketFolder !== null || process.platform === 'win32';
  return { pid: Number(pid), dataFolder, place: isKnown ? place : null };
}
