import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { openBucket } from '#storage/files/bucket.ts';
import { keepFilesInBucket } from '#storage/files/bucket-files.ts';
import type { FilePlace, FileStore } from '#storage/files/file-store.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { startObjectStore, STORE_BUCKET, STORE_KEY, STORE_REGION } from '#test/peers/object-store.ts';
import { makeThrowAwayFolder } from '#test/throw-away-folder.ts';

const MEGABYTE = 1024 * 1024;

const folder = await makeThrowAwayFolder();
const store = await startObjectStore();
const settings = {
  endpoint: store.endpoint,
  name: STORE_BUCKET,
  region: STORE_REGION,
  ...STORE_KEY,
  addressing: 'path',
} as const;
afterAll(() => Promise.all([folder.remove(), store.close()]));

type Kept = { readonly files: FileStore /** What lies there, half-made things too. */; left(): Promise<string[]> };

const kept: Readonly<Record<string, Kept>> = {
  'a folder': {
    files: keepFilesIn(join(folder.path, 'files')),
    left: async () => {
      const all = await readdir(join(folder.path, 'files'), { recursive: true, withFileTypes: true });
      return all.filter((one) => one.isFile()).map(({ name }) => name);
    },
  },
  'a bucket': {
    files: keepFilesInBucket(openBucket(settings)),
    left: async () => [...store.objects.keys(), ...store.uploads.keys()],
  },
};

const somewhere = (): FilePlace => ({ organization: 7, key: randomBytes(16).toString('hex') });

describe.each(Object.entries(kept))('files in %s', (_name, { files, left }) => {
  it.each([1, 5 * MEGABYTE, 12 * MEGABYTE + 1])('R-4 of %i bytes come back as they were', async (bytes) => {
    const [place, content] = [somewhere(), randomBytes(bytes)];
    const chunks = Array.from({ length: Math.ceil(bytes / 70_000) }, (_, i) =>
      content.subarray(i * 70_000, (i + 1) * 70_000),
    );
    expect(await files.write(place, Readable.from(chunks))).toBe(bytes);
    const found = await files.read(place);
    expect(found !== null && (await buffer(found)).equals(content)).toBe(true);
    await files.remove(place);
    expect(await files.read(place)).toBeNull();
    expect(await left()).toEqual([]);
  });

  it('R-4 without content are told as such, and one that isn’t there is neither found nor missed', async () => {
    const place = somewhere();
    expect(await files.write(place, Readable.from([]))).toBe(0);
    await files.remove(place);
    await files.remove(place);
    expect(await files.read(place)).toBeNull();
    expect(await left()).toEqual([]);
  });

  it.each([MEGABYTE, 11 * MEGABYTE])('R-4 whose source breaks after %i bytes leave nothing', async (bytes) => {
    const breaking = async function* () {
      for (let sent = 0; sent < bytes; sent += MEGABYTE) yield Buffer.alloc(MEGABYTE);
      throw new Error('the connection broke');
    };
    await expect(files.write(somewhere(), Readable.from(breaking()))).rejects.toThrow('the connection broke');
    expect(await left()).toEqual([]);
  });

  it('T24 are named by us alone', async () => {
    const wrong = { organization: 7, key: '../../etc/passwd' };
    await expect(files.read(wrong)).rejects.toThrow('assertion failed');
    await expect(files.write(wrong, Readable.from(['x']))).rejects.toThrow('assertion failed');
  });
});
