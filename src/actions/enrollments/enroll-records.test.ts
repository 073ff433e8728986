import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrmRecord } from '#core/records/field.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import { lockRecord } from '#storage/records/lock-records.ts';
import { updateRecords } from '#storage/records/write-records.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });

describe.each(postgresServers())('enrolling on $name', (server) => {
  let office: Office;
  let steps: Applied;
  beforeAll(async () => {
    office = await openOffice(server);
    steps = await office.apply(stepsFile());
  });
  afterAll(() => office?.close());

  /** A letter; three days after it a task; the reply to it brings a call. */
  function stepsFile(name = 'Steps') {
    return cadence(name, {
      followUps: [
        email('letter', {
          then: [
            { id: 'nudge', when: ['sent'], delay: { days: 3 }, task: task('Nudge') },
            { id: 'ring', when: ['replied'], call: { subject: 'Ring', startsAfter: { hours: 2 } } },
          ],
        }),
      ],
      unenroll: [
        { id: 'junk', record: { field: 'lead_status', is: 'Junk' } },
        { id: 'gone', email: ['unsubscribed'] },
      ],
    });
  }
  const count = async (lead: CrmRecord) =>
    (await office.query(sql`select id from enrollment where record_id = ${lead.id}`)).length;

  describe('C-22 kept out', () => {
    it.each([
      ['K-4 the first step would come at once', undefined],
      ['K-5 the first step would come in three days', { days: 3 }],
    ])('%s: no round is made, the answer names the rule', async (name, delay) => {
      const kept = await office.apply(
        cadence(name, {
          followUps: [email('hello', delay === undefined ? {} : { delay })],
          unenroll: [
            { id: 'won', record: { field: 'lead_status', is: 'Qualified' } },
            { id: 'junk', record: { field: 'lead_status', is: 'Junk' } },
          ],
        }),
      );
      const [junk, fresh] = [await office.lead('Junk', { lead_status: 'Junk' }), await office.lead('Fresh')];
      const answers = await office.enrollAll(kept, [junk, fresh]);
      expect(answers).toMatchObject([
        { kind: 'skipped', reason: 'unenrolment_rule_met', rule: 2 },
        { kind: 'enrolled' },
      ]);
      await office.passDays(4);
      expect(await count(junk)).toBe(0);
      expect(await office.got(junk)).toEqual([]);
      expect(await office.got(fresh)).toEqual(['hello']);
    });

    it('K-6 the unenrolment date is past', async () => {
      const dated = await office.apply(
        cadence('Dated', { followUps: [email('hello')], unenroll: [{ id: 'over', on: '2026-04-01' }] }),
      );
      await office.passUntil(Date.parse('2026-04-02T00:00:00+08:00'));
      const late = await office.lead('Late');
      expect(await office.enroll(dated, late)).toMatchObject({ reason: 'unenrolment_rule_met', rule: 1 });
      expect(await count(late)).toBe(0);
    });

    it('continuing is no way around it', async () => {
      const lead = await office.lead('Around');
      await office.enroll(steps, lead);
      await office.changes(lead, { lead_status: 'Junk' });
      await office.settle();
      expect(await office.enroll(steps, lead, 'continue')).toMatchObject({ reason: 'unenrolment_rule_met' });
      expect(await office.enroll(steps, lead, 'restart')).toMatchObject({ reason: 'unenrolment_rule_met' });
      expect(await office.status(lead)).toBe('unenrolled: junk');
    });
  });

  describe('C-23 one active round', () => {
    it('K-19 fifty enrol one record at once: one round, one letter, 49 are told that it is enrolled', async () => {
      const lead = await office.lead('Wanted');
      const answers = await Promise.all(Array.from({ length: 50 }, () => office.enroll(steps, lead)));
      expect(answers.filter(({ kind }) => kind === 'enrolled')).toHaveLength(1);
      expect(answers.filter(({ kind }) => kind === 'already_enrolled')).toHaveLength(49);
      const ids = new Set(answers.map((answer) => ('enrollment' in answer ? answer.enrollment : null)));
      expect([...ids]).toEqual([(await office.round(lead)).id]);
      await office.passMinute();
      expect(await count(lead)).toBe(1);
      expect(await office.got(lead)).toEqual(['letter']);
    });

    it('K-19 bulks of the same forty records in any order, at once: one round each', async () => {
      const leads = await office.leadsNamed('Bulk', 40);
      const shuffled = Array.from({ length: 10 }, (_, i) => [...leads.slice(i * 4), ...leads.slice(0, i * 4)]);
      const answers = await Promise.all(shuffled.map((some) => office.enrollAll(steps, some)));
      expect(answers.flat().filter(({ kind }) => kind === 'enrolled')).toHaveLength(40);
      expect(
        await office.query(sql`
        select record_id from enrollment where record_id = any(${leads.map(({ id }) => id)}::bigint[])`),
      ).toHaveLength(40);
    });

    it('K-20 enrolling an active one changes nothing; an explicit restart ends the old round and begins a new one', async () => {
      const lead = await office.lead('Restarted');
      await office.enroll(steps, lead);
      await office.passMinute();
      const { id } = await office.round(lead);
      expect(await office.enroll(steps, lead)).toEqual({ kind: 'already_enrolled', enrollment: id });
      for (const choice of ['continue', 'restart'] as const) {
        expect(await office.enroll(steps, lead, choice)).toEqual({ kind: 'already_enrolled', enrollment: id });
      }
      expect(await office.enroll(steps, lead, 'only_restart')).toMatchObject({ kind: 'restarted' });
      await office.passMinute();
      expect((await office.rounds(lead)).map(({ status }) => status)).toEqual(['active', 'unenrolled: restarted']);
      expect(await office.got(lead)).toEqual(['letter', 'letter']);
      await office.passDays(4);
      expect(await office.toDo(lead)).toEqual(['Nudge']);
    });

    it('K-20 restarts and continues of one record, all at once: one round is active, nobody gets an error', async () => {
      const lead = await office.lead('Contended');
      await office.enroll(steps, lead);
      await office.passMinute();
      for (let i = 0; i < 3; i++) {
        await office.unenroll(steps, [lead]);
        const kinds = ['continue', 'restart', 'only_restart'] as const;
        const choices = Array.from({ length: 12 }, (_, j) => kinds[(i + j) % 3] ?? 'skip');
        await Promise.all(choices.map((choice) => office.enroll(steps, lead, choice)));
        const rounds = await office.rounds(lead);
        expect(rounds.filter(({ status }) => status === 'active')).toHaveLength(1);
        expect(rounds[0]?.status).toBe('active');
      }
    });
  });

  it('C-24 only into an active cadence', async () => {
    const draft = await office.draft(stepsFile('Only a draft'));
    const lead = await office.lead('Early');
    expect(await office.asksToEnroll(draft, [lead])).toMatchObject({ reason: 'cadence_not_active' });
    await office.publish(draft);
    await office.disable(draft);
    expect(await office.asksToEnroll(draft, [lead])).toMatchObject({ reason: 'cadence_not_active' });
    expect(await office.asksToEnroll({ ...draft, id: 9_999 }, [lead])).toMatchObject({ reason: 'cadence_not_active' });
    expect(await count(lead)).toBe(0);
  });

  it('C-24 enrolled while it is being disabled: out before it began, or stopped with the others; never left running', async () => {
    for (let i = 0; i < 5; i++) {
      const contested = await office.apply(stepsFile(`Contested ${i}`));
      const leads = await office.leadsNamed(`Contested ${i}`, 8);
      await Promise.all([
        ...leads.slice(0, 4).map((lead) => office.asksToEnroll(contested, [lead])),
        office.disable(contested),
        ...leads.slice(4).map((lead) => office.asksToEnroll(contested, [lead])),
      ]);
      await office.settle();
      expect(
        await office.query(sql`select id from enrollment where cadence_id = ${contested.id} and status = 0`),
      ).toEqual([]);
      expect((await Promise.all(leads.map((lead) => office.got(lead)))).flat()).toEqual([]);
    }
  });

  it('C-30 enrolled while its status is changed: the change is seen by one of the two', async () => {
    const leads = await office.leadsNamed('Changing', 20);
    await Promise.all(
      leads.flatMap((lead) => [office.enroll(steps, lead), office.changes(lead, { lead_status: 'Junk' })]),
    );
    await office.settle();
    const active = sql`select id from enrollment where status = 0 and record_id = any(${leads.map(({ id }) => id)}::bigint[])`;
    expect(await office.query(active)).toEqual([]);
  });

  it('C-30 an enrolment waits for a change of the record that is under way, and judges by it', async () => {
    const lead = await office.lead('Under way');
    const { seat } = office.world.organization;
    const changed = await office.inOrganization(async (tx) => {
      const catalogue = await loadCatalogue(tx, 'leads');
      if (catalogue === null) throw new Error('no leads');
      const record = await lockRecord(tx, seat, { catalogue, publicId: lead.publicId });
      if (record === null) throw new Error('no lead');
      const enrolling = office.enroll(steps, lead);
      await office.waitersForLocks(1);
      const by = { actor: null, at: office.now, cause: { kind: 'user' } } as const;
      await updateRecords(tx, catalogue, [{ record, values: { lead_status: 'Junk' } }], by);
      return { enrolling };
    });
    expect(await changed.enrolling).toMatchObject({ kind: 'skipped', reason: 'unenrolment_rule_met' });
  });

  it('K-100 deleted mid-cadence: unenrolled; a restored record is not taken up again', async () => {
    const lead = await office.lead('Deleted');
    await office.enroll(steps, lead);
    await office.passMinute();
    await office.deletes(lead);
    await office.settle();
    expect(await office.status(lead)).toBe('unenrolled: record_deleted');
    expect(await office.enroll(steps, lead, 'continue')).toMatchObject({ reason: 'record_gone' });
    await office.query(sql`update m_leads set deleted_at = null where id = ${lead.id}`);
    await office.passDays(5);
    expect(await office.toDo(lead)).toEqual([]);
    expect(await office.status(lead)).toBe('unenrolled: record_deleted');
  });

  describe('C-70 again', () => {
    it('C-70 an unfinished round goes on: what was cancelled is planned again, its delay counting from the continue', async () => {
      const lead = await office.lead('Continued');
      await office.enroll(steps, lead);
      await office.passMinute();
      await office.passDays(2);
      await office.unenroll(steps, [lead]);
      await office.passDays(30);
      expect(await office.enroll(steps, lead)).toMatchObject({ kind: 'skipped', reason: 'was_enrolled_before' });
      expect(await office.enroll(steps, lead, 'continue')).toMatchObject({ kind: 'continued' });
      await office.passDays(2);
      expect(await office.toDo(lead)).toEqual([]);
      await office.passDays(1);
      expect(await office.toDo(lead)).toEqual(['Nudge']);
      expect(await office.got(lead)).toEqual(['letter']);
      expect(await count(lead)).toBe(1);
    });

    it('C-70 a message that was cancelled goes out under the identity it had', async () => {
      const later = await office.apply(
        cadence('Later', { followUps: [email('one'), email('two', { delay: { days: 1 } })] }),
      );
      const lead = await office.lead('Same identity');
      await office.enroll(later, lead);
      await office.passHours(23);
      office.skip(1, 'hours');
      // Handed over, then cancelled.
      await office.steps.wake(office.world.organization);
      await office.unenroll(later, [lead]);
      expect(await office.deliveryStates(lead)).toEqual(['sent', 'cancelled']);
      await office.enroll(later, lead, 'continue');
      await office.passDays(2);
      expect(await office.got(lead)).toEqual(['one', 'two']);
      expect(await office.deliveryStates(lead)).toEqual(['sent', 'sent']);
    });

    it('K-85 a response that came meanwhile is followed at once', async () => {
      const lead = await office.lead('Replied');
      await office.enroll(steps, lead);
      await office.passMinute();
      await office.unenroll(steps, [lead]);
      await office.replies(lead);
      await office.passDays(3);
      expect(await office.toDo(lead)).toEqual([]);
      await office.enroll(steps, lead, 'continue');
      await office.passMinute();
      expect(await office.toDo(lead)).toEqual(['Ring']);
    });

    it('K-84 C-71 the branch it stood on is gone: only a restart is left, told record by record', async () => {
      const shrinking = await office.apply(stepsFile('Shrinking'));
      const [stood, fresh] = [await office.lead('Stood'), await office.lead('New')];
      await office.enroll(shrinking, stood);
      await office.passDays(1);
      await office.unenroll(shrinking, [stood]);
      const [letter] = stepsFile().followUps;
      if (letter === undefined) throw new Error('a letter');
      await office.apply({ ...stepsFile('Shrinking'), followUps: [{ ...letter, then: [] }] });
      expect(await office.enrollAll(shrinking, [stood, fresh], 'continue')).toMatchObject([
        { kind: 'skipped', reason: 'follow_up_deleted' },
        { kind: 'enrolled' },
      ]);
      expect(await office.enroll(shrinking, stood, 'restart')).toMatchObject({ kind: 'restarted' });
    });

    it('K-117 C-71 its task was deleted: no response comes of it, the window ends the round, only a restart is left', async () => {
      const doing = await office.apply(
        cadence('Doing', {
          responseWindowDays: 10,
          followUps: [{ id: 'do', task: task('Do'), then: [{ id: 'done', when: ['completed'], task: task('Thank') }] }],
        }),
      );
      const lead = await office.lead('Undone');
      await office.enroll(doing, lead);
      await office.settle();
      await office.bins(await office.activity(lead, 'Do'));
      await office.passDays(9);
      expect(await office.status(lead)).toBe('active');
      await office.passDays(1);
      expect(await office.status(lead)).toBe('expired');
      expect(await office.enroll(doing, lead, 'continue')).toMatchObject({ reason: 'follow_up_deleted' });
      expect(await office.enroll(doing, lead, 'restart')).toMatchObject({ kind: 'restarted' });
    });

    it('K-87 C-73 a completed one is not continued, only restarted', async () => {
      const short = await office.apply(cadence('Short', { followUps: [email('only')] }));
      const lead = await office.lead('Complete');
      await office.enroll(short, lead);
      await office.passMinute();
      expect(await office.status(lead)).toBe('completed');
      for (const choice of ['skip', 'continue'] as const) {
        expect(await office.enroll(short, lead, choice)).toMatchObject({ reason: 'completed_before' });
      }
      expect(await office.enroll(short, lead, 'restart')).toMatchObject({ kind: 'restarted' });
      await office.passMinute();
      expect(await office.got(lead)).toEqual(['only', 'only']);
    });

    it('K-89 a step that was edited meanwhile is done as it is now', async () => {
      const edited = await office.apply(stepsFile('Edited'));
      const lead = await office.lead('Edited');
      await office.enroll(edited, lead);
      await office.passDays(1);
      await office.unenroll(edited, [lead]);
      const [letter] = stepsFile().followUps;
      if (letter === undefined) throw new Error('a letter');
      const nudge = { id: 'nudge', when: ['sent' as const], delay: { days: 1 }, task: task('Nudge gently') };
      await office.apply({ ...stepsFile('Edited'), followUps: [{ ...letter, then: [nudge] }] });
      await office.enroll(edited, lead, 'continue');
      await office.passDays(2);
      expect(await office.toDo(lead)).toEqual(['Nudge gently']);
      expect((await office.round(lead)).version).toBe(2);
    });

    it('C-70 a failed one tries its follow-up again', async () => {
      const lead = await office.lead('Addressless', { email: null });
      await office.enroll(steps, lead);
      await office.settle();
      expect(await office.status(lead)).toBe('failed: no_address');
      await office.changes(lead, { email: 'found@customer.invalid' });
      expect(await office.enroll(steps, lead, 'continue')).toMatchObject({ kind: 'continued' });
      await office.passMinute();
      expect(await office.got(lead)).toEqual(['letter']);
    });

    it('C-72 in bulk each record has its own answer; told twice it changes nothing', async () => {
      const short = await office.apply(
        cadence('Mixed', {
          followUps: [email('mixed')],
          unenroll: [{ id: 'x', record: { field: 'city', is: 'Gone' } }],
        }),
      );
      const [active, over, out, fresh, deleted] = await office.leadsNamed('Mixed', 5);
      if (!active || !over || !out || !fresh || !deleted) throw new Error('five leads');
      await office.enrollAll(short, [over]);
      await office.passMinute();
      await office.enrollAll(short, [active, out]);
      await office.unenroll(short, [out]);
      await office.deletes(deleted);
      const all = [active, over, out, fresh, deleted];
      const answers = (await office.enrollAll(short, all, 'continue')).map((answer) =>
        answer.kind === 'skipped' ? answer.reason : answer.kind,
      );
      expect(answers).toEqual(['already_enrolled', 'completed_before', 'continued', 'enrolled', 'record_gone']);
      const again = await office.enrollAll(short, all, 'continue');
      expect(again.map(({ kind }) => kind)).toEqual([
        'already_enrolled',
        'skipped',
        'already_enrolled',
        'already_enrolled',
        'skipped',
      ]);
    });
  });

  it('C-56 unenrolling says for each record whether it was in', async () => {
    const [inside, outside] = [await office.lead('Inside'), await office.lead('Outside')];
    await office.enroll(steps, inside);
    const answers = await office.unenroll(steps, [inside, outside]);
    expect([...answers.values()]).toEqual(['unenrolled', 'not_enrolled']);
    expect(await office.history(inside)).toContain('unenrolled manual');
    await office.passDays(5);
    expect(await office.got(inside)).toEqual([]);
  });
});
