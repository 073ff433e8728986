// A server that follows your changes: when a source is saved, the bundle is built and the server starts again on the same
// data. A build that fails leaves the server as it is. Words after `npm run dev --` go to `serve`.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUIET_MS = 150;
const STOP_MS_MAX = 10_000;

let server = null;
let timer = null;
let working = Promise.resolve();
let isEnding = false;

const follow = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    working = working.then(() => (isEnding ? undefined : renew()));
  }, QUIET_MS);
};
watch(join(ROOT, 'src'), { recursive: true }, (_, name) => {
  if (name !== null && !name.endsWith('.test.ts')) follow();
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isEnding = true;
    void working.then(stop).then(() => process.exit(0));
  });
}
await renew();

async function renew() {
  try {
    if (!(await buildIfStale()) && server !== null) return;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  await stop();
  server = spawn(process.execPath, ['bin/cadenza.js', 'serve', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    // Ctrl-C in the terminal reaches us alone; we stop the server then.
    detached: true,
  });
  server.once('exit', () => (server = null));
}

async function stop() {
  const stopping = server;
  if (stopping === null || stopping.exitCode !== null) return;
  const gone = new Promise((resolve) => stopping.once('exit', resolve));
  stopping.kill('SIGTERM');
  const late = setTimeout(() => stopping.kill('SIGKILL'), STOP_MS_MAX);
  await gone;
  clearTimeout(late);
}
