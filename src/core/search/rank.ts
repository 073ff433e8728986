// How well a record answers a search, and by what: pure, on the values that the searcher may see.
import type { SearchField } from '#core/records/search-fields.ts';
import { type RecordValues, valueOf } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';
import { beginsLike, holdsLike, typosAllowed, WIDE_TYPO_FROM } from '#core/search/closeness.ts';
import type { SearchQuery, SearchTerm } from '#core/search/query.ts';

/** The field that it was found by: the one in which the first term stands best. */
export type Rank = { readonly score: number; readonly field: string };

const SCORES = { whole: 100, word: 60, start: 40, word_start: 30, inside: 10, misspelt: 3 } as const;

/** Null: it doesn't answer it. */
export function rankOf(record: RecordValues, fields: readonly SearchField[], query: SearchQuery): Rank | null {
  const texts = textsOf(record, fields);
  const phone = bestPhone(texts, query.phones);
  const ranks = query.terms.map((term) => bestOf(texts, term));
  const [first] = ranks;
  if (first === undefined || ranks.includes(null)) return phone;
  const score = ranks.reduce((sum, rank) => sum + (rank?.score ?? 0), 0) / ranks.length;
  return first === null || (phone !== null && phone.score > score) ? phone : { score, field: first.field };
}

type SearchText = { readonly field: string; readonly text: string; readonly as: SearchField['as'] };

function textsOf(record: RecordValues, fields: readonly SearchField[]): SearchText[] {
  const texts = fields.flatMap(({ key, as }): SearchText[] => {
    const value = valueOf(record, key);
    if (typeof value !== 'string' || value === '') return [];
    return [{ field: key, as, text: as === 'digits' ? fold(value).replace(/[^0-9]/g, '') : fold(value) }];
  });
  const [last, first] = ['last_name', 'first_name'].map((key) => texts.find(({ field }) => field === key)?.text);
  if (last === undefined || first === undefined) return texts;
  // A person's name as it is written in one, and as it is spoken.
  return [...texts, { field: 'last_name', as: 'words', text: `${last}${first}` }];
}

function bestPhone(texts: readonly SearchText[], phones: readonly string[]): Rank | null {
  const scores = texts.flatMap(({ field, text, as }): Rank[] => {
    if (as !== 'digits' || !phones.some((phone) => text.includes(phone))) return [];
    const score = phones.some((phone) => text.endsWith(phone)) ? SCORES.word : SCORES.start;
    return [{ field, score }];
  });
  return best(scores);
}

function bestOf(texts: readonly SearchText[], term: SearchTerm): Rank | null {
  return best(
    texts.flatMap(({ field, text, as }): Rank[] => {
      const score = as === 'words' ? scoreOf(text, term) : null;
      return score === null ? [] : [{ field, score }];
    }),
  );
}

function best(ranks: readonly Rank[]): Rank | null {
  return ranks.reduce<Rank | null>((top, rank) => (top === null || rank.score > top.score ? rank : top), null);
}

function scoreOf(text: string, term: SearchTerm): number | null {
  if (text === term.text) return SCORES.whole;
  const words = [...text.split(/\s+/u), ...text.split(/[\s.@_-]+/u)];
  if (words.includes(term.text)) return SCORES.word;
  if (text.startsWith(term.text)) return SCORES.start;
  if (words.some((word) => word.startsWith(term.text))) return SCORES.word_start;
  if (text.includes(term.text)) return SCORES.inside;
  return isMisspelt(text, words, term) ? SCORES.misspelt : null;
}

function isMisspelt(text: string, words: readonly string[], { text: typed, wide }: SearchTerm): boolean {
  if (wide) return typed.length >= WIDE_TYPO_FROM && holdsLike(typed, text);
  const max = typosAllowed(typed);
  return max > 0 && words.some((word) => beginsLike(typed, word, max));
}
