// What administrators set up, and what lies on a record's page.
import { assert } from '#core/assert.ts';
import { ok } from '#test/api-cadences.ts';
import type { Filling } from './fill-organization.ts';

type Named = { readonly id: string };
type Listed = { readonly items: readonly Named[] };

/** The one that walks find first. */
async function oldestLead({ send }: Filling): Promise<string> {
  const { items } = await ok<Listed>(send('GET', '/api/v1/leads?sort=created_at&limit=1'));
  return items[0]?.id ?? '';
}

/** Of the request that is sent with a key. */
export function keyOf(mark: string): string {
  return `once-${mark}`;
}

export async function fillRecordPage(filling: Filling): Promise<void> {
  const { send, post, mark } = filling;
  const lead = `/api/v1/leads/${await oldestLead(filling)}`;
  const file = { 'content-type': 'application/octet-stream' };
  for (const which of ['first', 'second', 'third']) {
    await ok(send('POST', `${lead}/notes`, { text: `${mark} ${which}` }));
    await ok(send('POST', '/api/v1/modules/leads/tags', { name: `${mark} ${which}` }));
    await ok(post({ url: `${lead}/attachments?name=${mark}-${which}.txt`, payload: mark, headers: file }));
  }
  const values = { last_name: `${mark} double` };
  const double = await ok<Named>(send('POST', '/api/v1/leads', { values }));
  await ok(send('POST', `${lead}/merge`, { records: [{ id: double.id }] }));
  const once = { 'content-type': 'application/json', 'idempotency-key': keyOf(mark) };
  await ok(post({ url: '/api/v1/leads', payload: JSON.stringify({ values }), headers: once }));
}

/** A meeting that people are invited to, told by mail. */
export async function fillMeeting({ send, mark }: Filling): Promise<void> {
  const values = { name: mark, starts_at: '2026-03-06T09:00:00Z', ends_at: '2026-03-06T10:00:00Z' };
  const meeting = await ok<Named>(send('POST', '/api/v1/meetings', { values }));
  const participants = [{ name: mark, address: `guest@${mark.toLowerCase()}.invalid` }];
  await ok(send('PUT', `/api/v1/meetings/${meeting.id}/invitation`, { participants }));
  const choices = [{ kind: 'assigned', app: true, mail: 'daily', chat: true }];
  await ok(send('PUT', '/api/v1/me/notifications', { choices }));
  await ok(send('GET', '/api/v1/meetings')); // lists that are read are noted once
}

export async function fillSettings(filling: Filling): Promise<void> {
  const { send, mark } = filling;
  const { items: users } = await ok<Listed>(send('GET', '/api/v1/users'));
  const top = await ok<Named>(send('POST', '/api/v1/settings/roles', { name: mark, parent: null, peers: false }));
  await ok(send('POST', '/api/v1/settings/roles', { name: `${mark} below`, parent: top.id, peers: false }));
  await ok(send('POST', '/api/v1/settings/teams', { name: mark, members: users.map(({ id }) => id) }));
  await ok(send('PUT', '/api/v1/settings/sharing/boats', { level: 'read' }));
  const shared = { kind: 'owned_by', group: { kind: 'role', id: top.id } };
  const rule = { module: 'boats', name: mark, shared, with: { kind: 'everyone' }, level: 'read' };
  await ok(send('POST', '/api/v1/settings/sharing-rules', rule));
  const days = [{ on: '2026-05-01', kind: 'closed', name: mark }];
  await ok(send('PUT', '/api/v1/settings/holidays/2026', { days }));
  const sections = [{ label: { en: mark, zh: mark }, fields: ['company'] }];
  await ok(send('PUT', '/api/v1/modules/leads/layout', { sections }));
  const hook = { name: mark, url: 'https://93.184.216.34/hook', events: ['leads.created'] };
  const { webhook } = await ok<{ webhook: Named }>(send('POST', '/api/v1/settings/webhooks', hook));
  await ok(send('POST', `/api/v1/settings/webhooks/${webhook.id}/test`));
  await ok(send('POST', '/api/v1/leads', { values: { last_name: `${mark} told` } }));
  await fillWebForm(filling, users[0]?.id ?? '');
  const account = mailAccount(`sales@${mark.toLowerCase()}.invalid`);
  await ok(send('POST', '/api/v1/settings/mail-accounts', { ...account, name: mark }));
  await ok(send('POST', `/api/v1/settings/sending-domains/${mark.toLowerCase()}.invalid/dkim-key`));
}

/** A form, and an answer that waits: no page of ours was opened. */
async function fillWebForm({ send, post, mark }: Filling, owner: string): Promise<void> {
  const form = webFormNamed(mark, owner);
  const { url } = await ok<{ url: string }>(send('POST', '/api/v1/settings/web-forms', form));
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const which of ['first', 'second', 'third']) {
    const { statusCode } = await post({ url: new URL(url).pathname, payload: `last_name=${mark}+${which}`, headers });
    assert(statusCode === 200, 'what a visitor sends is taken');
  }
}

export function webFormNamed(name: string, owner: string): object {
  const fields = [{ field: 'last_name', required: true }];
  const looks = { language: 'en', thanks: name, returnUrl: null, sites: [`https://${name.length}.example`] };
  return { name, ...looks, fields, reviewed: false, confirmed: false, active: true, owner };
}

/** Nobody ever connects to its servers here. */
export function mailAccount(address: string) {
  const place = { host: '192.0.2.1', port: 465, security: 'tls', user: address, password: 'of a mailbox' };
  const imap = { ...place, port: 993, folder: 'INBOX' };
  const limits = { perHour: null, perDay: null };
  return { owner: 'organization', name: 'Walked', address, smtp: place, imap, takesBounces: false, ...limits };
}
