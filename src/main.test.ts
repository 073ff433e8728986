import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postgresServers } from '#test/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/throw-away-database.ts';
import { freePort } from '#test/free-port.ts';
import { runCommand, type ServeProcess, startServe } from '#test/serve-process.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';
import { until } from '#test/until.ts';

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

const variables = (more: Record<string, string> = {}) => ({ CADENZA_DATA: folder.path, PORT: String(port), ...more });
const start = (more: Record<string, string> = {}, words = ['serve'], as: number | null = null) => {
  const serve = startServe(variables(more), words, as);
  started.push(serve);
  return serve;
};
const run = (...words: string[]) => runCommand(words, variables());
const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
const postmaster = () => readFileSync(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
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
    expect(await (await get('/leads')).text()).toContain('<title>Cadenza</title>');
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

const signIn = (link: string) =>
  fetch(`http://127.0.0.1:${port}/api/v1/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token: new URL(link).searchParams.get('token') }),
  });

describe('the first start', () => {
  it('X-3: makes an organisation to look around in, and its link signs the administrator in once', async () => {
    const serve = start();
    await serve.ready();
    const [, link = ''] = /Sign in \(once.*\): (\S+)/.exec(serve.out()) ?? [];
    expect((await signIn(link)).status).toBe(201);
    expect((await signIn(link)).status).toBe(401);
    const listed = await run('cadence', 'list', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([{ name: 'Feature adoption', status: 'active', version: 1 }]);
    serve.signal('SIGTERM');
    await serve.ended;
    const again = start();
    await again.ready();
    expect(JSON.parse((await run('cadence', 'list', '--json')).out)).toHaveLength(1);
  });

  it('speaks to programs in one JSON object', async () => {
    const serve = start({}, ['serve', '--json', '--no-worker']);
    await serve.ready();
    expect(JSON.parse(serve.out())).toEqual({
      url: `http://localhost:${port}`,
      signIn: expect.stringContaining('token='),
    });
  });

  it('X-3: after kill -9 the next start takes over what is left', async () => {
    const killed = start();
    await killed.ready();
    const before = postmaster();
    killed.signal('SIGKILL');
    await killed.ended;
    const next = start();
    await next.ready();
    expect(postmaster()).toBe(before);
    expect((await get('/readyz')).status).toBe(200);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(databaseRuns()).toBe(false);
  });
});

describe('the worker', () => {
  const LEADS = 53;
  const sent = async () => {
    const { out } = await run('report', 'Feature adoption', '--json');
    const { followUps } = JSON.parse(out) as { followUps: { executed: number }[] };
    return followUps[0]?.executed ?? 0;
  };

  it('P3: SIGTERM finishes what is on its way; the rest goes out after the next start, at once and none twice', async () => {
    const first = start();
    await first.ready();
    const enrolled = await run('enroll', 'Feature adoption', '--view', 'Leads we may e-mail', '--json');
    expect(JSON.parse(enrolled.out)).toMatchObject({ enrolled: LEADS });
    first.signal('SIGTERM');
    expect([await first.ended, first.errors()]).toEqual([0, '']);
    await start().ready();
    await until('everything is sent', async () => (await sent()) === LEADS);
  });

  it('runs beside a server without one, and each stops alone', async () => {
    const serve = start({}, ['serve', '--no-worker']);
    await serve.ready();
    await run('enroll', 'Feature adoption', '--record', 'ada.moreau@leads.invalid');
    const worker = start({}, ['worker']);
    await worker.ready();
    await until('it is sent', async () => (await sent()) === 1);
    worker.signal('SIGTERM');
    expect([await worker.ended, worker.errors()]).toEqual([0, '']);
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('a command', () => {
  it('starts the database when nothing runs, and stops it again; several at once share it', async () => {
    const first = start();
    await first.ready();
    first.signal('SIGTERM');
    await first.ended;
    const answers = await Promise.all([run('cadence', 'list'), run('migrate'), run('cadence', 'list', '--json')]);
    expect(answers.map(({ code, errors }) => [code, errors])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    await run('cadence', 'list');
    // Of several, the last may find it running, and leaves it to the next start.
    const next = start();
    await next.ready();
    next.signal('SIGTERM');
    await next.ended;
    expect((await run('cadence', 'list')).code).toBe(0);
    expect(databaseRuns()).toBe(false);
  });

  it('leaves a server that runs alone', async () => {
    const serve = start();
    await serve.ready();
    const before = postmaster();
    expect((await run('migrate', '--json')).out).toBe('{"organizations":1}\n');
    expect(postmaster()).toBe(before);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('in an empty folder says what to do first', async () => {
    const { code, errors } = await run('cadence', 'list');
    expect(code).toBe(1);
    expect(errors).toContain('There is no organisation yet');
    expect(databaseRuns()).toBe(false);
  });
});

describe('a database of one’s own', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    const [server] = postgresServers();
    if (server === undefined) throw new Error('no PostgreSQL for tests');
    database = await createTestDatabase(server);
  });
  afterEach(async () => {
    for (const each of started) each.signal('SIGKILL');
    await Promise.all(started.map((each) => each.ended));
    await database.drop();
  });
  const own = () => ({
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    APP_SECRET: 'k7Qp2mX9vL4tR8wZ1nB6cF3hJ5gD0sYa',
  });

  it('begins empty; an organisation is founded on the command line', async () => {
    const serve = start(own());
    await serve.ready();
    expect(serve.out()).not.toContain('Sign in');
    const wanted = [
      '--administrator',
      'lin@pier.invalid',
      '--mail-from',
      'hello@pier.invalid',
      '--zone',
      'Asia/Shanghai',
    ];
    const found = () => runCommand(['organization', 'create', 'Pier', ...wanted, '--json'], variables(own()));
    const made = await found();
    expect([made.code, made.errors]).toEqual([0, '']);
    expect((await signIn((JSON.parse(made.out) as { signIn: string }).signIn)).status).toBe(201);
    expect(await found()).toMatchObject({ code: 1, errors: expect.stringContaining('“Pier”') });
  });

  it('has the sample organisation only when asked for it', async () => {
    const serve = start(own(), ['serve', '--sample']);
    await serve.ready();
    expect(serve.out()).toContain('Sign in');
    const second = start({ ...own(), PORT: String(await freePort()) }, ['serve', '--sample']);
    expect(await second.ended).toBe(1);
    expect(oneSentence(second)).toContain('without --sample');
  });
});

describe.skipIf(process.getuid?.() !== 0)('an ordinary user', () => {
  const NOBODY = 65_534;

  it('X-3: runs and stops as root does', async () => {
    chownSync(folder.path, NOBODY, NOBODY);
    const serve = start({}, ['serve'], NOBODY);
    await serve.ready();
    expect((await get('/readyz')).status).toBe(200);
    serve.signal('SIGTERM');
    expect([await serve.ended, serve.errors()]).toEqual([0, '']);
  });

  it('is told of a folder that can’t be written', async () => {
    const serve = start({}, ['serve'], NOBODY);
    expect(await serve.ended).toBe(1);
    expect(oneSentence(serve)).toContain(folder.path);
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
