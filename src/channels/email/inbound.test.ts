import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fields, forged, mail, named, read, report, token, tokens } from '#test/peers/written-mail.ts';

describe('replies (E-6)', () => {
  test('are matched by what they answer, and only their new text counts', async () => {
    const reply = await read(
      mail(
        { 'In-Reply-To': `<${token}@crm.example>` },
        'Yes.\n\nOn Mon, Nov 2, 2026 Grace wrote:\n> Hi\n> Unsubscribe: https://crm.example/',
      ),
    );
    expect(reply).toMatchObject({
      kind: 'reply',
      token: named,
      newText: 'Yes.',
      from: { name: 'Ada', address: 'ada@customer.example' },
      to: [{ name: 'Sales', address: 'sales@crm.example' }],
      messageId: '<1@customer.example>',
      answers: [`<${token}@crm.example>`],
      date: Date.UTC(2026, 10, 2, 9, 30),
    });
  });

  const older = tokens.deliveryToken(3, '5');
  test.each<[string, Record<string, string>]>([
    [
      'References, the last of ours',
      { References: `<${older}@crm.example> <${token}@crm.example> <x@customer.example>` },
    ],
    [
      'In-Reply-To before References',
      { 'In-Reply-To': `<${token}@crm.example>`, References: `<x@y> <${older}@crm.example>` },
    ],
    ['upper-cased on the way', { 'In-Reply-To': `<${token.toUpperCase()}@CRM.EXAMPLE>` }],
    ['the return path, where a mail program answers that', { To: `bounces+${token}@crm.example` }],
    ['a header that kept the return path', { 'Delivered-To': `BOUNCES+${token}@crm.example` }],
  ])('are matched by %s', async (_, headers) => {
    expect(await read(mail(headers))).toMatchObject({ kind: 'reply', token: named });
  });

  test('are matched by the envelope where no header tells', async () => {
    expect(await read(mail({}), [`bounces+${token}@crm.example`])).toMatchObject({ kind: 'reply', token: named });
  });

  test.each<[string, Record<string, string>, string]>([
    ['without any reference', {}, 'Hello'],
    ['with a forged token', { 'In-Reply-To': `<${forged}@crm.example>`, To: `bounces+${forged}@crm.example` }, 'Hello'],
    ['with a valid token in its text only', {}, `see <${token}@crm.example> and bounces+${token}@crm.example`],
    ['with a valid token in its subject only', { Subject: `bounces+${token}@crm.example` }, 'Hello'],
    [
      'with a token of another purpose',
      { 'In-Reply-To': `<${tokens.unsubscribeToken(3, '77')}@crm.example>` },
      'Hello',
    ],
  ])('T16, K-47: %s name no delivery', async (_, headers, body) => {
    expect(await read(mail(headers, body))).toMatchObject({ kind: 'reply', token: null });
  });

  test('in HTML only lose the quotation too; the HTML is sanitised (T4)', async () => {
    const body =
      '<p>Yes.</p><script>alert(1)</script><div>On Mon, Nov 2, 2026 Grace wrote:<blockquote>Hi<br>Unsubscribe</blockquote></div>';
    const reply = await read(mail({ 'Content-Type': 'text/html; charset=utf-8' }, body));
    expect(reply).toMatchObject({ kind: 'reply', newText: 'Yes.' });
    expect(reply.kind === 'reply' && reply.html).not.toContain('script');
  });

  test('K-41: from Exchange people ask others for silence: still a reply', async () => {
    expect(await read(mail({ 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'no' }))).toMatchObject({
      kind: 'reply',
    });
  });

  test('through a group address are replies', async () => {
    expect(await read(mail({ Precedence: 'list', 'List-Id': '<team.customer.example>' }))).toMatchObject({
      kind: 'reply',
    });
  });
});

