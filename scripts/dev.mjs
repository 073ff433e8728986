// A server that follows your changes, at one address: pages renew themselves when web/ is saved; when src/ is saved, the server
// is built and starts again on the same data. A build that fails leaves the server as it is. Words after `npm run dev --`
// go to `serve`.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer as createPages } from 'vite';
import { buildIfStale } from './build.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUIET_MS = 150;
const STOP_MS_MAX = 10_000;
/** The server's own; every other address is a page or a source, which web/api has too. */
const OF_SERVER = '^/(api/(v1|openapi|docs)|t/|f/|healthz|readyz|metrics)';

const port = Number(process.env.PORT ?? 3000);
const serverPort = await freePort();
let server = null;
let timer = null;
let working = Promise.resolve();
let isEnding = false;

const pages = await createPages({
  configFile: join(ROOT, 'web/vite.config.ts'),
  logLevel: 'warn',
  server: { port, strictPort: true, proxy: { [OF_SERVER]: { target: `http://127.0.0.1:${serverPort}` } } },
});
await pages.listen();

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
    void working
      .then(stop)
      .then(() => pages.close())
      .then(() => process.exit(0));
  });
}
await renew();

async function renew() {
  try {
    if ((await buildIfStale(['server'])).length === 0 && server !== null) return;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  await stop();
  server = spawn(process.execPath, ['bin/cadenza.js', 'serve', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    // People come through the pages' address: links and the check of where requests come from go by that one.
    env: {
      ...process.env,
      PORT: String(serverPort),
      APP_URL: process.env.APP_URL ?? `http://localhost:${port}`,
    },
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

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
