// P12, K-112: what an organisation owns can't be reached by another one's role, nor by the login role, in any table there
// is; its own role reaches its rows but not their definitions, and only adds to its history.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listProfiles } from '#storage/access/profiles.ts';
import type { Tx } from '#storage/db.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';

const FORBIDDEN = '42501';
const HISTORY = ['step_log', 'record_event', 'cadence_version', 'email_event', 'audit_entry'];

describe.each(postgresServers())('isolation on $name', (server) => {
  let world: World;
  let elsewhere: Organization;
  let tables: readonly string[];
  beforeAll(async () => {
    world = await makeWorld(server);
    elsewhere = await createOrganization(world.database, {
      ...{ name: 'Elsewhere', timeZone: 'Europe/Berlin', language: 'zh', now: MONDAY },
      ...{ mailFromName: 'Elsewhere', mailFromAddress: 'hello@elsewhere.invalid' },
    });
    await world.createLead({ last_name: 'Secret' });
    const rows = await world.database.owner((tx) =>
      tx.query<{ name: string }>(sql`
        select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ${world.organization.seat.schema} and c.relkind in ('r', 'v', 'm', 'p', 'f') order by 1`),
    );
    tables = rows.map(({ name }) => name);
  });
  afterAll(() => world?.drop());

  it('U-1 the profile that an organisation begins with is called as its language has it', async () => {
    const profiles = await world.database.organization(elsewhere.seat, (tx) => listProfiles(tx));
    expect(profiles.map(({ name }) => name)).toEqual(['标准']);
  });

  /** The SQLSTATE of the refusal, or 'allowed'. Nothing of it stays. */
  async function tries(as: 'elsewhere' | 'login' | 'itself', statement: ReturnType<typeof sql>): Promise<string> {
    const attempt = async (tx: Tx): Promise<never> => {
      await tx.query(statement);
      throw new Error('allowed');
    };
    const seat = as === 'elsewhere' ? elsewhere.seat : world.organization.seat;
    const work = as === 'login' ? world.database.control(attempt) : world.database.organization(seat, attempt);
    return work.then(
      () => 'allowed',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'allowed'),
    );
  }
  const table = (name: string) => sql.id(world.organization.seat.schema, name);

  it('knows all the tables there are', () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(tables).toEqual(
      expect.arrayContaining(['m_leads', 'enrollment', 'delivery', 'message', 'suppression', ...HISTORY]),
    );
  });

  it('K-112 P12 the role of another organisation reaches no table, no row, no count', async () => {
    for (const name of tables) {
      for (const statement of [
        sql`select from ${table(name)} limit 1`,
        sql`select count(*) from ${table(name)}`,
        sql`delete from ${table(name)}`,
        sql`truncate ${table(name)}`,
        sql`lock table ${table(name)} in access share mode`,
      ]) {
        expect([name, await tries('elsewhere', statement)]).toEqual([name, FORBIDDEN]);
      }
    }
    const sequence = sql.lit(`${world.organization.seat.schema}.record_id`);
    expect(await tries('elsewhere', sql`select nextval(${sequence}::regclass)`)).toBe(FORBIDDEN);
  });

  it('P12 the login role alone reaches none either', async () => {
    for (const name of tables) {
      expect([name, await tries('login', sql`select from ${table(name)} limit 1`)]).toEqual([name, FORBIDDEN]);
    }
  });

  it('P12 an organisation’s role reaches no control table: no users, no sessions, no keys of anybody', async () => {
    const control = await world.database.owner((tx) =>
      tx.query<{ name: string }>(sql`
        select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'cadenza' and c.relkind = 'r'`),
    );
    expect(control.length).toBeGreaterThan(5);
    for (const { name } of control) {
      const statement = sql`select from ${sql.id('cadenza', name)} limit 1`;
      expect([name, await tries('itself', statement)]).toEqual([name, FORBIDDEN]);
    }
  });

  it('R-5 C-41 its own role adds to the history and changes none of it, and defines no tables', async () => {
    for (const name of HISTORY) {
      expect([name, await tries('itself', sql`delete from ${table(name)}`)]).toEqual([name, FORBIDDEN]);
      const [column] = await world.database.owner((tx) =>
        tx.query<{ name: string }>(sql`
          select column_name as name from information_schema.columns
          where table_schema = ${world.organization.seat.schema} and table_name = ${name} and is_identity = 'NO' limit 1`),
      );
      const id = sql.id(column?.name ?? '');
      expect([name, await tries('itself', sql`update ${table(name)} set ${id} = ${id}`)]).toEqual([name, FORBIDDEN]);
    }
    expect(await tries('itself', sql`drop table ${table('m_leads')}`)).toBe(FORBIDDEN);
    expect(await tries('itself', sql`alter table ${table('m_leads')} add column x int`)).toBe(FORBIDDEN);
    expect(await tries('itself', sql`create table ${table('extra')} (x int)`)).toBe(FORBIDDEN);
    expect(await tries('itself', sql`delete from ${table('input')}`)).toBe('allowed');
  });

  it('P12 nothing of a transaction stays on the connection that the next organisation gets', async () => {
    const whoAmI = sql<{ role: string; path: string }>`
      select current_user::text as role, current_setting('search_path') as path`;
    for (let i = 0; i < 20; i++) {
      const { seat } = i % 2 === 0 ? elsewhere : world.organization;
      const failing = world.database.organization(seat, (tx) => tx.query(sql`select 1 / 0`));
      await failing.catch(() => undefined);
      const [row] = await world.database.control((tx) => tx.query<{ role: string; path: string }>(whoAmI));
      expect(row?.path).toBe('cadenza');
      expect(row?.role).not.toBe(seat.role);
    }
  });
});
