// The launcher on real processes: what a person's first start, Ctrl-C, `kill -9` and a second start do to the database.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '#storage/embedded.ts';
import { defaultDataFolder } from '#storage/embedded-account.ts';
import { holdFolder } from '#storage/embedded-hold.ts';
import { commandOf } from '#storage/embedded-process.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';
import { type OtherProcess, spawnChild, startInOtherProcess } from '#test/embedded-process.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';
import { until } from '#test/until.ts';

const isRoot = process.getuid?.() === 0;
/** Two ordinary users that every system has; PostgreSQL wants one with a name. */
const DAEMON = { uid: 1, gid: 1 };
const NOBODY = { uid: 65_534, gid: 65_534 };

let made: ThrowAwayFolder;
let folder: ThrowAwayFolder;
let data: string;
let started: EmbeddedServer[] = [];
let others: OtherProcess[] = [];

beforeAll(async () => {
  made = await makeThrowAwayFolder();
  await (await startEmbedded({ folder: join(made.path, 'data') })).stop();
});

afterAll(() => made.remove());

beforeEach(async () => {
  folder = await makeThrowAwayFolder();
  data = join(folder.path, 'data');
});

afterEach(async () => {
  for (const other of others) await other.kill();
  for (const server of started) await server.stop();
  started = [];
  others = [];
  await folder.remove();
});

test('the first start makes a database with an owner and a login role that may nothing', async () => {
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(await ask(server.ownerUrl, 'select current_user, current_database()')).toEqual(['cadenza_owner', 'cadenza']);
  const rights = 'rolsuper or rolcreatedb or rolcreaterole or rolinherit or rolbypassrls';
  const app = await ask(server.appUrl, `select current_user, ${rights} from pg_roles where rolname = current_user`);
  expect(app).toEqual(['cadenza_app', false]);
  expect(await ask(server.adminUrl('postgres'), 'select current_database()')).toEqual(['postgres']);
});

test('what is committed survives a stop, and stop leaves no process', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'create table kept as select 42 as answer');
  await first.stop();
  expect(commandOf(first.postmasterPid)).toBeNull();
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.ownerUrl, 'select answer from kept')).toEqual([42]);
});

test('it listens on a socket of its own only, durably, in a process group of its own', async () => {
  await bringCluster();
  const server = await start();
  const settings = await ask(
    server.ownerUrl,
    `select current_setting('listen_addresses'), current_setting('unix_socket_permissions'), current_setting('fsync'),
            (select datlocale from pg_database where datname = current_database())`,
  );
  expect(settings).toEqual(['', '0700', 'on', 'C.UTF-8']);
  // Ctrl-C goes to the terminal's group: that the postmaster leads another one keeps it alive for an orderly stop.
  expect(process.kill(-server.postmasterPid, 0)).toBe(true);
});

test('a folder may have any name, and a path too long for a socket', async () => {
  const odd = join(folder.path, `my data, v1 'ü' "x" %20?&=`);
  const server = await start(odd);
  expect(await ask(server.ownerUrl, 'select 1')).toEqual([1]);
  await server.stop();
  const long = join(folder.path, 'd'.repeat(100));
  const far = await start(long);
  expect(await ask(far.appUrl, 'select 1')).toEqual([1]);
  await far.stop();
  const socketFolder = new URL(far.ownerUrl).searchParams.get('host') ?? '';
  expect(socketFolder.startsWith(long)).toBe(false);
  await rmdir(socketFolder);
});

test('a second start on the same folder does not get it, and leaves the first one its database', async () => {
  await bringCluster();
  const server = await start();
  const hold = await holdFolder(server.ownerUrl);
  expect(hold).not.toBeNull();
  const second = await startInOtherProcess(data);
  expect(second.answer).toEqual({ kind: 'busy' });
  expect(await ask(server.ownerUrl, 'select 1')).toEqual([1]);
  await hold?.release();
  const third = await holdFolder(server.ownerUrl);
  expect(third).not.toBeNull();
  await server.stop();
  await third?.lost;
});

