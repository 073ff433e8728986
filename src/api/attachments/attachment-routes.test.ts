import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '#core/time/instant.ts';
import { createLead, ok } from '#test/api-cadences.ts';
import { type ApiWorld, createApiWorld, type Sender } from '#test/api-server.ts';

let world: ApiWorld;
let grace: Sender;
let lead: string;
let attachments: string;
beforeAll(async () => {
  world = await createApiWorld();
  grace = await world.as(world.users.grace);
  lead = (await createLead(grace, { last_name: 'Moreau' })).id;
  attachments = `/api/v1/leads/${lead}/attachments`;
});
afterAll(() => world.close());

type Attachment = { id: string; name: string; bytes: number; author: { name: string } };

async function upload(name: string, payload: Buffer | Readable, more: Partial<{ to: string; type: string }> = {}) {
  const { to = attachments, type = 'application/octet-stream' } = more;
  const cookies = { cadenza_session: await world.sessionOf(world.users.grace) };
  const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
  return world.app.inject({ method: 'POST', url: `${to}?${new URLSearchParams({ name })}`, headers, cookies, payload });
}
const attach = (name: string, text: string, to = attachments) =>
  ok<Attachment>(upload(name, Buffer.from(text), { to }));
const list = () => ok<{ items: Attachment[]; nextCursor: string | null }>(grace('GET', attachments));

