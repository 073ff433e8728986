// Files on the local disk: <folder>/<organisation>/<first two digits>/<key>. Only the account that runs the server reads them;
// nothing is followed that leads out of the folder, and no file is written over.
import { constants, createWriteStream } from 'node:fs';
import { mkdir, open, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { assert } from '#core/assert.ts';
import { assertPlace, type FilePlace, type FileStore } from '#storage/files/file-store.ts';

/** Made when the first file comes. */
export function keepFilesIn(folder: string): FileStore {
  return {
    write: async (place, source) => {
      await mkdir(folderOf(folder, place), { recursive: true, mode: 0o700 });
      const path = await pathOf(folder, place);
      assert(path !== null, 'a folder that was made is there');
      const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
      try {
        await pipeline(source, target);
      } catch (error) {
        if (!isCode(error, 'EEXIST')) await rm(path, { force: true });
        throw error;
      }
      return target.bytesWritten;
    },
    read: async (place) => {
      const path = await pathOf(folder, place);
      return path === null ? null : readPlain(path);
    },
    remove: async (place) => {
      const path = await pathOf(folder, place);
      if (path !== null) await rm(path, { force: true });
    },
  };
}

function folderOf(root: string, place: FilePlace): string {
  assertPlace(place);
  return join(root, String(place.organization), place.key.slice(0, 2));
}

/** Null: nothing was ever kept there. Throws where a folder on the way leads elsewhere. */
async function pathOf(root: string, place: FilePlace): Promise<string | null> {
  const folder = folderOf(root, place);
  try {
    const [realRoot, realFolder] = [await realpath(root), await realpath(folder)];
    assert(realFolder === folderOf(realRoot, place), `${folder} leads out of the storage folder`);
    return join(realFolder, place.key);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Null: it isn't there, or isn't a file. */
async function readPlain(path: string) {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (isCode(error, 'ENOENT') || isCode(error, 'ELOOP')) return null;
    throw error;
  });
  if (file === null) return null;
  if ((await file.stat()).isFile()) return file.createReadStream();
  await file.close();
  return null;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
