import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLead, featureAdoption, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
});
afterAll(() => world.close());

const url = '/api/v1/templates';
const hello = {
  subject: 'Hello {{ record.last_name }}',
  html: '<p>In {{ record.city }}, from {{ owner.name }}</p>',
  text: null,
};

it('C-5: a template is put by its name, listed, read and deleted', async () => {
  const named = `${url}/${encodeURIComponent('Welcome / 欢迎')}`;
  const put = await ok(grace('PUT', named, hello));
  expect(put).toMatchObject({ name: 'Welcome / 欢迎', ...hello, fields: ['city', 'last_name'] });
  expect(await ok(grace('GET', named))).toEqual(put);
  await ok(grace('PUT', named, { ...hello, subject: 'Good day {{ record.last_name }}' }));
  const { items } = await ok<{ items: object[] }>(grace('GET', url));
  expect(items).toMatchObject([{ name: 'Welcome / 欢迎', subject: 'Good day {{ record.last_name }}', usedBy: [] }]);
  expect((await grace('DELETE', named)).statusCode).toBe(204);
  expect((await grace('GET', named)).statusCode).toBe(404);
  expect((await grace('DELETE', named)).statusCode).toBe(404);
});

it('T3: what can’t be read as a template isn’t saved, nor is code run', async () => {
  for (const html of ['{{ record.city', '{% include "secrets" %}', '{% for i in (1..10) %}']) {
    const refused = await grace('PUT', `${url}/Broken`, { ...hello, html });
    expect(refused.json()).toMatchObject({ status: 422, code: 'template_broken' });
  }
  expect((await grace('PUT', `${url}/Broken`, { ...hello, html: { type: 'Program' } })).statusCode).toBe(422);
  expect((await grace('GET', `${url}/Broken`)).statusCode).toBe(404);
  const file = featureAdoption({ templates: { Update: { subject: 'x', html: '{{ oops' } } });
  expect((await grace('POST', '/api/v1/cadences', file)).json()).toMatchObject({ code: 'template_broken' });
});

it('K-91: a template that a published cadence sends isn’t deleted, and the cadence is named', async () => {
  const inDraft = { name: 'Feature adoption', sends: false };
  const usesOfUpdate = async () => {
    const { items } = await ok<{ items: { name: string; usedBy: object[] }[] }>(grace('GET', url));
    return items.find(({ name }) => name === 'Update')?.usedBy;
  };
  const { id } = await ok<{ id: string }>(grace('POST', '/api/v1/cadences', featureAdoption()));
  expect(await usesOfUpdate()).toMatchObject([inDraft]);
  await ok(grace('POST', `/api/v1/cadences/${id}/publish`, { existing: 'leave', enrolled: 'move' }));
  expect(await usesOfUpdate()).toMatchObject([{ ...inDraft, sends: true }]);
  const refused = await grace('DELETE', `${url}/Update`);
  const detail = expect.stringContaining('Feature adoption');
  expect(refused.json()).toMatchObject({ status: 409, code: 'template_in_use', detail });
  expect((await grace('GET', `${url}/Update`)).statusCode).toBe(200);
});

it('K-92: is shown filled in for a real lead, before it is saved, or says what is missing', async () => {
  const lead = await createLead(grace, { last_name: '<b>Moreau</b>', city: 'Lyon' });
  const shown = await ok(grace('POST', '/api/v1/template-previews', { ...hello, record: lead.id }));
  expect(shown).toMatchObject({ subject: 'Hello <b>Moreau</b>', html: '<p>In Lyon, from Grace</p>' });
  const escaped = { ...hello, html: '<p>{{ record.last_name }}</p>', record: lead.id };
  expect(await ok(grace('POST', '/api/v1/template-previews', escaped))).toMatchObject({
    html: '<p>&lt;b&gt;Moreau&lt;/b&gt;</p>',
  });
  const fair = await ok<{ id: string }>(grace('POST', '/api/v1/campaigns', { values: { name: 'Spring fair' } }));
  const met = await createLead(grace, { last_name: 'Weber', campaign: fair.id });
  const named = { ...hello, subject: 'Hi', html: '<p>Since {{ record.campaign }}</p>', record: met.id };
  expect(await ok(grace('POST', '/api/v1/template-previews', named))).toMatchObject({
    html: '<p>Since Spring fair</p>',
  });
  const ofCampaigns = { module: 'campaigns', subject: 'Hi', html: '<p>{{ record.name }}</p>', record: fair.id };
  expect(await ok(grace('POST', '/api/v1/template-previews', ofCampaigns))).toMatchObject({
    html: '<p>Spring fair</p>',
  });
  const homeless = await createLead(grace, { last_name: 'Nemo' });
  const missing = await grace('POST', '/api/v1/template-previews', { ...hello, record: homeless.id });
  expect(missing.json()).toMatchObject({
    status: 422,
    code: 'template_not_rendered',
    errors: [{ path: 'body.html', code: 'empty_field', message: expect.stringContaining('record.city') }],
  });
  const nobody = { ...hello, record: '019a0000-0000-7000-8000-000000000001' };
  expect((await grace('POST', '/api/v1/template-previews', nobody)).statusCode).toBe(404);
});
