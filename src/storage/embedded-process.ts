// What the operating system knows about a process. A zombie is dead: on machines whose first process doesn't reap (containers),
// a killed postmaster stays one for ever.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PS_MS_MAX = 5_000;

/** Whether a process of this number runs (under any user, zombies excluded). */
export function isAlive(pid: number): boolean {
  return commandOf(pid) !== null;
}

/** The command line of a running process, parts joined by spaces; '' where the system doesn't tell; null when it doesn't run. */
export function commandOf(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') return commandOnLinux(pid);
  return process.platform === 'win32' ? commandOnWindows(pid) : commandByPs(pid);
}

/**
 * Environment for PostgreSQL's programs: the user's PGPORT, PGDATA, LANG or LD_LIBRARY_PATH must not reach them, and messages
 * stay English, for they are read. Windows needs its own variables, so there the environment is inherited.
 */
export function childEnvironment(): { env?: Record<string, string> } {
  return process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
}

function commandOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the state comes after the last one.
    const state = stat.charAt(stat.lastIndexOf(')') + 2);
    if (state === 'Z' || state === 'X') return null;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return null;
  }
}

function commandByPs(pid: number): string | null {
  const answer = spawnSync('/bin/ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    timeout: PS_MS_MAX,
  });
  const found = /^(\S+)\s+(.*)$/.exec(answer.stdout?.trim() ?? '');
  if (found === null || found[1]?.startsWith('Z')) return null;
  return found[2] ?? '';
}

function commandOnWindows(pid: number): string | null {
  try {
    process.kill(pid, 0);
    return '';
  } catch {
    return null;
  }
}
