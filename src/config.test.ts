import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigRefusal, readConfig } from '#config';

const SECRET = 'k7Qp2mX9vL4tR8wZ1nB6cF3hJ5gD0sYa';
const external = { DATABASE_URL: 'postgresql://app:x@db.invalid:5432/cadenza', APP_SECRET: SECRET };

function refused(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigRefusal) return error.sentences;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('the environment', () => {
  it('X-3: needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      database: { kind: 'embedded', folder: null },
      secret: null,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'warn',
      mail: { kind: 'development_mailbox' },
    });
    expect(readConfig({ PORT: '4000', HOST: '', APP_URL: '' }).publicUrl.href).toBe('http://localhost:4000/');
  });

  it('R-4: keeps attached files where it is told to, and otherwise beside the data', () => {
    expect(readConfig({}).files).toEqual({ kind: 'folder', path: null });
    expect(readConfig({ STORAGE_DIR: '/srv/files' }).files).toEqual({ kind: 'folder', path: '/srv/files' });
  });

  it('R-4: keeps attached files in a bucket, Amazon’s or one of the house', () => {
    const bucket = { S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };
    expect(readConfig({ ...bucket, S3_REGION: 'eu-central-1' }).files).toEqual({
      kind: 'bucket',
      endpoint: new URL('https://s3.eu-central-1.amazonaws.com'),
      name: 'files',
      region: 'eu-central-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      addressing: 'host',
    });
    const own = readConfig({ ...bucket, S3_ENDPOINT: 'http://minio.lan:9000' }).files;
    expect(own).toMatchObject({ endpoint: new URL('http://minio.lan:9000'), addressing: 'path' });
    expect(refused({ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id', STORAGE_DIR: '/srv' })).toEqual([
      expect.stringContaining('STORAGE_DIR'),
      expect.stringContaining('S3_SECRET_ACCESS_KEY'),
    ]);
    expect(refused({ S3_REGION: 'eu-central-1' })).toEqual([expect.stringContaining('S3_BUCKET is missing')]);
    expect(refused({ ...bucket, S3_BUCKET: 'not/a bucket' })).toEqual([expect.stringContaining('S3_BUCKET')]);
  });

  it('X-3: takes one database URL for both roles, or two', () => {
    expect(readConfig(external).database).toMatchObject({ kind: 'external', ownerUrl: external.DATABASE_URL });
    const DATABASE_OWNER_URL = 'postgresql://owner:y@db.invalid/cadenza';
    const { database } = readConfig({ ...external, DATABASE_OWNER_URL });
    expect(database).toEqual({ kind: 'external', appUrl: external.DATABASE_URL, ownerUrl: DATABASE_OWNER_URL });
  });

  it('T5: takes the servers of the house that may be called', () => {
    const { outboundAllowed } = readConfig({ OUTBOUND_ALLOW: 'Hooks.lan:8080, 10.0.0.5:80,[fd00::1]:443' });
    expect([...outboundAllowed]).toEqual(['hooks.lan:8080', '10.0.0.5:80', '[fd00::1]:443']);
    expect(readConfig({}).outboundAllowed.size).toBe(0);
    for (const OUTBOUND_ALLOW of ['hooks.lan', 'http://hooks.lan:80', 'hooks.lan:0', 'hooks.lan:99999', '*:80 x']) {
      expect(refused({ OUTBOUND_ALLOW })).toEqual([expect.stringContaining('OUTBOUND_ALLOW')]);
    }
  });

  it('T12: needs a real secret with a database of its own', () => {
    expect(refused({ DATABASE_URL: external.DATABASE_URL })).toEqual([expect.stringContaining('APP_SECRET')]);
    expect(refused({ ...external, APP_SECRET: 'short' })).toEqual([expect.stringContaining('32 characters')]);
    expect(refused({ ...external, APP_SECRET: 'x'.repeat(40) })).toEqual([expect.stringContaining('placeholder')]);
  });

  it('X-3: names every variable that is wrong, in one sentence each', () => {
    const sentences = refused({
      PORT: '99999',
      APP_URL: 'crm.example.com',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x/y',
      TRUST_PROXY: 'everybody',
      SMTP_USER: 'me',
    });
    const names = [
      'PORT',
      'APP_URL',
      'LOG_LEVEL',
      'DATABASE_URL',
      'TRUST_PROXY',
      'SMTP_HOST',
      'APP_SECRET',
      'SMTP_PASSWORD',
    ];
    for (const name of names) expect(sentences.filter((sentence) => sentence.includes(name))).not.toEqual([]);
    expect(sentences).toHaveLength(names.length);
  });

  it('T11: takes a secret from a file, and not from two places', () => {
    const APP_SECRET_FILE = join(mkdtempSync(join(tmpdir(), 'cadenza-config-')), 'secret');
    expect(refused({ APP_SECRET_FILE })).toEqual([expect.stringContaining('APP_SECRET_FILE')]);
    writeFileSync(APP_SECRET_FILE, `${SECRET}\n`);
    expect(readConfig({ APP_SECRET_FILE }).secret).toBe(SECRET);
    expect(refused({ APP_SECRET_FILE, APP_SECRET: SECRET })).toEqual([expect.stringContaining('both')]);
  });

  it('X-3: every variable is explained in .env.example, and nothing else is', () => {
    const source = readFileSync('src/config.ts', 'utf8');
    const read = [...source.matchAll(/^  ([A-Z\d_]+): /gm)].map(([, name]) => name);
    const explained = [...readFileSync('.env.example', 'utf8').matchAll(/^#([A-Z\d_]+?)(?:_FILE)?=/gm)].map(
      ([, name]) => name,
    );
    expect(explained.sort()).toEqual(read.sort());
  });
});

describe('mail', () => {
  it('goes to the development mailbox, or to a server, never to both', () => {
    const parts = { SMTP_HOST: 'mail.invalid', SMTP_USER: 'me', SMTP_PASSWORD: 'p@ss' };
    const whole = { SMTP_URL: 'smtp://me:p%40ss@mail.invalid' };
    const server = {
      kind: 'smtp',
      host: 'mail.invalid',
      port: 587,
      secure: 'starttls',
      auth: { user: 'me', pass: 'p@ss' },
    };
    expect(readConfig(parts).mail).toMatchObject(server);
    expect(readConfig(whole).mail).toMatchObject(server);
    expect(readConfig({ SMTP_URL: 'smtps://mail.invalid' }).mail).toMatchObject({
      port: 465,
      secure: 'tls',
      auth: null,
    });
    expect(readConfig({ SMTP_HOST: 'localhost', SMTP_SECURE: 'none' }).mail).toMatchObject({
      port: 25,
      secure: 'none',
    });
    expect(refused({ ...parts, ...whole })).toEqual([expect.stringContaining('SMTP_URL')]);
  });
});
