import fc from 'fast-check';
import { describe as group, expect, it } from 'vitest';
import { answersInMemory } from '#test/criteria-trial.ts';
import { anyCriteria, anyMoment, anyValues, trial } from '#test/criteria-generators.ts';
import { checkCriteria } from './check.ts';
import { describe, type Language } from './explain.ts';
import { parseCriteria } from './parse-text.ts';

const languages = ['en', 'zh'] as const;

function read(text: string, language: Language = 'en') {
  const parsed = parseCriteria(text, trial, language);
  return parsed.ok ? parsed.criteria : parsed;
}

group('parseCriteria', () => {
  it('V-1 whatever is said in words is read back as what it says, in both languages', () => {
    const records = fc.sample(anyValues, { numRuns: 100, seed: 4 });
    fc.assert(
      fc.property(anyCriteria, anyMoment, fc.constantFrom(...languages), (criteria, moment, language) => {
        const text = describe(criteria, trial, language);
        const parsed = parseCriteria(text, trial, language);
        expect(parsed).toMatchObject({ ok: true });
        const checked = checkCriteria(parsed.ok && parsed.criteria, trial);
        if (!checked.ok) {
          // Nothing but `any: []`, which check.ts takes for a slip.
          expect(checked.problems.every(({ code }) => code === 'group_empty')).toBe(true);
          return;
        }
        const again = parseCriteria(describe(checked.criteria, trial, language), trial, language);
        expect(again).toEqual({ ok: true, criteria: checked.criteria });
        expect(answersInMemory(records, checked.criteria, moment)).toBe(answersInMemory(records, criteria, moment));
      }),
      { numRuns: 500 },
    );
  });

  it('V-1 people write as they are used to', () => {
    expect(read('NAME is "Ada"  and   (visits is at least 3 OR Opted_in is Yes)')).toEqual({
      all: [
        { field: 'name', is: 'Ada' },
        {
          any: [
            { field: 'visits', at_least: 3 },
            { field: 'opted_in', is: true },
          ],
        },
      ],
    });
    expect(read('name为"王"且（visits不小于3或tags包含“老客户”）', 'zh')).toEqual({
      all: [
        { field: 'name', is: '王' },
        {
          any: [
            { field: 'visits', at_least: 3 },
            { field: 'tags', contains: '老客户' },
          ],
        },
      ],
    });
    expect(read('stage is one of “New”,“Won”')).toEqual({ field: 'stage', in: ['New', 'Won'] });
    expect(read('seen_at is in the last 1 day')).toEqual({ field: 'seen_at', in_last: { days: 1 } });
    expect(read('amount is between 1 and 12345678901234567890.5 and visits is 2')).toEqual({
      all: [
        { field: 'amount', between: [1, '12345678901234567890.5'] },
        { field: 'visits', is: 2 },
      ],
    });
  });

  it('V-1 names of options and people are read as what they stand for', () => {
    const readValue = (name: string) => (name === '赢单了' ? 'Won' : null);
    const text = describe({ field: 'stage', is: 'Won' }, trial, 'zh', () => '赢单了');
    expect(parseCriteria(text, trial, 'zh', readValue)).toEqual({ ok: true, criteria: { field: 'stage', is: 'Won' } });
  });

  it('V-1 fields whose names begin alike, hold words of the language, or are the same, stay apart', () => {
    const [first, second, third] = trial.fields;
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few fields');
    const label = (text: string) => ({ label: { en: text, zh: text } });
    const fields = [
      { ...first, ...label('City') },
      { ...second, ...label('City is not') },
      { ...third, ...label('Same') },
      { ...third, key: 'fourth', ...label('Same') },
    ];
    const module = { ...trial, fields };
    for (const criteria of [
      {
        all: [
          { field: first.key, is: 'x' },
          { field: second.key, is: 'is not “y”' },
        ],
      },
      {
        all: [
          { field: first.key, is_not: 'x' },
          { field: 'fourth', is: 'New' },
        ],
      },
    ]) {
      for (const language of languages) {
        const text = describe(criteria, module, language);
        expect(parseCriteria(text, module, language)).toEqual({ ok: true, criteria });
      }
    }
  });

  it('V-1 says where a text stops making sense, and what should stand there', () => {
    expect(read('nobody is 3')).toEqual({ ok: false, at: 0, expected: 'condition' });
    expect(read('visits equals 3')).toEqual({ ok: false, at: 6, expected: 'operator' });
    expect(read('visits is many')).toEqual({ ok: false, at: 9, expected: 'value' });
    expect(read('visits is 3 visits is 4')).toEqual({ ok: false, at: 12, expected: 'joint' });
    expect(read('visits is 3 and visits is 4 or visits is 5')).toEqual({ ok: false, at: 27, expected: 'one_joint' });
    expect(read('(visits is 3')).toEqual({ ok: false, at: 12, expected: 'end_of_group' });
    expect(read('')).toEqual({ ok: false, at: 0, expected: 'condition' });
    expect(read('('.repeat(50))).toMatchObject({ ok: false, expected: 'shorter' });
    expect(read('x'.repeat(200_001))).toMatchObject({ ok: false, expected: 'shorter' });
  });

  it('T1 T2 whatever it is given it answers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...languages), (text, language) => {
        expect(typeof parseCriteria(text, trial, language).ok).toBe('boolean');
      }),
    );
  });
});
