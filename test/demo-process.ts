// `cadenza demo` as a process of its own on a folder that is kept, and the ends that it can come to.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type Database, openDatabase, type Tx } from '#storage/db.ts';
import { OWNER } from '#storage/embedded-cluster.ts';
import { APP, connectionUrl, DATABASE } from '#storage/embedded-connect.ts';
import { isRunning, recordedPostmaster } from '#storage/embedded-postmaster.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import { databaseProcesses, endNow } from './kill-database.ts';
import { until } from './until.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type DemoAnswer = {
  readonly ok: boolean;
  readonly messagesSent: number;
  readonly invariants: readonly { readonly name: string; readonly violations: number }[];
};

export type DemoProcess = {
  /** What it printed, when it has ended by itself. */
  readonly answer: Promise<{ readonly code: number | null; readonly printed: string; readonly errors: string }>;
  /** The application first, then its database with all its processes, as a machine that is switched off. */
  kill(): Promise<void>;
};

export function startDemo(folder: string, leads: string): DemoProcess {
  const words = ['bin/cadenza.js', 'demo', '--data', folder, '--leads', leads, '--json'];
  const child = spawn(process.execPath, words, { cwd: ROOT });
  const [out, errors]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => errors.push(String(text)));
  const ended = once(child, 'close');
  return {
    answer: ended.then(([code]) => ({ code: code as number | null, printed: out.join(''), errors: errors.join('') })), // as Node documents 'close'
    kill: async () => {
      const processes = await databaseProcesses(folder);
      child.kill('SIGKILL');
      for (const pid of processes) endNow(pid);
      await ended;
      const [postmaster] = processes;
      if (postmaster !== undefined) await until('the database is gone', () => !isAlive(postmaster));
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** The database of the demo that runs on the folder; null while there is none to ask. */
export async function askDemo<T>(folder: string, ask: (tx: Tx) => Promise<T>): Promise<T | null> {
  const postmaster = recordedPostmaster(join(folder, 'postgres'));
  if (postmaster === null || postmaster.place === null || !isRunning(postmaster)) return null;
  const { place } = postmaster;
  const database: Database = openDatabase({
    appUrl: connectionUrl(place, APP, DATABASE),
    ownerUrl: connectionUrl(place, OWNER, DATABASE),
    connectionsMax: 1,
    onError: () => undefined,
  });
  try {
    const [organization] = await listOrganizations(database);
    return organization === undefined ? null : await database.organization(organization.seat, ask);
  } catch {
    return null; // it is starting, or its tables are being made
  } finally {
    await database.close();
  }
}

export async function countCaught(folder: string): Promise<number> {
  const counted = await askDemo(folder, (tx) =>
    tx.query<{ n: number }>(sql`select count(*)::int as n from caught_message`),
  );
  return counted?.[0]?.n ?? 0;
}
