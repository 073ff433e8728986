import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginsLike, formsOf, typosAllowed } from './closeness.ts';
import { parseSearch } from './query.ts';
import { rankOf } from './rank.ts';

const fields = [
  { key: 'last_name', as: 'words' },
  { key: 'first_name', as: 'words' },
  { key: 'email', as: 'words' },
  { key: 'phone', as: 'digits' },
] as const;

function scoreOf(typed: string, values: Readonly<Record<string, string>>): number {
  const query = parseSearch(typed);
  if (query === null) throw new Error('nothing is looked for');
  return rankOf({ values }, fields, query)?.score ?? 0;
}

it('R-8 the nearer what stands there is to what was typed, the better', () => {
  const names = ['Schmidt', 'Schmidt-Meyer', 'Schmidtke', 'von Schmidtke', 'Goldschmidt', 'Schmitd', 'Smith'];
  const scores = names.map((last_name) => scoreOf('schmidt', { last_name }));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(scores.length);
  expect(scores.at(-1)).toBe(0);
});

it('R-8 every term has to stand somewhere, also in a name that is written in one', () => {
  const wang = { last_name: '王', first_name: '小明', email: 'wang@example.com', phone: '+86 138-0013-8000' };
  for (const typed of ['王小明', '小明 王', 'wang 王', '13800138000', '王'])
    expect(scoreOf(typed, wang)).toBeGreaterThan(0);
  for (const typed of ['王小明 li', '明王', '13800138001', '李']) expect(scoreOf(typed, wang)).toBe(0);
});

const letters = fc.stringMatching(/^[a-z]{4,12}$/);
type Slip = (word: string, at: number, letter: string) => string;
const slips: Readonly<Record<string, Slip>> = {
  wrong: (word, at, letter) => word.slice(0, at) + letter + word.slice(at + 1),
  missing: (word, at) => word.slice(0, at) + word.slice(at + 1),
  many: (word, at, letter) => word.slice(0, at) + letter + word.slice(at),
  swapped: (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
};

function isOfForm(text: string, { before, any, after }: ReturnType<typeof formsOf>[number]): boolean {
  const gap = any === null ? '.*' : `.{${any}}`;
  return new RegExp(`^${before}${gap}${after}`).test(text);
}

it.each(Object.keys(slips))(
  'R-8 a word with a letter %s has a form by which it is proposed, and is near enough',
  (kind) => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.stringMatching(/^[a-z]$/), (word, place, letter) => {
        // The first letter is mostly right; without it the step before finds the rest of the word.
        const typed = slips[kind]?.(word, 1 + (place % (word.length - 2)), letter) ?? '';
        fc.pre(typosAllowed(typed) > 0);
        expect(formsOf(typed).some((form) => isOfForm(word, form))).toBe(true);
        expect(beginsLike(typed, word, typosAllowed(typed))).toBe(true);
      }),
    );
  },
);
