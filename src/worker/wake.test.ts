import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecord } from '#actions/records/create-record.ts';
import { updateRecord } from '#actions/records/update-record.ts';
import type { Tx } from '#storage/db.ts';
import { claimDue, idsOf, NO_TIMERS } from '#storage/enrollments/claim-due.ts';
import { saveDecisions } from '#storage/enrollments/save-decisions.ts';
import { findEnrollment } from '#storage/enrollments/enrollments.ts';
import { addInputs } from '#storage/enrollments/inputs.ts';
import { outlineOf } from '#core/cadence/outline.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });

describe.each(postgresServers())('waking on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  /** Two workers, each with two loops, all at once. */
  async function manyWake(): Promise<void> {
    const { organization } = office.world;
    const workers = [office.worker(), office.worker()];
    const work = await Promise.all(
      workers.flatMap((steps) => [steps.wake(organization), steps.wake(organization), steps.deliver(organization)]),
    );
    if (work.some((n) => n > 0)) await manyWake();
  }

  it('C-30 rules look at the record as it is at the wake, not at what changed', async () => {
    const away = await office.apply(
      cadence('Away and back', {
        followUps: [email('hello', { delay: { days: 1 } })],
        unenroll: [{ id: 'lost', record: { field: 'lead_status', is: 'Junk' } }],
      }),
    );
    const ada = await office.lead('Ada');
    await office.enroll(away, ada);
    await office.settle();
    await office.changes(ada, { lead_status: 'Junk' });
    await office.changes(ada, { lead_status: 'New' });
    await office.settle();
    expect(await office.status(ada)).toBe('active');
    await office.changes(ada, { lead_status: 'Junk' });
    await office.settle();
    expect(await office.status(ada)).toBe('unenrolled: lost');
    await office.passDays(2);
    expect(await office.got(ada)).toEqual([]);
  });

  it('C-31 K-1 a reply and a status change in one wake: unenrolled, and the branch is on record as overruled', async () => {
    const both = await office.apply(
      cadence('Reply and refusal', {
        followUps: [email('offer', { then: [{ id: 'thank', when: ['replied'], task: task('Thank them') }] })],
        unenroll: [{ id: 'refused', record: { field: 'lead_status', is: 'Not interested' } }],
      }),
    );
    const ben = await office.lead('Ben');
    await office.enroll(both, ben);
    await office.settle();
    await office.replies(ben);
    await office.changes(ben, { lead_status: 'Not interested' });
    await office.settle();
    expect(await office.status(ben)).toBe('unenrolled: refused');
    expect(await office.history(ben)).toContain('trigger_overruled thank refused');
    await office.passDays(1);
    expect(await office.activities(ben)).toEqual([]);
  });

  it('C-32 two workers at once over the same 200 rounds: each follow-up once, one history each', async () => {
    const crowd = await office.apply(
      cadence('Crowd', {
        followUps: [
          email('first', {
            then: [
              { id: 'call-them', when: ['opened'], task: task('Call') },
              email('second', { when: ['sent'], delay: { minutes: 10 } }),
            ],
            branching: 'all',
          }),
        ],
      }),
    );
    const leads = await office.leadsNamed('Crowd', 200);
    await office.enrollAll(crowd, leads);
    await manyWake();
    const enrollments = await office.query<{ id: string }>(
      sql`select id from enrollment where cadence_id = ${crowd.id} order by id`,
    );
    expect(enrollments).toHaveLength(200);
    // Every open arrives three times, in three transactions, while the others wake.
    const opened = {
      kind: 'response',
      followUp: 1,
      response: 'opened',
      link: null,
      at: office.now,
      actor: null,
    } as const;
    const tell = () =>
      office.inOrganization((tx) =>
        addInputs(
          tx,
          office.world.organization.seat,
          enrollments.map(({ id }) => ({ enrollment: id, input: opened })),
        ),
      );
    await Promise.all([tell(), manyWake(), tell(), manyWake(), tell()]);
    await manyWake();
    office.skip(10, 'minutes');
    // Due by a timer and told something at the same moment.
    const clicked = { ...opened, response: 'clicked' } as const;
    await office.inOrganization((tx) =>
      addInputs(
        tx,
        office.world.organization.seat,
        enrollments.map(({ id }) => ({ enrollment: id, input: clicked })),
      ),
    );
    await manyWake();
    await office.passMinute();
    expect(
      await office.query(sql`
      select follow_up as "followUp", state, count(*)::int as n from delivery where cadence_id = ${crowd.id} group by 1, 2
      order by 1`),
    ).toEqual([1, 2, 3].map((followUp) => ({ followUp, state: 'sent', n: 200 })));
    const caught = sql`select count(*)::int as n, count(distinct envelope_from)::int as distinct from caught_message c
      join delivery d on d.id = c.delivery_id where d.cadence_id = ${crowd.id}`;
    expect(await office.query(caught)).toEqual([{ n: 400, distinct: 400 }]);
    const activities = sql`select count(*)::int as n from activity where subject = 'Call'`;
    expect(await office.query(activities)).toEqual([{ n: 200 }]);
    // Every kind of event once per round and follow-up (P2: no fork, no repetition).
    expect(
      await office.query(sql`
      select enrollment_id, kind, follow_up, detail, count(*) from step_log where cadence_id = ${crowd.id}
      group by 1, 2, 3, 4 having count(*) > 1`),
    ).toEqual([]);
    expect(
      await office.query(sql`
      select e.id from enrollment e where e.cadence_id = ${crowd.id}
        and e.revision < (select max(revision) from step_log l where l.enrollment_id = e.id)`),
    ).toEqual([]);
  });

  it('C-32 two loops share the work: what one has claimed the other leaves, and takes what is next', async () => {
    const shared = await office.apply(
      cadence('Shared', { followUps: [{ id: 'visit', delay: { days: 1 }, task: task('Visit') }] }),
    );
    const leads = await office.leadsNamed('Shared', 4);
    await office.enrollAll(shared, leads);
    const ids = (await Promise.all(leads.map((lead) => office.round(lead)))).map(({ id }) => id).sort();
    const claim = (tx: Tx) => claimDue(tx, office.now, 2);
    const claimTwice = () =>
      office.inOrganization(async (one) => {
        const mine = idsOf(await claim(one));
        const theirs = idsOf(await office.inOrganization(claim));
        return [mine.length, theirs.length, [...mine, ...theirs].sort()];
      });
    for (const lead of leads) await office.changes(lead, { city: 'Accra' });
    expect(await claimTwice()).toEqual([2, 2, ids]);
    await office.settle();
    office.skip(1, 'days');
    expect(await claimTwice()).toEqual([2, 2, ids]);
    // Claimed by its timer by one, told something meanwhile: it is not the other's.
    await office.inOrganization(async (one) => {
      expect(idsOf(await claimDue(one, office.now, 4)).sort()).toEqual(ids);
      for (const lead of leads) await office.changes(lead, { city: 'Lagos' });
      expect(idsOf(await office.inOrganization(claim))).toEqual([]);
    });
    await office.settle();
  });

  it('P2 a decision on an older revision writes nothing: no state, no history, no timer, no message', async () => {
    const guarded = await office.apply(
      cadence('Guarded', { followUps: [email('in-three-days', { delay: { days: 3 } })] }),
    );
    const chen = await office.lead('Chen');
    await office.enroll(guarded, chen);
    const { id } = await office.round(chen);
    const found = await office.inOrganization((tx) => findEnrollment(tx, id));
    if (found === null) throw new Error('not enrolled');
    const { definition } = await office.story(id);
    const { now } = office;
    const event = { kind: 'follow_up_claimed', at: now, followUp: 1, detail: null, dueAt: null, actor: null } as const;
    const decided = (revision: number) => ({
      recordId: chen.id,
      epoch: 1,
      outline: outlineOf(definition),
      decision: {
        enrollment: { ...found.enrollment, revision },
        events: [event],
        commands: [{ kind: 'deliver', followUp: 1 } as const],
        timerAt: now,
      },
    });
    const save = (revision: number) =>
      office.inOrganization((tx) =>
        saveDecisions(tx, { decided: [decided(revision)], consumed: { timers: NO_TIMERS, inputs: [] }, now }),
      );
    const rows = () =>
      office.query(sql`select (select count(*)::int from step_log where enrollment_id = ${id}) as logged,
        (select count(*)::int from timer where enrollment_id = ${id}) as timers,
        (select count(*)::int from delivery where enrollment_id = ${id}) as deliveries`);
    const before = await rows();
    await expect(save(found.enrollment.revision - 1)).rejects.toThrow('changed although it was locked');
    expect(await rows()).toEqual(before);
    await save(found.enrollment.revision);
    await expect(save(found.enrollment.revision)).rejects.toThrow();
    expect(await rows()).toEqual([{ logged: 3, timers: 2, deliveries: 1 }]);
  });

  it('C-30 rounds of two modules in one batch are each judged by their own record, whatever came in for them', async () => {
    const rule = (field: string) => [{ id: 'gone', record: { field, is: 'Gone' } }];
    const visit = { followUps: [{ id: 'visit', delay: { days: 9 }, task: task('Visit') }] };
    const ofLeads = await office.apply(cadence('Of leads', { ...visit, unenroll: rule('city') }));
    const ofContacts = await office.apply(
      cadence('Of contacts', { ...visit, module: 'contacts', unenroll: rule('department') }),
    );
    const contact = async (name: string) => {
      const made = await createRecord(office.acting, { module: 'contacts', values: { last_name: name } });
      if (made.kind !== 'created') throw new Error(`no contact: ${made.kind}`);
      return made.record;
    };
    const [kofi, lena] = [await office.lead('Kofi'), await office.lead('Lena')];
    const [abel, bo] = [await contact('Abel'), await contact('Bo')];
    await office.enrollAll(ofLeads, [kofi, lena]);
    await office.enrollAll(ofContacts, [abel, bo]);
    await office.settle();
    const edits = { revision: null, values: { department: 'Gone' } };
    await updateRecord(office.acting, { module: 'contacts', record: abel.publicId, ...edits });
    await office.changes(kofi, { city: 'Gone' });
    for (const record of [lena, bo]) {
      const { id } = await office.round(record);
      const input = { kind: 'look_again', at: office.now, actor: null } as const;
      const twice = [
        { enrollment: id, input },
        { enrollment: id, input },
      ];
      await office.inOrganization((tx) => addInputs(tx, office.world.organization.seat, twice));
    }
    expect(await office.worker().wake(office.world.organization)).toBe(4);
    expect(await office.query(sql`select count(*)::int as left from input`)).toEqual([{ left: 0 }]);
    const statuses = await Promise.all([kofi, abel, lena, bo].map((record) => office.status(record)));
    expect(statuses).toEqual(['unenrolled: gone', 'unenrolled: gone', 'active', 'active']);
  });

  it('K-128 P8 one poisoned round among 200 is parked with its error; the others go on, none of them is held up', async () => {
    const poisoned = await office.apply(
      cadence('Poisoned', { followUps: [{ id: 'visit', delay: { days: 1 }, task: task('Visit') }] }),
    );
    const leads = await office.leadsNamed('Poisoned', 200);
    await office.enrollAll(poisoned, leads);
    const victim = leads[77];
    if (victim === undefined) throw new Error('no victim');
    await office.query(sql`update enrollment set state = '[99]' where record_id = ${victim.id}`);
    // It is woken by a change as well as by its timer.
    await office.changes(victim, { city: 'Lagos' });
    await office.passDays(1);
    expect(
      await office.query(sql`
      select status, count(*)::int as n from enrollment where cadence_id = ${poisoned.id} group by status`),
    ).toEqual([
      { status: 0, n: 1 },
      { status: 1, n: 199 },
    ]);
    const parked = sql`select e.record_id as record, p.error from parked_enrollment p join enrollment e on e.id = p.enrollment_id`;
    expect(await office.query(parked)).toEqual([
      { record: victim.id, error: expect.stringContaining('unknown enrollment state format') },
    ]);
    // Tried again after minutes five times, then daily.
    await office.passDays(3);
    const [attempts] = await office.query<{ attempts: number }>(sql`select attempts from parked_enrollment`);
    expect(attempts?.attempts).toBe(5 + 2);
    await office.query(sql`delete from parked_enrollment`);
    await office.query(
      sql`delete from timer where enrollment_id = (select id from enrollment where record_id = ${victim.id})`,
    );
    await office.query(sql`delete from input`);
    await office.query(sql`delete from enrollment where record_id = ${victim.id}`);
  });

  it('K-128 a round whose decision can not be written is parked alone', async () => {
    const unwritable = await office.apply(
      cadence('Unwritable', { followUps: [{ id: 'write', delay: { days: 1 }, task: task('Write') }] }),
    );
    const leads = await office.leadsNamed('Unwritable', 30);
    await office.enrollAll(unwritable, leads);
    const victim = leads[7];
    if (victim === undefined) throw new Error('no victim');
    const { id } = await office.round(victim);
    // Its history already holds what it is about to write.
    await office.query(sql`
      insert into step_log (enrollment_id, revision, seq, cadence_id, at, kind)
      select ${id}, 2, 0, ${unwritable.id}, to_timestamp(0), 0`);
    // Bystanders in another cadence have something waiting, so that a batch mixes timers and inputs. The victim is first.
    const calm = await office.apply(
      cadence('Calm', { followUps: [{ id: 'much-later', delay: { days: 9 }, task: task('Later') }] }),
    );
    const bystanders = await office.leadsNamed('Bystander', 5);
    await office.enrollAll(calm, bystanders);
    for (const lead of bystanders) await office.changes(lead, { city: 'Accra' });
    await office.query(sql`update timer set due_at = due_at - interval '1 second' where enrollment_id = ${id}`);
    office.skip(1, 'days');
    await office.settle();
    expect(
      await office.query(sql`
      select status, count(*)::int as n from enrollment where cadence_id = ${unwritable.id} group by status`),
    ).toEqual([
      { status: 0, n: 1 },
      { status: 1, n: 29 },
    ]);
    const parked = sql`select enrollment_id as id from parked_enrollment`;
    expect(await office.query(parked)).toEqual([{ id }]);
    await office.query(sql`delete from parked_enrollment`);
    await office.query(sql`delete from timer where enrollment_id = ${id}`);
  });

  it('C-42 an invalid cadence: nothing runs, nothing is unenrolled; what waited is decided when it is put right', async () => {
    const broken = await office.apply(
      cadence('Broken', {
        followUps: [{ id: 'ring', delay: { days: 1 }, task: task('Ring') }],
        unenroll: [{ id: 'junk', record: { field: 'lead_status', is: 'Junk' } }],
      }),
    );
    const [stays, leaves] = await office.leadsNamed('Broken', 2);
    if (stays === undefined || leaves === undefined) throw new Error('no leads');
    await office.enrollAll(broken, [stays, leaves]);
    await office.settle();
    await office.makesInvalid(broken);
    expect((await office.asksToEnroll(broken, [stays])).kind).toBe('refused');
    await office.changes(leaves, { lead_status: 'Junk' });
    await office.passDays(3);
    expect([await office.status(stays), await office.status(leaves)]).toEqual(['active', 'active']);
    expect(await office.activities(stays)).toEqual([]);
    await office.disable(broken);
    await office.passHours(1);
    expect([await office.status(stays), await office.status(leaves)]).toEqual([
      'stopped: disabled',
      'stopped: disabled',
    ]);
  });

  it('C-42 put right by publishing again, it goes on where it was', async () => {
    const file = cadence('Repaired', {
      followUps: [email('late', { delay: { days: 1 } }), { id: 'note', delay: { days: 1 }, task: task('Note') }],
    });
    const repaired = await office.apply(file);
    const [handedOver, waiting] = [await office.lead('Handed over'), await office.lead('Waiting')];
    await office.enroll(repaired, handedOver);
    office.skip(1, 'hours');
    await office.enroll(repaired, waiting);
    office.skip(23, 'hours');
    await office.steps.wake(office.world.organization);
    await office.makesInvalid(repaired);
    await office.passHours(5);
    for (const lead of [handedOver, waiting]) {
      expect(await office.got(lead)).toEqual([]);
      expect(await office.status(lead)).toBe('active');
    }
    await office.apply({ ...file, description: 'Put right' });
    await office.passHours(1); // C-58: of what is overdue one at a time
    for (const lead of [handedOver, waiting]) {
      expect(await office.got(lead)).toEqual(['late']);
      expect((await office.activities(lead)).map(({ subject }) => subject)).toEqual(['Note']);
      expect(await office.status(lead)).toBe('completed');
    }
  });

  it('C-41 the history tells why, also of a follow-up that a later version removed', async () => {
    const first = cadence('Told', {
      followUps: [
        email('old-news', { then: [{ id: 'ask', when: ['opened'], delay: { days: 2 }, task: task('Ask') }] }),
        { id: 'other', delay: { days: 20 }, task: task('Other') },
      ],
      unenroll: [{ id: 'gone', record: { field: 'lead_status', is: 'Junk' } }],
    });
    const told = await office.apply(first);
    const dora = await office.lead('Dora');
    await office.enroll(told, dora);
    await office.settle();
    await office.opens(dora);
    await office.passDays(3);
    await office.apply({ ...first, followUps: first.followUps.slice(1) });
    await office.settle();
    await office.changes(dora, { lead_status: 'Junk' });
    await office.settle();
    expect(await office.history(dora)).toEqual([
      'enrolled manual',
      'follow_up_scheduled old-news',
      'follow_up_scheduled other',
      'follow_up_claimed old-news',
      'follow_up_executed old-news',
      'response_recorded old-news sent',
      'response_recorded old-news opened',
      'follow_up_scheduled ask opened',
      'follow_up_claimed ask',
      'follow_up_executed ask',
      'response_recorded ask not_started',
      'moved_to_version 2',
      'follow_up_cancelled other enrollment_ended',
      'unenrolled gone',
    ]);
    const { events } = await office.story((await office.round(dora)).id);
    expect(events.at(-1)).toMatchObject({ kind: 'unenrolled', about: 'rule', detail: 'gone' });
    expect(events[0]).toMatchObject({ actor: office.world.mei.id });
    expect(await office.story('1').catch(() => null)).not.toBeNull();
  });
});
