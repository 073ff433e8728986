// Where the bundled PostgreSQL's programs come from when npm left them in a state the database's account can't run.
import { chmodSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { cp, mkdir, truncate } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseAccount } from '#storage/embedded-account.ts';
import { findNative, removeOtherCopies, runnableNative } from '#storage/embedded-native.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';

const account = databaseAccount();
const isRoot = account.kind === 'nobody';

let folder: ThrowAwayFolder;
let packageRoot: string;
let data: string;

beforeEach(async () => {
  folder = await makeThrowAwayFolder();
  packageRoot = join(folder.path, 'package');
  data = join(folder.path, 'data');
  await mkdir(data);
  const installed = resolve((await findNative(data, account)).bin, '../..');
  await cp(join(installed, 'native'), join(packageRoot, 'native'), { recursive: true, verbatimSymlinks: true });
});

afterEach(() => folder.remove());

test('installed with --ignore-scripts: the missing library links are made', async () => {
  removeLinks();
  const native = await runnableNative({ root: packageRoot, version: '18.4.0' }, data, account);
  expect(native).toEqual({ bin: join(packageRoot, 'native', 'bin'), major: 18 });
  expect(existsSync(join(data, 'native'))).toBe(false);
});

test.runIf(isRoot)('root: programs that the database account cannot reach are copied, links and all', async () => {
  removeLinks();
  chmodSync(packageRoot, 0o700);
  const bundled = { root: packageRoot, version: '18.4.0' };
  const native = await runnableNative(bundled, data, account);
  expect(dirname(dirname(native.bin))).toBe(join(data, 'native', '18.4.0'));
  await truncate(join(native.bin, 'postgres'), 0);
  expect(await runnableNative(bundled, data, account), 'a copy that a power cut left hollow is made anew').toEqual(
    native,
  );
  const next = await runnableNative({ root: packageRoot, version: '18.5.0' }, data, account);
  await removeOtherCopies(data, next);
  expect(readdirSync(join(data, 'native'))).toEqual(['18.5.0']);
});

test('programs that do not run here are refused in one sentence, and leave no copy', async () => {
  await truncate(join(packageRoot, 'native', 'bin', 'postgres'), 0);
  const refusal = runnableNative({ root: packageRoot, version: '18.4.0' }, data, account);
  await expect(refusal).rejects.toThrow(EmbeddedRefusal);
  await expect(refusal).rejects.toThrow(/^[^\n]+ set DATABASE_URL to it\.$/);
  expect(readdirSync(join(data, 'native'))).toEqual([]);
});

function removeLinks(): void {
  const libraries = join(packageRoot, 'native', 'lib');
  const links = readdirSync(libraries).filter((name) => lstatSync(join(libraries, name)).isSymbolicLink());
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) rmSync(join(libraries, link));
}
