// The mail a recipient acts upon, read once: what an answer to it needs.
import { createHash } from 'node:crypto';
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { Address } from '#core/message/channel.ts';
import { addressDomain } from './address.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { addressesOf, messageIdsIn, parseMail } from './parse-mail.ts';

export type OriginalMail = {
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly from: Address;
  /** Who acts: the first recipient of the envelope, with the name the header gives. */
  readonly recipient: Address;
  readonly replyTo: Address;
  /** Everything above the empty line. */
  readonly headers: string;
};

/** Null when it isn't readable, or was sent to or from nobody. */
export async function readOriginal(caught: CaughtMail): Promise<OriginalMail | null> {
  const mail = await parseMail(caught.raw);
  const recipient = caught.recipients[0];
  const [from] = addressesOf(mail?.email.from === undefined ? [] : [mail.email.from]);
  if (mail === null || recipient === undefined || from === undefined) return null;
  const { email } = mail;
  const named = addressesOf(email.to).find(({ address }) => address.toLowerCase() === recipient.toLowerCase());
  return {
    subject: email.subject ?? '',
    text: email.text ?? htmlToPlainText(email.html ?? ''),
    html: email.html ?? null,
    messageId: messageIdsIn(email.messageId ?? '')[0] ?? null,
    references: messageIdsIn(email.references ?? ''),
    from,
    recipient: { name: named?.name ?? '', address: recipient },
    replyTo: addressesOf(email.replyTo)[0] ?? from,
    headers: headerBlock(caught.raw),
  };
}

/** A Message-ID of its own for each different answer, the same each time: composing is a pure function. */
export function answerId(act: string, caught: CaughtMail, content: string, from: string): string {
  const hash = createHash('sha256').update(act).update(caught.raw).update(content).digest('hex').slice(0, 32);
  // "-" keeps it from ever looking like a token of ours.
  return `<${act}-${hash}@${addressDomain(from) ?? 'recipient.invalid'}>`;
}

function headerBlock(raw: Uint8Array): string {
  const text = Buffer.from(raw.subarray(0, 64 * 1024)).toString('latin1');
  return text.split(/\r?\n\r?\n/, 1)[0] ?? '';
}
