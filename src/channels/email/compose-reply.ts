// What a recipient sends back by hand or by an absence note, as real messages: threaded, quoted, from the address that
// got the mail.
import type { CaughtMail } from '#core/message/caught-mail.ts';
import type { Instant } from '#core/time/instant.ts';
import { compileMail } from './compile-mail.ts';
import { answerId, type OriginalMail, readOriginal } from './original-mail.ts';

export type ReplyText = { readonly text: string; readonly html: string | null; readonly at: Instant };

/** To Reply-To, else From. Null when the original can't be answered. */
export async function composeReply(caught: CaughtMail, reply: ReplyText): Promise<CaughtMail | null> {
  const original = await readOriginal(caught);
  if (original === null) return null;
  const introduction = `On ${new Date(reply.at).toUTCString()}, ${original.from.name || original.from.address} wrote:`;
  const quoted = original.text.trimEnd().replace(/^/gm, '> ');
  const id = answerId('reply', caught, reply.text + reply.at, original.recipient.address);
  const raw = await compileMail({
    ...threadOf(original, id, reply.at),
    to: original.replyTo,
    subject: /^(re|回复|答复)\s*[:：]/i.test(original.subject) ? original.subject : `Re: ${original.subject}`,
    text: `${reply.text}\n\n${introduction}\n\n${quoted}\n`,
    ...(reply.html === null ? {} : { html: `${reply.html}<blockquote>${original.html ?? ''}</blockquote>` }),
  });
  return { envelopeFrom: original.recipient.address, recipients: [original.replyTo.address], raw };
}

/** By RFC 3834: to the envelope sender, from nobody, declared automatic. Null sender: never answered, so null. */
export async function composeAutoReply(
  caught: CaughtMail,
  reply: { text: string; at: Instant },
): Promise<CaughtMail | null> {
  const original = await readOriginal(caught);
  if (original === null || caught.envelopeFrom === '') return null;
  const id = answerId('auto-reply', caught, reply.text + reply.at, original.recipient.address);
  const raw = await compileMail({
    ...threadOf(original, id, reply.at),
    to: caught.envelopeFrom,
    subject: `Auto: ${original.subject}`,
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: `${reply.text}\n`,
  });
  return { envelopeFrom: '', recipients: [caught.envelopeFrom], raw };
}

function threadOf(original: OriginalMail, messageId: string, at: Instant) {
  const answered = original.messageId === null ? [] : [original.messageId];
  return {
    messageId,
    date: new Date(at),
    from: original.recipient,
    inReplyTo: answered[0],
    references: [...original.references, ...answered],
    baseBoundary: messageId
      .slice(1, -1)
      .replace(/[^a-z0-9]/gi, '')
      .slice(0, 40),
  };
}
