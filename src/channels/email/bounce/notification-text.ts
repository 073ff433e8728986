// What a mail system wrote about a delivery, without the message that it gives back below.
import { beginningOfHtml, htmlToPlainText } from '../html-to-plain-text.ts';
import type { ParsedMail } from '../parse-mail.ts';

const TEXT_LENGTH_MAX = 30_000;
const LINE_LENGTH_MAX = 2_000;

/** From such a line on stands the message given back. */
const GIVEN_BACK: readonly RegExp[] = [
  /^[\s-]*-{2,}[\s-]*(below this line is|this is a copy|the (body|header)s? of|original[ -]?(message|mail)|unsent message|returned (message|mail)|message (header|text|contents)|undelivered message|copy of)/i,
  /^\s*(below is a copy of|included is a copy of|(the )?original (message|mail)( headers?)?( follows?| as follows)?[.:]?\s*$|(the )?(message )?headers? (of the (original )?message )?follows?)/i,
  /^\s*(original mail as follows|the header of the original message|original message (header|follow)s?)/i,
  /^\s*-*\s*(原始邮件|原邮件|邮件原文|原始信件)/,
  /^(received|return-path|x-received|dkim-signature|arc-seal|delivered-to): /i,
];

export function notificationText(mail: ParsedMail): string {
  const lines = writtenIn(mail).split('\n');
  const end = lines.findIndex((line) => GIVEN_BACK.some((mark) => mark.test(line.slice(0, 200))));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.slice(0, LINE_LENGTH_MAX))
    .join('\n');
}

/** All of the text, with what is given back. */
export function writtenIn({ email: { text, html }, parts, body }: ParsedMail): string {
  if (text?.trim()) return bounded(text);
  const fromHtml = htmlToPlainText(beginningOfHtml(html ?? ''));
  return bounded(fromHtml === '' && parts.length === 0 ? body : fromHtml);
}

function bounded(text: string): string {
  return text.slice(0, TEXT_LENGTH_MAX).replace(/\r\n?/g, '\n');
}
