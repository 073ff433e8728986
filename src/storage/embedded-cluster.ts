// Makes the database cluster (PGDATA) in one step: initdb works in a sibling folder that is renamed when complete, so neither a
// kill nor a second start ever leaves or sees a half-made one.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, makePrivateFolder, refuseForeign, runAs } from '#storage/embedded-account.ts';
import type { Native } from '#storage/embedded-native.ts';
import { childEnvironment, isAlive } from '#storage/embedded-process.ts';
import { EmbeddedRefusal, refusingTrouble } from '#storage/embedded-refusal.ts';

const run = promisify(execFile);
const INITDB_MS_MAX = 120_000;

/** The cluster's superuser: it owns the database and runs migrations. */
export const OWNER = 'cadenza_owner';

export type ClusterPlan = {
  readonly dataFolder: string;
  readonly native: Native;
  readonly account: Account;
  /** False only for throw-away clusters: a power cut may then lose everything. */
  readonly durable: boolean;
};

/** Makes the cluster when there is none. Throws EmbeddedRefusal when it can't, or when what is there can't be used. */
export async function ensureCluster(plan: ClusterPlan): Promise<void> {
  await clearDrafts(plan.dataFolder);
  if (!existsSync(join(plan.dataFolder, 'PG_VERSION'))) await makeCluster(plan);
  await refuseForeign(plan.dataFolder, plan.account);
  const major = readFileSync(join(plan.dataFolder, 'PG_VERSION'), 'utf8').trim();
  if (major === String(plan.native.major)) return;
  throw new EmbeddedRefusal(
    `The data in ${plan.dataFolder} was made by PostgreSQL ${major} and this Cadenza brings ${plan.native.major}; run the version of Cadenza that made it to back it up, then restore the backup into a new folder.`,
  );
}

async function makeCluster(plan: ClusterPlan): Promise<void> {
  const draft = draftOf(plan.dataFolder, process.pid);
  const home = dirname(plan.dataFolder);
  await refusingTrouble(home, () => makePrivateFolder(draft, plan.account));
  try {
    await initdb(plan, draft);
    await rename(draft, plan.dataFolder);
    if (plan.durable) await syncFolder(home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
    // Another start on the same folder may have finished first: its cluster is ours as well.
    if (existsSync(join(plan.dataFolder, 'PG_VERSION'))) return;
    throw new EmbeddedRefusal(`PostgreSQL could not make its data folder ${plan.dataFolder}: ${firstError(error)}.`, {
      cause: error,
    });
  }
}

async function initdb(plan: ClusterPlan, draft: string): Promise<void> {
  // The builtin provider sorts alike on every machine and version; C.UTF-8 from the system would not (and PostgreSQL 15, 16 lack it).
  const locale =
    plan.native.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'];
  const file = join(plan.native.bin, 'initdb');
  const flags = ['-U', OWNER, '--auth=trust', '-E', 'UTF8', ...locale, ...(plan.durable ? [] : ['--no-sync'])];
  await run(file, ['-D', draft, ...flags], {
    ...runAs(plan.account),
    ...childEnvironment(),
    cwd: draft,
    timeout: INITDB_MS_MAX,
    killSignal: 'SIGKILL',
  });
}

/** A draft whose maker is gone was left by a kill. */
async function clearDrafts(dataFolder: string): Promise<void> {
  const home = dirname(dataFolder);
  const prefix = draftOf(dataFolder, '');
  for (const name of await readdir(home)) {
    const draft = join(home, name);
    if (!draft.startsWith(prefix)) continue;
    const maker = Number(draft.slice(prefix.length));
    if (maker !== process.pid && isAlive(maker)) continue;
    // An orphaned initdb may still be writing: what can't be removed now goes next time.
    await rm(draft, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

function draftOf(dataFolder: string, maker: number | ''): string {
  return `${dataFolder}.new-${maker}`;
}

/** Makes the rename survive a power cut. Windows can't open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The first line that names an error: those after it tell what followed from it, and that initdb cleans up. */
function firstError(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /error:|ERROR:|FATAL:|PANIC:/.test(line)) ?? lines.at(-1);
  return telling?.replace(/^.*?\] (?=[A-Z]+:)/, '').trim() ?? (error as Error).message.split('\n', 1)[0] ?? '';
}
