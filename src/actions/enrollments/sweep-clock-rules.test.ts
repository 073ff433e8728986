import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { findCadence } from '#storage/cadences/cadences.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('rules that time makes true on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  const stale = (name: string) =>
    cadence(name, {
      followUps: [email('letter', { delay: { days: 60 } })],
      unenroll: [{ id: 'stale', record: { field: 'modified_at', more_than_ago: { days: 30 } } }],
    });
  const sweep = () => office.steps.sweep(office.world.organization);
  const sweptUntil = async ({ publicId }: Applied) =>
    (await office.inOrganization((tx) => findCadence(tx, publicId)))?.sweptUntil;

  it('V-4 who met one long ago is looked at once, who meets one by time at the next sweep, whoever came between', async () => {
    const applied = await office.apply(stale('By time'));
    const early = await office.lead('Early');
    await office.enroll(applied, early);
    await office.passDays(29);
    expect(await sweep()).toBe(0);
    expect(await sweptUntil(applied)).toBe(office.now);
    const late = await office.lead('Late');
    await office.enroll(applied, late);
    await office.passDays(2);
    expect(await sweep()).toBe(1);
    await office.settle();
    expect([await office.status(early), await office.status(late)]).toEqual(['unenrolled: stale', 'active']);
    await office.changes(late, { title: 'Changed' });
    await office.passDays(29);
    expect(await sweep()).toBe(0);
    await office.passDays(2);
    await sweep();
    await office.settle();
    expect(await office.status(late)).toBe('unenrolled: stale');
  });

  it('V-4 a rule that is published later is asked of all, however long it has been true', async () => {
    const plain = { ...stale('Ruled later'), unenroll: [] };
    const applied = await office.apply(plain);
    const lead = await office.lead('Long quiet');
    await office.enroll(applied, lead);
    await office.passDays(40);
    await sweep();
    await office.apply(stale('Ruled later'), { enrolled: 'pin' });
    expect(await sweptUntil(applied)).toBeNull();
    await sweep();
    expect(await sweptUntil(applied)).toBe(office.now);
  });

  it('P8 K-13 a cadence whose rules can’t be asked is told of, and the others are swept', async () => {
    const broken = await office.apply(stale('Broken'));
    const sound = await office.apply(stale('Sound'));
    const leads = [await office.lead('In broken'), await office.lead('In sound')] as const;
    await office.enroll(broken, leads[0]);
    await office.enroll(sound, leads[1]);
    await office.settle();
    // As though its field had gone without anybody looking through the cadences.
    await office.asOwner(sql`
      update cadence_version set definition = replace(definition::text, 'modified_at', 'gone_long_ago')::jsonb
      where cadence_id = ${broken.id}`);
    office.skip(31, 'days');
    const worker = office.worker({ definitions: keepDefinitions() });
    expect(await worker.sweep(office.world.organization)).toBe(1);
    await office.settle();
    expect(await office.status(leads[1], sound)).toBe('unenrolled: stale');
    expect(office.errors.join()).toContain('clock rules');
  });
});
