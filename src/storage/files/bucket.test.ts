import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { addressOf, type BucketSettings, openBucket } from '#storage/files/bucket.ts';
import { keepFilesInBucket } from '#storage/files/bucket-files.ts';
import { startObjectStore, STORE_BUCKET, STORE_KEY, STORE_REGION } from '#test/peers/object-store.ts';

const MEGABYTE = 1024 * 1024;

const store = await startObjectStore();
afterAll(() => store.close());

const settings: BucketSettings = {
  endpoint: store.endpoint,
  name: STORE_BUCKET,
  region: STORE_REGION,
  ...STORE_KEY,
  addressing: 'path',
};
const filesWith = (more: Partial<BucketSettings> = {}) => keepFilesInBucket(openBucket({ ...settings, ...more }));
const somewhere = () => ({ organization: 7, key: randomBytes(16).toString('hex') });

describe('a bucket', () => {
  it.each([
    ['SignatureDoesNotMatch', { secretAccessKey: 'another secret' }],
    ['InvalidAccessKeyId', { accessKeyId: 'SOMEBODYELSE' }],
    ['NoSuchBucket', { name: 'another-bucket' }],
    ['AuthorizationHeaderMalformed', { region: 'us-west-2' }],
    ['ECONNREFUSED', { endpoint: new URL('http://127.0.0.1:2') }],
  ])('R-4 T11 says %s, without the keys', async (code, wrong) => {
    const place = somewhere();
    const failure = await filesWith(wrong)
      .read(place)
      .then(String, (error: unknown) => error);
    expect(failure).toMatchObject({ name: 'BucketFailure', code });
    const told = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
    expect(told).not.toContain(STORE_KEY.secretAccessKey);
    expect(told).not.toContain('another secret');
  });

  it('R-4 that is busy is asked again, and one that stays so is told', async () => {
    const place = somewhere();
    store.busy = 2;
    await filesWith().write(place, Readable.from(['patience']));
    const found = await filesWith().read(place);
    expect(found === null ? null : await text(found)).toBe('patience');
    store.busy = 4;
    await expect(filesWith().read(place)).rejects.toMatchObject({ code: 'SlowDown' });
  });

  it('T24 hands files out as bytes to be kept, whatever they hold', async () => {
    const [small, large] = [somewhere(), somewhere()];
    await filesWith().write(small, Readable.from(['<script>alert(1)</script>']));
    await filesWith().write(large, Readable.from([Buffer.alloc(6 * MEGABYTE)]));
    for (const { organization, key } of [small, large]) {
      const expected = { type: 'application/octet-stream', disposition: 'attachment' };
      expect(store.objects.get(`${organization}/${key}`)).toMatchObject(expected);
    }
  });

  it('R-4 takes a large file part by part: no more of it is read than was sent', async () => {
    let read = 0;
    const ahead: number[] = [];
    let sent = 0;
    store.onPart = (bytes) => {
      sent += bytes;
      ahead.push(read - sent);
    };
    const chunks = async function* () {
      for (; read < 24 * MEGABYTE; read += MEGABYTE / 4) yield Buffer.alloc(MEGABYTE / 4);
    };
    expect(await filesWith().write(somewhere(), Readable.from(chunks()))).toBe(24 * MEGABYTE);
    expect(ahead).toHaveLength(5);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(5 * MEGABYTE);
  });

  it('R-4 that says 200 to the end of an upload and then means no is believed the second', async () => {
    store.breaksAtTheEnd = true;
    const [place, large] = [somewhere(), Readable.from([Buffer.alloc(6 * MEGABYTE)])];
    await expect(filesWith().write(place, large)).rejects.toMatchObject({ code: 'InternalError' });
    store.breaksAtTheEnd = false;
    expect(store.uploads.size).toBe(0);
    expect(await filesWith().read(place)).toBeNull();
  });

  it('R-4 keeps no parts of an upload whose server was killed', async () => {
    const place = somewhere();
    const key = `${place.organization}/${place.key}`;
    await openBucket(settings).send({ method: 'POST', key, query: { uploads: '' } });
    expect(store.uploads.size).toBe(1);
    await filesWith().remove(place);
    expect(store.uploads.size).toBe(0);
  });

  it('R-4 is addressed by path or by host, below a folder too', () => {
    const at = (endpoint: string, addressing: 'path' | 'host') =>
      addressOf({ ...settings, endpoint: new URL(endpoint), addressing }, { key: '7/a', query: { uploads: '' } });
    expect(at('https://s3.eu-central-1.amazonaws.com', 'host')).toBe(
      `https://${STORE_BUCKET}.s3.eu-central-1.amazonaws.com/7/a?uploads=`,
    );
    expect(at('http://minio.lan:9000/', 'path')).toBe(`http://minio.lan:9000/${STORE_BUCKET}/7/a?uploads=`);
    expect(at('https://house.example/s3', 'path')).toBe(`https://house.example/s3/${STORE_BUCKET}/7/a?uploads=`);
  });
});
