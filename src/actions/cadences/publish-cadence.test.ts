import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CadenceFile } from '#core/cadence/file.ts';
import type { CrmRecord } from '#core/records/field.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, letterOf, type Office, openOffice } from '#test/office.ts';

const task = (subject: string) => ({ subject });

describe.each(postgresServers())('publishing again on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  /** A letter; two days after it step two; opened, a call in a week instead. */
  function file(name: string, two: Partial<CadenceFile['followUps'][number]> = {}): CadenceFile {
    return cadence(name, {
      followUps: [
        email('one', {
          then: [
            { id: 'two', when: ['sent'], delay: { days: 2 }, task: task('Two'), ...two },
            { id: 'ring', when: ['opened'], delay: { weeks: 1 }, task: task('Ring') },
          ],
        }),
      ],
    });
  }
  async function enrolled(applied: Applied, name: string, count: number): Promise<CrmRecord[]> {
    const leads = await office.leadsNamed(name, count);
    await office.enrollAll(applied, leads);
    await office.passMinute();
    return leads;
  }
  const statuses = async (leads: readonly CrmRecord[]) => {
    const all = await Promise.all(leads.map((lead) => office.round(lead)));
    return [...new Set(all.map(({ status, version }) => `${status} v${version}`))];
  };

  it.each<[string, Partial<CadenceFile['followUps'][number]>]>([
    ['its delay', { delay: { days: 3 } }],
    ['its settings', { task: task('Two, differently') }],
    ['its channel', { task: undefined, call: { subject: 'Two by phone', startsAfter: { hours: 1 } } }],
    ['its trigger', { when: ['sent', 'clicked'] }],
    ['its branching', { branching: 'all' }],
  ])('K-79 C-55 %s is edited: those scheduled on it stop, all others move', async (what, edit) => {
    const name = `Edited ${what}`;
    const applied = await office.apply(file(name));
    const scheduled = await enrolled(applied, `${what} 4`, 4);
    const elsewhere = await enrolled(applied, `${what} 6`, 6);
    for (const lead of elsewhere) await office.opens(lead);
    await office.settle();
    await office.apply(file(name, edit));
    await office.settle();
    expect(await statuses(scheduled)).toEqual(['stopped: republished v1']);
    expect(await statuses(elsewhere)).toEqual(['active v2']);
    await office.passDays(8);
    for (const lead of scheduled) expect(await office.toDo(lead)).toEqual([]);
    for (const lead of elsewhere) expect(await office.toDo(lead)).toEqual(['Ring']);
  });

  it('C-55 name, description and a template’s text stop nobody', async () => {
    const applied = await office.apply(file('Words'));
    const [lead] = await enrolled(applied, 'Words', 1);
    if (lead === undefined) throw new Error('a lead');
    await office.apply({
      ...file('Words'),
      description: 'Told differently',
      templates: { one: { ...letterOf('one'), subject: 'One!' } },
    });
    await office.passDays(3);
    expect(await office.toDo(lead)).toEqual(['Two']);
    expect((await office.round(lead)).version).toBe(2);
  });

  it('K-82 a step with waiting records is removed: stopped, continuing is not offered', async () => {
    const applied = await office.apply(file('Removed'));
    const [lead] = await enrolled(applied, 'Removed', 1);
    if (lead === undefined) throw new Error('a lead');
    const [one] = file('Removed').followUps;
    if (one === undefined) throw new Error('a step');
    await office.apply({ ...file('Removed'), followUps: [{ ...one, then: (one.then ?? []).slice(1) }] });
    await office.settle();
    expect(await office.status(lead)).toMatch(/^stopped: /);
    expect(await office.enroll(applied, lead, 'continue')).toMatchObject({ reason: 'follow_up_deleted' });
    expect((await office.history(lead)).join()).not.toContain('#');
  });

  it('K-79 pinned: those enrolled finish under their own version, whoever comes later runs the new one', async () => {
    const applied = await office.apply(file('Pinned'));
    const [pinned] = await enrolled(applied, 'Pinned', 1);
    if (pinned === undefined) throw new Error('a lead');
    await office.apply(file('Pinned', { task: task('Two, new') }), { enrolled: 'pin' });
    const [later] = await enrolled(applied, 'Later', 1);
    if (later === undefined) throw new Error('a lead');
    expect(await statuses([pinned])).toEqual(['active v1']);
    await office.passDays(3);
    expect([await office.toDo(pinned), await office.toDo(later)]).toEqual([['Two'], ['Two, new']]);
    await office.passDays(40);
    expect(await statuses([pinned, later])).toEqual(['expired v1', 'expired v2']);
  });

  it('K-79 moved, then pinned before the worker looked: they go on under the version they were moved to', async () => {
    const applied = await office.apply(file('Twice'));
    const [lead] = await enrolled(applied, 'Twice', 1);
    if (lead === undefined) throw new Error('a lead');
    await office.apply({ ...file('Twice'), description: 'Moved' });
    await office.apply(file('Twice', { delay: { days: 9 } }), { enrolled: 'pin' });
    await office.settle();
    expect(await statuses([lead])).toEqual(['active v2']);
  });

  it('C-55 a new child sees only later responses', async () => {
    const applied = await office.apply(file('Grown'));
    const [early, late] = await enrolled(applied, 'Grown', 2);
    if (!early || !late) throw new Error('two leads');
    await office.clicks(early);
    await office.settle();
    const [one] = file('Grown').followUps;
    if (one === undefined) throw new Error('a step');
    const child = { id: 'visit', when: ['clicked' as const], task: task('Visit') };
    await office.apply({ ...file('Grown'), followUps: [{ ...one, then: [...(one.then ?? []), child] }] });
    await office.passMinute();
    await office.clicks(early);
    await office.clicks(late);
    await office.passMinute();
    expect(await office.toDo(early)).toEqual([]);
    expect(await office.toDo(late)).toEqual(['Visit']);
  });

  it('C-55 a new rule applies to those enrolled: by the sweep, or when it is published', async () => {
    const applied = await office.apply(file('Ruled'));
    const [junk, fine] = [await office.lead('Junk', { lead_status: 'Junk' }), await office.lead('Fine')];
    await office.enrollAll(applied, [junk, fine]);
    await office.passMinute();
    const rule = { id: 'junk', record: { field: 'lead_status', is: 'Junk' } };
    await office.apply({ ...file('Ruled'), unenroll: [rule] });
    await office.settle();
    expect([await office.status(junk), await office.status(fine)]).toEqual(['unenrolled: junk', 'active']);
  });

  it('C-50 a rule that the clock makes true unenrolls at the next sweep', async () => {
    const applied = await office.apply({
      ...file('Stale'),
      unenroll: [{ id: 'stale', record: { field: 'created_at', more_than_ago: { hours: 5 } } }],
    });
    const [lead] = await enrolled(applied, 'Stale', 1);
    if (lead === undefined) throw new Error('a lead');
    await office.steps.sweep(office.world.organization);
    await office.settle();
    expect(await office.status(lead)).toBe('active');
    await office.passHours(6);
    expect(await office.steps.sweep(office.world.organization)).toBe(1);
    await office.settle();
    expect(await office.status(lead)).toBe('unenrolled: stale');
    expect(await office.steps.sweep(office.world.organization)).toBe(0);
  });

  it('K-81 publishing races with the worker that fires the edited step: wholly under the old version or not at all', async () => {
    for (let i = 0; i < 4; i++) {
      const name = `Race ${i}`;
      const applied = await office.apply(file(name));
      const leads = await enrolled(applied, name, 15);
      office.skip(2, 'days');
      const { organization } = office.world;
      const worker = office.worker();
      await Promise.all([
        office.steps.wake(organization).then(() => office.steps.deliver(organization)),
        office.apply(file(name, { task: task('Two, new') })),
        worker.wake(organization).then(() => worker.deliver(organization)),
      ]);
      await office.passMinute();
      for (const lead of leads) {
        const { status, version } = await office.round(lead);
        const made = await office.toDo(lead);
        if (made.length === 0) expect([status, version]).toEqual(['stopped: republished', 1]);
        else expect([made, status, version]).toEqual([['Two'], 'active', 2]);
      }
    }
  });

  it('C-12 two publish the same draft at once: one version, one hears that there is nothing to publish', async () => {
    const draft = await office.draft(file('Twice'));
    const both = await Promise.all([office.publish(draft), office.publish(draft)]);
    expect(both.map((one) => (one.kind === 'refused' ? one.reason : one.kind)).sort()).toEqual([
      'nothing_to_publish',
      'published',
    ]);
  });

  it('C-12 a draft with problems is not published, and each names its follow-up', async () => {
    const draft = await office.draft({ ...file('Wrong', { delay: { days: 100 } }), templates: {} });
    const published = await office.publish(draft);
    expect(published).toMatchObject({
      kind: 'problems',
      problems: [{ code: 'duration_out_of_range', path: 'followUps/two/delay' }],
    });
  });
});
