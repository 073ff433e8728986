// T28, P12: what the catalogue of the database says about who owns what and who may do what, on every server. A table, role
// or function outside the scheme fails here.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '#storage/db.ts';
import { createOrganization, type Organization } from '#storage/organizations/organizations.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { allTables, NOBODYS, readBelonging } from '#test/contract/tables.ts';
import { postgresServers } from '#test/database.ts';

describe.each(postgresServers())('the scheme on $name', (server) => {
  let world: World;
  let organizations: readonly Organization[];
  let app: string;
  beforeAll(async () => {
    world = await makeWorld(server);
    const elsewhere = await createOrganization(world.database, {
      ...{ name: 'Elsewhere', timeZone: 'Europe/Berlin', language: 'en', now: MONDAY },
      ...{ mailFromName: 'Elsewhere', mailFromAddress: 'hello@elsewhere.invalid' },
    });
    organizations = [world.organization, elsewhere];
    app = new URL(world.database.appUrl).username;
  });
  afterAll(() => world?.drop());

  const read = <Row>(statement: Statement<Row>) => world.database.owner((tx) => tx.query(statement));
  const seats = () => organizations.map(({ seat }) => seat);
  const ours = () => sql.join(['cadenza', ...seats().map(({ schema }) => schema)]);

  it('P12 every table is an organisation’s, or says in each row whose it is, or is nobody’s', async () => {
    const belongs = await readBelonging(world.database);
    const strangers = (await allTables(world.database)).filter((table) => {
      if (seats().some(({ schema }) => schema === table.schema)) return false;
      if (table.schema !== 'cadenza') return true;
      return !NOBODYS.includes(table.name) && belongs(table, world.organization) === null;
    });
    expect(strangers.map(({ schema, name }) => `${schema}.${name}`)).toEqual([]);
  });

  it('P12 all organisations have the same tables, with the same columns', async () => {
    const tables = await allTables(world.database);
    const [one, other] = seats().map(({ schema }) =>
      tables.filter((table) => table.schema === schema).map(({ name, columns }) => ({ name, columns })),
    );
    expect(one?.length).toBeGreaterThan(40);
    expect(other).toEqual(one);
  });

  it('T28 the roles that requests run as own nothing', async () => {
    const roles = sql.join([app, ...seats().map(({ role }) => role)]);
    const owned = await read<{ name: string }>(sql`
      select relname as name from pg_class where relowner::regrole::text in (${roles})
      union all select nspname from pg_namespace where nspowner::regrole::text in (${roles})
      union all select proname from pg_proc where proowner::regrole::text in (${roles})
      union all select datname from pg_database where datdba::regrole::text in (${roles})
      union all select typname from pg_type where typowner::regrole::text in (${roles})`);
    expect(owned).toEqual([]);
  });

  it('T28 they inherit nothing, and are nothing but what they are for', async () => {
    const rows = await read<{ name: string; powers: boolean; inherits: boolean; groups: string[] }>(sql`
      select rolname as name, rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as powers,
        rolinherit as inherits,
        coalesce((select json_agg(roleid::regrole::text order by 1) from pg_auth_members where member = r.oid), '[]') as groups
      from pg_roles r where rolname in (${sql.join([app, ...seats().map(({ role }) => role)])})`);
    const expected = seats().map(({ role }) => ({
      name: role,
      powers: false,
      inherits: false,
      groups: [] as string[],
    }));
    const login = {
      name: app,
      powers: false,
      inherits: false,
      groups: seats()
        .map(({ role }) => role)
        .sort(),
    };
    const sorted = rows.map((row) => ({ ...row, groups: [...row.groups].sort() }));
    expect(sorted).toHaveLength(3);
    expect(sorted).toEqual(expect.arrayContaining([login, ...expected]));
  });

  it('T28 nothing is granted to anybody but the organisation’s own role, and of the shared tables to the login role', async () => {
    const grants = await read<{ schema: string; name: string; grantee: string }>(sql`
      select distinct nspname as schema, relname as name, case grantee when 0 then 'public' else grantee::regrole::text end as grantee
      from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(coalesce(relacl, acldefault('r', relowner)))
      where nspname in (${ours()}) and grantee <> relowner
      union select nspname, '', case grantee when 0 then 'public' else grantee::regrole::text end
      from pg_namespace n, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
      where nspname in (${ours()}) and grantee <> nspowner`);
    const due = new Map([['cadenza', app], ...seats().map(({ schema, role }) => [schema, role] as const)]);
    expect(grants.length).toBeGreaterThan(80);
    expect(grants.filter(({ schema, grantee }) => due.get(schema) !== grantee)).toEqual([]);
  });

  it('T28 nobody but the owner makes anything, anywhere', async () => {
    const roles = [app, ...seats().map(({ role }) => role)];
    for (const role of roles) {
      const rows = await read<{ name: string }>(sql`
        select nspname as name from pg_namespace
        where nspname !~ '^pg_(toast|temp)' and has_schema_privilege(${role}, oid, 'create')`);
      expect([role, rows]).toEqual([role, []]);
    }
  });

  it('T28 no function runs with its owner’s rights, none of ours finds its tables by the caller’s path, no view hides one', async () => {
    const functions = await read<{ name: string; definer: boolean }>(sql`
      select proname as name, prosecdef as definer from pg_proc p join pg_namespace n on n.oid = pronamespace
      where nspname not in ('pg_catalog', 'information_schema') and prosecdef`);
    expect(functions).toEqual([]);
    const triggers = await read<{ name: string }>(sql`
      select distinct proname as name from pg_proc p join pg_namespace n on n.oid = pronamespace
      where nspname in (${ours()}) and prorettype = 'trigger'::regtype and prosrc ~* '\\m(from|into|update)\\M'
        and not coalesce(array_to_string(proconfig, ',') like 'search_path=%', false)`);
    expect(triggers).toEqual([]);
    const views = await read<{ name: string }>(sql`
      select relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname in (${ours()}) and relkind in ('v', 'm')
        and not coalesce('security_invoker=true' = any (reloptions), false)`);
    expect(views).toEqual([]);
  });

  it('T31 the history is only added to: its role may neither change nor delete, and its owner’s attempt fails too', async () => {
    for (const { schema, role } of seats()) {
      const rows = await read<{ name: string; rights: string[] }>(sql`
        select name, array(select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'trigger', 'references']) p
          where has_table_privilege(${role}, ${schema} || '.' || name, p)) as rights
        from unnest(array['audit_entry', 'step_log', 'record_event', 'cadence_version', 'email_event']) name`);
      expect(rows.map(({ rights }) => rights)).toEqual(rows.map(() => ['select', 'insert']));
      const table = sql.id(schema, 'audit_entry');
      for (const statement of [
        sql`update ${table} set action = 'x'`,
        sql`delete from ${table}`,
        sql`truncate ${table}`,
      ]) {
        await expect(read(statement)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });
});
