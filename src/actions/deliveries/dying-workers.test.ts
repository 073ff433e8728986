// C-33: workers that die, stop, or come back too late with what they had claimed; a database that is away at the wrong moment.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareEmails } from '#actions/deliveries/prepare-emails.ts';
import { reportOutcomes } from '#actions/deliveries/report-outcomes.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { HOUR } from '#core/time/instant.ts';
import { claimDeliveries } from '#storage/deliveries/claim-deliveries.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';
import { promised } from '#test/promised.ts';

describe.each(postgresServers())('workers with claimed messages on $name', (server) => {
  let office: Office;
  let welcome: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    welcome = await office.apply(cadence('Welcome', { followUps: [email('hello')] }));
  });
  afterAll(() => office?.close());

  const state = async (lead: CrmRecord) => (await office.round(lead)).states['hello'];

  describe('C-33 a worker dies', () => {
    async function claims(lead: CrmRecord) {
      await office.enroll(welcome, lead);
      await office.steps.wake(office.world.organization);
      const wanted = { channels: ['email', 'task'] as const, now: office.now, limit: 10 };
      const claimed = await office.inOrganization((tx) => claimDeliveries(tx, wanted));
      expect(claimed).toHaveLength(1);
      return claimed;
    }

    it('P1 before the gate: taken over when its lease has run out, sent once', async () => {
      const lead = await office.lead('Abandoned');
      await claims(lead);
      await office.passMinute();
      expect(await office.got(lead)).toEqual([]);
      await office.leaseRunsOut(lead);
      await office.passMinute();
      expect(await office.got(lead)).toEqual(['hello']);
    });

    it('C-33 a worker that comes back too late says nothing any more: another one has it', async () => {
      const lead = await office.lead('Two workers');
      const late = await claims(lead);
      await office.leaseRunsOut(lead);
      await office.steps.tend(office.world.organization);
      await office.inOrganization((tx) => claimDeliveries(tx, { channels: ['email'], now: office.now, limit: 10 }));
      const outcome = { kind: 'failed', reason: 'template_error', text: 'too late' } as const;
      const reports = late.map((delivery) => ({ delivery, outcome }));
      await reportOutcomes(office.world.database, { ...office.at, reports });
      expect(await office.deliveryStates(lead)).toEqual(['claimed']);
      await office.leaseRunsOut(lead);
      await office.passMinute();
      expect(await office.got(lead)).toEqual(['hello']);
    });

    it('K-90 a worker that comes back too late writes nothing over what another sent', async () => {
      const lead = await office.lead('Two writers');
      const late = await claims(lead);
      await office.leaseRunsOut(lead);
      await office.passMinute();
      const writtenAt = () =>
        office.query<{ at: number }>(sql`
          select m.rendered_at as at from message m join delivery d on d.id = m.delivery_id where d.record_id = ${lead.id}`);
      const sent = await writtenAt();
      office.skip(1, 'hours');
      await prepareEmails({ ...office, ...office.at, deliveries: late });
      expect(sent).toHaveLength(1);
      expect(await writtenAt()).toEqual(sent);
    });

    it('P3 a worker that stops hands back at once what it has claimed and not tried', async () => {
      const leads = await office.leadsNamed('In stock', 190);
      await office.enrollAll(welcome, leads);
      await office.steps.wake(office.world.organization);
      // The first batch is on the wire until the second is being written.
      const second = promised();
      let composed = 0;
      const compose: Office['sender']['compose'] = async (letter) => {
        if (++composed === 61) second.resolve();
        const ready = await office.sender.compose(letter);
        if (ready.kind === 'refused') return ready;
        const send: typeof ready.send = (gate) => second.promise.then(() => ready.send(gate));
        return { ...ready, send };
      };
      const isStopping = () => composed > 60;
      const stopping = office.worker({ isStopping, sender: { ...office.sender, compose } });
      await stopping.deliver(office.world.organization);
      const states = () =>
        office.query<{ state: string; attempts: number; count: number }>(sql`
          select state, attempts, count(*)::int from delivery where record_id = any(${leads.map(({ id }) => id)}::bigint[])
            and follow_up = 1 group by 1, 2 order by 1`);
      expect(await states()).toEqual([
        { state: 'planned', attempts: 0, count: 70 },
        { state: 'sent', attempts: 1, count: 120 },
      ]);
      await office.steps.deliver(office.world.organization);
      expect(await states()).toEqual([{ state: 'sent', attempts: 1, count: 190 }]);
    });

    it('past the gate: it may have gone out, so it needs review and is not sent', async () => {
      const lead = await office.lead('Undecided');
      await claims(lead);
      const attemptedAt = office.now - HOUR;
      const at = sql`to_timestamp(${attemptedAt}::float8 / 1000)`;
      await office.query(sql`update delivery set state = 'dot_pending', dot_at = ${at} where record_id = ${lead.id}`);
      await office.passMinute();
      expect(await state(lead)).toBe('claimed');
      await office.leaseRunsOut(lead);
      await office.passDays(1);
      expect(await state(lead)).toBe('needs_review');
      expect(await office.got(lead)).toEqual([]);
      await office.reviews(lead, 1, 'mark_sent');
      await office.settle();
      const { events } = await office.story((await office.round(lead)).id);
      expect(events.find(({ kind }) => kind === 'follow_up_executed')?.at).toBe(attemptedAt);
    });

    it('a task that was claimed is made once', async () => {
      const tasks = await office.apply(cadence('Tasks', { followUps: [{ id: 'do', task: { subject: 'Do' } }] }));
      const lead = await office.lead('Tasked');
      await office.enroll(tasks, lead);
      const wanted = { channels: ['task'] as const, now: office.now, limit: 10 };
      expect(await office.inOrganization((tx) => claimDeliveries(tx, wanted))).toHaveLength(1);
      await office.leaseRunsOut(lead);
      await office.passMinute();
      expect((await office.activities(lead)).map(({ subject }) => subject)).toEqual(['Do']);
      expect(await office.status(lead)).toBe('completed');
    });
  });

  it('P10 C-33 the database is away when the server has said 250: the outcome is told later, nobody has to review', async () => {
    await office.asOwner(sql`create sequence outage`);
    await office.asOwner(sql`grant usage on sequence outage to public`);
    await office.asOwner(sql`
      create function outage() returns trigger language plpgsql as $$
      begin
        if new.state = 'sent' and nextval('outage') <= 2 then raise exception 'away'; end if;
        return null;
      end $$`);
    await office.asOwner(sql`create trigger outage after update on delivery for each row execute function outage()`);
    const lead = await office.lead('Outage');
    await office.enroll(welcome, lead);
    await office.settle();
    await office.asOwner(sql`drop function outage cascade`);
    await office.asOwner(sql`drop sequence outage`);
    expect(await office.got(lead)).toEqual(['hello']);
    expect(await office.deliveryStates(lead)).toEqual(['sent']);
    expect(await state(lead)).toBe('executed');
  });
});
