// Texts on their way in: trimmed, without what no text field can keep (NUL, half characters, control characters), and
// of the form that the field's type asks for. Never changes what a person would see, but for blanks and line ends.
import type { FieldType } from '#core/records/field.ts';
import type { ProblemRule } from '#core/records/field-problem.ts';

type TextType = 'text' | 'long_text' | 'email' | 'phone' | 'url';
export type CheckedText = { readonly value: string | null } | { readonly rule: ProblemRule };

/** UTF-16 units. An address has 254 at most (RFC 5321), a long text fits a page of any mail. */
const LENGTH_MAX: Readonly<Record<TextType, number>> = {
  text: 255,
  long_text: 32_000,
  email: 254,
  phone: 50,
  url: 2048,
};

/** Whole local parts and domains as our mail channel sends to: no quoted local parts, no address literals. */
const LOCAL_PART = /^[^\s\p{Cc}()<>[\]:;@\\,".]+(?:\.[^\s\p{Cc}()<>[\]:;@\\,".]+)*$/u;
const DOMAIN =
  /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:[\p{L}\p{M}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])$/u;
const LINK = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/iu;
const DIGIT = /\p{Nd}/gu;

export function isTextType(type: FieldType): type is TextType {
  return type in LENGTH_MAX;
}

export function checkText(type: TextType, input: string): CheckedText {
  const text = type === 'long_text' ? input.replace(/\r\n?/g, '\n').trim() : input.replace(/\s+/gu, ' ').trim();
  if (text === '') return { value: null };
  if (!isPlainText(text)) return { rule: 'bad_characters' };
  if (text.length > LENGTH_MAX[type]) return { rule: 'too_long' };
  if (type === 'email' && !isEmail(text)) return { rule: 'not_an_email' };
  if (type === 'phone' && !isPhone(text)) return { rule: 'not_a_phone' };
  return type === 'url' ? checkUrl(text) : { value: text };
}

/**
 * Whether PostgreSQL, JSON and a mail can hold the text: no NUL, no half of a surrogate pair, no control characters. And
 * no U+FFFD, which says that a character was lost on the way here.
 */
export function isPlainText(text: string): boolean {
  return !text.includes('\uFFFD') && !/\p{Surrogate}/u.test(text) && !/[^\P{Cc}\n\t]/u.test(text);
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  return local.length <= 64 && LOCAL_PART.test(local) && DOMAIN.test(text.slice(at + 1));
}

/** People write phones in a hundred ways; three digits are the least that any has. */
function isPhone(text: string): boolean {
  return !text.includes('@') && (text.match(DIGIT)?.length ?? 0) >= 3;
}

/** A bare host is given https://. Other schemes (javascript:, data:) are refused: the value becomes a link. */
function checkUrl(text: string): CheckedText {
  const url = /^[a-z][a-z0-9+.-]*:/iu.test(text) && !/^[^/?#]*:\d/u.test(text) ? text : `https://${text}`;
  if (url.length > LENGTH_MAX.url) return { rule: 'too_long' };
  return LINK.test(url) && url.includes('.') ? { value: url } : { rule: 'not_a_url' };
}
