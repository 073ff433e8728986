// what the README says of the API is what happens, with the client that both the web app and programs use.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '#contract/client/client.ts';
import { isProblem } from '#contract/client/problem.ts';
import { ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

let world: ApiWorld;
let url: string;
let key: string;
let folder: string;
let section: string;
beforeAll(async () => {
  world = await createApiWorld();
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`;
  const grace = await world.as(world.users.grace);
  const wanted = { name: 'Program', scopes: ['records.read', 'records.write'], expiresAt: null };
  key = (await ok<{ key: string }>(grace('POST', '/api/v1/api-keys', wanted))).key;
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  folder = await mkdtemp(join(ROOT, '.cache', 'readme-'));
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  section = /## Use the API\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await world.close();
});

/** As it stands there, on the server of this test. */
function example(language: string): string {
  const code = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
  expect(code).not.toBe('');
  return code.replaceAll('http://127.0.0.1:3000', url).replaceAll(`'./src/`, `'${ROOT}/src/`);
}

it('X-1: its program makes a lead, finds it, and is told what is wrong with another one', async () => {
  const file = join(folder, 'example.ts');
  await writeFile(file, example('ts'));
  const tsx = join(ROOT, 'node_modules/.bin/tsx');
  const { stdout } = await run(tsx, [file], { cwd: ROOT, env: { ...process.env, CADENZA_KEY: key } });
  expect(stdout.split('\n')).toEqual([
    `[ 'Ada Moreau' ]`,
    'body.values.email This is not a mail address.',
    'body.values.last_name A value is needed.',
    '',
  ]);
});

it('X-1: its command lists leads', async () => {
  const { stdout } = await run('bash', ['-c', example('sh')], { env: { ...process.env, CADENZA_KEY: key } });
  expect(JSON.parse(stdout)).toMatchObject({ items: [{ name: 'Ada Moreau' }], nextCursor: null });
});

it('X-1: the client sends files and gets files, sends once, and names every problem in the caller’s language', async () => {
  const client = createClient({ url: `${url}/`, key, language: () => 'zh' });
  const params = { module: 'leads' };
  const imported = await client.call('importRecords', { params, query: {}, body: 'Last name\nOkoro\n' });
  expect(imported).toMatchObject({ created: 1, failed: 0 });
  const file = await client.call('exportRecords', { params });
  expect(await file.text()).toContain('"Okoro"');

  const makeOnce = () =>
    client.send('createRecord', { params, body: { values: { last_name: 'Once' } } }, { once: 'order-4711' });
  const [one, other] = [await makeOnce(), await makeOnce()];
  expect(other).toEqual(one);
  expect(await client.call('deleteRecord', { params: { ...params, id: one.id } })).toBeNull();

  const refused = await client
    .call('getRecord', { params: { ...params, id: one.id } })
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'not_found', status: 404, message: '此处没有内容，或您无权查看。' });
  const nowhere = createClient({ url: 'http://127.0.0.1:9', key: null });
  const silence = await nowhere.call('getMe').catch((error: unknown) => error);
  expect(isProblem(silence, 'unreachable')).toBe(true);
});
