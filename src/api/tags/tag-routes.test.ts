import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLead, featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type Tag = { name: string; color: string };
const tagsOf = async (module: string) =>
  (await ok<{ items: Tag[] }>(grace('GET', `/api/v1/modules/${module}/tags`))).items;
const tagging = (module: string, records: readonly { id: string }[], change: object) =>
  grace('POST', `/api/v1/${module}/tagging`, { records: records.map(({ id }) => id), ...change });
const heldBy = async (module: string, { id }: { id: string }) =>
  (await ok<{ values: { tags: string[] | null } }>(grace('GET', `/api/v1/${module}/${id}`))).values.tags;
const leads = (count: number, name: string) =>
  Promise.all(Array.from({ length: count }, (_, i) => createLead(grace, { last_name: `${name} ${i}` })));
const withTag = (tag: string) =>
  new URLSearchParams({ criteria: JSON.stringify({ field: 'tags', contains_any: [tag] }) }).toString();

describe('tags', () => {
  it('R-4 are put on many records at once and taken off, made by using them, and spelled as they are', async () => {
    const some = await leads(3, 'Ada');
    expect(await ok(tagging('leads', some, { add: ['VIP', '展会 2026'] }))).toEqual({ changed: 3, left: [] });
    expect(await tagsOf('leads')).toEqual([
      { name: 'VIP', color: 'gray' },
      { name: '展会 2026', color: 'gray' },
    ]);
    expect(await ok(tagging('leads', some.slice(0, 1), { add: ['vip '], remove: ['展会 2026'] }))).toMatchObject({
      changed: 1,
    });
    expect(await ok(tagging('leads', some, { add: ['Vip'] }))).toMatchObject({ changed: 0 });
    const [first, second] = some;
    if (first === undefined || second === undefined) throw new Error('three leads');
    expect([await heldBy('leads', first), await heldBy('leads', second)]).toEqual([['VIP'], ['VIP', '展会 2026']]);
    await ok(grace('PATCH', `/api/v1/leads/${second.id}`, { values: { tags: ['展会 2026'] } }));
    expect(await heldBy('leads', second)).toEqual(['展会 2026']);
    const unknown = await grace('PATCH', `/api/v1/leads/${second.id}`, { values: { tags: ['Never heard of'] } });
    expect(unknown.json()).toMatchObject({ errors: [{ path: 'body.values.tags', code: 'not_an_option' }] });
  });

  it('R-5 V-1 stand in the history, and criteria ask for them', async () => {
    const [lead] = await leads(1, 'Ben');
    if (lead === undefined) throw new Error('a lead');
    await ok(tagging('leads', [lead], { add: ['Asked for'] }));
    const timeline = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${lead.id}/timeline?only=changes`));
    expect(timeline.items[0]).toMatchObject({ changes: { tags: { before: null, after: ['Asked for'] } } });
    const page = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads?${withTag('Asked for')}`));
    expect(page.items).toMatchObject([{ id: lead.id }]);
  });

  it('I-1 I-2 go out into files, several in a cell, and come in again', async () => {
    const [lead] = await leads(1, 'Eve');
    if (lead === undefined) throw new Error('a lead');
    await ok(tagging('leads', [lead], { add: ['Exported', 'Twice'] }));
    const file = await grace('GET', `/api/v1/leads/export?${withTag('Exported')}`);
    expect(file.body).toContain('"Exported;Twice"');
    const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
    const headers = { 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' };
    const payload = 'Last name,Tags\nFrida,twice;Exported\nGus,Misspelt\n';
    const imported = await world.app.inject({ method: 'POST', url: '/api/v1/leads/import', headers, cookies, payload });
    expect(imported.json()).toMatchObject({ created: 1, failed: 1 });
    const { items } = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads?${withTag('Twice')}&sort=-created_at`));
    expect(items[0]).toMatchObject({ name: 'Frida', values: { tags: ['Exported', 'Twice'] } });
  });

  it('R-4 any module has them, each its own: parts of others and modules made at run time too', async () => {
    const module = { key: 'ships', label: { en: 'Ships', zh: '船' }, singular: { en: 'Ship', zh: '船' } };
    await ok(grace('POST', '/api/v1/modules', module));
    for (const [key, values] of [
      ['ships', { name: 'Argo' }],
      ['products', { name: 'Rope' }],
      ['meetings', { name: 'Tea', starts_at: '2026-03-02T09:00:00Z', ends_at: '2026-03-02T10:00:00Z' }],
    ] as const) {
      const record = await ok<{ id: string }>(grace('POST', `/api/v1/${key}`, { values }));
      expect(await ok(tagging(key, [record], { add: [`Of ${key}`] }))).toMatchObject({ changed: 1 });
      expect(await heldBy(key, record)).toEqual([`Of ${key}`]);
      expect(await tagsOf(key)).toEqual([{ name: `Of ${key}`, color: 'gray' }]);
    }
  });

  it('R-4 renamed, every record follows, those in the recycle bin too; the colour stays', async () => {
    const some = await leads(2, 'Chen');
    const [kept, binned] = some;
    if (kept === undefined || binned === undefined) throw new Error('two leads');
    await ok(grace('POST', '/api/v1/modules/leads/tags', { name: 'Warm', color: 'orange' }));
    await ok(tagging('leads', some, { add: ['Warm'] }));
    await ok(grace('DELETE', `/api/v1/leads/${binned.id}`));
    const renamed = await ok<Tag>(grace('PATCH', '/api/v1/modules/leads/tags/warm', { name: 'Very warm' }));
    expect(renamed).toEqual({ name: 'Very warm', color: 'orange' });
    await world.work();
    await ok(grace('POST', `/api/v1/leads/${binned.id}/restore`));
    expect([await heldBy('leads', kept), await heldBy('leads', binned)]).toEqual([['Very warm'], ['Very warm']]);
    expect((await tagsOf('leads')).filter(({ name }) => /warm/i.test(name))).toEqual([renamed]);
    expect(await ok<Tag>(grace('PATCH', '/api/v1/modules/leads/tags/Very%20warm', { color: 'red' }))).toEqual({
      ...{ name: 'Very warm', color: 'red' },
    });
  });

  it('R-4 merged or deleted, records hold the other one or none', async () => {
    const [one, two] = await leads(2, 'Diaz');
    if (one === undefined || two === undefined) throw new Error('two leads');
    await ok(tagging('leads', [one], { add: ['Fair', 'Expo', 'Gone'] }));
    await ok(tagging('leads', [two], { add: ['Fair'] }));
    await ok(grace('POST', '/api/v1/modules/leads/tags/Fair/merge', { into: 'Expo' }));
    expect((await grace('DELETE', '/api/v1/modules/leads/tags/Gone')).statusCode).toBe(204);
    await world.work();
    expect([await heldBy('leads', one), await heldBy('leads', two)]).toEqual([['Expo'], ['Expo']]);
    expect((await tagsOf('leads')).map(({ name }) => name)).not.toContain('Fair');
    expect((await tagsOf('leads')).map(({ name }) => name)).not.toContain('Gone');
  });

  it('R-4 a tag that a view or cadence asks for is neither renamed nor deleted', async () => {
    await ok(grace('POST', '/api/v1/modules/leads/tags', { name: 'Wanted' }));
    const criteria = { field: 'tags', contains: 'Wanted' };
    await ok(grace('POST', '/api/v1/views', { name: 'The wanted', criteria }));
    const rule = { id: 'wanted', record: criteria };
    await publish(grace, featureAdoption({ name: 'While wanted', unenroll: [rule] }));
    for (const trying of [
      grace('PATCH', '/api/v1/modules/leads/tags/Wanted', { name: 'Unwanted' }),
      grace('DELETE', '/api/v1/modules/leads/tags/Wanted'),
      grace('POST', '/api/v1/modules/leads/tags/Wanted/merge', { into: 'VIP' }),
    ]) {
      const refused = await trying;
      expect(refused.json()).toMatchObject({ status: 409, code: 'tag_in_use' });
      expect(refused.json<{ detail: string }>().detail).toContain('The wanted, While wanted');
    }
    expect((await grace('PATCH', '/api/v1/modules/leads/tags/Wanted', { color: 'lime' })).statusCode).toBe(200);
  });

  it('R-3 U-2 what is no tag, or not allowed, is refused', async () => {
    const [lead] = await leads(1, 'Okoro');
    if (lead === undefined) throw new Error('a lead');
    const ada = await world.as(world.users.ada);
    const lin = await world.as(world.users.lin);
    const tags = '/api/v1/modules/leads/tags';
    const tries = [
      [tagging('leads', [lead], { add: ['a;b'] }), 422, 'tag_name_not_valid'],
      [tagging('leads', [lead], { add: [''] }), 422, 'tag_name_not_valid'],
      [tagging('spaceships', [lead], { add: ['x'] }), 404, 'module_unknown'],
      [tagging('leads', [], { add: ['x'] }), 422, 'invalid_input'],
      [grace('POST', tags, { name: 'VIP' }), 409, 'tag_taken'],
      [grace('PATCH', `${tags}/VIP`, { name: 'Expo' }), 409, 'tag_taken'],
      [grace('PATCH', `${tags}/Nobody`, { name: 'Expo 2' }), 404, 'tag_unknown'],
      [grace('POST', `${tags}/VIP/merge`, { into: 'vip' }), 404, 'tag_unknown'],
      [ada('DELETE', `${tags}/VIP`), 403, 'scope_missing'],
    ] as const;
    for (const [trying, status, code] of tries) expect((await trying).json()).toMatchObject({ status, code });
    const others = await ok(lin('POST', '/api/v1/leads/tagging', { records: [lead.id], add: ['Stolen'] }));
    expect(others).toEqual({ changed: 0, left: [lead.id] });
    expect(await heldBy('leads', lead)).toBeNull();
  });

  it('T7 a tag that isn’t there is refused before anything is written', async () => {
    const refused = await grace('PATCH', '/api/v1/modules/campaigns/tags/Nobody', { color: 'blue' });
    expect(refused.json()).toMatchObject({ status: 404, code: 'tag_unknown' });
    const kept = await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`select from custom_field where module = 'campaigns' and key = 'tags'`),
    );
    expect(kept).toEqual([]);
  });

  it('R-7 a survivor has the tags of all', async () => {
    const [one, two] = await leads(2, 'Twin');
    if (one === undefined || two === undefined) throw new Error('two leads');
    await ok(tagging('leads', [one], { add: ['Left'] }));
    await ok(tagging('leads', [two], { add: ['Right'] }));
    await ok(grace('POST', `/api/v1/leads/${one.id}/merge`, { records: [{ id: two.id }] }));
    expect(await heldBy('leads', one)).toEqual(['Left', 'Right']);
  });
});
