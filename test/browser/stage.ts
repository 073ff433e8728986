// The product on a stage: the production server on a database of its own, with the sample organisation and the development
// mailbox, a clock that the test moves, and Chromium in front of it. Nothing sleeps: `settle` is the worker's turn.
//
//   const stage = useStage();
//   it('…', async () => {
//     const page = await stage.open('/leads', { language: 'zh' });
//     await page.getByRole('link', { name: 'Ada Moreau' }).click();
//     await stage.passDays(2);
//   });
//
// A test fails too when a page logs an error, breaks the content security policy or a request fails.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { makeSignInLink, signInUrl } from '#actions/accounts/make-sign-in-link.ts';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { openConnections } from '#assembly/connections.ts';
import { assembleMail, servicesOf } from '#assembly/mail.ts';
import { findWebApp } from '#assembly/package-root.ts';
import { makeSample } from '#assembly/sample.ts';
import { assert } from '#core/assert.ts';
import { DAY, type Instant } from '#core/time/instant.ts';
import { savePreferences } from '#storage/accounts/users.ts';
import { type Database, openDatabase } from '#storage/db.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { migrate } from '#storage/migrate.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import { settleWithJobs, signIn } from '#test/api-server.ts';
import { launchChromium } from '#test/browser/find-chromium.ts';
import { type Complaints, listenForComplaints, watchPage } from '#test/browser/watch-page.ts';
import { openWindows } from '#test/browser/windows.ts';
import { postgresServers } from '#test/database.ts';
import { buildQuietServer } from '#test/quiet-server.ts';
import { createTestDatabase } from '#test/throw-away-database.ts';
import { freePort } from '#test/free-port.ts';
import { createSteps } from '#worker/steps.ts';

export type Language = 'en' | 'zh';
/** Mei administers, Omar sells. */
export type Person = 'Mei' | 'Omar';

export type Visit = {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  /** Null: nobody is signed in. */
  readonly as?: Person | null;
};

export type Stage = {
  /** Scheme, host and port. */
  readonly url: string;
  readonly database: Database;
  now(): Instant;
  /** A browser of its own, at this address of ours. */
  open(path: string, visit?: Visit): Promise<Page>;
  /** What the page may complain about in this test: a refusal that is wanted shows in the console too. */
  allow(complaint: RegExp): void;
  /** Everything that is due now happens. */
  settle(): Promise<void>;
  /** Time goes on day by day, and in each everything that is due happens. Open pages see the new time. */
  passDays(days: number): Promise<void>;
  passHours(hours: number): Promise<void>;
  /** A one-time link as an administrator makes it. */
  linkFor(person: Person): Promise<string>;
};

export type StageOptions = {
  /** Of the sample organisation. */
  readonly language?: Language;
};

type Running = Stage & { readonly complaints: Complaints; leavePages(): Promise<void>; close(): Promise<void> };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** WhatsApp is asked nothing from a stage. */
const NOWHERE = 'http://127.0.0.1:9/v23.0';
const ZONE = 'Asia/Shanghai';
const HOUR_MS = DAY / 24;
/** Only what hangs takes so long. */
const HANGS_MS = 60_000;

/** One stage for all tests of a file: set before the first, looked through after each, taken down after the last. */
export function useStage(options: StageOptions = {}): Stage {
  let running: Running | null = null;
  const stage = (): Running => {
    assert(running !== null, 'the stage is set before the first test');
    return running;
  };
  beforeAll(async () => {
    running = await setStage(options);
  });
  afterEach(async () => {
    await stage().leavePages();
    expect(stage().complaints.take(), 'what pages complained about').toEqual([]);
  });
  afterAll(async () => running?.close());
  return {
    get url() {
      return stage().url;
    },
    get database() {
      return stage().database;
    },
    now: () => stage().now(),
    open: (path, visit) => stage().open(path, visit),
    allow: (complaint) => stage().allow(complaint),
    settle: () => stage().settle(),
    passDays: (days) => stage().passDays(days),
    passHours: (hours) => stage().passHours(hours),
    linkFor: (person) => stage().linkFor(person),
  };
}

