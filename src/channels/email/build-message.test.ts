import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { EmailMessage } from '#core/message/channel.ts';
import { buildMessage } from './build-message.ts';

const message: EmailMessage = {
  from: { name: 'Sales', address: 'sales@crm.example' },
  to: { name: 'Ada', address: 'ada@customer.example' },
  replyTo: { name: '', address: 'replies@crm.example' },
  subject: 'Your order',
  html: '<p>Hello Ada</p>',
  text: 'Hello Ada',
  token: 'abcdefghijklmnopqrstuvwxyz234567',
  unsubscribeUrl: 'https://crm.example/t/u/abcdefghijklmnopqrstuvwxyz234567abcdefgh',
  references: ['<one@crm.example>', '<two@crm.example>'],
  date: Date.UTC(2026, 10, 2, 9, 30),
};
const OUR_HEADERS = [
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'references',
  'reply-to',
  'subject',
  'to',
];

async function built(change: Partial<EmailMessage> = {}) {
  const result = await buildMessage({ ...message, ...change });
  if (result.kind !== 'built') throw new Error(result.text);
  return { ...result, email: await PostalMime.parse(result.mail.raw) };
}

describe('a built message (E-3)', () => {
  test('has text and HTML, a stable Message-ID, a VERP return path and the thread', async () => {
    const { messageId, mail, email } = await built();
    expect(messageId).toBe('<abcdefghijklmnopqrstuvwxyz234567@crm.example>');
    expect(mail.envelope).toEqual({
      from: 'bounces+abcdefghijklmnopqrstuvwxyz234567@crm.example',
      to: 'ada@customer.example',
    });
    expect(email.messageId).toBe(messageId);
    expect(email.inReplyTo).toBe('<two@crm.example>');
    expect(email.references).toBe('<one@crm.example> <two@crm.example>');
    expect(email.date).toBe('2026-11-02T09:30:00.000Z');
    expect(email.text?.trim()).toBe('Hello Ada');
    expect(email.html?.trim()).toBe('<p>Hello Ada</p>');
    expect(email.from).toEqual(message.from);
    expect(email.replyTo).toEqual([message.replyTo]);
    expect(mail.raw.toString()).toContain('multipart/alternative');
    expect(mail.raw.toString()).not.toMatch(/[^\r]\n/);
  });

  test('E-2 names of attached files are plain ASCII on the wire (RFC 2231), and come back as they were', async () => {
    const name = '报价单 2026 年第一季度，"含税"; filename=evil.exe.pdf';
    const { mail, email } = await built({ files: [{ name, content: Buffer.from('offer') }] });
    expect(email.attachments).toMatchObject([{ filename: name, disposition: 'attachment' }]);
    expect(mail.raw.toString('latin1')).toMatch(/filename\*0\*=utf-8''/i);
    expect([...mail.raw].every((byte) => byte < 0x80)).toBe(true);
    const broken = { files: [{ name: 'a\r\nBcc: x@evil.example', content: Buffer.from('x') }] };
    expect(await buildMessage({ ...message, ...broken })).toMatchObject({ kind: 'refused', side: 'ours' });
  });

  test('carries the one-click pair of RFC 8058', async () => {
    const { email } = await built();
    const value = (key: string) => email.headers.find((header) => header.key === key)?.value;
    expect(value('list-unsubscribe')?.trim()).toBe(`<${message.unsubscribeUrl}>`);
    expect(value('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const without = await built({ unsubscribeUrl: null, replyTo: null, references: [] });
    expect(without.email.headers.map(({ key }) => key).sort()).toEqual(
      OUR_HEADERS.filter((key) => !/list-|reply-to|references/.test(key)),
    );
  });

  test('is the same, byte for byte, on every attempt', async () => {
    expect((await built()).mail.raw.equals((await built()).mail.raw)).toBe(true);
  });

  test('international names, subjects and domains arrive', async () => {
    const to = { name: '李雷', address: 'ada@exämple.example' };
    const { mail, email } = await built({ subject: '你好，您的订单 ✓', to });
    expect(mail.envelope.to).toBe('ada@xn--exmple-cua.example');
    expect(email.subject).toBe('你好，您的订单 ✓');
    expect(email.to?.[0]?.name).toBe('李雷');
  });
});

describe('T20: header injection', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          '\r',
          '\n',
          '\0',
          'Bcc: eve@evil.example',
          ' ',
          '<',
          '>',
          '"',
          '\\',
          ',',
          ';',
          '(',
          '=?UTF-8?Q?=0D=0A?=',
          '你',
          '\u2028',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('whatever stands in subject and names: exactly our headers, or refused as ours', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, fromName, toName) => {
        const result = await buildMessage({
          ...message,
          subject,
          from: { ...message.from, name: fromName },
          to: { ...message.to, name: toName },
        });
        const breaks = /[\r\n\0]/.test(subject + fromName + toName);
        expect(result.kind).toBe(breaks ? 'refused' : 'built');
        if (result.kind !== 'built') return;
        const email = await PostalMime.parse(result.mail.raw);
        const keys = email.headers.map(({ key }) => key);
        expect(keys.filter((key) => key !== 'subject').sort()).toEqual(OUR_HEADERS.filter((key) => key !== 'subject'));
        expect(email.to?.map(({ address }) => address)).toEqual([message.to.address]);
        expect(email.from?.address).toBe(message.from.address);
        expect(result.mail.envelope.to).toBe(message.to.address);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, Partial<EmailMessage>]>([
    ['C-34: an empty address', { to: { name: '', address: '' } }],
    [
      'an address with a line break',
      { to: { name: '', address: 'ada@customer.example\r\nRCPT TO:<eve@evil.example>' } },
    ],
    ['two addresses in one', { to: { name: '', address: 'ada@customer.example,eve@evil.example' } }],
    ['a domain that cannot be', { to: { name: '', address: 'ada@-' } }],
    ['an address without a domain', { to: { name: '', address: 'ada' } }],
    ['an SMTP parameter in the address', { to: { name: '', address: 'ada@customer.example> SIZE=1' } }],
    ['a token that is none', { token: 'a@b' }],
    ['a reference with a line break', { references: ['<a@b>\r\nBcc: eve@evil.example'] }],
    ['a second header in the unsubscribe address', { unsubscribeUrl: 'https://crm.example/\r\nBcc: eve@evil.example' }],
    ['a comment in the unsubscribe address', { unsubscribeUrl: 'https://crm.example/>, <mailto:eve@evil.example' }],
    ['an unsubscribe address that is no URL', { unsubscribeUrl: 'javascript:alert(1)' }],
    ['a date that is none', { date: Number.NaN }],
  ])('%s is refused as ours', async (_, change) => {
    expect(await buildMessage({ ...message, ...change })).toMatchObject({ kind: 'refused', side: 'ours' });
  });
});
