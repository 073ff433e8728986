import { sql } from 'kysely';
import PostalMime from 'postal-mime';
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

async function attach(name: string, payload: Buffer, template = 'Offer') {
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const headers = { 'content-type': 'application/octet-stream', 'sec-fetch-site': 'same-origin' };
  const to = `${url}/${template}/attachments?${new URLSearchParams({ name })}`;
  return world.app.inject({ method: 'POST', url: to, headers, cookies, payload });
}

const mjml = (text: string) =>
  `<mjml><mj-body><mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section></mj-body></mjml>`;
const german = { language: 'de', subject: 'Ein Angebot', html: '<p>Guten Tag {{ record.last_name }}</p>' };
const chinese = { language: 'zh', subject: '报价', mjml: mjml('{{ record.last_name }}您好') };
const offer = {
  subject: 'An offer',
  mjml: mjml('Dear {{ record.last_name | default: "customer" }}'),
  variants: [german, chinese],
};

it('E-2: MJML is compiled when it is saved, and what is wrong is named with its line; nothing is lost', async () => {
  const put = await ok<{ html: string }>(grace('PUT', `${url}/Offer`, offer));
  expect(put).toMatchObject({ mjml: offer.mjml, attachments: [], fields: ['last_name'] });
  expect(put.html).toMatch(/^<!doctype html>[\s\S]*Dear \{\{ record.last_name \| default: "customer" \}\}/);
  const wrong = { ...chinese, mjml: '<mjml>\n<mj-body>\n<mj-foo></mj-foo></mj-body></mjml>' };
  const refused = await world.app.inject({
    method: 'PUT',
    url: `${url}/Offer`,
    headers: { 'accept-language': 'zh', 'sec-fetch-site': 'same-origin' },
    cookies: { cadenza_session: await world.sessionOf(world.users.grace) },
    payload: { ...offer, variants: [german, wrong] },
  });
  const message = '第 3 行：没有元素 <mj-foo>，或邮件程序无法显示该元素。';
  expect(refused.json()).toMatchObject({
    status: 422,
    code: 'mjml_not_compiled',
    errors: [{ path: 'body.variants.1.mjml', code: 'unknown_element', message }],
  });
  const twice = { ...offer, variants: [german, german] };
  expect((await grace('PUT', `${url}/Offer`, twice)).json()).toMatchObject({ code: 'template_language_twice' });
  expect(await ok(grace('GET', `${url}/Offer`))).toEqual(put);
});

it('E-2: a preview shows what the record would get, or the language that is asked for', async () => {
  const { id: record } = await createLead(grace, { last_name: 'Weber', language: 'German' });
  const shown = (more: object) => ok(grace('POST', '/api/v1/template-previews', { ...offer, record, ...more }));
  expect(await shown({})).toMatchObject({ subject: 'Ein Angebot', sends: 'de' });
  expect(await shown({ language: 'zh' })).toMatchObject({ subject: '报价', sends: 'de' });
  const html = expect.stringContaining('Dear Weber');
  expect(await shown({ language: null })).toMatchObject({ subject: 'An offer', html, sends: 'de' });
  const missing = await grace('POST', '/api/v1/template-previews', { ...offer, record, language: 'fr' });
  expect(missing.statusCode).toBe(404);
});

const offers = {
  name: 'Offers',
  module: 'leads',
  audience: 'manual',
  followUps: [{ id: 'offer', email: { to: 'email', template: 'Offer' } }],
  unenroll: [],
};

