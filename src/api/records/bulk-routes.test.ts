import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featureAdoption, ok, publish } from '#test/api-cadences.ts';
import { openSalesOffice, type SalesOffice, standard } from '#test/sales-office.ts';

let office: SalesOffice;
beforeAll(async () => {
  office = await openSalesOffice();
});
afterAll(() => office.world.close());

const url = '/api/v1/leads';
const NOBODY = '019f0000-0000-7000-8000-000000000000';
type Items = {
  items: { id: string | null; result: string; errors: { path: string; code: string; message: string }[] }[];
};

describe('X-1 many records in one request', () => {
  it('are made, each for itself: what is wrong with one is named and stops no other', async () => {
    const records = [
      { last_name: 'One' },
      { email: 'nobody' },
      { last_name: 'Two', lead_status: 'Dancing' },
      { last_name: 'Three' },
    ];
    const body = { records: records.map((values) => ({ values })) };
    const { items } = await ok<Items>(office.as.ada('POST', `${url}/bulk/create`, body));
    expect(items.map(({ result }) => result)).toEqual(['created', 'invalid_input', 'invalid_input', 'created']);
    expect(items[1]?.errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'body.records.1.values.email not_an_email',
      'body.records.1.values.last_name required',
    ]);
    const three = await ok<{ name: string; values: object }>(office.as.ada('GET', `${url}/${items[3]?.id}`));
    expect(three).toMatchObject({ name: 'Three', values: { owner: office.users.ada.publicId } });
  });

  it('P14: are made once with an idempotency key, however often it is sent', async () => {
    const cookies = { cadenza_session: await office.world.sessionOf(office.users.ada) };
    const headers = { 'sec-fetch-site': 'same-origin', 'idempotency-key': 'bulk-1' };
    const payload = { records: [{ values: { last_name: 'Once only' } }] };
    const send = () =>
      office.world.app.inject({ method: 'POST', url: `${url}/bulk/create`, headers, cookies, payload });
    const first = await send();
    expect((await send()).body).toBe(first.body);
    const criteria = encodeURIComponent(JSON.stringify({ field: 'last_name', is: 'Once only' }));
    const { items } = await ok<{ items: object[] }>(office.as.ada('GET', `${url}?criteria=${criteria}`));
    expect(items).toHaveLength(1);
  });

  it('U-2: are changed where they may be; the others are told apart', async () => {
    await office.setDefault('leads', 'read');
    const [own, others] = [await office.leadOf('ada'), await office.leadOf('max')];
    const change = (values: object) =>
      ok<Items>(office.as.ada('POST', `${url}/bulk/update`, { records: [own, others, NOBODY, own], values }));
    const { items } = await change({ city: 'Hamburg' });
    expect(items).toMatchObject([
      { id: own, result: 'updated' },
      { id: others, result: 'record_not_yours' },
      { id: NOBODY, result: 'not_found' },
    ]);
    const read = async (id: string) =>
      (await ok<{ values: { city: string | null } }>(office.as.ada('GET', `${url}/${id}`))).values.city;
    expect([await read(own), await read(others)]).toEqual(['Hamburg', null]);
    const wrong = await change({ soul: 'x' });
    expect(wrong.items[0]).toMatchObject({ result: 'invalid_input', errors: [{ path: 'body.values.soul' }] });
    await office.setDefault('leads', 'write');
  });

  it('K-100: go to the recycle bin, and their rounds end', async () => {
    const cadence = await publish(office.as.grace, featureAdoption());
    const lead = await office.leadOf('ada', { email: 'gone@buyers.invalid' });
    await ok(office.as.ada('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records: [lead] }));
    const { items } = await ok<Items>(office.as.ada('POST', `${url}/bulk/delete`, { records: [lead, NOBODY] }));
    expect(items.map(({ result }) => result)).toEqual(['deleted', 'not_found']);
    await office.world.settle();
    const path = `/api/v1/cadences/${cadence.id}/enrollments`;
    const rounds = await ok<{ items: { status: string; reason: object }[] }>(office.as.ada('GET', path));
    expect(rounds.items).toMatchObject([{ status: 'unenrolled', reason: { code: 'record_deleted' } }]);
    expect((await office.as.ada('GET', `${url}/${lead}`)).statusCode).toBe(404);
  });

  it('U-1: need the permission for bulk actions', async () => {
    const lead = await office.leadOf('bo');
    await office.giveProfile('bo', { otherModules: standard.otherModules.filter((verb) => verb !== 'bulk') });
    const refused = await office.as.bo('POST', `${url}/bulk/delete`, { records: [lead] });
    expect(refused.json()).toMatchObject({ code: 'not_permitted', detail: expect.stringContaining('leads.bulk') });
    expect((await office.as.bo('GET', `${url}/${lead}`)).statusCode).toBe(200);
  });
});
