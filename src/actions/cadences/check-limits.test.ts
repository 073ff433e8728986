import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCadence } from '#actions/cadences/save-cadence.ts';
import { changeCadenceLimits, readCadenceLimits } from '#actions/settings/cadence-limits.ts';
import { limitsByEdition } from '#core/cadence/limits.ts';
import { postgresServers } from '#test/database.ts';
import { cadence, email, type Office, openOffice } from '#test/office.ts';

const file = (name: string) => cadence(name, { followUps: [email('hello')] });

describe.each(postgresServers())('how many cadences there may be, on $name', (server) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(server);
  });
  afterAll(() => office?.close());

  it('C-60 C-12 the ultimate edition’s limits hold at first; a limit of one’s own is named with the present count', async () => {
    expect(await readCadenceLimits(office.at)).toEqual({
      edition: 'ultimate',
      own: null,
      limits: { activeCadences: 50, cadences: 70, followUps: 90 },
      modules: [],
    });
    const own = { activeCadences: 1, cadences: 3, followUps: 2 };
    await changeCadenceLimits(office.acting, { edition: 'standard', own });
    const first = await office.apply(file('First'));
    const second = await office.draft(file('Second'));
    const full = { kind: 'refused', reason: 'too_many_active_cadences', params: { limit: 1, count: 1 } };
    expect(await office.publish(second)).toEqual(full);
    // What runs already may be published again.
    await office.apply({ ...file('First'), description: 'Said differently' });
    await office.disable(first);
    expect(await office.publish(second)).toMatchObject({ kind: 'published' });
    expect(await office.enable(first)).toEqual(full);
    await office.draft(file('Third'));
    expect(await createCadence(office.context, file('Fourth'))).toEqual({
      kind: 'refused',
      reason: 'too_many_cadences',
      params: { limit: 3, count: 3 },
    });
    const long = await office.draft(cadence('Third', { followUps: [email('a'), email('b'), email('c')] }));
    expect(await office.publish(long)).toMatchObject({
      kind: 'problems',
      problems: [{ code: 'too_many_follow_ups', params: { count: 3, max: 2 } }],
    });
    expect(await readCadenceLimits(office.at)).toMatchObject({
      limits: own,
      modules: [{ module: 'leads', cadences: 3, activeCadences: 1 }],
    });
    await changeCadenceLimits(office.acting, { edition: 'standard', own: null });
    expect((await readCadenceLimits(office.at)).limits).toEqual(limitsByEdition.standard);
  });

  it('C-60 K-94 two who make the last one at once: one of them is refused', async () => {
    const own = { activeCadences: 9, cadences: 4, followUps: 9 };
    await changeCadenceLimits(office.acting, { edition: 'standard', own });
    const made = await Promise.all(['One', 'Two'].map((name) => createCadence(office.context, file(name))));
    expect(made.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'saved']);
  });

  it('C-60 K-95 below what runs already, a limit stops nothing: what runs goes on, nothing more is activated', async () => {
    const own = { activeCadences: 9, cadences: 20, followUps: 9 };
    await changeCadenceLimits(office.acting, { edition: 'standard', own });
    const running = await office.apply(file('Runs on'));
    await office.apply(file('Runs on too'));
    await changeCadenceLimits(office.acting, { edition: 'standard', own: { ...own, activeCadences: 1 } });
    const ada = await office.lead('Ada');
    expect(await office.enroll(running, ada)).toMatchObject({ kind: 'enrolled' });
    await office.settle();
    expect(await office.got(ada)).toHaveLength(1);
    const other = await office.draft(file('One more'));
    expect(await office.publish(other)).toMatchObject({ kind: 'refused', reason: 'too_many_active_cadences' });
  });
});
