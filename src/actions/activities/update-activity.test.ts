// Tasks and calls as responses: what people set, what the clock sets, and what becomes of them when a round ends.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '#core/time/instant.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { postgresServers } from '#test/database.ts';
import { enrollmentKey, lockExclusive } from '#storage/locks.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });
const call = (subject: string) => ({ subject, startsAfter: { hours: 2 }, durationMinutes: 30 });

describe.each(postgresServers())('activities on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  describe('C-51 K-10 a round that ends', () => {
    let work: Applied;
    beforeAll(async () => {
      work = await office.apply(
        cadence('Work', {
          followUps: [
            { id: 'untouched', task: task('Untouched'), then: [{ id: 'x', when: ['completed'], task: task('X') }] },
            { id: 'touched', task: task('Touched'), then: [{ id: 'y', when: ['completed'], task: task('Y') }] },
            { id: 'ring', call: call('Ring'), then: [{ id: 'z', when: ['completed'], task: task('Z') }] },
            { id: 'rung', call: call('Rung'), then: [{ id: 'w', when: [{ result: 'busy' }], task: task('W') }] },
            { id: 'later', delay: { days: 3 }, task: task('Later') },
          ],
        }),
      );
    });
    const all = (lead: CrmRecord) =>
      office.query<{ subject: string; status: string; result: string | null; reason: string | null }>(sql`
        select subject, status, result, deleted_reason as reason from activity where record_id = ${lead.id} order by subject`);

    it('untouched tasks go to the recycle bin with the reason, calls are cancelled, what a person touched stays', async () => {
      const lead = await office.newcomer(work, 'Ended');
      await office.sets(await office.activity(lead, 'Touched'), { status: 'in_progress' });
      await office.sets(await office.activity(lead, 'Rung'), { result: 'interested' });
      await office.unenroll(work, [lead]);
      await office.passDays(4);
      expect(await all(lead)).toEqual([
        { subject: 'Ring', status: 'cancelled', result: 'no_response', reason: null },
        { subject: 'Rung', status: 'completed', result: 'interested', reason: null },
        { subject: 'Touched', status: 'in_progress', result: null, reason: null },
        { subject: 'Untouched', status: 'not_started', result: null, reason: 'unenrolled' },
      ]);
      expect((await office.round(lead)).states['later']).toBe('cancelled');
    });

    it('what the recycle bin took by itself is no deletion by a person: the round can be continued', async () => {
      const lead = await office.newcomer(work, 'Resumed');
      await office.unenroll(work, [lead]);
      await office.settle();
      expect(await office.enroll(work, lead, 'continue')).toMatchObject({ kind: 'continued' });
    });

    it('C-53 disabling leaves what was made', async () => {
      const own = await office.apply({
        ...cadence('Work of its own', {
          followUps: [{ id: 'do', task: task('Do'), then: [{ id: 'x', when: ['completed'], task: task('X') }] }],
        }),
      });
      const lead = await office.newcomer(own, 'Disabled');
      await office.disable(own);
      await office.settle();
      expect(await office.toDo(lead)).toEqual(['Do']);
      await office.sets(await office.activity(lead, 'Do'), { status: 'completed' });
      await office.passMinute();
      expect(await office.toDo(lead)).toEqual(['Do']);
      expect(await office.history(lead)).toContain('response_recorded do completed');
    });
  });

  describe('tasks', () => {
    let tasks: Applied;
    beforeAll(async () => {
      tasks = await office.apply(
        cadence('Tasks', {
          followUps: [
            {
              id: 'do',
              task: task('Do'),
              then: [
                { id: 'idle', when: ['not_started'], delay: { days: 2 }, task: task('Idle') },
                { id: 'busy', when: ['in_progress'], delay: { hours: 1 }, task: task('Busy') },
                { id: 'done', when: ['completed'], task: task('Done') },
              ],
            },
          ],
        }),
      );
    });

    it('K-113 straight from not started to completed: only the completed branch', async () => {
      const lead = await office.newcomer(tasks, 'Straight');
      await office.sets(await office.activity(lead, 'Do'), { status: 'completed' });
      await office.passDays(3);
      expect(await office.toDo(lead)).toEqual(['Do', 'Done']);
    });

    it('C-11 the first status counts, as long as it holds', async () => {
      const lead = await office.newcomer(tasks, 'Idle');
      await office.passDays(2);
      expect(await office.toDo(lead)).toEqual(['Do', 'Idle']);
    });

    it('C-11 a state that was left does nothing; entered again it counts from then', async () => {
      const lead = await office.newcomer(tasks, 'Wavering');
      const doing = await office.activity(lead, 'Do');
      await office.sets(doing, { status: 'in_progress' });
      await office.pass(30, 'minutes');
      await office.sets(doing, { status: 'deferred' });
      await office.passHours(2);
      expect(await office.toDo(lead)).toEqual(['Do']);
      await office.sets(doing, { status: 'in_progress' });
      await office.pass(59, 'minutes');
      expect(await office.toDo(lead)).toEqual(['Do']);
      await office.pass(1, 'minutes');
      expect(await office.toDo(lead)).toEqual(['Do', 'Busy']);
    });

    it('K-114 K-118 the same status twice, also at once, is one response', async () => {
      const lead = await office.newcomer(tasks, 'Double');
      const doing = await office.activity(lead, 'Do');
      await Promise.all([1, 2, 3].map(() => office.sets(doing, { status: 'completed' })));
      await office.passDays(3);
      expect(await office.toDo(lead)).toEqual(['Do', 'Done']);
      const told = (await office.history(lead)).filter((line) => line === 'response_recorded do completed');
      expect(told).toHaveLength(1);
    });

    it('K-105 C-104 the owner left: it goes to somebody who is there', async () => {
      const lead = await office.lead('Orphaned');
      await office.enroll(tasks, lead);
      await office.query(sql`update member set active = false where id = ${office.world.omar.id}`);
      await office.settle();
      await office.query(sql`update member set active = true where id = ${office.world.omar.id}`);
      expect((await office.activity(lead, 'Do')).owner).toBe(office.world.mei.publicId);
      const kept = await office.newcomer(tasks, 'Kept');
      expect((await office.activity(kept, 'Do')).owner).toBe(office.world.omar.publicId);
    });

    it('K-105 nobody is there: the round fails and says so', async () => {
      const lead = await office.lead('Deserted');
      await office.enroll(tasks, lead);
      await office.query(sql`update member set active = false`);
      await office.settle();
      await office.query(sql`update member set active = true`);
      expect(await office.status(lead)).toBe('failed: owner_missing');
      expect(await office.toDo(lead)).toEqual([]);
    });

    it('refuses what is no status, no result, no time of it', async () => {
      const lead = await office.newcomer(tasks, 'Refused');
      const doing = await office.activity(lead, 'Do');
      expect(await office.sets(doing, { status: 'overdue' })).toMatchObject({ reason: 'status_unknown' });
      expect(await office.sets(doing, { result: 'busy' })).toMatchObject({ reason: 'result_of_task' });
      await office.bins(doing);
      expect(await office.sets(doing, { status: 'completed' })).toMatchObject({ reason: 'activity_unknown' });
      expect(await office.bins(doing)).toMatchObject({ reason: 'activity_unknown' });
    });
  });

  describe('calls', () => {
    let calls: Applied;
    beforeAll(async () => {
      calls = await office.apply(
        cadence('Calls', {
          followUps: [
            {
              id: 'ring',
              call: call('Ring'),
              then: [
                { id: 'late', when: ['overdue'], delay: { hours: 3 }, task: task('Late') },
                { id: 'talked', when: ['completed'], task: task('Talked') },
                { id: 'again', when: [{ result: 'busy' }], delay: { days: 1 }, task: task('Again') },
              ],
            },
          ],
          unenroll: [{ id: 'wrong', results: ['invalid_number'] }],
        }),
      );
    });

    it('C-11 overdue is entered by the clock, at the call’s end', async () => {
      const lead = await office.newcomer(calls, 'Overdue');
      const { endsAt } = await office.activity(lead, 'Ring');
      await office.passUntil((endsAt ?? 0) - 1);
      expect((await office.activity(lead, 'Ring')).status).toBe('scheduled');
      await office.passUntil(endsAt ?? 0);
      expect((await office.activity(lead, 'Ring')).status).toBe('overdue');
      await office.passUntil((endsAt ?? 0) + 3 * HOUR);
      expect(await office.toDo(lead)).toEqual(['Ring', 'Late']);
    });

    it('K-119 overdue, then completed before its branch: that is cancelled, the completed one follows', async () => {
      const lead = await office.newcomer(calls, 'Made up');
      await office.passHours(3);
      expect((await office.activity(lead, 'Ring')).status).toBe('overdue');
      await office.sets(await office.activity(lead, 'Ring'), { status: 'completed' });
      await office.passDays(1);
      expect(await office.toDo(lead)).toEqual(['Ring', 'Talked']);
      expect(await office.history(lead)).toContain('follow_up_cancelled late no_longer_holds');
    });

    it('K-119 completed after its overdue branch was made: that stands', async () => {
      const lead = await office.newcomer(calls, 'Too late');
      await office.passHours(8);
      await office.sets(await office.activity(lead, 'Ring'), { status: 'completed' });
      await office.passMinute();
      expect(await office.toDo(lead)).toEqual(['Ring', 'Late', 'Talked']);
    });

    it('K-120 put off before it is due: overdue comes at the new end only', async () => {
      const lead = await office.newcomer(calls, 'Put off');
      const ring = await office.activity(lead, 'Ring');
      const startsAt = office.now + 48 * HOUR;
      await office.sets(ring, { time: { startsAt, endsAt: startsAt + HOUR } });
      await office.passHours(47);
      expect((await office.activity(lead, 'Ring')).status).toBe('scheduled');
      await office.passHours(2);
      expect((await office.activity(lead, 'Ring')).status).toBe('overdue');
    });

    it('K-120 an overdue one that gets a new time is scheduled again, and what was to follow is not', async () => {
      const lead = await office.newcomer(calls, 'Again');
      await office.passHours(4);
      const startsAt = office.now + 48 * HOUR;
      await office.sets(await office.activity(lead, 'Ring'), { time: { startsAt, endsAt: startsAt + HOUR } });
      await office.passHours(24);
      expect(await office.toDo(lead)).toEqual(['Ring']);
      expect((await office.activity(lead, 'Ring')).status).toBe('scheduled');
    });

    it('K-7 a result that is an unenrolment rule wins over the completed branch', async () => {
      const lead = await office.newcomer(calls, 'Wrong number');
      await office.sets(await office.activity(lead, 'Ring'), { result: 'invalid_number' });
      await office.passDays(2);
      expect(await office.status(lead)).toBe('unenrolled: wrong');
      expect(await office.toDo(lead)).toEqual(['Ring']);
      expect(await office.history(lead)).toContain('trigger_overruled talked wrong');
    });
  });

  it('an edit waits for nothing that waits for it: the round’s lock comes before the row', async () => {
    const work = await office.apply(
      cadence('Locked', {
        followUps: [
          { id: 'do', task: task('Do'), then: [{ id: 'x', when: ['completed'], task: task('X') }] },
          email('hello'),
        ],
      }),
    );
    const lead = await office.newcomer(work, 'Locked');
    const doing = await office.activity(lead, 'Do');
    const { id } = await office.round(lead);
    const { seat } = office.world.organization;
    const editing = await office.inOrganization(async (tx) => {
      // A message of this round at the gate.
      await lockExclusive(tx, [enrollmentKey(seat, id)]);
      const edit = office.sets(doing, { status: 'completed' });
      await office.waitersForLocks(1);
      await tx.query(sql`select id from activity where id = ${doing.id} for update nowait`);
      return { edit };
    });
    expect(await editing.edit).toMatchObject({ kind: 'edited', status: 'completed' });
  });
});
