// T21: ten megabytes made to be slow. What is large is parsed in a process of its own; what follows is bounded.
import { FAR_TOO_LONG_MS } from '#test/far-too-long.ts';
import { describe, expect, test } from 'vitest';
import { mail, named, read, token } from '#test/peers/written-mail.ts';
import { parseMail } from './parse-mail.ts';

const SIZE = 10 * 1024 * 1024;
const HEADER_SIZE = 500 * 1024;
const fill = (unit: string, size = SIZE) => unit.repeat(Math.ceil(size / unit.length));
const daemon = { From: 'MAILER-DAEMON@mx.example', Subject: 'failure notice' };

describe('T21: bounded in time', () => {
  test.each<[string, Record<string, string>, string]>([
    ['addresses', { To: fill('g:a@b;', HEADER_SIZE) }, 'Hi'],
    ['folded headers', { 'X-A': fill('a\r\n ', HEADER_SIZE) }, 'Hi'],
    ['base64', { 'Content-Transfer-Encoding': 'base64' }, fill(`${'QUJD'.repeat(19)}\n`)],
    ['elements in elements', { 'Content-Type': 'text/html' }, fill('<table><tr><td>a')],
    ['parts', { 'Content-Type': 'multipart/mixed; boundary=b' }, fill('--b\n\na\n', 400_000)],
    ['a line of a bounce', daemon, fill('user a@b. ')],
    ['recipients of a bounce', daemon, fill('<ada@customer.example>: 550 user a\n', 120_000)],
  ])('%s', async (_, headers, body) => {
    const raw = mail(headers, body);
    const start = process.cpuUsage();
    await read(raw);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(FAR_TOO_LONG_MS);
  });

  test('what takes too much time or memory is read as far as its beginning goes', async () => {
    const raw = mail(
      { 'In-Reply-To': `<${token}@crm.example>` },
      `Yes, please.\n\n${fill(`${'x'.repeat(70)}\n`, 400_000)}`,
    );
    for (const limits of [
      { memoryMb: 256, timeMs: 1 },
      { memoryMb: 1, timeMs: 10_000 },
    ]) {
      const parsed = await parseMail(raw, limits);
      expect(parsed?.email.text?.startsWith('Yes, please.')).toBe(true);
      expect(parsed?.email.text?.length).toBeLessThan(132_000);
    }
    expect(await read(raw)).toMatchObject({ kind: 'reply', token: named });
  });
});
