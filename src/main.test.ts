import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, type ServeProcess, startServe } from '#test/serve-process.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';

let folder: ThrowAwayFolder;
let port: number;
let started: ServeProcess[];
beforeEach(async () => {
  [folder, port, started] = [await makeThrowAwayFolder(), await freePort(), []];
});
afterEach(async () => {
  for (const each of started) each.signal('SIGKILL');
  await Promise.all(started.map((each) => each.ended));
  await folder.remove();
});

const start = (variables: Record<string, string> = {}) => {
  const serve = startServe({ CADENZA_DATA: folder.path, PORT: String(port), ...variables });
  started.push(serve);
  return serve;
};
const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
const databaseRuns = () => existsSync(join(folder.path, 'postgres', 'postmaster.pid'));
const oneSentence = (serve: ServeProcess) => {
  expect(serve.errors().trim().split('\n')).toHaveLength(1);
  expect(serve.errors()).not.toMatch(/ {4}at /);
  return serve.errors();
};

describe('cadenza serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('X-3: runs, and after %s has stopped all that it started', async (signal) => {
    const serve = start();
    await serve.ready();
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
    expect((await get('/metrics')).status).toBe(200);
    expect(await (await get('/')).text()).toContain('Cadenza 正在运行');
    expect(databaseRuns()).toBe(true);
    serve.signal(signal);
    expect(await serve.ended).toBe(0);
    expect(serve.errors()).toBe('');
    expect(databaseRuns()).toBe(false);
  });

  it('T11: keeps the secret it made, for itself', async () => {
    const path = join(folder.path, 'secret');
    const secrets: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const serve = start();
      await serve.ready();
      expect(statSync(path).mode & 0o777).toBe(0o600);
      secrets.push(readFileSync(path, 'utf8'));
      serve.signal('SIGTERM');
      await serve.ended;
    }
    expect(secrets[0]).toMatch(/^[\w-]{43}\n$/);
    expect(secrets[1]).toBe(secrets[0]);
  });

  it('stopped while it starts, stops what it has started', async () => {
    const serve = start();
    while (!databaseRuns()) await new Promise((resolve) => setTimeout(resolve, 10));
    serve.signal('SIGTERM');
    expect(await serve.ended).toBe(0);
    expect(databaseRuns()).toBe(false);
  });

  it('ends when its database does', async () => {
    const serve = start();
    await serve.ready();
    const [pid] = readFileSync(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    expect(await serve.ended).toBe(1);
    expect(serve.errors()).toContain('postgres.log');
  });
});

describe('a start that can’t go on says why in one sentence', () => {
  it('a second one on the same folder', async () => {
    const first = start();
    await first.ready();
    const second = start({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(oneSentence(second)).toContain('CADENZA_DATA');
    expect((await get('/readyz')).status).toBe(200);
  });

  it('a taken port', async () => {
    const other = await takePort();
    const serve = start();
    expect(await serve.ended).toBe(1);
    expect(oneSentence(serve)).toContain(`Port ${port} is taken`);
    expect(databaseRuns()).toBe(false);
    other.close();
  });

  it('an unreachable database', async () => {
    const DATABASE_URL = `postgresql://app:hidden@127.0.0.1:${await freePort()}/cadenza`;
    const serve = start({ DATABASE_URL, APP_SECRET: 'k7Qp2mX9vL4tR8wZ1nB6cF3hJ5gD0sYa' });
    expect(await serve.ended).toBe(1);
    expect(oneSentence(serve)).toContain('DATABASE_URL');
    expect(serve.errors()).not.toContain('hidden');
  });

  it('a folder that is none', async () => {
    const serve = start({ CADENZA_DATA: '/dev/null/data' });
    expect(await serve.ended).toBe(1);
    expect(oneSentence(serve)).toContain('/dev/null');
  });

  it('variables that can’t be used: one for each', async () => {
    const serve = start({ PORT: 'many', LOG_LEVEL: 'loud' });
    expect(await serve.ended).toBe(1);
    expect(serve.errors().trim().split('\n')).toHaveLength(2);
  });
});

function takePort(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
