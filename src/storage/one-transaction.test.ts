import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '#storage/db.ts';
import { makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';

describe.each(postgresServers())('P14 a whole of transactions on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
    await world.database.organization(world.organization.seat, add('before'));
  });
  afterAll(() => world?.drop());

  const whoAmI = sql<{ who: string; xid: string }>`
    select current_user || ' ' || current_setting('search_path') as who, pg_backend_pid()::text as xid`;
  const add = (name: string) => (tx: Tx) =>
    tx.query(sql`insert into custom_module (key, label_en, label_zh, singular_en, singular_zh, created_at)
      values (${name}, '', '', '', '', now())`);
  const kept = async (): Promise<string[]> => {
    const rows = await world.database.organization(world.organization.seat, (tx) =>
      tx.query<{ key: string }>(sql`select key from custom_module order by key`),
    );
    return rows.map(({ key }) => key);
  };

  it('each part is who it would be alone, all on one connection, however many are begun at once', async () => {
    const { database, organization } = world;
    const { seat } = organization;
    const ask = (tx: Tx) => tx.query(whoAmI);
    const both = async (tx: Tx) => [await ask(tx), await database.control(ask), await ask(tx)];
    const alone = [await database.organization(seat, ask), await database.control(ask)].map(([row]) => row?.who);
    const rows = await database.whole(seat, async (tx) => {
      const parts = await Promise.all([
        database.control(ask),
        database.organization(seat, both),
        database.control(ask),
      ]);
      return [await ask(tx), ...parts].flat(2);
    });
    const [own, control] = alone;
    expect(rows.map(({ who }) => who)).toEqual([own, control, own, control, own, control]);
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(1);
  });

  it('a part that fails is undone alone; when the whole fails nothing stays', async () => {
    const { database, organization } = world;
    const { seat } = organization;
    const begin = (name: string) => database.organization(seat, add(name));
    const fail = async () => {
      await begin('inner');
      throw new Error('no');
    };
    await database.whole(seat, async () => {
      await begin('first');
      await expect(database.control(fail)).rejects.toThrow('no');
      await expect(begin('first')).rejects.toMatchObject({ code: '23505' });
      await begin('second');
      await expect(database.organization(seat, (tx) => add('other')(tx))).resolves.toEqual([]);
    });
    expect(await kept()).toEqual(['before', 'first', 'other', 'second']);
    const whole = database.whole(seat, async () => {
      await begin('third');
      await fail();
    });
    await expect(whole).rejects.toThrow('no');
    expect(await kept()).toEqual(['before', 'first', 'other', 'second']);
  });

  it('what is begun after it, by work that it left running, is a transaction of its own', async () => {
    const { database, organization } = world;
    const { seat } = organization;
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let left: Promise<unknown> = Promise.resolve();
    await database.whole(seat, async () => {
      left = gate.then(() => database.organization(seat, add('late')));
    });
    goOn();
    await left;
    expect(await kept()).toContain('late');
  });
});
