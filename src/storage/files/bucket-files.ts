// Files in a bucket, as <organisation>/<key>. Whatever a file holds, its bucket gives it as bytes to be kept, never as a page
// (T24). A large one goes up in parts, one of which lies in memory at a time.
import { Readable } from 'node:stream';
import { assert } from '#core/assert.ts';
import { type Bucket, BucketFailure, elementOf, elementsOf, failureOf } from '#storage/files/bucket.ts';
import { assertPlace, type FilePlace, type FileStore } from '#storage/files/file-store.ts';

/** The least that stores take, but for the last part. */
const PART_BYTES = 5 * 1024 * 1024;
const AS_BYTES = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };

export function keepFilesInBucket(bucket: Bucket): FileStore {
  return {
    write: async (place, source) => {
      const key = keyOf(place);
      const parts = partsOf(source);
      const { value: first = new Uint8Array() } = await parts.next();
      if (first.length === PART_BYTES) return writeInParts(bucket, key, prepend(first, parts));
      await bucket.send({ method: 'PUT', key, headers: AS_BYTES, body: first });
      return first.length;
    },
    read: async (place) => {
      const response = await bucket.send({ method: 'GET', key: keyOf(place) }).catch((error: unknown) => {
        if (error instanceof BucketFailure && error.code === 'NoSuchKey') return null;
        throw error;
      });
      return response === null ? null : Readable.from(response.body ?? []);
    },
    remove: async (place) => {
      const key = keyOf(place);
      await bucket.send({ method: 'DELETE', key });
      await dropParts(bucket, key);
    },
  };
}

function keyOf(place: FilePlace): string {
  assertPlace(place);
  return `${place.organization}/${place.key}`;
}

type Parts = AsyncGenerator<Uint8Array<ArrayBuffer>, undefined>;

/** All but the last are of PART_BYTES. */
async function* partsOf(source: Readable): Parts {
  let part = new Uint8Array(PART_BYTES);
  let filled = 0;
  for await (const chunk of source) {
    let rest: Buffer = Buffer.from(chunk);
    while (rest.length > 0) {
      const fitting = rest.subarray(0, PART_BYTES - filled);
      part.set(fitting, filled);
      filled += fitting.length;
      rest = rest.subarray(fitting.length);
      if (filled < PART_BYTES) continue;
      yield part;
      part = new Uint8Array(PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}

async function* prepend(first: Uint8Array<ArrayBuffer>, others: Parts): Parts {
  yield first;
  yield* others;
}

async function writeInParts(bucket: Bucket, key: string, parts: Parts): Promise<number> {
  const begun = await bucket.send({ method: 'POST', key, query: { uploads: '' }, headers: AS_BYTES });
  const uploadId = elementOf(await begun.text(), 'UploadId');
  assert(uploadId !== undefined, 'an upload that a store begins has an id');
  try {
    return await sendParts(bucket, { key, uploadId }, parts);
  } catch (error) {
    // Whatever this leaves is dropped when the file is removed.
    await drop(bucket, { key, uploadId }).catch(() => undefined);
    throw error;
  }
}

type Upload = { readonly key: string; readonly uploadId: string };

async function sendParts(bucket: Bucket, { key, uploadId }: Upload, parts: Parts): Promise<number> {
  const tags: string[] = [];
  let bytes = 0;
  for await (const body of parts) {
    const query = { partNumber: String(tags.length + 1), uploadId };
    const taken = await bucket.send({ method: 'PUT', key, query, body });
    tags.push(taken.headers.get('etag') ?? '');
    bytes += body.length;
  }
  const list = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
  const body = new TextEncoder().encode(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`);
  const done = await bucket.send({ method: 'POST', key, query: { uploadId }, body });
  const answer = await done.text();
  if (answer.includes('<Error>')) throw failureOf(done.status, answer);
  return bytes;
}

/** Parts of uploads that were never finished: they would lie in the bucket unseen. */
async function dropParts(bucket: Bucket, key: string): Promise<void> {
  const listed = await bucket.send({ method: 'GET', key: '', query: { uploads: '', prefix: key } });
  for (const uploadId of elementsOf(await listed.text(), 'UploadId')) await drop(bucket, { key, uploadId });
}

async function drop(bucket: Bucket, { key, uploadId }: Upload): Promise<void> {
  await bucket.send({ method: 'DELETE', key, query: { uploadId } });
}
