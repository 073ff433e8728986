// Dates of the record, conditions and repetitions (C-14 to C-16) end to end: real e-mail, the worker's steps, the database.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addField } from '#actions/modules/own-fields.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('dates, conditions and repetitions on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
    const field = {
      key: 'appointment',
      type: 'date_time',
      label: { en: 'Appointment', zh: '预约' },
      required: false,
      options: [],
    } as const;
    const added = await addField(office.world.acting(), { module: 'leads', field });
    expect(added).toMatchObject({ kind: 'added' });
  });
  afterAll(() => office?.close());

  const at = (days: number): string => new Date(office.now + days * 86_400_000).toISOString();

  it('C-14 a change of the record’s date moves what is planned by it; a change of something else does not', async () => {
    const applied = await office.apply(
      cadence('Visits', {
        followUps: [email('tomorrow', { timed: { days: 1, before: 'appointment' } })],
        templates: { tomorrow: { subject: 'See you at {{ record.appointment }}', html: '<p>Hello</p>' } },
      }),
    );
    const lead = await office.lead('Bao', { appointment: at(5) });
    await office.enroll(applied, lead);
    await office.passDays(2);
    await office.changes(lead, { appointment: at(10) });
    await office.passDays(5);
    expect(await office.got(lead)).toEqual([]);
    await office.passDays(4);
    expect(await office.got(lead)).toEqual([expect.stringMatching(/^See you at 2026-03-\d\d \d\d:00$/)]);
    expect((await office.history(lead)).filter((line) => line.startsWith('follow_up_rescheduled'))).toHaveLength(1);
  });

  it('C-15 a follow-up waits for the record, and goes out when it is as it should be', async () => {
    const onlyIf = { record: { field: 'lead_status', is: 'Contacted' }, waitFor: { days: 20 } } as const;
    const applied = await office.apply(cadence('Notices', { followUps: [email('approved', { onlyIf })] }));
    const lead = await office.lead('Ren');
    await office.enroll(applied, lead);
    await office.passDays(9);
    expect(await office.history(lead)).toContain('held approved condition_not_met');
    await office.changes(lead, { lead_status: 'Contacted' });
    await office.settle();
    expect(await office.got(lead)).toEqual(['approved']);
  });

  it('C-15 V-4 time alone may bring about what is waited for', async () => {
    const onlyIf = { record: { field: 'modified_at', more_than_ago: { days: 5 } }, waitFor: { days: 20 } } as const;
    const applied = await office.apply(cadence('Quiet', { followUps: [email('still-there', { onlyIf })] }));
    const lead = await office.lead('Yun');
    await office.enroll(applied, lead);
    await office.passDays(6);
    await office.steps.sweep(office.world.organization);
    await office.settle();
    expect(await office.got(lead)).toEqual(['still-there']);
  });

  describe('a repeated e-mail', () => {
    const repeat = { every: { days: 2 }, times: 4, until: ['replied'] } as const;

    it('C-16 every time is a message of its own, until one of them is answered', async () => {
      const applied = await office.apply(cadence('Requests', { followUps: [email('papers', { repeat })] }));
      const lead = await office.lead('Kofi');
      await office.enroll(applied, lead);
      await office.passDays(3);
      expect(await office.got(lead)).toEqual(['papers', 'papers']);
      const [first, second] = await office.mailbox(lead);
      if (first === undefined || second === undefined) throw new Error('two messages came');
      expect(first.delivery).not.toBe(second.delivery);
      await office.actsOn(first, { kind: 'reply', text: 'Here they are.' });
      await office.passDays(9);
      expect(await office.got(lead)).toHaveLength(2);
      expect(await office.status(lead)).toBe('completed');
    });

    it('C-16 P2 a delivery and its inputs name the repetition', async () => {
      const applied = await office.apply(cadence('Numbered', { followUps: [email('weekly', { repeat })] }));
      const lead = await office.lead('Lin');
      await office.enroll(applied, lead);
      await office.passDays(10);
      const rows = await office.query<{ repetition: number }>(
        sql`select repetition from delivery where record_id = ${lead.id}::bigint order by id`,
      );
      expect(rows.map(({ repetition }) => repetition)).toEqual([0, 1, 2, 3]);
      expect(await office.status(lead)).toBe('completed');
    });
  });
});
