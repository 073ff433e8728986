// RFC 5322 to something that can be asked questions. postal-mime does the parsing; what it may cost is bounded here (T21),
// and what it throws ends here.
import PostalMime, { type Address as ParsedAddress, type Email } from 'postal-mime';
import type { ApartLimits } from '#apart/run-apart.ts';
import type { Address } from '#core/message/channel.ts';
import { parseApart } from './parse-apart.ts';

export type MailPart = { readonly type: string; readonly text: string };
export type ParsedMail = {
  readonly email: Email;
  /** Every value of a header, in order; the name in lower case. */
  readonly values: (header: string) => readonly string[];
  /** What follows the header, undecoded, read as Latin-1: for reports whose MIME is broken. */
  readonly body: string;
  /** The parts that are neither text nor HTML of the message itself, read as Latin-1: for headers and reports only. */
  readonly parts: readonly MailPart[];
};

/**
 * What is longer is read up to here: reports and replies stand in front. Lines are what the parser's time goes by
 * (measured 2026-11-21: 100,000 short ones 0.6 s); 10 MB of base64 are 140,000.
 */
const MAIL_BYTES_MAX = 10 * 1024 * 1024;
const MAIL_LINES_MAX = 150_000;
const LIMITS = { maxNestingDepth: 30, maxHeadersSize: 512 * 1024, forceRfc822Attachments: true } as const;
const PART_BYTES_MAX = 64 * 1024;
/** Up to here the slowest message takes a few hundredths of a second; larger ones are parsed apart. */
const ALONGSIDE_BYTES_MAX = 128 * 1024;
const APART: ApartLimits = { memoryMb: 256, timeMs: 3_000 };

/** Null when it can't be read as mail at all. */
export async function parseMail(raw: Uint8Array, limits = APART): Promise<ParsedMail | null> {
  try {
    const bytes = beginningOf(raw);
    const parsed = await parsedEmail(bytes, limits);
    if (parsed === null) return null;
    const email = withoutNul(parsed);
    return {
      email,
      body: bodyOf(bytes),
      values: (header) => email.headers.filter(({ key }) => key === header).map(({ value }) => value),
      parts: email.attachments.map(({ mimeType, content }) => ({
        type: mimeType.toLowerCase(),
        text: latin1(content),
      })),
    };
  } catch {
    return null;
  }
}

/** What takes too much is read as far as its beginning goes: nobody's reply is lost to a heavy attachment. */
async function parsedEmail(bytes: Uint8Array, limits: ApartLimits): Promise<Email | null> {
  if (bytes.length <= ALONGSIDE_BYTES_MAX) return PostalMime.parse(bytes, LIMITS);
  const apart = await parseApart(bytes, LIMITS, limits);
  return apart === null ? PostalMime.parse(bytes.subarray(0, ALONGSIDE_BYTES_MAX), LIMITS) : apart.answer;
}

function bodyOf(bytes: Uint8Array): string {
  const beginning = latin1(bytes.subarray(0, 2 * PART_BYTES_MAX), 2 * PART_BYTES_MAX);
  const end = beginning.search(/\r?\n\r?\n/);
  return end === -1 ? '' : beginning.slice(end, end + PART_BYTES_MAX);
}

function beginningOf(raw: Uint8Array): Uint8Array {
  const bytes = raw.subarray(0, MAIL_BYTES_MAX);
  let end = 0;
  for (let line = 0; line < MAIL_LINES_MAX; line++) {
    end = bytes.indexOf(0x0a, end) + 1;
    if (end === 0) return bytes;
  }
  return bytes.subarray(0, end);
}

/** Flat: the members of a group one by one; what has no address is left out. */
export function addressesOf(parsed: readonly ParsedAddress[] | undefined): Address[] {
  return (parsed ?? []).flatMap((entry) => {
    if (entry.group !== undefined) return addressesOf(entry.group);
    return entry.address === '' ? [] : [{ name: clean(entry.name), address: clean(entry.address) }];
  });
}

/** Message-IDs with their angle brackets, in order of appearance. */
export function messageIdsIn(value: string): string[] {
  return value.slice(0, 20_000).match(/<[^<>\s]{1,500}>/g) ?? [];
}

function latin1(content: ArrayBuffer | Uint8Array | string, length = PART_BYTES_MAX): string {
  if (typeof content === 'string') return clean(content.slice(0, length));
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  return clean(Buffer.from(bytes.subarray(0, length)).toString('latin1'));
}

/** NUL can hide in any encoding, and PostgreSQL keeps no text that holds one. */
function withoutNul(email: Email): Email {
  const headers = email.headers.map((header) => ({ ...header, value: clean(header.value) }));
  const { subject, messageId, references, text, html } = email;
  return {
    ...email,
    headers,
    subject: subject && clean(subject),
    messageId: messageId && clean(messageId),
    references: references && clean(references),
    text: text && clean(text),
    html: html && clean(html),
  };
}

function clean(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
