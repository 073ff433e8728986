import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainCell, safeCell } from '#core/records/safe-cell.ts';

it.each(['=1+1', ' =1', '\t@x', '\rx', '+86', '-1', '@a', '|x', '＝1', '\ufeff=1', "'=1", '\u0000=cmd'])(
  'T22 I-2 %j is made text',
  (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
    expect(plainCell(safeCell(text))).toBe(text);
  },
);

it('T22 what is read back is what was written, and plain texts stay as they are', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => plainCell(safeCell(text)) === text));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '=', ' ', 'a') }), (text) => plainCell(safeCell(text)) === text),
  );
  expect(safeCell('O’Brien = fine')).toBe('O’Brien = fine');
  expect(plainCell("'quoted'")).toBe("'quoted'");
});
