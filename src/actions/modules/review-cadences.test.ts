import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addField, readFieldUses, restoreField, retireField } from '#actions/modules/own-fields.ts';
import { changeTag, makeTag } from '#actions/tags/change-tags.ts';
import { postgresServers } from '#test/database.ts';
import { type Applied, cadence, email, type Office, openOffice } from '#test/office.ts';

describe.each(postgresServers())('cadences whose field goes, on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
    for (const key of ['plan', 'tier']) {
      const label = { en: key, zh: key };
      await addField(office.acting, {
        module: 'leads',
        field: { key, type: 'text', label, required: false, options: [] },
      });
    }
  });
  afterAll(() => office?.close());

  const administering = () => ({ ...office.acting, readTemplate: office.context.readTemplate });
  const plan = { module: 'leads', field: 'plan' };
  const statusOf = async ({ id }: Applied) => {
    const [row] = await office.query<{ status: string }>(sql`select status from cadence where id = ${id}`);
    return row?.status;
  };
  const letters = () => [email('now'), email('later', { delay: { days: 2 } })];

  it('C-42 K-110 a rule’s field goes: nothing runs, nobody is let out; it comes back, and the rounds go on', async () => {
    const byPlan = await office.apply(
      cadence('By plan', {
        followUps: letters(),
        unenroll: [{ id: 'sold', record: { field: 'plan', is: 'Pro' } }],
      }),
    );
    const other = await office.apply(
      cadence('By tier', { followUps: letters(), unenroll: [{ id: 'sold', record: { field: 'tier', is: 'Pro' } }] }),
    );
    const [ada, ben] = [await office.lead('Ada', { plan: 'Basic' }), await office.lead('Ben', { plan: 'Basic' })];
    await office.enrollAll(byPlan, [ada, ben]);
    await office.enrollAll(other, [ada]);
    await office.settle();
    const broken = [{ id: byPlan.publicId, name: 'By plan' }];
    expect(await readFieldUses(administering(), plan)).toMatchObject({ cadences: broken });
    expect(await statusOf(byPlan)).toBe('active');
    await office.changes(ben, { plan: 'Pro' });
    expect(await retireField(administering(), plan)).toMatchObject({ kind: 'done', cadences: broken });
    expect([await statusOf(byPlan), await statusOf(other)]).toEqual(['invalid', 'active']);
    await office.passDays(3);
    expect([await office.status(ada, byPlan), await office.status(ben, byPlan)]).toEqual(['active', 'active']);
    expect(await office.got(ada)).toHaveLength(3);
    expect(await office.got(ben)).toHaveLength(1);
    expect(await restoreField(administering(), plan)).toMatchObject({ kind: 'done', cadences: [] });
    expect(await statusOf(byPlan)).toBe('active');
    await office.settle();
    expect(await office.got(ada)).toHaveLength(4);
    expect([await office.status(ben, byPlan), await office.got(ben)]).toEqual(['unenrolled: sold', ['now']]);
  });

  it('C-42 a view’s field goes: the cadence that it feeds stands still; a disabled one stays disabled', async () => {
    const tier = { module: 'leads', field: 'tier' };
    await office.view('Gold', { field: 'tier', is: 'Gold' });
    const gold = cadence('Gold', { audience: { view: 'Gold', enrollNew: {} }, followUps: letters() });
    const fed = await office.apply(gold);
    const disabled = await office.apply({ ...gold, name: 'Gold too' });
    await office.disable(disabled);
    await retireField(administering(), tier);
    expect([await statusOf(fed), await statusOf(disabled)]).toEqual(['invalid', 'disabled']);
    expect(await office.enable(disabled)).toMatchObject({ reason: 'misses_field' });
    const late = await office.lead('Late');
    await office.passHours(2);
    expect(await office.rounds(late)).toEqual([]);
    await restoreField(administering(), tier);
    expect([await statusOf(fed), await statusOf(disabled)]).toEqual(['active', 'disabled']);
    await office.changes(late, { tier: 'Gold' });
    await office.passHours(2);
    expect(await office.status(late, fed)).toBe('active');
  });

  it('C-42 K-110 a field that is asked over a lookup goes with its own module: the cadence stands still, the views are named', async () => {
    const budget = { module: 'campaigns', field: 'budgeted' };
    const label = { en: 'Budgeted', zh: '预算' };
    const field = { key: 'budgeted', type: 'text', label, required: false, options: [] } as const;
    await addField(office.acting, { module: 'campaigns', field });
    const criteria = { field: 'campaign.budgeted', is: 'yes' };
    const asking = await office.apply(
      cadence('By campaign', { followUps: letters(), unenroll: [{ id: 'paid', record: criteria }] }),
    );
    await office.view('Of budgeted campaigns', { not: criteria });
    await office.view('Of leads', { field: 'company', is: 'budgeted' });
    const tags = { module: 'campaigns', tag: 'Spring' };
    expect(await makeTag(office.acting, { module: 'campaigns', name: 'Spring', color: 'green' })).toMatchObject({
      kind: 'made',
    });
    await office.view('Of spring campaigns', { field: 'campaign.tags', contains: 'Spring' });
    expect(await changeTag(administering(), { ...tags, kind: 'remove' })).toMatchObject({
      reason: 'tag_in_use',
      uses: ['Of spring campaigns'],
    });
    const uses = { cadences: [{ id: asking.publicId, name: 'By campaign' }], views: ['Of budgeted campaigns'] };
    expect(await readFieldUses(administering(), budget)).toMatchObject(uses);
    await retireField(administering(), budget);
    expect(await statusOf(asking)).toBe('invalid');
    await restoreField(administering(), budget);
    expect(await statusOf(asking)).toBe('active');
  });
});