test('of several simultaneous first starts exactly one holds the folder', async () => {
  others = await Promise.all([1, 2, 3].map(() => startInOtherProcess(data)));
  expect(others.map((other) => other.answer.kind).sort()).toEqual(['busy', 'busy', 'holds']);
  const server = await start();
  expect(server.adopted).toBe(true);
  expect(readdirSync(data).filter((name) => name.includes('.new-'))).toEqual([]);
});

test('after kill -9 of the application the living database is adopted, and can be stopped', async () => {
  await bringCluster();
  const killed = await startInOtherProcess(data);
  await killed.kill();
  const server = await start();
  expect(killed.answer).toMatchObject({ kind: 'holds', adopted: false, postmasterPid: server.postmasterPid });
  expect(server.adopted).toBe(true);
  const hold = await holdFolder(server.ownerUrl);
  expect(hold).not.toBeNull();
  await hold?.release();
  await server.stop();
  expect(commandOf(server.postmasterPid)).toBeNull();
});

test('after kill -9 of application and database the next start recovers what was committed', async () => {
  await bringCluster();
  const killed = await startInOtherProcess(data);
  const { ownerUrl, postmasterPid } = holding(killed);
  await ask(ownerUrl, 'create table kept as select 42 as answer');
  const sessions = await askAll(ownerUrl, 'select pid from pg_stat_activity');
  await killed.kill();
  for (const pid of [postmasterPid, ...sessions.map(([pid]) => Number(pid))]) kill(pid, 'SIGKILL');
  // Several at once, on lock files whose process may be a zombie.
  others = await Promise.all([1, 2].map(() => startInOtherProcess(data)));
  expect(others.map((other) => other.answer.kind).sort()).toEqual(['busy', 'holds']);
  const server = await start();
  expect(server.postmasterPid).not.toBe(postmasterPid);
  expect(await ask(server.ownerUrl, 'select answer from kept')).toEqual([42]);
});

test('a start waits for processes that a killed postmaster left, and never runs beside them', async () => {
  await bringCluster();
  const server = await start();
  const client = new pg.Client({ connectionString: server.ownerUrl });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = rows[0]?.pid ?? 0;
  kill(backend, 'SIGSTOP');
  kill(server.postmasterPid, 'SIGKILL');
  const next = start();
  const log = join(data, 'postgres.log');
  await until('the new postmaster met the old backend', () => /shared memory block/.test(readFileSync(log, 'utf8')));
  kill(backend, 'SIGKILL');
  expect((await next).adopted).toBe(false);
});

test('a start during a shutdown waits for its end', async () => {
  await bringCluster();
  const first = await start();
  const stopped = first.stop();
  const second = await start();
  await stopped;
  expect(second.postmasterPid).not.toBe(first.postmasterPid);
  expect(await ask(second.ownerUrl, 'select 1')).toEqual([1]);
});

test('lock files whose process number now belongs to another program are cleared', async () => {
  await bringCluster();
  const first = await start();
  const lock = join(data, 'postgres', 'postmaster.pid');
  const socketLock = join(data, 'run', '.s.PGSQL.5432.lock');
  const [left, leftSocket] = [readFileSync(lock, 'utf8'), readFileSync(socketLock, 'utf8')];
  await first.stop();
  const stranger = await startInOtherProcess(join(folder.path, 'other'));
  others.push(stranger);
  // Same user as the database: PostgreSQL itself would believe it.
  const reused = String(holding(stranger).postmasterPid);
  writeFileSync(lock, left.replace(/^\d+/, reused));
  writeFileSync(socketLock, leftSocket.replace(/^\d+/, reused));
  expect((await start()).adopted).toBe(false);
  started.push(await startEmbedded({ folder: join(folder.path, 'other') }));
});

test('a half-made cluster of a killed first start is cleared; one being made is left alone', async () => {
  const killed = spawnChild(data);
  await until(
    'initdb began',
    () => existsSync(data) && readdirSync(data).some((name) => name.startsWith('postgres.new-')),
  );
  killed.kill('SIGKILL');
  await until('it is dead', () => killed.signalCode !== null);
  const living = join(data, `postgres.new-${process.ppid}`);
  mkdirSync(living);
  const server = await start();
  expect(await ask(server.ownerUrl, 'select 1')).toEqual([1]);
  await until('only the living one is there', async () => {
    const drafts = readdirSync(data).filter((name) => name.startsWith('postgres.new-'));
    return drafts.length === 1 && join(data, drafts[0] ?? '') === living;
  });
});

