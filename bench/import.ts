// Rows a second of a whole import: 100,000 generated rows as a CSV file of the usual columns are staged, checked, saved with
// their history, on the embedded PostgreSQL with fsync on; beside it, in the same run, a bare COPY of the same rows into a
// table without anything. Memory is this process's, sampled while it works.
//
//   npm run bench:import -- [--json] [--rows 100000]
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createUser } from '#actions/accounts/create-user.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { readImport } from '#actions/imports/read-imports.ts';
import { stageImport } from '#actions/imports/stage-import.ts';
import { startImport, startUndo } from '#actions/imports/start-import.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { migrate } from '#storage/migrate.ts';
import { listMembers, type Member } from '#storage/organizations/members.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';

const { values: args } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rows: { type: 'string', default: '100000' } },
});
const ROWS = Number(args.rows);
const MEBIBYTE = 1024 * 1024;
const HEADINGS = ['Last name', 'First name', 'Email', 'Company', 'Phone', 'City', 'Lead source', 'Employees'];

function rowOf(number: number): string[] {
  const [first, last] = [`First ${number % 997}`, `Last ${number % 8_191}`];
  const phone = `+86 ${13_000_000_000 + number}`;
  return [last, first, `person.${number}@bench.invalid`, `Company ${number % 4_999}`, phone, 'Lyon', 'Website', '12'];
}

function* csv(): Generator<string> {
  let text = `${HEADINGS.join(',')}\n`;
  for (let number = 1; number <= ROWS; number += 1) {
    text += `${rowOf(number).join(',')}\n`;
    if (number % 500 !== 0 && number !== ROWS) continue;
    yield text;
    text = '';
  }
}

async function timed(work: () => Promise<void>): Promise<{ seconds: number; peakMebibytes: number }> {
  let peak = process.memoryUsage.rss();
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const began = performance.now();
  await work().finally(() => clearInterval(sampling));
  return { seconds: (performance.now() - began) / 1000, peakMebibytes: Math.round(peak / MEBIBYTE) };
}

/** The server itself reads the file: nothing is quicker. */
async function bareCopy(url: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare_copy (a text, b text, c text, d text, e text, f text, g text, h int)');
  await client.query(`copy bare_copy from ${client.escapeLiteral(file)} with (format csv, header)`);
  await client.query('drop table bare_copy');
  await client.end();
}

async function makeOrganization(database: Database): Promise<Session> {
  const now = Date.now();
  const organization = await createOrganization(database, {
    name: 'Bench',
    timeZone: 'Asia/Shanghai',
    language: 'en',
    mailFromName: 'Bench',
    mailFromAddress: 'bench@bench.invalid',
    now,
  });
  const person = { name: 'Bench', email: 'bench@bench.invalid', password: null, administrator: true };
  const user = await createUser(database, organization, person, now);
  if ('kind' in user) throw new Error(user.reason);
  const members = await database.organization(organization.seat, listMembers);
  const [actor] = members;
  if (actor === undefined) throw new Error('nobody is a member');
  return { database, organization, actor };
}

type Session = { readonly database: Database; readonly organization: Organization; readonly actor: Member };

async function stage(session: Session, file: string): Promise<string> {
  const source = { bytes: createReadStream(file), encoding: null, delimiter: null };
  const staged = await stageImport({ ...session, clock: Date.now }, { module: 'leads', fileName: 'bench.csv', source });
  if (staged.kind === 'refused') throw new Error(staged.reason);
  return staged.id;
}

async function takeIn(session: Session, id: string): Promise<void> {
  const acting = { ...session, now: Date.now() };
  const shown = await readImport(acting, id);
  if (shown === null) throw new Error('no import');
  const started = await startImport(acting, { id, settings: shown.settings, mayAddOptions: true });
  if (started.kind === 'refused') throw new Error(started.reason);
  await carryOut(session, started.job);
  const counts = (await readImport(acting, id))?.stored.counts;
  if (counts?.created !== ROWS) throw new Error(`not every row came in: ${JSON.stringify(counts)}`);
}

async function undo(session: Session, id: string): Promise<void> {
  const started = await startUndo({ ...session, now: Date.now() }, id);
  if (started.kind === 'refused') throw new Error(started.reason);
  await carryOut(session, started.job);
}

async function carryOut(session: Session, only: string): Promise<void> {
  const definitions = keepDefinitions();
  while (await runJobBatch({ ...session, definitions, now: Date.now(), only }));
}

const folder = await mkdtemp(join(tmpdir(), 'cadenza-bench-import-'));
const file = join(folder, 'rows.csv');
await pipeline(Readable.from(csv()), createWriteStream(file, { mode: 0o644 }));
await chmod(folder, 0o755);
const server = await startEmbedded({ folder: join(folder, 'data'), settings: { max_wal_size: '4GB' } });
const database = openDatabase({ ...server, connectionsMax: 4, onError: () => undefined });
try {
  await migrate(database);
  const session = await makeOrganization(database);
  const copied = await timed(() => bareCopy(server.ownerUrl, file));
  const before = Math.round(process.memoryUsage.rss() / MEBIBYTE);
  let id = '';
  const staged = await timed(async () => void (id = await stage(session, file)));
  const taken = await timed(() => takeIn(session, id));
  const undone = await timed(() => undo(session, id));
  const perSecond = (seconds: number): number => Math.round(ROWS / seconds);
  const whole = staged.seconds + taken.seconds;
  const figures = {
    rows: ROWS,
    copyRowsPerSecond: perSecond(copied.seconds),
    stagedRowsPerSecond: perSecond(staged.seconds),
    takenInRowsPerSecond: perSecond(taken.seconds),
    importRowsPerSecond: perSecond(whole),
    undoneRecordsPerSecond: perSecond(undone.seconds),
    ratioToCopy: Number((copied.seconds / whole).toFixed(4)),
    memoryBeforeMebibytes: before,
    peakMebibytes: Math.max(staged.peakMebibytes, taken.peakMebibytes),
  };
  if (args.json) console.log(JSON.stringify(figures));
  else for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure.toLocaleString('en')}`);
} finally {
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
