// Visits that the database could not take, on the local disk until it can: a file for each batch, complete before it has its
// name, so that whoever reads it reads it whole, and several processes may share the folder.
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { NewVisit } from '#storage/mail/visits.ts';

export type SpooledVisit = NewVisit & { readonly organization: number };

export type VisitSpool = {
  /** When it settles they outlive a power cut. */
  keep(visits: readonly SpooledVisit[]): Promise<void>;
  /** Files that wait, the oldest first. */
  list(): Promise<string[]>;
  /** Null: somebody else has taken it meanwhile. */
  read(file: string): Promise<SpooledVisit[] | null>;
  remove(file: string): Promise<void>;
};

const COMPLETE = '.json';

/** Made when the first one comes. */
export function spoolIn(folder: string): VisitSpool {
  return {
    keep: async (visits) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, uuidv7());
      await writeDurably(path, JSON.stringify(visits));
      await rename(path, `${path}${COMPLETE}`);
      await syncFolder(folder);
    },
    list: async () => {
      const names = await unlessGone(readdir(folder));
      return (names ?? []).filter((name) => name.endsWith(COMPLETE)).sort();
    },
    read: async (file) => {
      const text = await unlessGone(readFile(join(folder, file), 'utf8'));
      return text === null ? null : (JSON.parse(text) as SpooledVisit[]); // nobody else writes there
    },
    remove: (file) => rm(join(folder, file), { force: true }),
  };
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name too is there after a power cut. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // which syncs no folders
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessGone<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
