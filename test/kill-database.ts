// A database that is killed as a machine that is switched off does it: the postmaster with all its sessions, by kill -9.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Its postmaster first. Empty: none runs on the data folder. */
export async function databaseProcesses(dataFolder: string): Promise<readonly number[]> {
  const path = join(dataFolder, 'postgres', 'postmaster.pid');
  if (!existsSync(path)) return [];
  const postmaster = Number(readFileSync(path, 'utf8').split('\n', 1)[0]);
  return [postmaster, ...(await childrenOf(postmaster))];
}

export function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself when its postmaster did
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const none = { stdout: '' }; // ps fails where there are none
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]).catch(() => none);
  return stdout
    .split('\n')
    .map(Number)
    .filter((each) => each > 0);
}
