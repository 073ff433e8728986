import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readForRecipient } from '#channels/email/read-for-recipient.ts';
import { GRADING_WINDOW_MS } from '#core/message/visit.ts';
import { MINUTE } from '#core/time/instant.ts';
import { startEmbedded } from '#storage/embedded.ts';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';
import { databaseProcesses, endNow } from '#test/kill-database.ts';
import { testServer } from '#test/throw-away-database.ts';
import { makeThrowAwayFolder, type ThrowAwayFolder } from '#test/throw-away-folder.ts';

/** What was committed outlives the killing of processes; that of the machine isn't tried. */
const FAST = { fsync: 'off', full_page_writes: 'off' };
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const START_MS_MAX = 60_000;

let folder: ThrowAwayFolder;
let world: ApiWorld;
let paths: { pixel: string; link: string; unsubscribe: string };

beforeAll(async () => {
  folder = await makeThrowAwayFolder();
  world = await createApiWorld({ server: await startDatabase() });
  const grace = await world.as(world.users.grace);
  const { id: cadence } = await publish(grace, featureAdoption());
  const { id: lead } = await createLead(grace, { last_name: 'Lovelace', email: 'ada@example.invalid' });
  await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [lead] }));
  await world.settle();
  const [caught] = await query<{ raw: Buffer }>(sql`select raw from caught_message`);
  const mail = caught === undefined ? null : await readForRecipient(caught.raw);
  const pathOf = (address: string | null | undefined) => new URL(address ?? '').pathname;
  paths = { pixel: pathOf(mail?.pixel), link: pathOf(mail?.links[0]), unsubscribe: pathOf(mail?.unsubscribe) };
  world.wait(MINUTE);
}, START_MS_MAX);
afterAll(async () => {
  await world?.close();
  await killDatabase();
  await folder.remove();
});

async function startDatabase() {
  const server = await startEmbedded({ folder: folder.path, settings: FAST });
  return testServer({ name: 'embedded', adminUrl: server.adminUrl('postgres') });
}
async function killDatabase(): Promise<void> {
  for (const pid of await databaseProcesses(folder.path)) endNow(pid);
}
const query = <Row>(statement: ReturnType<typeof sql<Row>>) =>
  world.database.organization(world.organization.seat, (tx) => tx.query(statement));
const get = (url: string) => world.app.inject({ method: 'GET', url, headers: { 'user-agent': BROWSER } });
const unsubscribe = () => world.app.inject({ method: 'POST', url: paths.unsubscribe });
const spooled = () => readdir(world.spoolFolder);

/** 'opened 1, clicked 2' */
async function events(): Promise<string> {
  const rows = await query<{ kind: string; times: number }>(
    sql`select kind, count(*)::int as times from email_event group by kind order by kind desc`,
  );
  return rows.map(({ kind, times }) => `${kind} ${times}`).join(', ');
}

describe('E-5 while the database is away', () => {
  it('a click leads on, an open is answered, both are kept; an unsubscribe is asked to come again', async () => {
    await killDatabase();
    expect((await get(paths.link)).headers.location).toBe('https://example.com/new');
    expect((await get(paths.pixel)).statusCode).toBe(200);
    world.wait(MINUTE);
    expect((await get(paths.link)).statusCode).toBe(302);
    const refused = await unsubscribe();
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('120');
    expect(refused.body).toContain('请几分钟后再试');
    expect(await spooled()).toHaveLength(3);
    await expect(world.tracking.replay()).rejects.toThrow();
    expect(await spooled()).toHaveLength(3);
  });

  it(
    'what was kept comes in when it is back, once, however often it is told',
    async () => {
      const copies = join(folder.path, 'copies');
      await cp(world.spoolFolder, copies, { recursive: true });
      await startDatabase();
      await world.tracking.replay();
      expect(await spooled()).toEqual([]);
      for (const graded of [false, true]) {
        if (graded) world.wait(GRADING_WINDOW_MS);
        await world.settle();
        expect(await events()).toBe(graded ? 'opened 1, clicked 2' : '');
        await cp(copies, world.spoolFolder, { recursive: true });
        await world.tracking.replay();
      }
      world.wait(GRADING_WINDOW_MS);
      await world.settle();
      expect(await events()).toBe('opened 1, clicked 2');
      const [first] = await query<{ at: number }>(sql`select min(at) as at from email_event`);
      expect(first?.at).toBe(world.now() - MINUTE - 2 * GRADING_WINDOW_MS);
      expect((await unsubscribe()).statusCode).toBe(200);
    },
    START_MS_MAX,
  );
});
