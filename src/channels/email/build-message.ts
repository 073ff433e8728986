// An e-mail as bytes for the wire and its envelope. What a header would break on (CR, LF, NUL) or SMTP would choke on is
// refused here, at the model, as our own fault (T20): nothing is cleaned up silently. The same message gives the same
// bytes on every attempt.
import type { Address, DeliveryOutcome, EmailMessage } from '#core/message/channel.ts';
import { addressDomain, envelopeAddress } from './address.ts';
import { compileMail } from './compile-mail.ts';

export type Envelope = { readonly from: string; readonly to: string };
/** Ready for the wire: one recipient per envelope. */
export type OutgoingMail = { readonly envelope: Envelope; readonly raw: Buffer };
export type Refused = Extract<DeliveryOutcome, { kind: 'refused' }>;
export type BuiltMessage =
  | { readonly kind: 'built'; readonly messageId: string; readonly mail: OutgoingMail }
  | Refused;

/** Bounces come back to `bounces+<token>@<domain of From>`, where nobody says otherwise. */
const RETURN_PATH_LOCAL = 'bounces';

const LOCAL_PART_LENGTH_MAX = 64;

const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/;
const TOKEN = /^[a-z2-7]{1,56}$/;

export async function buildMessage(message: EmailMessage): Promise<BuiltMessage> {
  const problem = problemOf(message);
  if (problem !== null) return { kind: 'refused', side: 'ours', status: '5.6.0', text: problem };
  const domain = addressDomain(message.from.address) ?? '';
  const messageId = `<${message.token}@${domain}>`;
  const raw = await compileMail({
    messageId,
    date: new Date(message.date),
    from: header(message.from),
    to: header(message.to),
    replyTo: message.replyTo === null ? undefined : header(message.replyTo),
    subject: message.subject,
    inReplyTo: message.references.at(-1),
    references: [...message.references],
    headers: { ...unsubscribeHeaders(message.unsubscribeUrl), ...(message.isAutomatic ? automaticHeaders : {}) },
    text: message.text,
    html: message.html,
    ...(message.calendar == null ? {} : { icalEvent: icalEventOf(message.calendar) }),
    attachments: (message.files ?? []).map(attachmentOf),
    baseBoundary: message.token,
  });
  const to = envelopeAddress(message.to.address) ?? '';
  return { kind: 'built', messageId, mail: { raw, envelope: { from: returnPathOf(message, domain), to } } };
}

function returnPathOf({ returnPath, token }: EmailMessage, domain: string): string {
  const place = envelopeAddress(returnPath?.address ?? `${RETURN_PATH_LOCAL}@${domain}`) ?? '';
  const at = place.lastIndexOf('@');
  const tagged = `${place.slice(0, at)}+${token}`;
  const isPlain = returnPath?.kind === 'plain' || tagged.length > LOCAL_PART_LENGTH_MAX;
  return isPlain ? place : tagged + place.slice(at);
}

/** Why this message can't be sent at all, in words; null when it can. */
function problemOf(message: EmailMessage): string | null {
  const addresses = [message.from, message.to, ...(message.replyTo === null ? [] : [message.replyTo])];
  const places = message.returnPath == null ? addresses : [...addresses, message.returnPath];
  const wrong = places.find(({ address }) => envelopeAddress(address) === null);
  if (wrong !== undefined) return wrong.address === '' ? 'an address is empty' : 'an address is not valid';
  const files = message.files ?? [];
  if ([message.subject, ...[...addresses, ...files].map(({ name }) => name)].some(breaksHeader)) {
    return 'a subject or name holds a line break or NUL';
  }
  if (!TOKEN.test(message.token)) return 'the delivery token is malformed';
  if (!message.references.every((id) => MESSAGE_ID.test(id))) return 'a Message-ID in the references is malformed';
  if (!Number.isFinite(message.date)) return 'the date is not a time';
  return message.unsubscribeUrl === null ? null : problemOfUrl(message.unsubscribeUrl);
}

/** These three end a header or hide what follows. */
function breaksHeader(value: string): boolean {
  return ['\0', '\r', '\n'].some((letter) => value.includes(letter));
}

function problemOfUrl(url: string): string | null {
  const plain = /^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]{1,1900}$/.test(url) && URL.canParse(url);
  return plain ? null : 'the unsubscribe address is not an http(s) URL';
}

/** As an alternative to the text, which programs act on, and as a file for those that don't. */
function icalEventOf({ method, text }: NonNullable<EmailMessage['calendar']>) {
  return { method, content: text, filename: 'invite.ics' };
}

/** Always a file to keep: what looks like a page or a message is not shown within the mail. */
function attachmentOf({ name, content }: NonNullable<EmailMessage['files']>[number]) {
  return { filename: name, content: Buffer.from(content), contentDisposition: 'attachment' as const };
}

function header({ name, address }: Address): Address {
  return { name, address: envelopeAddress(address) ?? '' };
}

const automaticHeaders = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

function unsubscribeHeaders(url: string | null): Record<string, string> {
  return url === null ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