/** Every file that is kept, by its whole path. */
async function kept(): Promise<string[]> {
  const all = await readdir(world.filesFolder, { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((one) => !one.isDirectory()).map((one) => join(one.parentPath, one.name));
}

describe('files of a record', () => {
  it('R-4 R-6 are attached, listed, told in the timeline, and come back as they were', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 256));
    const response = await upload('合同 2026.pdf', bytes);
    expect(response.statusCode).toBe(201);
    const { id } = response.json<Attachment>();
    expect((await list()).items).toMatchObject([
      { id, name: '合同 2026.pdf', bytes: 300_000, author: { name: 'Grace' } },
    ]);
    const told = await ok<{ items: object[] }>(grace('GET', `/api/v1/leads/${lead}/timeline?only=notes`));
    expect(told.items).toMatchObject([{ kind: 'attachment', id, name: '合同 2026.pdf', actor: { name: 'Grace' } }]);
    const got = await grace('GET', `${attachments}/${id}/content`);
    expect(got.rawPayload.equals(bytes)).toBe(true);
    expect(got.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('合同 2026.pdf')}`,
    );
  });

  it.each([
    ['page.html', '<script>alert(1)</script>'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['picture.gif', 'GIF89a/*<script>alert(1)</script>*/=1;'],
    ['paper.pdf', '%PDF-1.7\n<html><script>alert(1)</script>'],
    ['run.js', 'alert(1)'],
  ])('T24 %s is never shown, whatever it holds: a browser can only keep it', async (name, content) => {
    const { id } = await attach(name, content);
    const got = await grace('GET', `${attachments}/${id}/content`);
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(got.headers['content-disposition']).toMatch(/^attachment;/);
    expect(got.headers['content-security-policy']).toContain("default-src 'self'");
    expect(got.body).toBe(content);
  });

  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['/etc/shadow', 'shadow'],
    ['C:\\plan.txt', 'plan.txt'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    [' offer.pdf ', 'offer.pdf'],
    ['%2e%2e%2fescape', '%2e%2e%2fescape'],
  ])('T24 the name %s is kept as %s, and is no part of any path', async (given, name) => {
    const before = new Set(await kept());
    expect(await attach(given, 'content')).toMatchObject({ name });
    const [file = ''] = (await kept()).filter((path) => !before.has(path));
    expect(basename(file)).toMatch(/^[0-9a-f]{32}$/);
    expect(dirname(file)).toBe(join(world.filesFolder, String(world.organization.id), basename(file).slice(0, 2)));
  });

  it.each(['..', '.', '../..', 'a\u0000.txt', 'line\nbreak', '\u202E', 'n'.repeat(256)])(
    'T24 the name %j is refused',
    async (name) => {
      const before = await kept();
      const refused = await upload(name, Buffer.from('content'));
      expect(refused.statusCode).toBe(422);
      expect(await kept()).toEqual(before);
    },
  );

  it('T24 a link where the bytes lay leads nowhere, and neither does one on the way', async () => {
    const { id } = await attach('plan.txt', 'mine');
    const paths = await Promise.all((await kept()).map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
    const file = paths.find(({ text }) => text === 'mine')?.path ?? '';
    const secret = join(world.filesFolder, 'secret.txt');
    await writeFile(secret, 'secret');
    await rm(file);
    await symlink(secret, file);
    const got = await grace('GET', `${attachments}/${id}/content`);
    expect(got.json()).toMatchObject({ status: 404, code: 'file_gone' });
    const outside = join(world.filesFolder, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, basename(file)), 'secret');
    await rm(dirname(file), { recursive: true });
    await symlink(outside, dirname(file));
    const again = await grace('GET', `${attachments}/${id}/content`);
    expect(again.statusCode).toBe(500);
    expect(again.body).not.toContain('secret');
    await rm(dirname(file));
  });

  it('T6 an attachment of another record or organisation is not found', async () => {
    const { id } = await attach('mine.txt', 'mine');
    const other = (await createLead(grace, { last_name: 'Okoro' })).id;
    const lin = await world.as(world.users.lin);
    const theirs = (await createLead(lin, { last_name: 'Lin' })).id;
    for (const trying of [
      grace('GET', `/api/v1/leads/${other}/attachments/${id}/content`),
      grace('DELETE', `/api/v1/leads/${other}/attachments/${id}`),
      grace('GET', `/api/v1/contacts/${lead}/attachments/${id}/content`),
      lin('GET', `${attachments}/${id}/content`),
      lin('GET', `/api/v1/leads/${theirs}/attachments/${id}/content`),
      lin('DELETE', `${attachments}/${id}`),
      lin('GET', attachments),
    ]) {
      expect((await trying).json()).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect((await grace('GET', `${attachments}/${id}/content`)).body).toBe('mine');
  });

  it('T24 what is larger than 25 MB is refused, said in advance or not, and nothing of it stays', async () => {
    const before = [await kept(), (await list()).items.length];
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const streamed = await upload('large.bin', Readable.from(Array.from({ length: 26 }, () => megabyte)));
    const said = await upload('large.bin', Buffer.alloc(26 * 1024 * 1024));
    for (const refused of [streamed, said]) {
      expect(refused.json()).toMatchObject({ status: 413, code: 'file_too_large' });
      expect(refused.json<{ detail: string }>().detail).toContain('25 MB');
    }
    const fits = await upload('fits.bin', Readable.from(Array.from({ length: 25 }, () => megabyte)));
    expect(fits.statusCode).toBe(201);
    await ok(grace('DELETE', `${attachments}/${fits.json<Attachment>().id}`));
    await world.sweep();
    expect([await kept(), (await list()).items.length]).toEqual(before);
  });

  it('T24 whoever is in the middle of sending too much hears the answer', async () => {
    const address = await world.app.listen({ port: 0, host: '127.0.0.1' });
    const cookie = `cadenza_session=${await world.sessionOf(world.users.grace)}`;
    const headers = { cookie, 'content-type': 'application/octet-stream', 'sec-fetch-site': 'same-origin' };
    const body = new Blob([Buffer.alloc(40 * 1024 * 1024, 'x')], { type: headers['content-type'] });
    for (const sent of [body, body.stream()]) {
      const init = { method: 'POST', headers, body: sent, duplex: 'half' } as const;
      const refused = await fetch(`${address}${attachments}?name=large.bin`, init);
      expect(await refused.json()).toMatchObject({ status: 413, code: 'file_too_large' });
    }
  });

  it('R-4 what has no content, or is no stream of bytes, is refused', async () => {
    expect((await upload('empty.txt', Readable.from([]))).json()).toMatchObject({ code: 'attachment_empty' });
    expect((await upload('empty.txt', Buffer.alloc(0))).json()).toMatchObject({ code: 'attachment_empty' });
    for (const type of ['text/csv', 'application/json', 'multipart/form-data; boundary=x', 'text/html']) {
      expect((await upload('wrong.txt', Buffer.from('{}'), { type })).statusCode).toBe(415);
    }
  });

  it('R-4 a deleted file is gone at once, and its bytes with the worker’s next round; the audit log knows', async () => {
    const { id } = await attach('old.txt', 'to be deleted');
    await world.sweep();
    const count = (await kept()).length;
    await ok(grace('DELETE', `${attachments}/${id}`));
    expect((await grace('GET', `${attachments}/${id}/content`)).statusCode).toBe(404);
    expect((await list()).items.map((one) => one.id)).not.toContain(id);
    await world.sweep();
    expect(await kept()).toHaveLength(count - 1);
    const log = await ok<{ items: object[] }>(grace('GET', '/api/v1/settings/audit-log?limit=1'));
    expect(log.items).toMatchObject([
      { action: 'attachment_deleted', target: { id: lead }, details: { attachment: id } },
    ]);
  });

  it('R-4 an upload that breaks off leaves nothing behind', async () => {
    const before = [await kept(), (await list()).items.length];
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half of it');
        throw new Error('the connection broke');
      })(),
    );
    await upload('half.txt', broken).catch(() => undefined);
    await world.sweep();
    expect([await kept(), (await list()).items.length]).toEqual(before);
  });

  it('R-4 what a killed server left of an upload is cleared away an hour later', async () => {
    const { id } = await attach('half.txt', 'half of it');
    await world.sweep();
    const count = (await kept()).length;
    await world.database.organization(world.organization.seat, (tx) =>
      tx.query(sql`update attachment set state = 'incoming', bytes = null where public_id = ${id}`),
    );
    expect((await grace('GET', `${attachments}/${id}/content`)).statusCode).toBe(404);
    await world.sweep();
    expect(await kept()).toHaveLength(count);
    world.wait(2 * HOUR);
    await world.sweep();
    expect(await kept()).toHaveLength(count - 1);
  });

  it('R-7 merged away with their record, files go along', async () => {
    const twin = (await createLead(grace, { last_name: 'Moreau' })).id;
    const { id } = await attach('twin.txt', 'of the twin', `/api/v1/leads/${twin}/attachments`);
    await ok(grace('POST', `/api/v1/leads/${lead}/merge`, { records: [{ id: twin }] }));
    expect((await grace('GET', `${attachments}/${id}/content`)).body).toBe('of the twin');
  });
});
