// Whether a word that was typed is another one misspelt.

/** Letters that may be wrong, missing, too many or swapped with the next one. A number is another number then. */
export function typosAllowed(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * A beginning, so many signs that may be any (null: however many), an end: a word that was meant has one of these forms at
 * its start.
 */
export type Form = { readonly before: string; readonly any: number | null; readonly after: string };

/**
 * Every place of a typing error is in a gap of some form: a letter wrong, missing or too many. Letters that changed places
 * are forms of their own.
 */
export function formsOf(word: string): Form[] {
  const swapped = Array.from({ length: word.length - 1 }, (_, at) => ({
    before: `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
    any: 0,
    after: '',
  }));
  return [{ before: '', any: 1, after: word.slice(1) }, ...gapsIn(word), ...swapped];
}

/** Long enough for an index to go by it alone. */
const ENDING_MIN = 4;

/**
 * A pair of letters makes room for one less and one more. After the first letter the gap may be of any length: an index
 * finds that letter in half of all records, so it is to be looked up once and not three times.
 */
function gapsIn(word: string): Form[] {
  const forms: Form[] = [];
  for (let at = 1; at < word.length; at += 2) {
    const [before, after] = [word.slice(0, at), word.slice(at + 2)];
    if (after === '') forms.push({ before, any: 0, after });
    else if (at === 1 && after.length >= ENDING_MIN) forms.push({ before, any: null, after });
    else for (const any of [1, 2, 3]) forms.push({ before, any, after });
  }
  return forms;
}

/** In a script without blanks a word of three signs is a name already. */
export const WIDE_TYPO_FROM = 3;

/** Whether the word, or how it begins, is the typed one with at most `max` typos. */
export function beginsLike(typed: string, word: string, max: number): boolean {
  for (let length = typed.length - max; length <= typed.length + max; length++) {
    if (length > 0 && length <= word.length && distance(typed, word.slice(0, length), max) <= max) return true;
  }
  return false;
}

/** Whether the text holds, anywhere, what was typed with one typo. */
export function holdsLike(typed: string, text: string): boolean {
  for (let start = 0; start < text.length; start++) {
    if (beginsLike(typed, text.slice(start, start + typed.length + 1), 1)) return true;
  }
  return false;
}

/** Whether two whole words are one, misspelt in one of them. */
export function areAlike(a: string, b: string): boolean {
  const max = Math.min(typosAllowed(a), typosAllowed(b));
  return a === b || (max > 0 && Math.abs(a.length - b.length) <= max && distance(a, b, max) <= max);
}

/** How many of those typos lie between them; more than max: max + 1. */
function distance(a: string, b: string, max: number): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const replaced = (last[j - 1] ?? 0) + (same ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const turned = swapped ? (beforeLast[j - 2] ?? 0) + 1 : replaced;
      row.push(Math.min(replaced, turned, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    if (Math.min(...row) > max) return max + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