async function setStage({ language = 'en' }: StageOptions): Promise<Running> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', 'web'], { cwd: ROOT });
  const house = await openHouse(language);
  const browser = await launchChromium();
  const complaints = listenForComplaints();
  const windows = openWindows(browser, house.url);
  const pass = async (durationMs: number) => {
    house.wait(durationMs);
    await house.settle();
    await windows.each((context) => context.clock.setFixedTime(house.now()));
  };
  return {
    ...house,
    complaints,
    open: async (path, visit = {}) => {
      const page = await windows.open(looksOf(visit));
      await enter(page.context(), house, visit);
      watchPage(page, complaints);
      await page.goto(house.url + path);
      return page;
    },
    allow: (complaint) => complaints.allow(complaint),
    passDays: async (days) => {
      for (let day = 0; day < days; day++) await pass(DAY);
    },
    passHours: (hours) => pass(hours * HOUR_MS),
    leavePages: () => windows.leave(),
    close: async () => {
      await browser.close();
      await house.close();
    },
  };
}

function looksOf({ language = 'en', theme = 'light' }: Visit) {
  return {
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: ZONE,
    colorScheme: theme,
    viewport: { width: 1360, height: 820 },
  };
}

async function enter(context: BrowserContext, house: House, visit: Visit): Promise<void> {
  const { language = 'en', theme = 'light', as = 'Mei' } = visit;
  context.setDefaultTimeout(HANGS_MS);
  await context.clock.setFixedTime(house.now());
  if (as === null) return;
  const value = await house.sessionOf(as, { language, theme });
  await context.addCookies([{ name: 'cadenza_session', value, url: house.url }]);
}

type House = Awaited<ReturnType<typeof openHouse>>;

/** The server without a browser. */
async function openHouse(language: Language) {
  const [server] = postgresServers();
  assert(server !== undefined, 'there is a PostgreSQL for tests');
  const webFolder = findWebApp();
  assert(webFolder !== null, 'the web app was built just now');
  const place = await createTestDatabase(server);
  const database = openDatabase({ ...place, connectionsMax: 10, onError: () => undefined });
  await migrate(database);
  let now = lastMonday(Date.now());
  const clock = () => now;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const secret = 'a secret of stages that is long enough';
  const mail = await assembleMail({
    database,
    smtp: null,
    publicUrl: url,
    ownUrl: `http://127.0.0.1:${port}`,
    secret,
    clock,
  });
  await makeSample({ database, readTemplate: mail.readTemplate, now, habits: { language, timeZone: ZONE } });
  const [organization] = await listOrganizations(database);
  assert(organization !== undefined, 'the sample has an organisation');
  const definitions = keepDefinitions();
  const filesFolder = join(tmpdir(), `cadenza-files-${randomUUID()}`);
  const files = keepFilesIn(filesFolder);
  const app = await buildQuietServer({
    services: {
      database,
      publicUrl: new URL(url),
      definitions,
      files,
      ...openConnections(secret, new Set(), NOWHERE),
      ...servicesOf(mail),
    },
    clock,
    webFolder,
  });
  await app.listen({ host: '127.0.0.1', port });
  const log = { error: (detail: object, what: string) => process.stderr.write(`${what} ${JSON.stringify(detail)}\n`) };
  const steps = createSteps({
    database,
    definitions,
    sender: mail.sender,
    ownMail: mail.ownMail,
    mailbox: 'built_in',
    clock,
    log,
  });
  const userOf = (person: Person) => findUserId(database, person);
  return {
    url,
    database,
    now: clock,
    wait: (durationMs: number) => void (now += durationMs),
    settle: () => settleWithJobs(steps, organization),
    sessionOf: async (person: Person, preferences: Required<Pick<Visit, 'language' | 'theme'>>) => {
      const id = await userOf(person);
      await database.control((tx) => savePreferences(tx, id, preferences));
      return signIn(app, database, { id }, now);
    },
    linkFor: async (person: Person) => signInUrl(url, await makeSignInLink(database, await userOf(person), now)),
    close: async () => {
      await app.close();
      await mail.stop();
      await database.close();
      await place.drop();
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
}

async function findUserId(database: Database, name: Person): Promise<number> {
  const [user] = await database.control((tx) =>
    tx.query<{ id: number }>(sql`select id from cadenza.app_user where name = ${name}`),
  );
  assert(user !== undefined, `${name} is of the sample`);
  return user.id;
}

/** Nine o'clock there: weekdays are the same in every run, and cookies made then are still good in a browser of now. */
function lastMonday(today: Instant): Instant {
  const midnight = Math.floor((today + CHINA_MS) / DAY) * DAY;
  const sinceMonday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight - sinceMonday * DAY + 9 * HOUR_MS - CHINA_MS;
}

const CHINA_MS = 8 * HOUR_MS;
