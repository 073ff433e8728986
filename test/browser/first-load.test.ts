// What a browser really fetches before anybody has done anything, as gzip. scripts/first-load.mjs says what it is made of.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { useStage } from '#test/browser/stage.ts';
import { paths } from '#web/paths.ts';

const BUDGET_KB = 250;
const FOLDER = resolve(import.meta.dirname, '../../dist/web');
const stage = useStage();

it.each([
  [paths.signIn, null],
  [paths.home, 'Mei'],
  ['/leads', 'Mei'],
] as const)('the first visit of %s stays within 250 kB', async (path, as) => {
  const page = await stage.open(path, { as });
  const files = new Set<string>();
  page.on('request', (request) => files.add(new URL(request.url()).pathname));
  await page.reload({ waitUntil: 'networkidle' });
  const assets = [...files].filter((file) => /^\/assets\/.*\.(?:js|css)$/.test(file));
  const sizesKb = assets.map((file) => gzipSync(readFileSync(join(FOLDER, file))).length / 1000);
  const totalKb = sizesKb.reduce((sum, kb) => sum + kb, 0);
  expect(assets.length).toBeGreaterThan(0);
  expect(totalKb, `${path}: ${totalKb.toFixed(1)} kB`).toBeLessThan(BUDGET_KB);
});
