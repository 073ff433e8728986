// Which account of the operating system runs the database, and folders that this account can reach.
// PostgreSQL refuses to run as root: a root start hands the database to uid 65534. It never loosens a folder it didn't make,
// except an empty one and its own data folder.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { access, chmod, chown, constants, lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedRefusal, refusingTrouble } from '#storage/embedded-refusal.ts';

export type Account =
  /** The database runs as whoever started us. */
  | { readonly kind: 'self' }
  /** We are root: the database runs as the unprivileged "nobody". */
  | { readonly kind: 'nobody'; readonly uid: number; readonly gid: number };

const NOBODY: Account = { kind: 'nobody', uid: 65_534, gid: 65_534 };
const ROOT_FOLDER = '/var/lib/cadenza';
const PROBE_MS_MAX = 5_000;

export function databaseAccount(): Account {
  return process.getuid?.() === 0 ? NOBODY : { kind: 'self' };
}

/** The part of spawn's options that makes a child run as the account. */
export function runAs(account: Account): { uid?: number; gid?: number } {
  return account.kind === 'self' ? {} : { uid: account.uid, gid: account.gid };
}

/** './data'; for root, when the database's account can't reach the current folder, /var/lib/cadenza. */
export function defaultDataFolder(): string {
  const blocked = blockedAt(databaseAccount(), process.cwd());
  return blocked === null ? resolve('data') : ROOT_FOLDER;
}

/**
 * Makes the data folder (when missing) and proves that we can write there and the database's account can get there.
 * Answers its real path; throws EmbeddedRefusal naming the folder.
 */
export async function prepareDataFolder(wanted: string, account: Account): Promise<string> {
  const folder = resolve(wanted);
  // Before anything is made: a refused start leaves nothing behind.
  refuseBlocked(account, folder, nearestExisting(dirname(folder)));
  return refusingTrouble(folder, async () => {
    await makeFolder(folder, account);
    await access(folder, constants.W_OK | constants.X_OK);
    const real = realpathSync(folder);
    if (blockedAt(account, real) === real) await openOurs(real);
    refuseBlocked(account, folder, real);
    return real;
  });
}

/** Makes a folder that only the database's account may use (root gets in anyway); one that exists must already be such. */
export async function makePrivateFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Still root's: we just made it, or another start is between these two lines.
  if (account.kind === 'nobody' && (await lstat(folder)).uid === 0) await chown(folder, account.uid, account.gid);
  await refuseForeign(folder, account);
}

/** Throws EmbeddedRefusal when the folder belongs to another account than the database's: it would fail later, obscurely. */
export async function refuseForeign(folder: string, account: Account): Promise<void> {
  const uid = account.kind === 'nobody' ? account.uid : process.getuid?.();
  const found = await lstat(folder);
  if (uid === undefined || (found.isDirectory() && found.uid === uid)) return;
  throw new EmbeddedRefusal(
    `${folder} belongs to user ${found.uid}, but the database would run as user ${uid}; start as the user who made it, or set CADENZA_DATA to another folder.`,
  );
}

/** Folders we make on the way must let the database's account through, whatever the umask is. */
async function makeFolder(folder: string, account: Account): Promise<void> {
  // Asked first, because Node's recursive mkdir calls a read-only file system ENOENT.
  if (!existsSync(folder)) await access(nearestExisting(dirname(folder)), constants.W_OK);
  const first = await mkdir(folder, { recursive: true, mode: account.kind === 'nobody' ? 0o711 : 0o700 });
  if (first === undefined || account.kind === 'self') return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o711);
}

/** Lets others pass through (not look around) in a data folder that was made with a closed mode. */
async function openOurs(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length > 0 && !names.includes('postgres')) return;
  await chmod(folder, ((await lstat(folder)).mode & 0o777) | 0o011);
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? realpathOf(folder) : nearestExisting(dirname(folder));
}

function realpathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function refuseBlocked(account: Account, folder: string, on: string): void {
  const blocked = blockedAt(account, on);
  if (blocked === null || account.kind === 'self') return;
  throw new EmbeddedRefusal(
    `The data folder ${folder} can't be reached by the database, which under root runs as user ${account.uid}, because ${blocked} is closed to it; set CADENZA_DATA to a folder it can reach, such as ${ROOT_FOLDER}.`,
  );
}

/**
 * The first folder on the way that the account can't enter, or null. Asked of the system itself, as that account (modes alone
 * don't tell: access lists, mounts); by /bin/sh, because root's Node often lies in a closed folder itself.
 */
function blockedAt(account: Account, folder: string): string | null {
  if (account.kind === 'self') return null;
  const script = 'for d in "$@"; do cd "$d" 2>/dev/null || { printf %s "$d"; exit 3; }; done';
  const answer = spawnSync('/bin/sh', ['-c', script, 'sh', ...wayTo(folder)], {
    ...runAs(account),
    cwd: '/',
    encoding: 'utf8',
    timeout: PROBE_MS_MAX,
  });
  if (answer.status === 0) return null;
  return answer.status === 3 ? answer.stdout : folder;
}

/** '/a/b' → ['/', '/a', '/a/b'] */
function wayTo(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [...wayTo(above), join(folder)];
}
