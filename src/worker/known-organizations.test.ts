import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#storage/db.ts';
import { migrate } from '#storage/migrate.ts';
import { createOrganization } from '#storage/organizations/organizations.ts';
import { postgresServers } from '#test/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/throw-away-database.ts';
import { KnownOrganizations } from '#worker/known-organizations.ts';

const KEPT_MS = 1000;

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  const [server] = postgresServers();
  place = await createTestDatabase(server as NonNullable<typeof server>); // there is one wherever tests run
  database = openDatabase({ ...place, connectionsMax: 4, onError: () => undefined });
  await migrate(database);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

it('who is founded meanwhile is known when the list has been kept long enough, or was forgotten', async () => {
  let now = 5;
  const known = new KnownOrganizations({ database, keptMs: KEPT_MS, stopwatch: () => now });
  const names = async () => (await known.list()).map(({ name }) => name);
  const found = async (name: string) => {
    const mail = { mailFromName: name, mailFromAddress: `${name}@found.invalid` };
    await createOrganization(database, { name, timeZone: 'Asia/Shanghai', language: 'en', ...mail, now: 0 });
  };
  expect(await names()).toEqual([]);
  await found('acme');
  now += KEPT_MS - 1;
  expect(await names()).toEqual([]);
  now += 1;
  expect(await names()).toEqual(['acme']);
  await found('globex');
  known.forget();
  expect(await names()).toEqual(['acme', 'globex']);
});

it('asked in vain, it is asked again', async () => {
  const closed = openDatabase({ ...place, connectionsMax: 4, onError: () => undefined });
  await closed.close();
  const known = new KnownOrganizations({ database: closed, keptMs: KEPT_MS, stopwatch: () => 0 });
  const first = known.list();
  await expect(first).rejects.toThrow();
  const second = known.list();
  expect(second).not.toBe(first);
  await expect(second).rejects.toThrow();
});
