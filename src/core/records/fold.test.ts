import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';

const MAX_CODE_POINT = 0x10ffff;
const isSurrogate = (codePoint: number) => codePoint >= 0xd800 && codePoint <= 0xdfff;

describe('fold', () => {
  it('V-2 letter case and width do not matter', () => {
    expect(fold('Ada LOVELACE')).toBe('ada lovelace');
    expect(fold('ＡＣＭＥ　１２３')).toBe('acme 123');
    expect(fold('ｶﾞｽ')).toBe(fold('ガス'));
    expect(fold('ÉCOLE')).toBe(fold('e\u0301cole'));
    expect(fold('ΟΔΟΣ')).toBe(fold('οδος'));
    expect(fold('ΟΔΟΣ ΟΔΟΣ')).toContain(fold('οδοσ'));
    expect(fold('北京ＡＢＣ公司')).toBe('北京abc公司');
  });

  it('V-2 accents, spaces and different letters do', () => {
    expect(fold('école')).not.toBe(fold('ecole'));
    expect(fold(' ada')).not.toBe(fold('ada'));
    expect(fold('')).toBe('');
  });

  it('V-2 folding twice changes nothing, for every character there is, alone and between marks', () => {
    const unstable: string[] = [];
    const frames = [
      (c: string) => c,
      (c: string) => `${c}\u0301\u0323`,
      (c: string) => `A${c}\u0331`,
      (c: string) => `${c}${c}Σ`,
    ];
    for (let codePoint = 0; codePoint <= MAX_CODE_POINT; codePoint++) {
      if (isSurrogate(codePoint)) continue;
      const character = String.fromCodePoint(codePoint);
      for (const frame of frames) {
        const once = fold(frame(character));
        if (fold(once) !== once) unstable.push(codePoint.toString(16));
      }
    }
    expect(unstable).toEqual([]);
  });

  it('V-2 folding twice changes nothing, for any text', () => {
    const marked = fc.constantFrom(
      '\u0301',
      '\u0331',
      '\u0345',
      '\u0307',
      'İ',
      'ß',
      'ẞ',
      'Σ',
      'ς',
      'ſ',
      'ﾞ',
      'ｶ',
      'H',
      'ᾼ',
      'ǅ',
      '가',
      'ᆨ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(marked).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const once = fold(value);
        expect(fold(once)).toBe(once);
        expect(fold(value.normalize('NFD'))).toBe(fold(value.normalize('NFC')));
        expect(/\p{Surrogate}/u.test(once)).toBe(/\p{Surrogate}/u.test(value));
      }),
      { numRuns: 20_000 },
    );
  });
});
