// Which index can answer for a part of a text, and how it is asked. pg_trgm needs three ASCII letters or digits in a row;
// wide_grams (migrations/text-search.ts) knows every run of other characters by its single ones and its pairs.
import { type RawBuilder, sql } from 'kysely';

/** Folded texts that pg_trgm's index can look for. */
export const HAS_TRIGRAM = /[a-z0-9]{3}/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all but ASCII.
const WIDE_RUN = /[^\x00-\x7f]+/gu;

/** `text` is folded. Empty: it is written in ASCII. */
export function wideGrams(text: string): string[] {
  return [...new Set((text.match(WIDE_RUN) ?? []).flatMap(gramsOf))];
}

/** The pairs, which hold the single ones; of one character itself. */
function gramsOf(run: string): string[] {
  const signs = [...run];
  return signs.length === 1 ? signs : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

/** True when the text contains the part, both folded. */
export function containing(text: RawBuilder<unknown>, part: string): RawBuilder<unknown> {
  const grams = wideGrams(part);
  if (grams.length === 0 || HAS_TRIGRAM.test(part)) return sql`${text} like ${`%${escapeLike(part)}%`}::text`;
  // Not LIKE: the planner would have pg_trgm's index look for it too, from one end to the other.
  return sql`(strpos(${text}, ${part}::text) > 0 and ${wideGramsOf(text)} @> ${grams}::text[])`;
}

export function wideGramsOf(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`cadenza_text.wide_grams(${text})`;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