describe('C-36, K-40: automatic replies (RFC 3834)', () => {
  test.each<[string, Record<string, string>]>([
    ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied' }],
    ['Auto-Submitted', { 'Auto-Submitted': 'Auto-Generated; owner-email="x"' }],
    ['Precedence', { Precedence: 'auto_reply' }],
    ['Precedence', { Precedence: 'Bulk' }],
    ['x-autoreply', { 'X-Autoreply': 'yes' }],
    ['x-autorespond', { 'X-Autorespond': 'Hello' }],
    ['x-ms-exchange-inbox-rules-loop', { 'X-MS-Exchange-Inbox-Rules-Loop': 'ada@customer.example' }],
    ['x-apple-action', { 'X-Apple-Action': 'VACATION' }],
    ['x-autoresponse', { 'X-Autoresponse': 'vacation' }],
    ['delivered-to', { 'Delivered-To': 'Autoresponder' }],
    ['Return-Path', { 'Return-Path': '<>' }],
  ])('by %s', async (because, headers) => {
    const answered = { 'In-Reply-To': `<${token}@crm.example>` };
    expect(await read(mail({ ...headers, ...answered }, 'I am away.'))).toMatchObject({
      kind: 'auto_reply',
      because,
      token: named,
      newText: 'I am away.',
    });
  });
});

describe('what is none of these', () => {
  test('C-36: a read receipt is no reply', async () => {
    const body =
      '--b\nContent-Type: text/plain\n\nSeen.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n';
    const raw = mail(
      {
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
        'In-Reply-To': `<${token}@crm.example>`,
      },
      body,
    );
    expect(await read(raw)).toMatchObject({ kind: 'other', reason: 'read_receipt', token: named });
  });

  test('T27: our own mail come back is no reply', async () => {
    expect(await read(mail({ 'Message-ID': `<${token}@crm.example>` }))).toMatchObject({
      kind: 'other',
      reason: 'own_message',
    });
  });

  test('T21: nothing a stranger sends makes it throw', async () => {
    const pieces = [
      'From: ',
      'To: ',
      'Content-Type: ',
      'multipart/report; boundary=b',
      '\r\n',
      '\r\n\r\n',
      '--b',
      '--b--',
      'message/delivery-status',
      'Action: ',
      'failed',
      '<',
      '>',
      '@',
      '\0',
      '=?utf-8?B?',
      'é',
      'Date: ',
      'Received: ',
      '\r',
      '(',
      '"',
      '\\',
      ';',
      'Return-Path: <>',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 }),
        async (parts) => {
          expect(await read(Buffer.from(parts.join('')))).toHaveProperty('kind');
        },
      ),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await read(bytes)).toHaveProperty('kind');
      }),
    );
  });

  test('NUL, which no database keeps, reaches nobody', async () => {
    const headers = {
      Subject: '=?utf-8?Q?a=00b?=',
      From: '=?utf-8?Q?A=00da?= <ada@customer.example>',
      'Content-Transfer-Encoding': 'base64',
    };
    const reply = await read(mail(headers, Buffer.from('Yes\0, please.').toString('base64')));
    expect(reply).toMatchObject({ subject: 'ab', newText: 'Yes, please.', from: { name: 'Ada' } });
    const bounce = await read(report(fields('failed', '5.1.1', '550 5.1.1 no\0body')));
    expect(JSON.stringify([reply, bounce])).not.toContain('\\u0000');
  });

  test('T21: parts in parts in parts, and endless headers, are unreadable', async () => {
    const deep = Array.from(
      { length: 500 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    ).join('');
    expect(await read(Buffer.from(deep))).toMatchObject({ kind: 'other', reason: 'unreadable' });
    expect(await read(Buffer.from(`${'X-Header: value\r\n'.repeat(50_000)}\r\nHello`))).toMatchObject({
      kind: 'other',
      reason: 'unreadable',
    });
  });

  test('T21: millions of lines take no longer than many', async () => {
    const computing = async (lines: number) => {
      const start = process.cpuUsage();
      expect(await read(mail({}, '1@:\n'.repeat(lines)))).toMatchObject({ kind: 'reply' });
      return process.cpuUsage(start).user;
    };
    await computing(1_000);
    const many = await computing(200_000);
    expect(await computing(2_000_000)).toBeLessThan(8 * many);
  });

  test('a mail longer than what is read is still what it is', async () => {
    const raw = mail({ 'In-Reply-To': `<${token}@crm.example>` }, `Yes.\n${'x'.repeat(12_000_000)}`);
    const reply = await read(raw);
    expect(reply).toMatchObject({ kind: 'reply', token: named });
    expect(reply.kind === 'reply' && reply.newText.startsWith('Yes.')).toBe(true);
  });
});
