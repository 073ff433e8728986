// Login and TLS against a real server (smtp-server); its certificate is made by openssl for each run.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpChannel, type SmtpChannelOptions } from './send-smtp.ts';

const mail = {
  envelope: { from: 'bounces+abc@crm.example', to: 'ada@customer.example' },
  raw: Buffer.from('Subject: Hello\r\n\r\nHello Ada\r\n'),
};
const auth = { user: 'sales', pass: 'right' };
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const { key, cert } = hasOpenssl ? certificate() : { key: '', cert: '' };

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

async function world(serverOptions: SMTPServerOptions, channelOptions: Partial<SmtpChannelOptions>) {
  const seen = { bodies: 0, secure: [] as boolean[], passwords: [] as string[] };
  const server = new SMTPServer({
    disableReverseLookup: true,
    closeTimeout: 10,
    onAuth: ({ username, password }, _session, done) => {
      seen.passwords.push(password ?? '');
      const right = username === auth.user && password === auth.pass;
      if (right) done(null, { user: 'sales' });
      else done(Object.assign(new Error('5.7.8 wrong'), { responseCode: 535 }));
    },
    onData: (stream, session, done) => {
      seen.secure.push(session.secure);
      stream.on('end', () => {
        seen.bodies += 1;
        done();
      });
      stream.resume();
    },
    ...serverOptions,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const channel = createSmtpChannel({
    host: 'localhost',
    port: (server.server.address() as AddressInfo).port,
    secure: 'none',
    ehloName: 'crm.example',
    maxConnections: 1,
    now: () => 0,
    ...channelOptions,
  });
  toClose.push(
    () => channel.close(),
    () => new Promise<void>((resolve) => server.close(resolve)),
  );
  return { seen, deliver: () => channel.deliver(mail, async () => true) };
}

/** Self-signed for localhost, as PEM. */
function certificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cadenza-cert-'));
  const path = (name: string) => join(folder, name);
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      ...subject,
      '-keyout',
      path('key'),
      '-out',
      path('cert'),
    ],
    { stdio: 'ignore' },
  );
  const pem = { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') };
  rmSync(folder, { recursive: true });
  return pem;
}

describe('login (E-1)', () => {
  const plain: SMTPServerOptions = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };

  test('with the right password sends', async () => {
    const { deliver, seen } = await world(plain, { auth });
    expect(await deliver()).toMatchObject({ kind: 'sent' });
    expect(seen.passwords).toEqual(['right']);
  });

  test('with the wrong one is a matter of the mailbox: policy, nobody fails', async () => {
    const { deliver, seen } = await world(plain, { auth: { ...auth, pass: 'wrong' } });
    expect(await deliver()).toMatchObject({ kind: 'refused', side: 'policy', status: '5.7.8' });
    expect(seen.bodies).toBe(0);
  });

  test('that the server does not offer sends nothing', async () => {
    const { deliver, seen } = await world({ disabledCommands: ['STARTTLS', 'AUTH'] }, { auth });
    expect(await deliver()).toMatchObject({ kind: 'refused', side: 'policy' });
    expect(seen.bodies).toBe(0);
  });
});

describe.skipIf(!hasOpenssl)('TLS (E-1; skipped where openssl is missing)', () => {
  const startTls: SMTPServerOptions = { key, cert };

  test.each<[string, SMTPServerOptions, 'tls' | 'starttls']>([
    ['from the first byte', { key, cert, secure: true }, 'tls'],
    ['by STARTTLS', startTls, 'starttls'],
  ])('%s, with a certificate we trust: login and message go encrypted', async (_, serverOptions, secure) => {
    const { deliver, seen } = await world(serverOptions, { secure, auth, certificateAuthority: cert });
    expect(await deliver()).toMatchObject({ kind: 'sent' });
    expect(await deliver()).toMatchObject({ kind: 'sent' });
    expect(seen.secure).toEqual([true, true]);
  });

  test.each<[string, SMTPServerOptions, 'tls' | 'starttls']>([
    ['from the first byte', { key, cert, secure: true }, 'tls'],
    ['by STARTTLS', startTls, 'starttls'],
  ])(
    '%s, with a certificate nobody vouches for: nothing is sent, no password shown',
    async (_, serverOptions, secure) => {
      for (const certificateAuthority of [null, certificate().cert]) {
        const { deliver, seen } = await world(serverOptions, { secure, auth, certificateAuthority });
        expect(await deliver()).toMatchObject({ kind: 'try_later', text: expect.stringMatching(/certificate/) });
        expect(seen).toEqual({ bodies: 0, secure: [], passwords: [] });
      }
    },
  );

  test('STARTTLS that the server does not do: nothing is sent in plain', async () => {
    const { deliver, seen } = await world(
      { disabledCommands: ['STARTTLS'], allowInsecureAuth: true },
      { secure: 'starttls', auth },
    );
    expect(await deliver()).toMatchObject({ kind: 'refused', side: 'policy' });
    expect(seen).toEqual({ bodies: 0, secure: [], passwords: [] });
  });
});
