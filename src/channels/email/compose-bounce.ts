// What a recipient's mail server sends back: a delivery status notification (RFC 3464) to the envelope sender, with the
// headers of the original.
import MimeNode from 'nodemailer/lib/mime-node';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { Instant } from '#core/time/instant.ts';
import { addressDomain } from './address.ts';
import { oneLine } from './one-line.ts';
import { answerId, readOriginal } from './original-mail.ts';

export type BounceAct = {
  readonly recipient: string;
  /** RFC 3463, e.g. "5.1.1". */
  readonly status: string;
  /** The reply the server gave, e.g. "550 5.1.1 no such user". */
  readonly diagnostic: string;
  readonly kind: 'failed' | 'delayed' | 'delivered';
  readonly at: Instant;
};

/** Null for mail with the null sender, which is never bounced (RFC 5321 4.5.5). */
export async function composeBounce(caught: CaughtMail, bounce: BounceAct): Promise<CaughtMail | null> {
  const original = await readOriginal(caught);
  if (original === null || caught.envelopeFrom === '') return null;
  const domain = addressDomain(bounce.recipient) ?? 'recipient.invalid';
  const id = answerId('bounce', caught, JSON.stringify(bounce), bounce.recipient);
  const report = new MimeNode('multipart/report; report-type=delivery-status', {
    newline: 'win',
    baseBoundary: id.slice(8, 40),
  });
  report.setHeader({
    from: { name: 'Mail Delivery System', address: `mailer-daemon@${domain}` },
    to: caught.envelopeFrom,
    subject: SUBJECT[bounce.kind],
    date: new Date(bounce.at).toUTCString().replace('GMT', '+0000'),
    'message-id': id,
    'auto-submitted': 'auto-replied',
  });
  report.createChild('text/plain; charset=utf-8').setContent(explanation(bounce));
  report.createChild('message/delivery-status').setContent(statusFields(bounce, domain));
  report.createChild('text/rfc822-headers').setContent(`${original.headers}\r\n`);
  return { envelopeFrom: '', recipients: [caught.envelopeFrom], raw: await report.build() };
}

const SUBJECT = {
  failed: 'Undelivered Mail Returned to Sender',
  delayed: 'Delayed Mail (still being retried)',
  delivered: 'Successful Mail Delivery Report',
};

function explanation({ recipient, diagnostic, kind }: BounceAct): string {
  const what = { failed: 'could not be delivered to', delayed: 'is delayed for', delivered: 'was delivered to' }[kind];
  return `This is the mail system. Your message ${what} <${oneLine(recipient)}>:\n\n${oneLine(diagnostic)}\n`;
}

function statusFields({ recipient, status, diagnostic, kind, at }: BounceAct, domain: string): string {
  const fields = [
    `Reporting-MTA: dns; ${domain}`,
    `Arrival-Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    '',
    `Final-Recipient: rfc822; ${oneLine(recipient)}`,
    `Action: ${kind}`,
    `Status: ${oneLine(status)}`,
    `Diagnostic-Code: smtp; ${oneLine(diagnostic)}`,
  ];
  return `${fields.join('\r\n')}\r\n`;
}
