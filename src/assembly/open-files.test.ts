import { afterAll, expect, it } from 'vitest';
import { openFiles } from '#assembly/open-files.ts';
import { StartRefusal } from '#assembly/starting.ts';
import { startObjectStore, STORE_BUCKET, STORE_KEY, STORE_REGION } from '#test/peers/object-store.ts';

const store = await startObjectStore();
afterAll(() => store.close());
const bucket = {
  kind: 'bucket',
  endpoint: store.endpoint,
  name: STORE_BUCKET,
  region: STORE_REGION,
  ...STORE_KEY,
  addressing: 'path',
} as const;

it('R-4 a bucket that works is opened, and nothing of the trial stays there', async () => {
  await openFiles(bucket, '/nowhere');
  expect(store.objects.size).toBe(0);
});

it.each([
  ['S3_SECRET_ACCESS_KEY', { secretAccessKey: 'not the secret of this key' }],
  ['S3_ACCESS_KEY_ID', { accessKeyId: 'SOMEBODYELSE' }],
  ['S3_BUCKET', { name: 'another-bucket' }],
  ['S3_REGION', { region: 'us-west-2' }],
  ['ECONNREFUSED', { endpoint: new URL('http://127.0.0.1:2') }],
])('R-4 T11 the start says what to do about %s, without the secret', async (told, wrong) => {
  const refusal = await openFiles({ ...bucket, ...wrong }, '/nowhere').then(
    () => null,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(StartRefusal);
  expect(String(refusal)).toContain(told);
  expect(String(refusal)).not.toMatch(/not the secret of this key|wJalrXUtn/);
});
