// A caught mail as its recipient sees it: what to show, and what can be clicked, opened and unsubscribed from. Everything
// in it comes from a message and is treated as a stranger's.
import type { MailForRecipient } from '#core/message/caught-mail.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { addressesOf, messageIdsIn, type ParsedMail, parseMail } from './parse-mail.ts';
import { addressesInHtml, sanitiseForViewing } from './sanitise-html.ts';

const HTML_LENGTH_MAX = 1_000_000;

/** Null when it can't be read as mail. */
export async function readForRecipient(raw: Uint8Array): Promise<MailForRecipient | null> {
  const mail = await parseMail(raw);
  if (mail === null) return null;
  const { email } = mail;
  const html = email.html?.slice(0, HTML_LENGTH_MAX) ?? null;
  const { links, images } = addressesInHtml(html ?? '');
  const unsubscribe = unsubscribeAddress(mail) ?? links.find((link) => /\/t\/u\/[a-z2-7]+$/.test(link)) ?? null;
  const date = Date.parse(mail.values('date')[0] ?? '');
  return {
    from: addressesOf(email.from === undefined ? [] : [email.from])[0] ?? null,
    to: addressesOf(email.to),
    subject: email.subject ?? '',
    text: email.text ?? htmlToPlainText(html ?? ''),
    html: html === null ? null : sanitiseForViewing(html),
    links: [...new Set(links)].filter((link) => link !== unsubscribe),
    pixel: images.find((image) => /\/t\/o\/[a-z2-7]+\.gif$/.test(image)) ?? null,
    unsubscribe,
    messageId: messageIdsIn(email.messageId ?? '')[0] ?? null,
    date: Number.isNaN(date) ? null : date,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

/** The http(s) address of List-Unsubscribe (RFC 2369). */
function unsubscribeAddress(mail: ParsedMail): string | null {
  return /<\s*(https?:\/\/[^<>\s]+)\s*>/i.exec(mail.values('list-unsubscribe')[0]?.slice(0, 5_000) ?? '')?.[1] ?? null;
}
