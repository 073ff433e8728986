import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '#storage/db.ts';
import { MONDAY, makeWorld, type World } from '#test/cast.ts';
import { postgresServers } from '#test/database.ts';
import { type NewAuditEntry, writeAudit, writeAudits } from './write-audit.ts';

describe.each(postgresServers())('the audit log on $name', (server) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(server);
  });
  afterAll(() => world?.drop());

  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) =>
    world.database.organization(world.organization.seat, work);

  it('U-4 T31 many entries at once stand in their order, each sealing the one before it', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `019a0000-0000-7000-8000-${String(i).padStart(12, '0')}`);
    const entries = ids.map((id): NewAuditEntry => {
      return { action: 'record_deleted', actor: world.mei.id, at: MONDAY, target: { kind: 'record', id } };
    });
    const odd = { kind: 'view', id: 'x', name: 'Quote " \\ {} , 王 \u0007' } as const;
    await inOrganization(async (tx) => {
      await writeAudits(tx, entries);
      await writeAudit(tx, {
        action: 'view_created',
        actor: null,
        at: MONDAY,
        target: odd,
        details: { a: '"b"', c: 1 },
      });
      await writeAudits(tx, []);
    });
    const rows = await inOrganization((tx) =>
      tx.query<{ target: string; name: string | null; details: object; sealed: boolean }>(sql`
        select target_id as target, target_name as name, details,
          seal = audit_seal(coalesce(lag(seal) over (order by id), ''), audit_entry) as sealed
        from audit_entry order by id`),
    );
    expect(rows.slice(-301, -1).map(({ target }) => target)).toEqual(ids);
    expect(rows.at(-1)).toMatchObject({ target: 'x', name: odd.name, details: { a: '"b"', c: 1 } });
    expect(rows.every(({ sealed }) => sealed)).toBe(true);
  });
});