it('E-2: files go along in whatever language, up to 10 MB in all, with the names they were given', async () => {
  const name = '报价单 2026 年第一季度（含税）.pdf';
  const pdf = Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 256));
  const { id } = await ok<{ id: string }>(attach(name, pdf));
  const got = await grace('GET', `${url}/Offer/attachments/${id}/content`);
  expect(got.rawPayload.equals(pdf)).toBe(true);
  expect((await attach('a\r\nBcc: x@evil.invalid', pdf)).json()).toMatchObject({ code: 'file_name_not_valid' });
  expect((await attach('empty.pdf', Buffer.alloc(0))).json()).toMatchObject({ code: 'attachment_empty' });
  expect((await attach('a.pdf', pdf, 'Nothing')).statusCode).toBe(404);
  const large = await attach('large.bin', Buffer.alloc(10 * 1024 * 1024));
  expect(large.json()).toMatchObject({ code: 'template_files_too_large', detail: expect.stringContaining('10 MB') });
  const taken = await ok<{ id: string }>(attach('taken off.txt', Buffer.from('x')));
  expect((await grace('DELETE', `${url}/Offer/attachments/${taken.id}`)).statusCode).toBe(204);
  expect(await ok(grace('GET', `${url}/Offer`))).toMatchObject({ attachments: [{ id, bytes: 5_000 }] });

  const cadence = await ok<{ id: string }>(grace('POST', '/api/v1/cadences', offers));
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/publish`, { existing: 'leave', enrolled: 'move' }));
  const records: string[] = [];
  for (const language of ['German', 'Chinese', 'French', null]) {
    const email = `${language ?? 'none'}@weber.invalid`;
    records.push((await createLead(grace, { last_name: 'Weber', email, language })).id);
  }
  await ok(grace('POST', `/api/v1/cadences/${cadence.id}/enroll`, { records }));
  await world.settle();
  const mails = await mailTo('%@weber.invalid');
  expect(mails.map(({ subject }) => subject).sort()).toEqual(['An offer', 'An offer', 'Ein Angebot', '报价']);
  for (const { attachments } of mails) {
    expect(attachments).toMatchObject([{ filename: name, disposition: 'attachment' }]);
    expect(Buffer.from(attachments[0]?.content as ArrayBuffer).equals(pdf)).toBe(true); // bytes, as nothing else is asked for
  }
});

it('E-2: a copy of a template gets copies of its files, all of them or none', async () => {
  const pdf = Buffer.from('terms');
  for (const name of ['Original', 'Copy']) await ok(grace('PUT', `${url}/${name}`, hello));
  for (const name of ['a.pdf', 'b.pdf']) await ok(attach(name, pdf, 'Original'));
  const copies = `${url}/Copy/attachment-copies`;
  await ok(grace('POST', copies, { from: 'Original' }));
  await ok(grace('DELETE', `${url}/Original`));
  const { attachments } = await ok<{ attachments: { id: string; name: string }[] }>(grace('GET', `${url}/Copy`));
  expect(attachments.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
  const got = await grace('GET', `${url}/Copy/attachments/${attachments[1]?.id}/content`);
  expect(got.rawPayload.equals(pdf)).toBe(true);

  expect((await grace('POST', copies, { from: 'Original' })).statusCode).toBe(404);
  for (let more = 0; more < 7; more++) await ok(attach(`${more}.pdf`, pdf, 'Copy'));
  const tooMany = await grace('POST', copies, { from: 'Copy' });
  expect(tooMany.json()).toMatchObject({ code: 'template_files_too_many', detail: expect.stringContaining('10') });
  expect(await ok(grace('GET', `${url}/Copy`))).toMatchObject({ attachments: { length: 9 } });
});

it('K-91: a file that is damaged fails the round and says so; nothing goes out without it', async () => {
  await world.database.organization(world.organization.seat, (tx) =>
    tx.query(sql`update attachment set hash = 'another' where template_id is not null and state = 'kept'`),
  );
  const { id } = await createLead(grace, { last_name: 'Unlucky', email: 'unlucky@weber.example' });
  const { items } = await ok<{ items: { id: string; name: string }[] }>(grace('GET', '/api/v1/cadences'));
  const cadence = items.find((one) => one.name === offers.name)?.id;
  await ok(grace('POST', `/api/v1/cadences/${cadence}/enroll`, { records: [id] }));
  await world.settle();
  expect(await mailTo('unlucky@weber.example')).toEqual([]);
  const rounds = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${id}/enrollments`));
  expect(rounds.items).toMatchObject([{ status: 'failed' }]);
});

async function mailTo(recipients: string) {
  const caught = await world.database.organization(world.organization.seat, (tx) =>
    tx.query<{ raw: Uint8Array }>(sql`select raw from caught_message where recipient like ${recipients}`),
  );
  return Promise.all(caught.map(({ raw }) => PostalMime.parse(raw)));
}
