// Messages as they come in, written by hand, and the token of the delivery they belong to.
import { readInbound } from '#channels/email/inbound.ts';
import { createTokens } from '#channels/email/token.ts';

export const tokens = createTokens(Buffer.from('a key that is only used in tests'));
export const token = tokens.deliveryToken(3, '77');
export const named = { organization: 3, delivery: '77' };
export const forged = tokens.deliveryToken(3, '78').replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));

/** A mail from its headers and body; `null` leaves a header out. */
export function mail(headers: Record<string, string | null>, body = 'Yes, please.'): Buffer {
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
export const read = (raw: Uint8Array, envelopeTo: string[] = []) => readInbound(raw, tokens, envelopeTo);

/** A report of RFC 3464 to the return path of the delivery. */
export function report(
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
export const fields = (action: string, status: string, diagnostic: string) =>
  `Final-Recipient: rfc822; ada@customer.example\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${diagnostic}\n`;