test('a data folder of another PostgreSQL version is refused', async () => {
  await bringCluster();
  writeFileSync(join(data, 'postgres', 'PG_VERSION'), '17\n');
  await expectRefusal(start(), join(data, 'postgres'));
});

test('a wrong setting is refused with what PostgreSQL says about it', async () => {
  await bringCluster();
  const refusal = startEmbedded({ folder: data, settings: { shared_buffers: 'many' } });
  await expectRefusal(refusal, 'invalid value for parameter "shared_buffers"');
});

test('a file in the place of the data folder is refused', async () => {
  writeFileSync(data, '');
  await expectRefusal(start(), data);
  await expectRefusal(start(join(data, 'below')), join(data, 'below'));
});

test.runIf(isRoot)(
  'root: a folder that the database cannot reach is refused by name, and nothing is made there',
  async () => {
    const closed = join(folder.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const inside = join(closed, 'app', 'data');
    await expectRefusal(start(inside), `${inside} can't be reached`);
    await expectRefusal(start(inside), `${closed} is closed`);
    expect(readdirSync(closed)).toEqual([]);
  },
);

test.runIf(isRoot)('root: an empty folder made with a closed mode is opened far enough', async () => {
  await mkdir(data, { mode: 0o700 });
  expect(await ask((await start()).ownerUrl, 'select 1')).toEqual([1]);
});

test.runIf(isRoot)('root: the default folder is one the database reaches', async () => {
  const before = process.cwd();
  const closed = join(folder.path, 'closed');
  await mkdir(closed, { mode: 0o700 });
  try {
    process.chdir(closed);
    expect(defaultDataFolder()).toBe('/var/lib/cadenza');
    process.chdir(folder.path);
    expect(defaultDataFolder()).toBe(data);
  } finally {
    process.chdir(before);
  }
});

test('an ordinary user: a folder of someone else is refused by name', async () => {
  const closed = join(folder.path, 'closed');
  await mkdir(closed, { mode: isRoot ? 0o755 : 0o500 });
  const other = await startInOtherProcess(join(closed, 'data'), isRoot ? NOBODY : {});
  expect(other.answer).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(join(closed, 'data')) });
  const same = await startInOtherProcess(closed, isRoot ? NOBODY : {});
  expect(same.answer).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(closed) });
});

test.runIf(isRoot)(
  'an ordinary user: starts, is adopted after kill -9, and root is told whose folder it is',
  async () => {
    const own = join(folder.path, 'own');
    await mkdir(own);
    await chown(own, DAEMON.uid, DAEMON.gid);
    await chmod(folder.path, 0o755);
    const killed = await startInOtherProcess(own, DAEMON);
    await killed.kill();
    const next = await startInOtherProcess(own, DAEMON);
    others.push(next);
    expect(next.answer).toMatchObject({ kind: 'holds', adopted: true, postmasterPid: holding(killed).postmasterPid });
    await expectRefusal(start(own), 'belongs to user 1');
    kill(holding(killed).postmasterPid, 'SIGQUIT');
    await until('it is gone', () => commandOf(holding(killed).postmasterPid) === null);
  },
);

/** A stopped cluster in the data folder: a second quicker than a first start. */
async function bringCluster(): Promise<void> {
  await promisify(execFile)('cp', ['-a', join(made.path, 'data'), data]);
}

async function start(on = data): Promise<EmbeddedServer> {
  const server = await startEmbedded({ folder: on });
  started.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  return (await askAll(url, statement))[0] ?? [];
}

async function askAll(url: string, statement: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: statement, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

function holding(other: OtherProcess): Extract<OtherProcess['answer'], { kind: 'holds' }> {
  if (other.answer.kind !== 'holds') throw new Error(`expected a start that holds: ${JSON.stringify(other.answer)}`);
  return other.answer;
}

/** One sentence, ending in a full stop, that contains `part`. */
async function expectRefusal(attempt: Promise<unknown>, part: string): Promise<void> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedRefusal);
  expect((error as EmbeddedRefusal).message).toContain(part);
  expect((error as EmbeddedRefusal).message).toMatch(/^[^\n]+\.$/);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went by itself in this moment.
  }
}
