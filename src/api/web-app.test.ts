import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiWorld, createApiWorld } from '#test/api-server.ts';

let world: ApiWorld;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadenza-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<head><meta name="style-nonce" content="" /></head>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'plain');
  await writeFile(join(folder, 'assets', 'main-1a2b.js.br'), 'packed');
  world = await createApiWorld({ webFolder: folder });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers: Readonly<Record<string, string>> = { accept: 'text/html' }) =>
  world.app.inject({ method: 'GET', url, headers });

describe('the page', () => {
  it.each(['/', '/leads', '/leads/019a?sort=name', '/sign-in?token=abc', '/apiary', '/tasks'])(
    'is at %s, for anybody, and never kept',
    async (url) => {
      const page = await get(url);
      expect(page.statusCode).toBe(200);
      expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    },
  );

  it('T4: lets no script run but its files, and styles under a nonce of this answer alone', async () => {
    const [one, other] = [await get('/leads'), await get('/leads')];
    const policy = String(one.headers['content-security-policy']);
    const [, nonce] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(policy).toContain("script-src 'self';");
    expect(one.body).toContain(`<meta name="style-nonce" content="${nonce}" />`);
    expect(other.body).not.toContain(`"${nonce}"`);
  });

  it('T4: what stands in the address doesn’t become part of it', async () => {
    expect((await get(`/sign-in?token=${encodeURIComponent('"><script>x</script>')}`)).body).not.toContain('script');
  });

  it.each(['/api', '/api/v1/nothing/at/all/here', '/t/x', '/assets/gone.js', '/assets/'])(
    'is not at %s',
    async (url) => {
      const answer = await get(url);
      expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' });
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it('is not for programs that want something else, nor for changes', async () => {
    expect((await get('/leads', { accept: 'application/json' })).statusCode).toBe(404);
    expect((await world.app.inject({ method: 'POST', url: '/leads' })).statusCode).toBe(404);
  });

  it('leaves the other addresses as they are', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'alive' });
    expect((await get('/api/v1/me')).json()).toMatchObject({ code: 'not_signed_in' });
  });
});

describe('its files', () => {
  it('are kept for ever, and come packed', async () => {
    const plain = await get('/assets/main-1a2b.js', {});
    expect(plain.body).toBe('plain');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const packed = await get('/assets/main-1a2b.js', { 'accept-encoding': 'br, gzip' });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript'),
    });
    expect(packed.body).toBe('packed');
  });
});
