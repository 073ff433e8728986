import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Criteria } from '#core/criteria/criteria.ts';
import type { FieldValues } from '#core/records/field.ts';
import { addToDate, localDate } from '#core/time/calendar.ts';
import { DAY, HOUR, type Instant, MINUTE } from '#core/time/instant.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { loadRecords, matching } from '#storage/records/read-records.ts';
import { deleteRecords, insertRecords, updateRecords } from '#storage/records/write-records.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { type Audience, forgetLeavers, listNewcomers, rememberAudience, rememberRecords } from './audience.ts';

const zone = 'Asia/Shanghai';

const views: readonly Criteria[] = [
  { field: 'birthday', in_next: { days: 7 } },
  { field: 'birthday', today: true },
  { field: 'modified_at', more_than_ago: { days: 3 } },
  {
    all: [
      { field: 'created_at', in_last: { hours: 36 } },
      { field: 'title', is_not: 'Owner' },
    ],
  },
  { any: [{ not: { field: 'birthday', this_week: true } }, { field: 'title', is: 'Owner' }] },
  { field: 'title', starts_with: 'O' },
];

type Act =
  | { readonly kind: 'time'; readonly passes: number }
  | { readonly kind: 'create'; readonly birthdayIn: number | null; readonly title: string | null }
  | {
      readonly kind: 'change';
      readonly which: number;
      readonly birthdayIn: number | null;
      readonly title: string | null;
    }
  | { readonly kind: 'delete'; readonly which: number };

const anyBirthday = fc.option(fc.integer({ min: -3, max: 8 }), { nil: null });
const anyTitle = fc.constantFrom(null, 'Owner', 'Engineer');
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('time'), passes: fc.constantFrom(1, MINUTE, 5 * HOUR, DAY, 4 * DAY) } as const),
  fc.record({ kind: fc.constant('create'), birthdayIn: anyBirthday, title: anyTitle } as const),
  fc.record({ kind: fc.constant('change'), which: fc.nat(), birthdayIn: anyBirthday, title: anyTitle } as const),
  fc.record({ kind: fc.constant('delete'), which: fc.nat() } as const),
);

describe.each(postgresServers())('the members of a view on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
  });
  afterAll(() => world?.drop());

  /** Everything is as before afterwards. */
  async function inContacts(work: (tx: Tx, catalogue: Catalogue) => Promise<void>): Promise<void> {
    await world.database.organization(world.organization.seat, async (tx) => {
      const catalogue = await loadWholeCatalogue(tx, 'contacts');
      if (catalogue === null) throw new Error('no contacts');
      await tx.query(sql`savepoint before`);
      await tx.query(sql`
        insert into cadence (id, public_id, module, name, status, created_at, modified_at)
        overriding system value values (1, gen_random_uuid(), 'contacts', 'Listening', 'active', now(), now())`);
      await work(tx, catalogue);
      await tx.query(sql`rollback to before`);
    });
  }

  async function carryOut(tx: Tx, catalogue: Catalogue, act: Exclude<Act, { kind: 'time' }>, now: Instant) {
    const by = { actor: null, at: now, cause: { kind: 'user' } } as const;
    const values = (): FieldValues => {
      if (act.kind === 'delete') return {};
      const { birthdayIn, title } = act;
      const amount = birthdayIn ?? 0;
      const birthday = birthdayIn === null ? null : addToDate(localDate(now, zone), { amount, unit: 'days' });
      return { birthday, title };
    };
    if (act.kind === 'create') return void (await insertRecords(tx, catalogue, [{ last_name: 'X', ...values() }], by));
    const living = await tx.query<{ id: string }>(sql`select id from m_contacts where deleted_at is null order by id`);
    const id = living.length === 0 ? undefined : living[act.which % living.length]?.id;
    if (id === undefined) return;
    if (act.kind === 'delete') return deleteRecords(tx, catalogue, [id], by);
    const record = (await loadRecords(tx, catalogue, [id])).get(id);
    if (record !== undefined) await updateRecords(tx, catalogue, [{ record, values: values() }], by);
  }

  async function membersAfresh(tx: Tx, { catalogue, criteria, context }: Audience): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(sql`
      select id from m_contacts where ${matching(catalogue, criteria, context)} order by id`);
    return rows.map(({ id }) => id);
  }

  async function membersKept(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(sql`select record_id as id from audience_member order by record_id`);
    return rows.map(({ id }) => id);
  }

  async function keepUp(tx: Tx, audience: Audience, since: Instant): Promise<void> {
    const newcomers = await listNewcomers(tx, { ...audience, since, limit: 1_000 });
    await rememberRecords(
      tx,
      audience.cadence,
      newcomers.map(({ record }) => record),
    );
    await forgetLeavers(tx, { ...audience, since });
  }

  it.each([...views])(
    'V-4 kept as records change and time goes by, they are those of a fresh look: %j',
    async (criteria) => {
      const changes = { entered: 0, left: 0 };
      const acts = fc.sample(fc.array(anyAct, { minLength: 25, maxLength: 25 }), { numRuns: 8, seed: 20_261_122 });
      for (const story of acts) {
        await inContacts(async (tx, catalogue) => {
          let [now, since] = [MONDAY, MONDAY];
          const audience = (): Audience => ({ cadence: 1, catalogue, criteria, context: { now, zone } });
          await rememberAudience(tx, audience(), 'known');
          for (const act of story) {
            if (act.kind === 'time') now += act.passes;
            else await carryOut(tx, catalogue, act, now);
            const before = await membersKept(tx);
            await keepUp(tx, audience(), since);
            since = now;
            const kept = await membersKept(tx);
            expect(kept).toEqual(await membersAfresh(tx, audience()));
            changes.entered += kept.filter((id) => !before.includes(id)).length;
            changes.left += before.filter((id) => !kept.includes(id)).length;
          }
        });
      }
      expect(changes.entered).toBeGreaterThan(2);
      expect(changes.left).toBeGreaterThan(2);
    },
  );
});
