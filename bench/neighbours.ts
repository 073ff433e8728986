// T29: how much slower an organisation's pages come while a neighbour on the same server asks for as much as it can: the
// product's own server and embedded PostgreSQL, lists of 50 leads with their count, over HTTP from processes of their own. Alone
// and beside the crowd are measured in turns, so that what the machine does meanwhile falls on both.
//
//   npm run bench:neighbours -- [--json] [--rows 5000] [--rounds 5]
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApiKey } from '#actions/accounts/create-api-key.ts';
import { createUser } from '#actions/accounts/create-user.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { openConnections } from '#assembly/connections.ts';
import { assembleMail, servicesOf } from '#assembly/mail.ts';
import type { Database } from '#storage/db.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { buildQuietServer } from '#test/quiet-server.ts';
import { openStage, percentile, readSize, settleIn, type Stage } from './leads-stage.ts';

const CONNECTIONS_MAX = 20;
const SECRET = 'a secret of benches that is long enough';
/** Each asks again as soon as it has its answer. */
const CROWD = 32;
/** No key asks more often than its limit allows. */
const KEYS = 60;
const PAGES = 60;
const WARMING_PAGES = 200;
const PAGE_EVERY_MS = 100;

type Visitor = { readonly url: string; readonly keys: readonly string[]; readonly role: 'crowd' | 'other' };

const [visitor] = process.argv.slice(2).filter((argument) => argument.startsWith('{'));
if (visitor === undefined) await measure();
else await visit(JSON.parse(visitor) as Visitor);

async function measure(): Promise<void> {
  const { json: isJson, rows, rounds } = readSize({ rows: '5000', rounds: '5' });
  const stage = await openStage(rows, CONNECTIONS_MAX);
  const server = await serve(stage);
  try {
    const other = await settleIn(stage.database, 'Other', rows);
    const crowdKeys = await keysOf(stage.database, stage.organization, KEYS);
    const otherKeys = await keysOf(stage.database, other, 1);
    const times = { alone: [] as number[], beside: [] as number[] };
    const guest = start({ url: server.url, keys: otherKeys, role: 'other' });
    await pagesOf(guest);
    let asked = 0;
    for (let round = 0; round < rounds; round++) {
      times.alone.push(...(await pagesOf(guest)));
      const crowd = start({ url: server.url, keys: crowdKeys, role: 'crowd' });
      await once(crowd, 'message');
      times.beside.push(...(await pagesOf(guest)));
      asked += await leave(crowd);
    }
    await leave(guest);
    report(times, { rows, rounds, asked, isJson });
  } finally {
    await server.close();
    await stage.close();
  }
}

type Measured = { readonly rows: number; readonly rounds: number; readonly asked: number; readonly isJson: boolean };

function report(
  { alone, beside }: Record<'alone' | 'beside', readonly number[]>,
  { rows, rounds, asked, isJson }: Measured,
): void {
  const rounded = (value: number) => Number(value.toFixed(2));
  const [aloneP95Ms, besideP95Ms] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  const figures = {
    rows,
    rounds,
    aloneP50Ms: rounded(percentile(alone, 0.5)),
    aloneP95Ms: rounded(aloneP95Ms),
    besideP50Ms: rounded(percentile(beside, 0.5)),
    besideP95Ms: rounded(besideP95Ms),
    ratioP95: rounded(besideP95Ms / aloneP95Ms),
    pagesOfTheCrowd: asked,
  };
  if (isJson) console.log(JSON.stringify(figures));
  else for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure.toLocaleString('en')}`);
}

async function serve({ database }: Stage) {
  const clock = () => Date.now();
  const publicUrl = 'http://localhost:1';
  const mail = await assembleMail({ database, smtp: null, publicUrl, secret: SECRET, clock });
  const app = await buildQuietServer({
    services: {
      database,
      publicUrl: new URL(publicUrl),
      definitions: keepDefinitions(),
      files: keepFilesIn(tmpdir()),
      ...openConnections(SECRET),
      ...servicesOf(mail),
    },
    clock,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const close = async () => {
    await app.close();
    await mail.stop();
  };
  return { url: `http://127.0.0.1:${port}/api/v1/leads?limit=50`, close };
}

async function keysOf(database: Database, organization: Organization, count: number): Promise<string[]> {
  const now = Date.now();
  const wanted = { name: 'Ada', email: `ada@${organization.seat.schema}.invalid`, password: null, administrator: true };
  const user = await createUser(database, organization, wanted, now);
  if ('kind' in user) throw new Error(user.reason);
  const keys: string[] = [];
  for (let key = 0; key < count; key++) {
    const own = { user, organization, name: `key ${key}`, scopes: ['records.read'] as const, expiresAt: null };
    const made = await createApiKey(database, own, now);
    if (made.kind === 'refused') throw new Error(made.reason);
    keys.push(made.key);
  }
  return keys;
}

function start(role: Visitor): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [JSON.stringify(role)]);
}

async function pagesOf(guest: ChildProcess): Promise<number[]> {
  guest.send('measure');
  const [times] = (await once(guest, 'message')) as [number[]];
  return times;
}

/** Gives how many pages it got. */
async function leave(guest: ChildProcess): Promise<number> {
  guest.send('leave');
  const [got] = (await once(guest, 'message')) as [number];
  await once(guest, 'exit');
  return got;
}

/** In a process of its own. */
async function visit({ url, keys, role }: Visitor): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CROWD });
  const tell = (message: unknown) => process.send?.(message);
  let asked = 0;
  let got = 0;
  const page = async () => {
    const key = keys[asked++ % keys.length] ?? '';
    const began = performance.now();
    const [answer] = (await once(get(url, { agent, headers: { authorization: `Bearer ${key}` } }), 'response')) as [
      IncomingMessage,
    ];
    answer.resume();
    await once(answer, 'end');
    if (answer.statusCode === 200) got += 1;
    // Whoever asks for more than there is may be told so; the other may not.
    else if (role === 'other') throw new Error(`status ${answer.statusCode}`);
    return performance.now() - began;
  };
  const measurePages = async () => {
    const times: number[] = [];
    for (let number = 0; number < PAGES; number++) {
      times.push(await page());
      await delay(PAGE_EVERY_MS);
    }
    tell(times);
  };
  process.on('message', (wanted) => {
    if (wanted === 'measure') return void measurePages();
    tell(got);
    process.disconnect();
    process.exit();
  });
  if (role === 'other') return;
  const insist = async () => {
    for (;;) {
      await page();
      if (got === WARMING_PAGES) tell('warm');
    }
  };
  await Promise.all(Array.from({ length: CROWD }, insist));
}
