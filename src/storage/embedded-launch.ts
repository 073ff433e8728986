// Gets a postmaster running on a cluster: adopts the living one, waits for one that is starting, recovering or stopping, else
// launches one that outlives us (Ctrl-C in the terminal must reach the application only, which then stops it in order).
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runAs } from '#storage/embedded-account.ts';
import type { ClusterPlan } from '#storage/embedded-cluster.ts';
import { isAccepting } from '#storage/embedded-connect.ts';
import {
  clearStaleLocks,
  isRunning,
  type Place,
  type Postmaster,
  recordedPostmaster,
} from '#storage/embedded-postmaster.ts';
import { childEnvironment } from '#storage/embedded-process.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';

const READY_MS_MAX = 30_000;
const POLL_MS = 20;
const LAUNCH_AGAIN_MS = 200;
const LOG_BYTES_MAX = 10 * 1024 * 1024;
/** Another start was quicker, or processes of a killed postmaster are still on their way out. */
const PASSING = /lock file ".*" (?:already exists|is empty)|pre-existing shared memory block/;

export type LaunchPlan = ClusterPlan & {
  readonly place: Place;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
};

export type Ready = Postmaster & { readonly place: Place; readonly adopted: boolean };

type Launched = {
  readonly child: ChildProcess;
  /** Where in the log its lines begin. */
  readonly logFrom: number;
  /** Null while it runs. */
  ended: string | null;
};

/** A postmaster that takes connections, within 30 s. Throws EmbeddedRefusal otherwise. */
export async function obtainPostmaster(plan: LaunchPlan): Promise<Ready> {
  const deadline = performance.now() + READY_MS_MAX;
  let launched: Launched | null = null;
  while (performance.now() < deadline) {
    const found = recordedPostmaster(plan.dataFolder);
    if (found !== null && isRunning(found)) {
      const { place } = found;
      if (place !== null && (await isAccepting(place)))
        return { ...found, place, adopted: launched?.child.pid !== found.pid };
    } else if (launched === null || launched.ended !== null) {
      if (launched !== null) await refuseUnlessPassing(plan, launched);
      await refuseIfElsewhere(plan);
      clearStaleLocks(plan.dataFolder, plan.place);
      launched = launch(plan);
    }
    await pause(POLL_MS);
  }
  throw new EmbeddedRefusal(
    `The database in ${plan.dataFolder} isn't ready after ${READY_MS_MAX / 1000} s (${lastLine(plan.logFile, 0, null)}); it may be recovering from a crash: start again in a while, and see ${plan.logFile}.`,
  );
}

function launch(plan: LaunchPlan): Launched {
  const log = openLog(plan.logFile);
  const logFrom = fstatSync(log).size;
  const child = spawn(join(plan.native.bin, 'postgres'), ['-D', plan.dataFolder, ...settingFlags(plan)], {
    ...runAs(plan.account),
    ...childEnvironment(),
    cwd: plan.dataFolder,
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  const launched: Launched = { child, logFrom, ended: null };
  child.once('error', (error) => (launched.ended ??= error.message));
  child.once('exit', (code, signal) => (launched.ended ??= `ended with ${signal ?? code}`));
  return launched;
}

function settingFlags(plan: LaunchPlan): string[] {
  const { socketFolder, port } = plan.place;
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: socketFolder === null ? '127.0.0.1' : '',
    // Quoted, for PostgreSQL reads a list here: a comma in the path would split it.
    unix_socket_directories: socketFolder === null ? '' : `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    fsync: 'on',
    shared_buffers: '128MB',
    max_connections: '100',
    // Compiling costs more than it gives for short queries.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Failed statements and the DETAIL of errors carry people's data: they stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...plan.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function refuseUnlessPassing(plan: LaunchPlan, launched: Launched): Promise<void> {
  const line = lastLine(plan.logFile, launched.logFrom, launched.child.pid ?? null);
  if (!PASSING.test(line)) {
    throw new EmbeddedRefusal(
      `PostgreSQL could not start on ${plan.dataFolder}: ${line || launched.ended}; see ${plan.logFile}.`,
    );
  }
  await pause(LAUNCH_AGAIN_MS);
}

/** No process of ours runs, but the socket answers: the server runs where we can't see processes (another container). */
async function refuseIfElsewhere(plan: LaunchPlan): Promise<void> {
  if (plan.place.socketFolder === null || !(await isAccepting(plan.place))) return;
  const found = recordedPostmaster(plan.dataFolder);
  if (found !== null && isRunning(found)) return;
  throw new EmbeddedRefusal(
    `The database in ${plan.dataFolder} is already run from somewhere else, such as another container; stop that one first.`,
  );
}

function openLog(path: string): number {
  const log = openSync(path, 'a', 0o600);
  if (fstatSync(log).size > LOG_BYTES_MAX) ftruncateSync(log);
  return log;
}

/** The last telling line written since `from`, by that process if it is given; without the time stamp. */
function lastLine(path: string, from: number, pid: number | null): string {
  const lines = readFileSync(path).subarray(from).toString('utf8').split('\n');
  const own = pid === null ? [] : lines.filter((line) => line.includes(`[${pid}]`));
  const candidates = (own.length > 0 ? own : lines).filter((line) => line.trim() !== '');
  const telling = candidates.findLast((line) => /FATAL:|PANIC:/.test(line)) ?? candidates.at(-1) ?? '';
  return telling.replace(/^.*?\] (?=[A-Z]+:)/, '').trim();
}
