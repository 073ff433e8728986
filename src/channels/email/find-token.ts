// The delivery a message belongs to. Only a token whose signature holds counts (T16): what merely looks like one, or a
// text that claims something, names nothing.
import type { DeliveryNamed } from '#core/message/inbound.ts';
import { messageIdsIn, type ParsedMail } from './parse-mail.ts';
import type { Tokens } from './token.ts';

const ORIGINAL_PARTS = new Set([
  'message/rfc822',
  'message/rfc822-headers',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
]);
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc'];
/** Everything in a text that could be a token in front of an @. */
const CANDIDATE = /[a-z2-7]{29,56}(?=@)/gi;
const CANDIDATES_MAX = 50;
/** The same behind the + of an address. */
const TAGGED = /\+[a-z2-7]{29,56}(?=@)/gi;
const PLACES_LENGTH_MAX = 10_000;

/** The message the sender answered: the direct one first, then the rest of the thread from its end. */
export function tokenOfThread(mail: ParsedMail, tokens: Tokens): DeliveryNamed | null {
  const direct = mail.values('in-reply-to').flatMap(messageIdsIn);
  const thread = mail.values('references').flatMap(messageIdsIn).reverse();
  return firstValid(
    [...direct, ...thread].map((id) => id.slice(1, id.lastIndexOf('@'))),
    tokens,
  );
}

/** The return path the message came back to. */
export function tokenOfRecipient(
  mail: ParsedMail,
  envelopeTo: readonly string[],
  tokens: Tokens,
): DeliveryNamed | null {
  const places = [...envelopeTo, ...RECIPIENT_HEADERS.flatMap((header) => mail.values(header))];
  const tagged = places.flatMap((place) => (place.slice(0, PLACES_LENGTH_MAX).match(TAGGED) ?? []).map(tokenIn));
  return firstValid(tagged, tokens);
}

/** Our message as it is quoted in a report: as a part of its own, else in the text. */
export function tokenOfOriginal(mail: ParsedMail, tokens: Tokens): DeliveryNamed | null {
  const parts = mail.parts.filter(({ type }) => ORIGINAL_PARTS.has(type) || type.startsWith('message/'));
  const texts = [...parts.map(({ text }) => text), (mail.email.text ?? '').slice(0, 64 * 1024)];
  return firstValid(texts.flatMap(candidatesIn), tokens);
}

function tokenIn(tagged: string): string {
  return tagged.slice(1);
}

function candidatesIn(text: string): string[] {
  return (text.match(CANDIDATE) ?? []).slice(0, CANDIDATES_MAX);
}

function firstValid(candidates: readonly string[], tokens: Tokens): DeliveryNamed | null {
  for (const candidate of candidates.slice(0, CANDIDATES_MAX)) {
    const named = tokens.readDeliveryToken(candidate);
    if (named !== null) return named;
  }
  return null;
}
