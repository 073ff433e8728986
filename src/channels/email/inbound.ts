// The inbound mail port's reader: one RFC 5322 message in, what it is out. In this order, because each later test would
// misjudge the earlier kinds: complaint, delivery report, read receipt, our own mail, free-form bounce, automatic reply,
// and only then a person's reply (C-36). Never throws, whatever a stranger sends.
import type { BounceReport, InboundMessage, MailHead } from '#core/message/inbound.ts';
import { automaticBecause, isFromMailSystem } from './automatic.ts';
import { readDeliveryStatus, readFreeForm } from './delivery-report.ts';
import { tokenOfOriginal, tokenOfRecipient, tokenOfThread } from './find-token.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { newTextOf } from './new-text.ts';
import { addressesOf, messageIdsIn, type ParsedMail, parseMail } from './parse-mail.ts';
import { sanitiseForViewing } from './sanitise-html.ts';
import type { Tokens } from './token.ts';

const HTML_LENGTH_MAX = 300_000;

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
  const reports = readDeliveryStatus(mail);
  if (reports !== null) return bounce({ ...head, token: reported() }, reports);
  if (hasPart(mail, 'message/disposition-notification'))
    return { ...head, token: answered(), kind: 'other', reason: 'read_receipt' };
  if (isOwnMessage(head, tokens)) return { ...head, kind: 'other', reason: 'own_message' };
  if (isFromMailSystem(mail)) return bounce({ ...head, token: reported() }, readFreeForm(mail));
  const because = automaticBecause(mail);
  const newText = newTextOf(textOf(mail));
  if (because !== null) return { ...head, token: answered(), kind: 'auto_reply', because, newText };
  return { ...head, token: answered(), kind: 'reply', newText, html: htmlOf(mail) };
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

function bounce(head: MailHead, reports: readonly [BounceReport, ...BounceReport[]]): InboundMessage {
  return { ...head, kind: 'bounce', reports };
}

/** RFC 5965. */
function feedbackType(mail: ParsedMail): string | null {
  const report = mail.parts.find(({ type }) => type === 'message/feedback-report');
  if (report === undefined) return null;
  return /^feedback-type:\s*([\w.-]{1,50})/im.exec(report.text)?.[1]?.toLowerCase() ?? 'other';
}

function hasPart(mail: ParsedMail, type: string): boolean {
  return mail.parts.some((part) => part.type === type);
}

/** Our own mail come back, e.g. through a forward to the same mailbox: answering it would make a loop (T27). */
function isOwnMessage({ messageId }: MailHead, tokens: Tokens): boolean {
  return messageId !== null && tokens.readDeliveryToken(messageId.slice(1, messageId.lastIndexOf('@'))) !== null;
}

function textOf({ email }: ParsedMail): string {
  return email.text ?? (email.html === undefined ? '' : htmlToPlainText(email.html.slice(0, HTML_LENGTH_MAX)));
}

function htmlOf({ email }: ParsedMail): string | null {
  return email.html === undefined ? null : sanitiseForViewing(email.html.slice(0, HTML_LENGTH_MAX));
}
