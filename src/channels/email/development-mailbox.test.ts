import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import { buildMessage } from './build-message.ts';
import { composeBounce } from './compose-bounce.ts';
import { composeAutoReply, composeReply } from './compose-reply.ts';
import { type DevelopmentMailbox, PerhapsKept, startDevelopmentMailbox } from './development-mailbox.ts';
import { readInbound } from './inbound.ts';
import { readForRecipient } from './read-for-recipient.ts';
import { createSmtpChannel, type SmtpChannel } from './send-smtp.ts';
import { createTokens } from './token.ts';
import { trackContent } from './track.ts';

const NOW = Date.UTC(2026, 10, 2, 9, 30);
const tokens = createTokens(Buffer.from('a key that is only used in tests'));
const delivery = { organization: 3, delivery: '77' };
const token = tokens.deliveryToken(3, '77');
const html = '<p>Hi Ada, see <a href="https://shop.example/a">this</a>.</p>';
const content = trackContent(
  { html, text: 'Hi Ada', language: 'en', opens: 'tracked', clicks: 'tracked' },
  { tokens, delivery, publicUrl: 'https://crm.example' },
);

async function message(change: { subject?: string; to?: string } = {}) {
  const built = await buildMessage({
    from: { name: 'Grace', address: 'sales@crm.example' },
    to: { name: 'Ada', address: change.to ?? 'ada@customer.invalid' },
    replyTo: { name: '', address: 'replies@crm.example' },
    subject: change.subject ?? '您的订单',
    html: content.html,
    text: content.text,
    token,
    unsubscribeUrl: content.unsubscribeUrl,
    references: [],
    date: NOW,
  });
  if (built.kind !== 'built') throw new Error(built.text);
  return built;
}

let caught: CaughtMail[] = [];
let keep: (mail: CaughtMail) => Promise<void> = async () => {};
let mailbox: DevelopmentMailbox;
let channel: SmtpChannel;

beforeEach(async () => {
  caught = [];
  keep = async (mail) => void caught.push(mail);
  mailbox = await startDevelopmentMailbox({ port: 0, keep: (mail) => keep(mail) });
  channel = createSmtpChannel({
    host: '127.0.0.1',
    port: mailbox.port,
    secure: 'none',
    ehloName: 'crm.example',
    maxConnections: 10,
    now: () => NOW,
  });
});
afterEach(async () => {
  await channel.close();
  await mailbox.stop();
});

/** Ada's mail, sent and caught for real. */
async function adasMail(): Promise<CaughtMail> {
  const outcome = await channel.deliver((await message()).mail, async () => true);
  expect(outcome.kind).toBe('sent');
  const [mail] = caught;
  if (mail === undefined) throw new Error('nothing was caught');
  return mail;
}

