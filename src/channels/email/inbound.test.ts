import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInbound } from './inbound.ts';
import { createTokens } from './token.ts';

const tokens = createTokens(Buffer.from('a key that is only used in tests'));
const token = tokens.deliveryToken(3, '77');
const named = { organization: 3, delivery: '77' };
const forged = tokens.deliveryToken(3, '78').replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));

/** A mail from its headers and body; `null` leaves a header out. */
function mail(headers: Record<string, string | null>, body = 'Yes, please.'): Buffer {
  const all: Record<string, string | null> = {
    From: 'Ada <ada@customer.example>',
    To: 'Sales <sales@crm.example>',
    Subject: 'Re: Hello',
    'Message-ID': '<1@customer.example>',
    Date: 'Mon, 2 Nov 2026 09:30:00 +0000',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}`);
}
const read = (raw: Uint8Array, envelopeTo: string[] = []) => readInbound(raw, tokens, envelopeTo);

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

/** A report of RFC 3464 to the return path of the delivery. */
function report(
  fields: string,
  headers: Record<string, string | null> = {},
  original = `Message-ID: <${token}@crm.example>`,
): Buffer {
  const part = (type: string, text: string) => `--b\nContent-Type: ${type}\n\n${text}\n`;
  return mail(
    {
      From: 'Mail Delivery System <mailer-daemon@customer.example>',
      To: `bounces+${token}@crm.example`,
      'Return-Path': '<>',
      'Auto-Submitted': 'auto-replied',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      ...headers,
    },
    `${part('text/plain', 'It did not work.')}${part('message/delivery-status', `Reporting-MTA: dns; mx.customer.example\n\n${fields}`)}${part('text/rfc822-headers', original)}--b--\n`,
  );
}
const fields = (action: string, status: string, diagnostic: string) =>
  `Final-Recipient: rfc822; ada@customer.example\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n`;

describe('bounces (E-7, RFC 3464)', () => {
  test('say who, how, with which status and reply', async () => {
    expect(await read(report(fields('failed', '5.1.1', '550 5.1.1 no such user')))).toMatchObject({
      kind: 'bounce',
      token: named,
      reports: [
        {
          recipient: 'ada@customer.example',
          result: 'hard',
          side: 'recipient',
          status: '5.1.1',
          replyCode: 550,
          text: '550 5.1.1 no such user',
        },
      ],
    });
  });

  test.each<[string, string, string, string, string | null]>([
    ['K-37: delayed', fields('delayed', '4.4.1', '451 4.4.1 timeout'), 'delayed', '4.4.1', null],
    ['K-37: relayed', fields('relayed', '2.1.9', '250 relayed'), 'delivered', '2.1.9', null],
    ['K-37: delivered', fields('delivered', '2.0.0', '250 ok'), 'delivered', '2.0.0', null],
    ['K-37: 4.x.x given up', fields('failed', '4.4.7', '451 4.4.7 expired'), 'soft', '4.4.7', 'recipient'],
    ['K-38: policy', fields('failed', '5.7.1', '550 5.7.1 blocked'), 'soft', '5.7.1', 'policy'],
    [
      'K-38: policy under a status that blames the address',
      fields('failed', '5.1.1', '550 5.7.1 IP address blacklisted'),
      'soft',
      '5.7.1',
      'policy',
    ],
    [
      'K-38: a block list without status',
      fields('failed', '5.0.0', '553 see spamhaus.example'),
      'soft',
      '5.0.0',
      'policy',
    ],
    ['mailbox full', fields('failed', '5.2.2', '552 5.2.2 over quota'), 'soft', '5.2.2', 'recipient'],
    ['too large', fields('failed', '5.3.4', '552 5.3.4 too large'), 'soft', '5.3.4', 'content'],
    ['no such domain', fields('failed', '5.1.2', '550 5.1.2 bad destination'), 'hard', '5.1.2', 'recipient'],
    ['no status, clear words', fields('failed', '5.0.0', '550 user unknown'), 'hard', '5.0.0', 'recipient'],
    ['no status, unclear words', fields('failed', '5.0.0', '550 sorry'), 'soft', '5.0.0', 'recipient'],
  ])('%s', async (_, text, result, status, side) => {
    expect(await read(report(text))).toMatchObject({
      kind: 'bounce',
      token: named,
      reports: [{ result, status, side }],
    });
  });

  test('of several recipients: the worst first', async () => {
    const both = `${fields('delayed', '4.4.1', '451 later')}\n${fields('failed', '5.1.1', '550 5.1.1 gone')}`;
    const bounce = await read(report(both));
    expect(bounce.kind === 'bounce' && bounce.reports.map(({ result }) => result)).toEqual(['hard', 'delayed']);
  });

  test('are matched by the original they carry, when the return path is lost', async () => {
    expect(await read(report(fields('failed', '5.1.1', '550 gone'), { To: 'postmaster@crm.example' }))).toMatchObject({
      token: named,
    });
  });

  test("T16: forged, with a victim's id but no valid token, name no delivery", async () => {
    const raw = report(
      fields('failed', '5.1.1', '550 gone'),
      { To: `bounces+${forged}@crm.example` },
      `Message-ID: <${forged}@crm.example>\nX-Delivery: 77`,
    );
    expect(await read(raw)).toMatchObject({ kind: 'bounce', token: null });
  });

  test('without a report are bounces all the same, never replies (C-36)', async () => {
    const headers = { From: 'MAILER-DAEMON <>', To: `bounces+${token}@crm.example`, Subject: 'failure notice' };
    const body = 'Hi. This is the qmail-send program.\n<ada@customer.example>:\n550 5.1.1 user unknown\n';
    expect(await read(mail(headers, body))).toMatchObject({
      kind: 'bounce',
      token: named,
      reports: [{ result: 'hard', recipient: 'ada@customer.example', status: '5.1.1', replyCode: 550 }],
    });
    expect(await read(mail({ ...headers, From: 'ada@customer.example' }, body))).toMatchObject({ kind: 'reply' });
  });
});

test('complaints (ARF, RFC 5965) are feedback', async () => {
  const body = `--b\nContent-Type: text/plain\n\nA complaint.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: Abuse\nVersion: 1\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <${token}@crm.example>\nSubject: Hello\n\nHi\n--b--\n`;
  const raw = mail({ 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' }, body);
  expect(await read(raw)).toMatchObject({ kind: 'feedback', feedback: 'abuse', token: named });
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

  test('a mail longer than what is read is still what it is', async () => {
    const raw = mail({ 'In-Reply-To': `<${token}@crm.example>` }, `Yes.\n${'x'.repeat(12_000_000)}`);
    const reply = await read(raw);
    expect(reply).toMatchObject({ kind: 'reply', token: named });
    expect(reply.kind === 'reply' && reply.newText.startsWith('Yes.')).toBe(true);
  });
});
