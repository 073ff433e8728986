import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FileAudience } from '#core/cadence/file.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { postgresServers } from '#test/database.ts';
import { lockCadence } from '#storage/cadences/cadences.ts';
import { cadenceKey, lockExclusive } from '#storage/locks.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('taking in an audience on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  // The audiences of earlier tests grow no more.
  afterEach(() => office.query(sql`update cadence set intake_pending = false, intake_done_until = null`));
  afterAll(() => office?.close());

  let cities = 0;
  /** A view of a city of its own, and a cadence on it: a letter, and a task five days later. */
  async function audience(
    enrollNew?: Extract<FileAudience, object>['enrollNew'],
    unenroll = [{ id: 'left', leftView: true as const }],
  ) {
    const city = `City ${++cities}`;
    await office.view(city, {
      all: [
        { field: 'city', is: city },
        { field: 'do_not_call', is: false },
      ],
    });
    const file = {
      ...cadence(`Audience of ${city}`, {
        followUps: [email('letter'), { id: 'visit', delay: { days: 5 }, task: { subject: 'Visit' } }],
        unenroll,
      }),
      audience: { view: city, ...(enrollNew === undefined ? {} : { enrollNew }) },
    };
    return { city, file, lead: (name: string) => office.lead(name, { city }) };
  }
  const rounds = async (lead: CrmRecord) => (await office.rounds(lead)).map(({ status }) => status);

  it('K-17 C-2 static: those in the view at publication, nobody who enters later', async () => {
    const { city, file, lead } = await audience();
    const [inside, outside] = [await lead('Inside'), await office.lead('Outside')];
    await office.apply(file);
    await office.passMinute();
    const late = await lead('Late');
    await office.changes(outside, { city });
    await office.passDays(3);
    expect(await rounds(inside)).toEqual(['active']);
    expect(await office.history(inside)).toContain('enrolled view');
    expect([await rounds(late), await rounds(outside)]).toEqual([[], []]);
  });

  it('C-2 static: who enters a moment after the publication is out, who leaves a moment after it was in', async () => {
    const { city, file, lead } = await audience(undefined, []);
    const [inside, outside] = [await lead('Inside'), await office.lead('Outside')];
    await office.publish(await office.draft(file));
    await office.changes(inside, { city: 'Elsewhere' });
    await office.changes(outside, { city });
    await office.passDays(1);
    expect([await rounds(inside), await rounds(outside)]).toEqual([['active'], []]);
  });

  it('K-18 C-2 dynamic, those in it left out: they are not enrolled, whoever enters later is, each once', async () => {
    const { city, file, lead } = await audience({});
    const [inside, outside] = [await lead('Inside'), await office.lead('Outside')];
    await office.apply(file, { existing: 'leave' });
    await office.passMinute();
    const made = await lead('Made');
    await office.changes(outside, { city });
    await office.passMinute();
    await office.changes(inside, { title: 'Changed' });
    await office.passHours(1);
    expect([await rounds(inside), await rounds(made), await rounds(outside)]).toEqual([[], ['active'], ['active']]);
    await office.passDays(6);
    expect([await office.got(made), await office.got(outside)]).toEqual([['letter'], ['letter']]);
    expect(await rounds(made)).toEqual(['completed']);
  });

  it('C-2 dynamic, those in it taken in: all of them and whoever enters later', async () => {
    const { file, lead } = await audience({});
    const inside = await lead('Inside');
    await office.apply(file);
    await office.passMinute();
    const late = await lead('Late');
    await office.passMinute();
    expect([await rounds(inside), await rounds(late)]).toEqual([['active'], ['active']]);
  });

  it('K-17 C-2 a window of a week: who enters on day 8 is not enrolled, nor who was there before its first day', async () => {
    const { file, lead } = await audience({ from: '2026-04-06', until: '2026-04-12' });
    await office.passUntil(Date.parse('2026-04-04T12:00:00+08:00'));
    await office.apply(file, { existing: 'leave' });
    await office.passUntil(Date.parse('2026-04-05T12:00:00+08:00'));
    const early = await lead('Early');
    await office.passUntil(Date.parse('2026-04-05T23:59:00+08:00'));
    expect(await rounds(early)).toEqual([]);
    await office.passUntil(Date.parse('2026-04-12T23:58:00+08:00'));
    const inTime = await lead('In time');
    await office.passMinute();
    expect(await rounds(inTime)).toEqual(['active']);
    await office.passUntil(Date.parse('2026-04-13T00:00:00+08:00'));
    const late = await lead('Day eight');
    await office.passDays(1);
    expect(await rounds(late)).toEqual([]);
  });

  it('C-2 every two days: whoever entered meanwhile is taken in then', async () => {
    const { file, lead } = await audience({ every: { days: 2 } });
    await office.apply(file, { existing: 'leave' });
    await office.passHours(1);
    const waiting = await lead('Waiting');
    await office.passHours(46);
    expect(await rounds(waiting)).toEqual([]);
    await office.passHours(1);
    expect(await rounds(waiting)).toEqual(['active']);
  });

  it('C-2 by hand only where the cadence says so', async () => {
    const { file, lead } = await audience();
    const closed = await office.apply(file, { existing: 'leave' });
    const outside = await lead('Outside');
    expect(await office.asksToEnroll(closed, [outside])).toMatchObject({ reason: 'manual_not_allowed' });
    const open = { ...file, audience: { ...file.audience, manualToo: true } };
    await office.apply(open, { existing: 'leave' });
    expect(await office.enroll(closed, outside)).toMatchObject({ kind: 'enrolled' });
  });

  it('K-4 C-22 who meets an unenrolment rule is not taken in, and is not looked at again and again', async () => {
    const { file, city } = await audience({});
    const won = { id: 'won', record: { field: 'lead_status', is: 'Qualified' } };
    await office.apply({ ...file, unenroll: [won] });
    const lead = await office.lead('Won', { city, lead_status: 'Qualified' });
    await office.passMinute();
    expect(await rounds(lead)).toEqual([]);
    await office.changes(lead, { lead_status: 'New' });
    await office.passDays(1);
    expect(await rounds(lead)).toEqual([]);
  });

  describe('C-50 C-52 leaving the view', () => {
    it('K-12 C-73 with the rule: unenrolled; back in a dynamic view it goes on where it was', async () => {
      const { city, file, lead } = await audience({});
      await office.apply(file);
      const ada = await lead('Ada');
      await office.passDays(3);
      await office.changes(ada, { city: 'Elsewhere' });
      await office.passMinute();
      expect(await rounds(ada)).toEqual(['unenrolled: left']);
      await office.passDays(10);
      await office.changes(ada, { city });
      await office.passDays(4);
      expect(await rounds(ada)).toEqual(['active']);
      expect(await office.activities(ada)).toEqual([]);
      await office.passDays(1);
      // Once, although it was there twice: no redundant message.
      expect(await office.got(ada)).toEqual(['letter']);
      expect((await office.activities(ada)).map(({ subject }) => subject)).toEqual(['Visit']);
    });

    it('K-12 in a static view it stays out', async () => {
      const { city, file, lead } = await audience();
      const ben = await lead('Ben');
      await office.apply(file);
      await office.passMinute();
      await office.changes(ben, { city: 'Elsewhere' });
      await office.passMinute();
      await office.changes(ben, { city });
      await office.passDays(7);
      expect(await rounds(ben)).toEqual(['unenrolled: left']);
    });

    it('K-9 without the rule it goes on to the end, and is not taken in twice', async () => {
      const { city, file, lead } = await audience({}, []);
      await office.apply(file);
      const chen = await lead('Chen');
      await office.passMinute();
      await office.changes(chen, { city: 'Elsewhere' });
      await office.passDays(1);
      await office.changes(chen, { city });
      await office.passDays(6);
      expect(await rounds(chen)).toEqual(['completed']);
      expect(await office.got(chen)).toEqual(['letter']);
    });

    it('K-87 C-73 unenrolled by hand, or completed: coming back takes nobody in', async () => {
      const { city, file, lead } = await audience({});
      const applied = await office.apply(file);
      const [byHand, complete] = [await lead('By hand'), await lead('Complete')];
      await office.passMinute();
      await office.unenroll(applied, [byHand]);
      await office.passDays(6);
      for (const one of [byHand, complete]) await office.changes(one, { city: 'Elsewhere' });
      await office.passMinute();
      for (const one of [byHand, complete]) await office.changes(one, { city });
      await office.passDays(6);
      expect(await rounds(byHand)).toEqual(['unenrolled: manual']);
      expect(await rounds(complete)).toEqual(['completed']);
    });
  });

  describe('C-59 disabled and enabled again', () => {
    it.each([
      ['leave', [[], []]],
      ['take_in', [['active'], ['active']]],
    ] as const)(
      '%s: those who entered meanwhile only on demand; whoever enters later is taken in',
      async (existing, expected) => {
        const { city, file, lead } = await audience({});
        const applied = await office.apply(file);
        const before = await lead('Before');
        await office.passMinute();
        await office.disable(applied);
        await office.passMinute();
        const [made, moved] = [await lead('Made'), await office.lead('Moved')];
        await office.changes(moved, { city });
        await office.passDays(1);
        expect(await rounds(made)).toEqual([]);
        await office.enable(applied, existing);
        await office.passMinute();
        const after = await lead('After');
        await office.passMinute();
        expect([await rounds(made), await rounds(moved)]).toEqual(expected);
        expect(await rounds(before)).toEqual(['stopped: disabled']);
        expect(await rounds(after)).toEqual(['active']);
      },
    );
  });

  it('C-24 taken in while the cadence is being disabled: nobody waits in a circle, nobody is left running', async () => {
    for (let i = 0; i < 4; i++) {
      const { city, file } = await audience({});
      await Promise.all(Array.from({ length: 20 }, (_, j) => office.lead(`Crowd ${j}`, { city })));
      const applied = await office.apply(file);
      const worker = office.worker();
      const done = await Promise.all([
        office.steps.tend(office.world.organization),
        office.disable(applied),
        worker.tend(office.world.organization),
      ]);
      expect(done[1].kind).toBe('switched');
      await office.settle();
      const active = sql`select id from enrollment where cadence_id = ${applied.id} and status = 0`;
      expect(await office.query(active)).toEqual([]);
    }
  });

  it('C-24 an intake waits for whoever disables the cadence before it locks anything he needs', async () => {
    const { city, file } = await audience({});
    await office.lead('Awaited', { city });
    const { id } = await office.apply(file);
    const { seat } = office.world.organization;
    const tending = await office.inOrganization(async (tx) => {
      await lockExclusive(tx, [cadenceKey(seat, id)]);
      const work = office.steps.tend(office.world.organization);
      await office.waitersForLocks(1);
      await lockCadence(tx, id);
      return { work };
    });
    await tending.work;
    expect(office.errors).toEqual([]);
  });

  it('K-13 a view that can not be asked enrols nobody and unenrols nobody', async () => {
    const { city, file, lead } = await audience({});
    const applied = await office.apply(file);
    const inside = await lead('Inside');
    await office.passMinute();
    await office.query(sql`update view set criteria = '{"field": "gone", "is": "x"}' where name = ${city}`);
    const late = await lead('Late');
    await office.steps.tend(office.world.organization);
    expect(office.errors.splice(0).join()).toContain('an audience could not be looked at');
    await office.changes(inside, { title: 'Changed' });
    await office.steps.wake(office.world.organization);
    expect([await rounds(inside), await rounds(late)]).toEqual([['active'], []]);
    await office.query(
      sql`update view set criteria = ${JSON.stringify({ field: 'city', is: city })}::jsonb where name = ${city}`,
    );
    await office.passHours(1);
    expect([await rounds(inside), await rounds(late)]).toEqual([['active'], ['active']]);
    await office.disable(applied);
  });

  it('P8 a view that can not be asked holds up no other audience', async () => {
    const broken = await audience({});
    const sound = await audience({});
    await office.apply(broken.file);
    await office.apply(sound.file);
    await office.passMinute();
    await office.query(sql`update view set criteria = '{"field": "gone", "is": "x"}' where name = ${broken.city}`);
    const lead = await sound.lead('Sound');
    await office.steps.tend(office.world.organization);
    expect(await rounds(lead)).toEqual(['active']);
    await office.query(sql`update view set criteria = '{"all": []}' where name = ${broken.city}`);
  });
});