describe('the development mailbox (E-9)', () => {
  test('keeps the message as it was sent, with its envelope', async () => {
    const { mail } = await message();
    const kept = await adasMail();
    expect(kept).toMatchObject({ envelopeFrom: `bounces+${token}@crm.example`, recipients: ['ada@customer.invalid'] });
    expect(Buffer.from(kept.raw).equals(mail.raw)).toBe(true);
  });

  test('says 250 only once it is kept', async () => {
    let release: () => void = () => {};
    let asked: () => void = () => {};
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    keep = () =>
      new Promise((resolve) => {
        release = resolve;
        asked();
      });
    let answered = false;
    const delivering = channel
      .deliver((await message()).mail, async () => true)
      .finally(() => {
        answered = true;
      });
    await wasAsked;
    expect(answered).toBe(false);
    release();
    expect(await delivering).toMatchObject({ kind: 'sent' });
  });

  test('what could not be kept may be tried again', async () => {
    keep = () => Promise.reject(new Error('disk full'));
    expect(await channel.deliver((await message()).mail, async () => true)).toMatchObject({ kind: 'try_later' });
    keep = async (mail) => void caught.push(mail);
    expect(await channel.deliver((await message()).mail, async () => true)).toMatchObject({ kind: 'sent' });
  });

  test('C-33 what is kept or not, nobody knows, gets no answer: the sender knows no more, and sends no second one', async () => {
    keep = () => Promise.reject(new PerhapsKept());
    expect(await channel.deliver((await message()).mail, async () => true)).toMatchObject({ kind: 'unknown' });
    keep = async (mail) => void caught.push(mail);
    expect(await channel.deliver((await message()).mail, async () => true)).toMatchObject({ kind: 'sent' });
  });

  test('C-33: a gate that says no leaves nothing in it', async () => {
    expect(await channel.deliver((await message()).mail, async () => false)).toEqual({ kind: 'stopped' });
    expect(caught).toEqual([]);
  });

  test('a thousand messages over ten connections: each kept exactly once', async () => {
    const mails = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => message({ to: `lead${n}@customer.invalid` })),
    );
    const outcomes = await Promise.all(mails.map(({ mail }) => channel.deliver(mail, async () => true)));
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    const recipients = caught.flatMap((mail) => mail.recipients).sort();
    expect(recipients).toEqual(mails.map(({ mail }) => mail.envelope.to).sort());
  });

  test('a taken port is told at once', async () => {
    await expect(startDevelopmentMailbox({ port: mailbox.port, keep })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('the recipient', () => {
  test('sees what can be opened, clicked and unsubscribed from', async () => {
    const seen = await readForRecipient((await adasMail()).raw);
    expect(seen).toMatchObject({
      from: { name: 'Grace', address: 'sales@crm.example' },
      to: [{ name: 'Ada', address: 'ada@customer.invalid' }],
      subject: '您的订单',
      messageId: `<${token}@crm.example>`,
      unsubscribe: content.unsubscribeUrl,
      date: NOW,
    });
    expect(tokens.readOpenToken(/\/t\/o\/(.*)\.gif$/.exec(seen?.pixel ?? '')?.[1] ?? '')).toEqual(delivery);
    expect(seen?.links.map((link) => tokens.readLinkToken(link.replace('https://crm.example/t/c/', ''))?.url)).toEqual([
      'https://shop.example/a',
    ]);
    expect(seen?.html).toContain('Hi Ada');
    expect(seen?.html).not.toContain('src=');
  });

  test('T4: sees a hostile message harmless', async () => {
    const raw = Buffer.from(
      'From: a@b.example\r\nContent-Type: text/html\r\nList-Unsubscribe: <javascript:alert(1)>, <mailto:x@b.example>\r\n\r\n' +
        '<script>alert(1)</script><a href="javascript:alert(1)">x</a><img src="https://b.example/p.gif" onerror="alert(1)"><p>ok</p>',
    );
    const seen = await readForRecipient(raw);
    expect(seen).toMatchObject({ links: [], pixel: null, unsubscribe: null });
    expect(seen?.html).not.toMatch(/script|onerror|src=/);
    expect(await readForRecipient(Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n\r\n'))).not.toBeNull();
  });

  test('replies: a real message to Reply-To that is read as a reply to this delivery', async () => {
    const reply = await composeReply(await adasMail(), { text: 'Yes, please.', html: null, at: NOW });
    expect(reply).toMatchObject({ envelopeFrom: 'ada@customer.invalid', recipients: ['replies@crm.example'] });
    expect(await readInbound(reply?.raw ?? Buffer.of(), tokens)).toMatchObject({
      kind: 'reply',
      token: delivery,
      newText: 'Yes, please.',
      subject: 'Re: 您的订单',
      from: { name: 'Ada', address: 'ada@customer.invalid' },
      to: [{ name: '', address: 'replies@crm.example' }],
      answers: [`<${token}@crm.example>`],
      date: NOW,
    });
  });

  test('K-46: the quoted footer to unsubscribe is not the reply, in HTML either', async () => {
    const reply = await composeReply(await adasMail(), { text: 'Yes, please.', html: '<p>Yes, please.</p>', at: NOW });
    const raw = Buffer.from(reply?.raw ?? []).toString();
    expect(raw).toContain('blockquote');
    const read = await readInbound(reply?.raw ?? Buffer.of(), tokens);
    expect(read.kind === 'reply' && read.newText).toBe('Yes, please.');
  });

  test.each([
    ['failed', '5.1.1', '550 5.1.1 no such user', 'hard', 'recipient'],
    ['failed', '5.7.1', '550 5.7.1 blocked', 'soft', 'policy'],
    ['failed', '4.2.2', '452 4.2.2 full', 'soft', 'recipient'],
    ['delayed', '4.4.1', '451 4.4.1 timeout', 'delayed', null],
    ['delivered', '2.0.0', '250 2.0.0 ok', 'delivered', null],
  ] as const)(
    'bounces: a real report (%s %s) to the return path that is read as such',
    async (kind, status, diagnostic, result, side) => {
      const bounce = await composeBounce(await adasMail(), {
        recipient: 'ada@customer.invalid',
        status,
        diagnostic,
        kind,
        at: NOW,
      });
      expect(bounce).toMatchObject({ envelopeFrom: '', recipients: [`bounces+${token}@crm.example`] });
      expect(await readInbound(bounce?.raw ?? Buffer.of(), tokens)).toMatchObject({
        kind: 'bounce',
        token: delivery,
        reports: [{ recipient: 'ada@customer.invalid', result, side, status, text: diagnostic }],
      });
    },
  );

  test('is away: an automatic reply that is read as such (C-36)', async () => {
    const reply = await composeAutoReply(await adasMail(), { text: 'I am away.', at: NOW });
    expect(reply).toMatchObject({ envelopeFrom: '', recipients: [`bounces+${token}@crm.example`] });
    expect(await readInbound(reply?.raw ?? Buffer.of(), tokens)).toMatchObject({
      kind: 'auto_reply',
      token: delivery,
      newText: 'I am away.',
    });
  });

  test('T27: bounces and automatic replies are never bounced nor answered automatically', async () => {
    const mail = await adasMail();
    const bounce = await composeBounce(mail, {
      recipient: 'ada@customer.invalid',
      status: '5.1.1',
      diagnostic: '550',
      kind: 'failed',
      at: NOW,
    });
    if (bounce === null) throw new Error('no bounce');
    expect(
      await composeBounce(bounce, {
        recipient: 'x@crm.example',
        status: '5.1.1',
        diagnostic: '550',
        kind: 'failed',
        at: NOW,
      }),
    ).toBeNull();
    expect(await composeAutoReply(bounce, { text: 'away', at: NOW })).toBeNull();
  });

  test('acts the same each time, and differently for different acts', async () => {
    const mail = await adasMail();
    const reply = (text: string) => composeReply(mail, { text, html: null, at: NOW });
    expect(Buffer.from((await reply('a'))?.raw ?? []).equals(Buffer.from((await reply('a'))?.raw ?? []))).toBe(true);
    const ids = await Promise.all(
      ['a', 'b'].map(async (text) => (await readInbound((await reply(text))?.raw ?? Buffer.of(), tokens)).messageId),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('what is no mail can not be answered', async () => {
    const nothing: CaughtMail = {
      envelopeFrom: 'a@b.example',
      recipients: ['ada@customer.invalid'],
      raw: Buffer.from('hello'),
    };
    expect(await composeReply(nothing, { text: 'a', html: null, at: NOW })).toBeNull();
  });
});
