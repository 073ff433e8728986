import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { runJobBatch } from '#actions/jobs/run-jobs.ts';
import type { Tx } from '#storage/db.ts';
import { loadWholeCatalogue } from '#storage/records/catalogue.ts';
import { insertRecords } from '#storage/records/write-records.ts';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

type Shown = { id: string; revision: number; name: string; values: Record<string, unknown> };
type Page = {
  items: { kind: string; cause?: string; changes?: Record<string, { before: unknown; after: unknown }> }[];
};

const create = (module: string, values: object) => ok<Shown>(grace('POST', `/api/v1/${module}`, { values }));
const read = (module: string, id: string) => ok<Shown>(grace('GET', `/api/v1/${module}/${id}`));
const merge = (module: string, { id }: Shown, others: readonly Shown[], more: object = {}) =>
  grace('POST', `/api/v1/${module}/${id}/merge`, { records: others.map((other) => ({ id: other.id })), ...more });

describe('merging', () => {
  it('R-7 the preview shows the fields that differ, what each record holds, and whose value is proposed', async () => {
    const ada = await create('contacts', { last_name: 'Moreau', email: 'ada@moreau.invalid', title: 'Engineer' });
    const twin = await create('contacts', { last_name: 'Moreau', email: 'a.moreau@old.invalid', phone: '+33 1 23' });
    const cadence = await publish(grace, {
      ...featureAdoption({ name: 'Contacts', module: 'contacts' }),
      unenroll: [],
    });
    await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [ada.id, twin.id] }));
    const preview = await ok<{
      records: Shown[];
      fields: { key: string; proposed: string }[];
      cadences: { name: string; goesOn: string | null }[];
    }>(grace('POST', `/api/v1/contacts/${ada.id}/merge/preview`, { records: [twin.id] }));
    expect(preview.records.map(({ id }) => id)).toEqual([ada.id, twin.id]);
    expect(preview.fields).toEqual([
      { key: 'title', proposed: ada.id },
      { key: 'email', proposed: ada.id },
      { key: 'phone', proposed: twin.id },
    ]);
    expect(preview.cadences).toEqual([{ id: cadence.id, name: 'Contacts', goesOn: ada.id }]);
    expect(await read('contacts', twin.id)).toMatchObject({ revision: 1 });
  });

  it('R-7 field by field: chosen values, empty ones filled, and the others lie in the recycle bin as merged', async () => {
    const ada = await create('contacts', { last_name: 'Moreau', email: 'ada@moreau.invalid', title: 'Engineer' });
    const twin = await create('contacts', { last_name: 'Moreau-Petit', email: 'a@old.invalid', phone: '+33 1 23' });
    const third = await create('contacts', { last_name: 'M.', mobile: '+33 6 78' });
    const fields = { last_name: twin.id, title: twin.id };
    const merged = await ok<Shown>(merge('contacts', ada, [twin, third], { fields }));
    expect(merged).toMatchObject({ id: ada.id, revision: 2 });
    expect(merged.values).toMatchObject({
      ...{ last_name: 'Moreau-Petit', email: 'ada@moreau.invalid', title: null, phone: '+33 1 23', mobile: '+33 6 78' },
    });
    const bin = await ok<{ items: { id: string; mergedInto: object | null }[] }>(
      grace('GET', '/api/v1/recycle-bin?module=contacts'),
    );
    const survivor = { id: ada.id, name: 'Moreau-Petit' };
    for (const { id } of [twin, third]) {
      expect(bin.items).toContainEqual(expect.objectContaining({ id, mergedInto: survivor }));
    }
    const { items } = await ok<Page>(grace('GET', `/api/v1/contacts/${ada.id}/timeline?only=changes`));
    const [told, changed] = items;
    expect(told).toMatchObject({ cause: `merge:${ada.id}` });
    expect(told?.changes).toEqual({ merged: { before: null, after: ['Moreau-Petit', 'M.'] } });
    expect(changed).toMatchObject({
      cause: `merge:${ada.id}`,
      changes: { title: { before: 'Engineer', after: null } },
    });
  });

  it('R-7 lookups that led to the others lead to the survivor, and that is in their history too', async () => {
    const harbour = await create('accounts', { name: 'Harbour' });
    const twin = await create('accounts', { name: 'Harbour Ltd' });
    const daughter = await create('accounts', { name: 'Harbour South', parent_account: twin.id });
    const ben = await create('contacts', { last_name: 'Okoro', account: twin.id });
    const deal = await create('deals', { name: 'Cranes', stage: 'Proposal', account: twin.id, amount: '1000' });
    const quote = await create('quotes', { name: 'Offer', account: twin.id });
    await ok(grace('PATCH', `/api/v1/accounts/${harbour.id}`, { values: { parent_account: twin.id } }));
    expect((await ok<Shown>(merge('accounts', harbour, [twin]))).values['parent_account']).toBeNull();
    expect((await read('accounts', daughter.id)).values['parent_account']).toBe(harbour.id);
    for (const [module, { id }] of [
      ['contacts', ben],
      ['deals', deal],
      ['quotes', quote],
    ] as const) {
      expect(await read(module, id)).toMatchObject({ revision: 2, values: { account: harbour.id } });
    }
    const { items } = await ok<Page>(grace('GET', `/api/v1/contacts/${ben.id}/timeline?only=changes`));
    expect(items[0]).toMatchObject({
      cause: `merge:${harbour.id}`,
      changes: { account: { before: twin.id, after: harbour.id } },
    });
    const related = await ok<{ items: { module: string; field: string; count: { count: number } }[] }>(
      grace('GET', `/api/v1/accounts/${harbour.id}/related`),
    );
    expect(related.items).toContainEqual(
      expect.objectContaining({ module: 'contacts', field: 'account', count: { count: 1, exact: true } }),
    );
  });

  it('R-7 P15 where very many lead there, the merge is done at once and they follow a batch at a time, into whatever it is by then', async () => {
    const [harbour, twin, third] = [
      await create('accounts', { name: 'Many' }),
      await create('accounts', { name: 'Many Ltd' }),
      await create('accounts', { name: 'Many more' }),
    ];
    const { id } = await create('contacts', { last_name: 'Led', account: twin.id });
    const { database, organization } = world;
    const inOrganization = <T>(work: (tx: Tx) => Promise<T>) => database.organization(organization.seat, work);
    await inOrganization(async (tx) => {
      const contacts = await loadWholeCatalogue(tx, 'contacts');
      const values = { last_name: 'Led', account: twin.id, owner: world.users.grace.publicId };
      const by = { actor: null, at: world.now(), cause: { kind: 'user' } } as const;
      if (contacts !== null) await insertRecords(tx, contacts, Array(1_100).fill(values), by);
    });
    const following = () =>
      inOrganization(async (tx) => {
        const rows = await tx.query<{ account: string; count: number }>(
          sql`select account, count(*)::int from m_contacts where last_name = 'Led' group by account`,
        );
        return new Map(rows.map(({ account, count }) => [account, count]));
      });
    const batch = () => runJobBatch({ database, organization, definitions: keepDefinitions(), now: world.now() });
    await ok(merge('accounts', harbour, [twin]));
    expect(await following()).toEqual(new Map([[twin.id, 1_101]]));
    expect(await read('contacts', id)).toMatchObject({ lookups: { account: { id: harbour.id, name: 'Many' } } });
    await batch();
    expect(await following()).toEqual(
      new Map([
        [twin.id, 601],
        [harbour.id, 500],
      ]),
    );
    await ok(merge('accounts', third, [harbour]));
    await world.work();
    expect(await following()).toEqual(new Map([[third.id, 1_101]]));
    const { items } = await ok<Page>(grace('GET', `/api/v1/contacts/${id}/timeline?only=changes`));
    expect(items[0]).toMatchObject({ changes: { account: { after: third.id } } });
  });

  it('R-7 the lines of merged quotes are the survivor’s, and so is their sum', async () => {
    const [offer, twin] = [await create('quotes', { name: 'Offer' }), await create('quotes', { name: 'Offer again' })];
    await create('quote_lines', { quote: offer.id, name: 'Crane', unit_price: '100' });
    await create('quote_lines', { quote: twin.id, name: 'Rope', unit_price: '20.5' });
    expect((await ok<Shown>(merge('quotes', offer, [twin]))).values['subtotal']).toBe('120.5');
  });

  it('R-7 tasks and calls go along; brought back, a merged record is one of its own again, without them', async () => {
    const ada = await create('leads', { last_name: 'Moreau' });
    const twin = await create('leads', { last_name: 'Moreau' });
    await ok(grace('POST', '/api/v1/activities', { kind: 'task', subject: 'Write', record: twin.id }));
    await ok(merge('leads', ada, [twin]));
    const tasks = async (id: string) =>
      (await ok<{ items: { subject: string }[] }>(grace('GET', `/api/v1/activities?record=${id}`))).items.length;
    expect(await tasks(ada.id)).toBe(1);
    await ok(grace('POST', `/api/v1/leads/${twin.id}/restore`));
    expect([await tasks(ada.id), await tasks(twin.id)]).toEqual([1, 0]);
    await ok(grace('DELETE', `/api/v1/leads/${twin.id}`));
    const { items } = await ok<{ items: { id: string; mergedInto: object | null }[] }>(
      grace('GET', '/api/v1/recycle-bin?module=leads'),
    );
    expect(items.find(({ id }) => id === twin.id)).toMatchObject({ mergedInto: null });
  });

  it('R-7 what must be unique may be taken from a record that goes', async () => {
    const field = { key: 'registry_no', type: 'text', label: { en: 'Registry number', zh: '登记号' }, unique: true };
    await ok(grace('POST', '/api/v1/modules/accounts/fields', field));
    const one = await create('accounts', { name: 'One', registry_no: '1' });
    const two = await create('accounts', { name: 'Two', registry_no: '2' });
    const merged = await ok<Shown>(merge('accounts', one, [two], { fields: { registry_no: two.id } }));
    expect(merged.values).toMatchObject({ name: 'One', registry_no: '2' });
  });

  it('R-3 R-4 what can’t be merged like this is refused, and nothing is changed', async () => {
    const ada = await create('leads', { last_name: 'Moreau', city: 'Paris' });
    const twin = await create('leads', { last_name: 'Moreau', city: 'Lyon' });
    const nobody = { ...twin, id: '019a0000-0000-7000-8000-000000000001' };
    const elsewhere = await world.as(world.users.lin);
    const tries = [
      [merge('leads', ada, [ada]), 422, 'merged_with_itself'],
      [merge('leads', ada, [twin, twin]), 422, 'merged_with_itself'],
      [merge('leads', ada, [nobody]), 404, 'not_found'],
      [merge('contacts', ada, [twin]), 404, 'not_found'],
      [merge('spaceships', ada, [twin]), 404, 'module_unknown'],
      [merge('leads', ada, []), 422, 'invalid_input'],
      [merge('leads', ada, [twin, nobody, nobody]), 422, 'invalid_input'],
      [merge('leads', ada, [twin], { fields: { city: nobody.id } }), 422, 'invalid_input'],
      [merge('leads', ada, [twin], { fields: { soul: twin.id } }), 422, 'invalid_input'],
      [merge('leads', ada, [twin], { fields: { created_at: twin.id } }), 422, 'invalid_input'],
      [merge('leads', ada, [twin], { revision: 7 }), 409, 'stale'],
      [grace('POST', `/api/v1/leads/${ada.id}/merge`, { records: [{ id: twin.id, revision: 7 }] }), 409, 'stale'],
      [elsewhere('POST', `/api/v1/leads/${ada.id}/merge`, { records: [{ id: twin.id }] }), 404, 'not_found'],
      [elsewhere('POST', `/api/v1/leads/${ada.id}/merge/preview`, { records: [twin.id] }), 404, 'not_found'],
    ] as const;
    for (const [trying, status, code] of tries) expect((await trying).json()).toMatchObject({ status, code });
    const stale = await grace('POST', `/api/v1/leads/${ada.id}/merge`, { records: [{ id: twin.id, revision: 7 }] });
    expect(stale.json()).toMatchObject({ current: { id: twin.id, values: { city: 'Lyon' } } });
    expect([await read('leads', ada.id), await read('leads', twin.id)]).toMatchObject([
      { revision: 1 },
      { revision: 1 },
    ]);
  });

  it('U-2 whoever may not delete records, or may not change one of them, merges none', async () => {
    const ada = await world.as(world.users.ada);
    const [one, two] = [await create('products', { name: 'Rope' }), await create('products', { name: 'Ropes' })];
    const merging = () => ada('POST', `/api/v1/products/${one.id}/merge`, { records: [{ id: two.id }] });
    const set = (statement: ReturnType<typeof sql>) =>
      world.database.organization(world.organization.seat, (tx) => tx.query(statement));
    await set(sql`update profile set permissions = jsonb_set(permissions, '{otherModules}', '["read", "update"]')`);
    expect((await merging()).json()).toMatchObject({ status: 403, code: 'not_permitted' });
    await set(
      sql`update profile set permissions = jsonb_set(permissions, '{otherModules}', '["read", "update", "delete"]')`,
    );
    await set(sql`insert into module_default (module, level) values ('products', 'read')`);
    expect((await merging()).json()).toMatchObject({ status: 403, code: 'record_not_yours' });
    await set(sql`update module_default set level = 'private'`);
    expect((await merging()).json()).toMatchObject({ status: 404, code: 'not_found' });
    expect(await read('products', two.id)).toMatchObject({ revision: 1 });
  });

  it('R-7 a converted lead is not merged: what it became is', async () => {
    const [ada, twin] = [
      await create('leads', { last_name: 'Moreau' }),
      await create('leads', { last_name: 'Moreau' }),
    ];
    await ok(grace('POST', `/api/v1/leads/${twin.id}/convert`, { account: null }));
    for (const trying of [merge('leads', ada, [twin]), merge('leads', twin, [ada])]) {
      expect((await trying).json()).toMatchObject({ status: 409, code: 'merged_after_conversion' });
    }
  });

  it('R-7 merged into each other at once: one of the two happens, and nobody waits in a circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [ada, twin] = [await create('leads', { last_name: 'A' }), await create('leads', { last_name: 'B' })];
      const both = await Promise.all([merge('leads', ada, [twin]), merge('leads', twin, [ada])]);
      expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
    }
  });

  it('U-4 a merge is in the audit log', async () => {
    const ada = await create('leads', { last_name: 'Moreau' });
    await ok(merge('leads', ada, [await create('leads', { last_name: 'Moreau' })]));
    const log = await ok<{ items: object[] }>(grace('GET', '/api/v1/settings/audit-log?limit=1'));
    expect(log.items).toMatchObject([
      { action: 'records_merged', target: { id: ada.id }, details: { module: 'leads', merged: 1 } },
    ]);
  });
});
