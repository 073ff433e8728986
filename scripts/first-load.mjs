// What a browser fetches before it shows one of the first pages: scripts and styles, as gzip. Fails above the budget. Reads what
// the build made: node scripts/first-load.mjs [--list]. test/browser/first-load.test.ts sees what is really fetched.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FOLDER = fileURLToPath(new URL('../dist/web', import.meta.url));
const FIRST_PAGES = ['sign-in/sign-in-page.tsx', 'home/home-page.tsx', 'records/list/records-page.tsx'];
const BUDGET_KB = 250;

const manifest = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));

for (const page of FIRST_PAGES) {
  const sizes = filesOf(['index.html', `features/${page}`]).map((file) => [file, sizeKb(file)]);
  const totalKb = sizes.reduce((sum, [, kb]) => sum + kb, 0);
  console.log(`first load of ${page}: ${totalKb.toFixed(1)} kB gzip of ${BUDGET_KB}`);
  if (totalKb > BUDGET_KB) process.exitCode = 1;
  if (!process.argv.includes('--list')) continue;
  for (const [file, kb] of sizes.sort(([, a], [, b]) => b - a)) console.log(`${kb.toFixed(1).padStart(7)}  ${file}`);
}

/** With everything that they import from the start, and the styles of it. */
function filesOf(keys) {
  const visited = new Set();
  const visit = (key) => {
    if (visited.has(key)) return;
    visited.add(key);
    manifest[key].imports?.forEach(visit);
  };
  keys.forEach(visit);
  return [...new Set([...visited].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]))];
}

function sizeKb(file) {
  return gzipSync(readFileSync(join(FOLDER, file))).length / 1000;
}
