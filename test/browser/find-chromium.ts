// The browser of the tests: the one that CHROMIUM_PATH names, this machine's, or the packaged one.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { packagedChromium } from './packaged-chromium.ts';

/** The one without windows first: it takes a third less of the processor. */
const INSTALLED = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** It calls nobody, and leaves the machine alone. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where it is; undefined: there is none. */
export function installedChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
}

export async function launchChromium(): Promise<Browser> {
  const own = installedChromium();
  const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
  if (own !== undefined) return chromium.launch({ executablePath: own, args });
  try {
    const packaged = packagedChromium();
    return await chromium.launch({
      executablePath: await packaged.executablePath(),
      args: [...packaged.args, ...QUIET],
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`No Chromium here: install one (apt-get install chromium) or set CHROMIUM_PATH. ${why}`, {
      cause: error,
    });
  }
}
