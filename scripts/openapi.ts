// Writes docs/openapi.json from the contract: `tsx scripts/openapi.ts`; with --check it only says whether it is up to
// date. The server is built as ever, on parts that nobody asks for anything.
import { readFile, writeFile } from 'node:fs/promises';
import { Registry } from 'prom-client';
import { buildServer } from '#api/build-server.ts';
import { createLogger } from '#api/log.ts';
import type { Services } from '#api/services.ts';
import metadata from '../package.json' with { type: 'json' };

const FILE = new URL('../docs/openapi.json', import.meta.url);

const unused = {} as never;
const services: Services = {
  database: unused,
  publicUrl: new URL('http://localhost:3000'),
  seals: unused,
  outbound: unused,
  providers: unused,
  definitions: unused,
  files: unused,
  readTemplate: unused,
  renderTemplate: unused,
  tracking: unused,
  recipientDesk: null,
};

const app = await buildServer({
  services,
  version: metadata.version,
  logger: createLogger('fatal'),
  clock: () => 0,
  metrics: new Registry(),
  probeDatabase: async () => undefined,
  trustProxy: null,
  webFolder: null,
});
const described = await app.inject({ method: 'GET', url: '/api/openapi.json' });
await app.close();
const text = `${JSON.stringify(described.json(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const kept = await readFile(FILE, 'utf8').catch(() => '');
  if (kept !== text) {
    process.stderr.write('docs/openapi.json is not up to date; run: npx tsx scripts/openapi.ts\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, text);
}
