// What somebody types into the search box, taken apart.
import { fold } from '#core/records/fold.ts';

export type SearchTerm = {
  /** Folded. */
  readonly text: string;
  /** Holds signs beyond ASCII: found by its characters, as in Chinese, where words have no blanks between them. */
  readonly wide: boolean;
};

export type SearchQuery = {
  /** A record is meant that has every one. Empty: it is a phone number. */
  readonly terms: readonly SearchTerm[];
  /** Where it may be a phone number: digits of which a number holds one or the other. Empty: it is none. */
  readonly phones: readonly string[];
};

export const SEARCH_LENGTH_MAX = 100;
const TERMS_MAX = 6;
const PHONE = /^[+\d\s().\-/]+$/;
const PHONE_DIGITS_MIN = 4;
/** As many digits are surely enough to tell a number from others when the code of the country is left out. */
const SUBSCRIBER_DIGITS_MIN = 7;
const COUNTRY_CODE_LENGTHS = [1, 2, 3];
// biome-ignore lint/suspicious/noControlCharactersInRegex: all but ASCII.
const WIDE = /[^\x00-\x7f]/;

/** Null: too short to look for; a single letter is, a single Chinese character isn't. */
export function parseSearch(typed: string): SearchQuery | null {
  const text = fold(typed.slice(0, SEARCH_LENGTH_MAX)).trim();
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const terms = words.slice(0, TERMS_MAX).map((word) => ({ text: word, wide: WIDE.test(word) }));
  if (!terms.some((term) => term.wide || term.text.length > 1)) return null;
  const phones = phonesOf(text);
  const isSurely = phones.some((digits) => digits.length >= SUBSCRIBER_DIGITS_MIN);
  return { terms: isSurely ? [] : terms, phones };
}

/** As it was typed, without the code of the country, without the zero before an area: +44 (0)20 … is 020 … */
function phonesOf(text: string): string[] {
  const digits = text.replace(/\D/g, '');
  if (!PHONE.test(text) || digits.length < PHONE_DIGITS_MIN) return [];
  const isAbroad = text.startsWith('+') || digits.startsWith('00');
  const national = withoutZeros(digits);
  const subscribers = isAbroad ? COUNTRY_CODE_LENGTHS.map((length) => withoutZeros(national.slice(length))) : [];
  const shorter = subscribers.filter((number) => number.length >= SUBSCRIBER_DIGITS_MIN);
  return [...new Set([digits, national, ...shorter])].filter((number) => number.length >= PHONE_DIGITS_MIN);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+/, '');
}
