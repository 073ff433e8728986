// Where attached files are kept: a folder, or a bucket that is tried out before anybody relies on it. Decides nothing else.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { StartRefusal } from '#assembly/starting.ts';
import type { Bucket, Config } from '#config';
import { BucketFailure, openBucket } from '#storage/files/bucket.ts';
import { keepFilesInBucket } from '#storage/files/bucket-files.ts';
import type { FileStore } from '#storage/files/file-store.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';

/** Throws StartRefusal with what to correct. */
export async function openFiles(wanted: Config['files'], dataFolder: string): Promise<FileStore> {
  if (wanted.kind === 'folder') return keepFilesIn(wanted.path ?? join(dataFolder, 'files'));
  const files = keepFilesInBucket(openBucket(wanted));
  await tryOut(files).catch((error: unknown) => {
    if (error instanceof BucketFailure) throw new StartRefusal(sentenceFor(wanted, error));
    throw error;
  });
  return files;
}

/** No organisation has this number. */
const NOBODY = 0;

async function tryOut(files: FileStore): Promise<void> {
  const place = { organization: NOBODY, key: randomBytes(16).toString('hex') };
  await files.write(place, Readable.from(['Cadenza tries out whether it may keep files here.']));
  const found = await files.read(place);
  if (found !== null) await text(found);
  await files.remove(place);
}

function sentenceFor({ name, endpoint, region }: Bucket, { code, message }: BucketFailure): string {
  switch (code) {
    case 'NoSuchBucket':
      return `There is no bucket ${name} at ${endpoint.host}; make it, or correct S3_BUCKET.`;
    case 'InvalidAccessKeyId':
      return `${endpoint.host} doesn't know the key in S3_ACCESS_KEY_ID.`;
    case 'SignatureDoesNotMatch':
      return `S3_SECRET_ACCESS_KEY isn't the secret of the key in S3_ACCESS_KEY_ID.`;
    case 'AccessDenied':
      return `The key in S3_ACCESS_KEY_ID may not do all it has to in the bucket ${name}: get, put and delete objects, list and abort uploads in parts.`;
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
      return `The bucket ${name} isn't in the region ${region}; correct S3_REGION, and S3_ENDPOINT if it is set.`;
    case 'RequestTimeTooSkewed':
      return `The clock of this machine differs from that of ${endpoint.host} by more than 15 minutes.`;
    default:
      return `Files can't be kept in the bucket ${name} at ${endpoint.host}. ${message}`;
  }
}
