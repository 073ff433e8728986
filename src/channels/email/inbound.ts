// The inbound mail port's reader: one RFC 5322 message in, what it is out. In this order, because each later test would
// misjudge the earlier kinds: complaint, read receipt, our own mail, report on a delivery, automatic reply,
// and only then a person's reply (C-36). Never throws, whatever a stranger sends.
import type { InboundMessage, MailHead } from '#core/message/inbound.ts';
import type { CalendarReply } from '#core/message/invitation.ts';
import { looksLikeAbsenceNote } from './absence-note.ts';
import { automaticBecause } from './automatic.ts';
import { feedbackType } from './bounce/feedback.ts';
import { readReports } from './bounce/read-reports.ts';
import { tokenOfOriginal, tokenOfRecipient, tokenOfThread } from './find-token.ts';
import { beginningOfHtml, replyHtmlToText } from './html-to-plain-text.ts';
import { newTextOf } from './new-text.ts';
import { addressesOf, messageIdsIn, type ParsedMail, parseMail } from './parse-mail.ts';
import { readCalendarReply } from './read-calendar-reply.ts';
import { sanitiseForViewing } from './sanitise-html.ts';
import type { Tokens } from './token.ts';

/** `envelopeTo`: the addresses it was delivered to, where the mailbox knows them (they may be missing in the headers). */
export async function readInbound(
  raw: Uint8Array,
  tokens: Tokens,
  envelopeTo: readonly string[] = [],
): Promise<InboundMessage> {
  const mail = await parseMail(raw);
  if (mail === null) return { ...EMPTY_HEAD, kind: 'other', reason: 'unreadable' };
  const reported = () =>
    tokenOfRecipient(mail, envelopeTo, tokens) ?? tokenOfOriginal(mail, tokens) ?? tokenOfThread(mail, tokens);
  const answered = () => tokenOfThread(mail, tokens) ?? tokenOfRecipient(mail, envelopeTo, tokens);
  const head = headOf(mail);

  const feedback = feedbackType(mail);
  if (feedback !== null) return { ...head, token: reported(), kind: 'feedback', feedback };
  if (hasPart(mail, 'message/disposition-notification'))
    return { ...head, token: answered(), kind: 'other', reason: 'read_receipt' };
  const reply = calendarReplyIn(mail);
  if (reply !== null) return { ...head, kind: 'meeting_reply', reply };
  if (isOwnMessage(head, tokens)) return { ...head, kind: 'other', reason: 'own_message' };
  const reports = await readReports(mail);
  if (reports !== null) return { ...head, token: reported(), kind: 'bounce', reports };
  const because = automaticBecause(mail);
  const newText = newTextIn(mail);
  if (because !== null) return { ...head, token: answered(), kind: 'auto_reply', because, newText };
  const doubt = looksLikeAbsenceNote(head.subject, newText) ? 'absence_note' : null;
  return { ...head, token: answered(), kind: 'reply', doubt, newText, html: htmlOf(mail) };
}

const EMPTY_HEAD: MailHead = { token: null, from: null, to: [], subject: '', messageId: null, answers: [], date: null };

function headOf(mail: ParsedMail): MailHead {
  const { email } = mail;
  const date = Date.parse(mail.values('date')[0] ?? '');
  const [from] = addressesOf(email.from === undefined ? [] : [email.from]);
  return {
    token: null,
    from: from ?? null,
    to: addressesOf(email.to),
    subject: (email.subject ?? '').slice(0, 1_000),
    messageId: messageIdsIn(email.messageId ?? '')[0] ?? null,
    answers: [
      ...new Set([
        ...mail.values('in-reply-to').flatMap(messageIdsIn),
        ...mail.values('references').flatMap(messageIdsIn).reverse(),
      ]),
    ].slice(0, 50),
    date: Number.isNaN(date) ? null : date,
  };
}

function hasPart(mail: ParsedMail, type: string): boolean {
  return mail.parts.some((part) => part.type === type);
}

/** Parts are read as Latin-1, calendars are written in UTF-8. */
function calendarReplyIn({ parts }: ParsedMail): CalendarReply | null {
  for (const { type, text } of parts) {
    const isCalendar = type === 'text/calendar' || type === 'application/ics';
    const reply = isCalendar ? readCalendarReply(Buffer.from(text, 'latin1').toString()) : null;
    if (reply !== null) return reply;
  }
  return null;
}

/** Our own mail come back, e.g. through a forward to the same mailbox: answering it would make a loop (T27). */
function isOwnMessage({ messageId }: MailHead, tokens: Tokens): boolean {
  return messageId !== null && tokens.readDeliveryToken(messageId.slice(1, messageId.lastIndexOf('@'))) !== null;
}

/** Of the text part; of the HTML where the text shows no quotation, which the HTML's containers may mark. */
function newTextIn({ email: { text, html } }: ParsedMail): string {
  const fromHtml = () => newTextOf(replyHtmlToText(beginningOfHtml(html ?? '')));
  if (!text?.trim()) return fromHtml();
  const fromText = newTextOf(text);
  if (html === undefined || lengthOf(fromText) < lengthOf(text)) return fromText;
  const shorter = fromHtml();
  return shorter !== '' && shorter.length < fromText.length ? shorter : fromText;
}

function lengthOf(text: string): number {
  return text.replace(/\s+/g, ' ').trim().length;
}

function htmlOf({ email }: ParsedMail): string | null {
  return email.html === undefined ? null : sanitiseForViewing(beginningOfHtml(email.html));
}
